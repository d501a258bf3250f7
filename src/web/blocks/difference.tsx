import { useQuery } from '@tanstack/react-query'
import { formatChange, formatNumber, formatPercent } from '#core/format.ts'
import type { DifferenceBlock } from '#core/kpi-page.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { metricQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { flagTexts, valueText } from '../shown.ts'
import { Panel } from './panel.tsx'

const length = 160

/** Two groups, their rates, and the difference with its interval; not said where there are too few cases. */
export const Difference = ({ block }: { readonly block: DifferenceBlock }) => {
  const say = useSay()
  const { t, of, language } = say
  const { question, ready } = useApplicable(block.metric)
  const { data, error } = useQuery({ ...metricQuery(block.metric, question), enabled: ready })
  const figure = (name: string): number | null => {
    const found = data?.also?.[name]
    return typeof found === 'number' ? found : null
  }
  const most = Math.max(0.001, ...block.groups.map((group) => figure(group.rate) ?? 0))
  return (
    <Panel title={block.title} note={block.note} kind="difference" error={error} waiting={!data} lines={4}>
      <div className="wide">
        <table className="t">
          <tbody>
            {block.groups.map((group) => {
              const [rate, cases] = [figure(group.rate), figure(group.cases)]
              return (
                <tr key={group.rate}>
                  <th scope="row">{of(group.words)}</th>
                  <td className="words">
                    <svg width={length} height="12" aria-hidden="true" className="cohort">
                      {rate === null ? null : <rect width={(rate / most) * length} height="12" />}
                    </svg>
                  </td>
                  <td>
                    {rate === null ? '–' : formatPercent(rate, language)}
                    {cases === null ? null : (
                      <small className="soft"> {t('of_cases', { count: formatNumber(cases, language) })}</small>
                    )}
                  </td>
                </tr>
              )
            })}
            <tr>
              <th scope="row">{t('difference')}</th>
              <td />
              <td className={data?.value === null ? 'missing' : 'figure'}>
                {data
                  ? data.value === null
                    ? valueText(data, data, language)
                    : formatChange(data.value, data.unit, { language })
                  : ''}
                {data?.interval ? (
                  <small className="soft">
                    {' '}
                    ({formatChange(data.interval[0], data.unit, { language })} …{' '}
                    {formatChange(data.interval[1], data.unit, { language })})
                  </small>
                ) : null}
                {flagTexts(data?.flags, say).map((flag) => (
                  <small key={flag} className="soft">
                    {' '}
                    {flag}
                  </small>
                ))}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
