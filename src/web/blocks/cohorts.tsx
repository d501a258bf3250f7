import { useQuery } from '@tanstack/react-query'
import { unitAround } from '#core/calendar/unit.ts'
import { formatInterval, formatNumber, formatPercent, formatRange } from '#core/format.ts'
import type { CohortsBlock } from '#core/kpi-page.ts'
import { weekStartOf } from '#core/settings.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { useSeven } from '../app/use-seven.ts'
import { useIsNarrow } from '../charts/use-width.ts'
import { metricQuery } from '../data/queries.ts'
import { settingsQuery } from '../data/settings.ts'
import { useSay } from '../language.tsx'
import { valueText } from '../shown.ts'
import { Panel } from './panel.tsx'

const weeks = 13
const [wide, slim] = [200, 72]

/** Weeks of arrival, each as far as it has come; a young one with where it is heading and how sure that is. */
export const Cohorts = ({ block }: { readonly block: CohortsBlock }) => {
  const { t, language } = useSay()
  const width = useIsNarrow() ? slim : wide
  const { question, ready } = useApplicable(block.metric)
  const until = useSeven().data?.period.to
  const settings = useQuery(settingsQuery(language)).data
  const known = until !== undefined && settings !== undefined
  const begins = weekStartOf({ week_start: String(settings?.find(({ name }) => name === 'week_start')?.value) })
  const { data, error } = useQuery({
    ...metricQuery(block.metric, {
      ...question,
      compare: 'none',
      grain: 'week',
      period: known ? `${unitAround('week', until, 1 - weeks, begins).from}..${until}` : undefined,
    }),
    enabled: ready && known,
  })
  const steps = data?.series ?? []
  const number = (figure: number | null | undefined): number | null => (typeof figure === 'number' ? figure : null)
  const reach = Math.max(
    0.001,
    ...steps.flatMap((step) => [step.value ?? 0, number(step.also?.['projected_high']) ?? step.value ?? 0]),
  )
  const x = (value: number): number => (Math.min(value, reach) / reach) * width
  return (
    <Panel title={block.title} note={block.note} kind="cohorts" error={error} waiting={!data} lines={weeks}>
      <div className="wide">
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{t('cohort')}</th>
              <th scope="col">{t('cases')}</th>
              <th scope="col">{t('so_far')}</th>
              <th scope="col" className="words">
                <span className="unseen">{t('over_time')}</span>
              </th>
              <th scope="col">{t('heading_for')}</th>
              <th scope="col">{t('matured')}</th>
            </tr>
          </thead>
          <tbody>
            {[...steps].reverse().map((step) => {
              const projected = number(step.also?.['projected'])
              const [low, high] = [number(step.also?.['projected_low']), number(step.also?.['projected_high'])]
              const matured = number(step.also?.['matured_share'])
              const young = step.flags?.includes('immature') ?? false
              return (
                <tr key={step.from}>
                  <th scope="row">{formatRange(step, language, false)}</th>
                  <td>{typeof step.denominator === 'number' ? formatNumber(step.denominator, language) : ''}</td>
                  <td>{data ? valueText(step, data, language) : ''}</td>
                  <td className="words">
                    <svg width={width} height="14" aria-hidden="true" className={young ? 'cohort young' : 'cohort'}>
                      {step.value === null ? null : <rect y="3" height="8" width={Math.max(1, x(step.value))} />}
                      {low !== null && high !== null ? (
                        <line className="whisker" x1={x(low)} x2={x(high)} y1="7" y2="7" />
                      ) : null}
                      {projected === null ? null : <circle cx={x(projected)} cy="7" r="3.5" />}
                    </svg>
                  </td>
                  <td>
                    {projected === null ? '' : formatPercent(projected, language)}
                    {low !== null && high !== null ? (
                      <small className="soft"> {formatInterval([low, high], 'rate', { language })}</small>
                    ) : null}
                  </td>
                  <td>
                    {young ? (matured === null ? t('immature') : formatPercent(matured, language, 0)) : t('complete')}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
