import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '#core/format.ts'
import type { PartsBlock } from '#core/kpi-page.ts'
import type { Value } from '#core/metric.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { endsOf } from '../charts/scale.ts'
import { metricQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { flagTexts, valueText } from '../shown.ts'
import { Panel } from './panel.tsx'

type Drawn = { readonly key: string; readonly label: string; readonly value: Value }

/** What a count or a score consists of, whole and by member, as one bar each. */
export const Parts = ({ block }: { readonly block: PartsBlock }) => {
  const say = useSay()
  const { t, of, language } = say
  const { question, ready } = useApplicable(block.metric)
  const { data, error } = useQuery({ ...metricQuery(block.metric, { ...question, by: block.by }), enabled: ready })
  const { by } = block
  const lines: readonly Drawn[] = data
    ? [
        { key: '', label: t('total'), value: data },
        ...(by && data.by
          ? data.by.slice(0, 12).map((group) => ({
              key: String(group.members[by]),
              label: group.labels[by] ?? String(group.members[by]),
              value: group,
            }))
          : []),
      ]
    : []
  const figures = (value: Value): readonly (number | null)[] =>
    block.parts.map(({ figure }) => {
      const found = value.also?.[figure]
      return typeof found === 'number' ? found : null
    })
  return (
    <Panel title={block.title} note={block.note} kind="parts" error={error} waiting={!data} lines={6}>
      <div className="wide">
        <table className="t">
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{t('part')}</span>
              </th>
              <th scope="col" className="words parts-bar">
                <span className="unseen">{t('share')}</span>
              </th>
              {block.parts.map((part) => (
                <th scope="col" key={part.figure}>
                  <span className={`key ${part.tone}`} /> {of(part.words)}
                </th>
              ))}
              {data && data.unit !== 'count' ? <th scope="col">{t('value')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const counts = figures(line.value)
              const known = counts.every((count): count is number => count !== null)
              return (
                <tr key={line.key}>
                  <th scope="row">
                    {line.label}
                    <small className="soft under">{flagTexts(line.value.flags, say).join(' · ')}</small>
                  </th>
                  <td className="parts-bar">
                    {known ? <Bar counts={counts} tones={block.parts.map((part) => part.tone)} /> : null}
                  </td>
                  {counts.map((count, i) => (
                    <td key={block.parts[i]!.figure}>{count === null ? '–' : formatNumber(count, language)}</td>
                  ))}
                  {data && data.unit !== 'count' ? (
                    <td className={line.value.value === null ? 'missing' : undefined}>
                      {valueText(line.value, data, language)}
                      {line.value.margin !== undefined && !line.value.flags?.includes('bands_only') ? (
                        <small className="soft"> ± {formatNumber(line.value.margin, language, 1)}</small>
                      ) : null}
                    </td>
                  ) : null}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

const length = 260

const Bar = ({ counts, tones }: { readonly counts: readonly number[]; readonly tones: readonly string[] }) => {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const ends = endsOf(0, counts)
  return (
    <svg width="100%" height="12" viewBox={`0 0 ${length} 12`} preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, i) => (
        <rect
          key={tones[i]}
          className={`part-${tones[i]}`}
          x={((ends[i]! - count) / all) * length}
          width={Math.max(0, (count / all) * length - 1)}
          height="12"
        />
      ))}
    </svg>
  )
}
