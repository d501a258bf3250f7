import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatMoment, formatNumber } from '#core/format.ts'
import type { Preview as Told } from '#core/surveys/told.ts'
import { previewQuery, sendNow, surveyQuery } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

const actions = [undefined, 'invite', 'remind', 'hold'] as const

const Rows = ({ told }: { readonly told: Told }) => {
  const { of, language } = useSay()
  if (told.rows.length === 0) return null
  return (
    <>
      <div className="wide survey-preview">
        <table className="t">
          <thead>
            <tr>
              {(['customer', 'address', 'what', 'until'] as const).map((column) => (
                <th scope="col" className="words" key={column}>
                  {of(words[column])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.rows.map((row) => (
              <tr key={row.customer_id}>
                <th scope="row">
                  {row.name ?? row.customer_id}
                  {row.name ? <small className="soft under">{row.customer_id}</small> : null}
                </th>
                <td className="words">{row.address ?? '–'}</td>
                <td className="words">{row.why ?? of(words[row.action])}</td>
                <td className="words">{row.until ? formatMoment(row.until, language) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="soft">
        {of(words.rows_of, {
          shown: formatNumber(told.rows.length, language),
          total: formatNumber(told.total, language),
        })}
      </p>
    </>
  )
}

/** Who would get what at this moment, who would not and until when; and the mail itself. */
export const Preview = ({ survey }: { readonly survey: string }) => {
  const { of, t, language } = useSay()
  const queries = useQueryClient()
  const [action, setAction] = useState<(typeof actions)[number]>(undefined)
  const { data, error } = useQuery(previewQuery(survey, action, language))
  const shown = useQuery(surveyQuery(survey))
  const sending = useMutation({
    mutationFn: sendNow,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['surveys'] }),
  })
  const counts = data?.counts[0]
  const held = counts?.held.reduce((sum, { customers }) => sum + customers, 0) ?? 0
  const count = (number: number): string => formatNumber(number, language)
  return (
    <section aria-labelledby="survey-preview">
      <h3 id="survey-preview">{of(words.preview)}</h3>
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <p className="soft">{t('loading')} …</p> : null}
      {data && counts ? (
        <>
          <p>
            {of(words.preview_at, { at: formatMoment(data.at, language) })}{' '}
            <b>{of(words.would_invite, { count: count(counts.invite) })}</b>,{' '}
            <b>{of(words.would_remind, { count: count(counts.remind) })}</b>, {of(words.held, { count: count(held) })}.
          </p>
          <ul className="survey-held">
            {counts.held.map(({ reason, why, customers }) => (
              <li key={reason}>
                {why}: {count(customers)}
              </li>
            ))}
          </ul>
          <fieldset className="bare line-actions" aria-label={of(words.what)}>
            {actions.map((each) => (
              <button type="button" key={each ?? 'all'} aria-pressed={each === action} onClick={() => setAction(each)}>
                {of(words[each ?? 'all'])}
              </button>
            ))}
          </fieldset>
          <Rows told={data} />
          {data.sending && counts.state === 'running' ? (
            <p>
              <button type="button" disabled={sending.isPending} onClick={() => sending.mutate()}>
                {of(words.send_now)}
              </button>
            </p>
          ) : null}
        </>
      ) : null}
      {sending.error ? <Failure error={sending.error} plain /> : null}
      {sending.data ? (
        <p role="status">
          {of(words.sent_now, {
            invited: count(sending.data.invited),
            reminded: count(sending.data.reminded),
            refused: count(sending.data.refused),
          })}{' '}
          {sending.data.stopped ? of(words.round_stopped, { detail: sending.data.stopped }) : null}
        </p>
      ) : null}
      {shown.data ? (
        <details>
          <summary>{of(words.mail)}</summary>
          <p>
            <b>{shown.data.mail.subject}</b>
          </p>
          <pre className="survey-mail">{shown.data.mail.text}</pre>
        </details>
      ) : null}
    </section>
  )
}
