import { useMutation, useQuery } from '@tanstack/react-query'
import { metricQuery } from '../data/queries.ts'
import { sessionQuery } from '../data/session.ts'
import { historyQuery, takeTargetsBack } from '../data/targets.ts'
import { useFreshNumbers } from '../data/use-fresh-numbers.ts'
import { useSay } from '../language.tsx'
import { Figure } from '../parts/figure.tsx'
import { Failure } from '../parts/states.tsx'
import { TargetCell as Bar } from '../parts/target-cell.tsx'
import { useMoment } from '../parts/use-moment.ts'
import { amountText } from '../shown.ts'
import { type Edits, editKey, levels, type Standing, standsAs, type TargetCell } from './edits.ts'
import { exactText } from './exact.ts'
import { levelWords, troubleOf } from './level-words.ts'
import { words } from './messages.ts'

const Now = ({ cell, today }: { readonly cell: TargetCell; readonly today: string }) => {
  const { of, language, t } = useSay()
  const begun = cell.range.from <= today
  const { data, error, isPlaceholderData } = useQuery({
    ...metricQuery(cell.metric, { period: cell.period, compare: 'none', where: cell.where, lang: language }),
    enabled: begun,
  })
  if (!begun) return <p className="soft">{of(words.not_begun)}</p>
  if (error) return <Failure error={error} plain />
  // What was answered for the cell before says nothing of this one.
  if (!data || isPlaceholderData) return <p className="soft">{t('loading')} …</p>
  const forecast = data.target?.forecast ?? null
  return (
    <>
      <p className="beside-value">
        <Figure value={data} of={data} />
      </p>
      <div>
        <Bar reading={data} />
      </div>
      {forecast !== null && cell.range.to >= today ? (
        <p className="soft">
          {of(words.forecast)}: {amountText(forecast, data, language)}
        </p>
      ) : null}
    </>
  )
}

const History = ({ cell }: { readonly cell: TargetCell }) => {
  const { of, language, t } = useSay()
  const { moment } = useMoment()
  const may = useQuery(sessionQuery).data?.may ?? []
  const refresh = useFreshNumbers()
  const undoing = useMutation({ mutationFn: takeTargetsBack, onSuccess: refresh })
  const allowed = may.includes('targets.history')
  const { data, error } = useQuery({
    ...historyQuery({ metric: cell.metric, period: cell.period, where: cell.where }),
    enabled: allowed,
  })
  if (!allowed) return null
  return (
    <>
      <h3>{of(words.history)}</h3>
      {error ? <Failure error={error} plain /> : null}
      {undoing.error ? <Failure error={undoing.error} plain /> : null}
      {data?.length === 0 ? <p className="soft">{of(words.no_history)}</p> : null}
      {data ? (
        <ol className="changes">
          {data.map((each) => (
            <li key={each.import_id}>
              <strong>{exactText(each.target, cell.unit, language)}</strong>
              {(['minimum', 'stretch'] as const).map((level) =>
                each[level] === null ? null : (
                  <span key={level} className="soft">
                    {' '}
                    · {of(levelWords(level, cell.direction))} {exactText(each[level], cell.unit, language)}
                  </span>
                ),
              )}
              <small className="soft under">
                {moment(each.at)} · {each.by ?? of(words.by_file, { file: each.file })}
              </small>
              {each.may_undo && may.includes('targets.undo') ? (
                <button
                  type="button"
                  className="quiet"
                  disabled={undoing.isPending}
                  onClick={() => {
                    const question = each.others > 0 ? words.undo_others : words.undo_one
                    if (window.confirm(of(question, { count: each.others }))) undoing.mutate(each.import_id)
                  }}
                >
                  {of(words.undo)}
                </button>
              ) : null}
            </li>
          ))}
        </ol>
      ) : error ? null : (
        <p className="soft">{t('loading')} …</p>
      )}
    </>
  )
}

/** The selected target: its levels, how it stands now, what was set before. */
export const Beside = ({
  cell,
  edits,
  standing,
  today,
}: {
  readonly cell: TargetCell
  readonly edits: Edits
  readonly standing: Standing
  readonly today: string
}) => {
  const { of, language } = useSay()
  return (
    <aside className="beside" aria-label={of(words.selected)}>
      <h2>{cell.label}</h2>
      {cell.direction === 'down_is_good' ? <p className="soft">{of(words.lower_is_better)}</p> : null}
      <dl className="facts">
        {levels.map((level) => {
          const edit = edits.get(editKey(cell, level))
          const stands = exactText(standsAs(standing, cell, level), cell.unit, language) || '–'
          const trouble = edit ? troubleOf(edit, of) : null
          return [
            <dt key={level}>{of(levelWords(level, cell.direction))}</dt>,
            <dd key={`${level}-value`}>
              {edit?.value != null ? <strong>{exactText(edit.value, cell.unit, language)}</strong> : stands}
              {edit?.value != null ? <small> {of(words.was, { value: stands })}</small> : null}
              {trouble ? (
                <p className="trouble" role="alert">
                  {trouble}
                </p>
              ) : null}
            </dd>,
          ]
        })}
      </dl>
      <h3>{of(words.now)}</h3>
      <Now cell={cell} today={today} />
      <History cell={cell} />
    </aside>
  )
}
