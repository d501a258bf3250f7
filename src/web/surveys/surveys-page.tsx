import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { formatNumber, formatPercent } from '#core/format.ts'
import type { ListedSurvey, ShownSending } from '#core/surveys/told.ts'
import { sessionQuery } from '../data/session.ts'
import { sendingQuery, setSending, surveysQuery } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { stateWords, words } from './messages.ts'
import { OptOuts } from './opt-outs.tsx'
import { Setup } from './setup.tsx'
import { SurveyDetail } from './survey-detail.tsx'
import { SurveyForm } from './survey-form.tsx'

/** Whether anything leaves; said first, as nothing else matters as much. */
const SendingLine = ({ sending, isOwner }: { readonly sending: ShownSending; readonly isOwner: boolean }) => {
  const { of, language } = useSay()
  const queries = useQueryClient()
  const turning = useMutation({
    mutationFn: (state: 'on' | 'off') => setSending({ state }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['surveys'] }),
  })
  const { on, daily_cap } = sending
  const text = !on
    ? of(words.off_text)
    : daily_cap === null
      ? of(words.on_text_free)
      : of(words.on_text, { cap: formatNumber(daily_cap, language) })
  return (
    <div className="once" role="status">
      <p>
        <strong>{of(on ? words.on_title : words.off_title)}</strong> {text}
      </p>
      {isOwner ? (
        <div className="line-actions">
          <button type="button" disabled={turning.isPending} onClick={() => turning.mutate(on ? 'off' : 'on')}>
            {of(on ? words.turn_off : words.turn_on)}
          </button>
        </div>
      ) : (
        <small className="soft">{of(words.owner_only)}</small>
      )}
      {turning.error ? <Failure error={turning.error} plain /> : null}
    </div>
  )
}

const List = ({
  surveys,
  chosen,
  onChoose,
}: {
  readonly surveys: readonly ListedSurvey[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}) => {
  const { of, language } = useSay()
  const count = (number: number): string => formatNumber(number, language)
  return (
    <div className="wide">
      <table className="t">
        <thead>
          <tr>
            <th scope="col">{of(words.name)}</th>
            <th scope="col" className="words">
              {of(words.state)}
            </th>
            {(['invited', 'delivered', 'answered', 'rate'] as const).map((column) => (
              <th scope="col" key={column}>
                {of(words[column])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {surveys.map((survey) => (
            <tr key={survey.id}>
              <th scope="row">
                <button
                  type="button"
                  className="quiet"
                  aria-current={survey.id === chosen ? 'true' : undefined}
                  onClick={() => onChoose(survey.id)}
                >
                  {survey.name}
                </button>
              </th>
              <td className="words">{of(stateWords[survey.state])}</td>
              <td>{count(survey.invited)}</td>
              <td>{count(survey.delivered)}</td>
              <td>{count(survey.answered)}</td>
              <td>{survey.delivered > 0 ? formatPercent(survey.answered / survey.delivered, language, 0) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Surveys of customers: whether they go out, which there are, and one of them in full. */
export const SurveysPage = () => {
  const { of, t } = useSay()
  const may = useQuery(sessionQuery).data?.may ?? []
  const surveys = useQuery(surveysQuery)
  const sending = useQuery(sendingQuery)
  const [asked, choose] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  const chosen = surveys.data?.find(({ id }) => id === asked) ?? surveys.data?.[0]
  const isOwner = may.includes('surveys.set_sending')
  const error = surveys.error ?? sending.error
  return (
    <div className="people surveys">
      <h1>{of(words.title)}</h1>
      <p className="sub">{of(words.intro)}</p>
      {error ? <Failure error={error} /> : null}
      {surveys.isPending && !error ? <p className="soft">{t('loading')} …</p> : null}
      {sending.data ? <SendingLine sending={sending.data} isOwner={isOwner} /> : null}
      {surveys.data?.length === 0 ? <p className="soft">{of(words.none)}</p> : null}
      {surveys.data && surveys.data.length > 0 ? (
        <List surveys={surveys.data} chosen={chosen?.id} onChoose={choose} />
      ) : null}
      {may.includes('surveys.put') && surveys.data ? (
        adding || surveys.data.length === 0 ? (
          <SurveyForm
            survey={null}
            onSaved={(id) => {
              setAdding(false)
              choose(id)
            }}
          />
        ) : (
          <p>
            <button type="button" onClick={() => setAdding(true)}>
              {of(words.add)}
            </button>
          </p>
        )
      ) : null}
      {chosen ? <SurveyDetail key={chosen.id} survey={chosen} may={may} /> : null}
      {may.includes('surveys.opt_outs') ? <OptOuts /> : null}
      {isOwner && sending.data ? <Setup sending={sending.data} /> : null}
    </div>
  )
}
