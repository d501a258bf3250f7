import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { dimensionWords } from '#core/dimension-words.ts'
import { reasonWords } from '#core/format.ts'
import type { KpiPage, LeagueBlock } from '#core/kpi-page.ts'
import type { KpiAsked } from '../app/search.ts'
import { useSay } from '../language.tsx'
import { ChangeCell } from '../parts/change-cell.tsx'
import { valueText } from '../shown.ts'
import { Panel } from './panel.tsx'
import { StretchNote } from './stretch-note.tsx'
import { useColumns } from './use-columns.ts'
import { Versus } from './versus.tsx'

const mostShown = 12

/** The two chosen members of this dimension, as the address names them. */
const pairOf = (between: string | undefined, by: string): readonly string[] =>
  between?.startsWith(`${by}=`)
    ? between
        .slice(by.length + 1)
        .split(',')
        .filter((id) => id !== '')
    : []

/** Members ranked by the first metric with the others beside; any two of them can be set against each other. */
export const League = ({ block, page }: { readonly block: LeagueBlock; readonly page: KpiPage }) => {
  const { t, of, language } = useSay()
  const navigate = useNavigate()
  const asked = useSearch({ strict: false }) as KpiAsked
  const [all, setAll] = useState(false)
  const { columns, lines, waiting, definitions } = useColumns(block.metrics, block.by, block.days)
  const pair = block.versus ? pairOf(asked.between, block.by) : []
  const shown = all ? lines : lines.slice(0, mostShown)
  const choose = (ids: readonly string[]): void =>
    void navigate({
      to: '.',
      search: (search) => ({ ...search, between: ids.length > 0 ? `${block.by}=${ids.join(',')}` : undefined }),
      resetScroll: false,
    })
  const first = columns[0]?.reading
  const most = Math.max(0, ...lines.map((line) => line.groups[0]?.value ?? 0))
  const bars = first !== undefined && most > 0 && lines.every((line) => (line.groups[0]?.value ?? 0) >= 0)
  return (
    <>
      <Panel
        title={block.title}
        note={block.note}
        kind="league"
        error={columns[0]?.error}
        waiting={waiting}
        lines={mostShown}
      >
        <StretchNote days={block.days} />
        <div className="wide">
          <table className="t">
            <thead>
              <tr>
                {block.versus ? <td className="pick-two" /> : null}
                <th scope="col">{of(dimensionWords[block.by])}</th>
                {columns.map(({ metric }, i) => [
                  <th scope="col" key={metric}>
                    {definitions?.get(metric) ? of(definitions.get(metric)!.name) : metric}
                  </th>,
                  i === 0 ? (
                    <th scope="col" key="change">
                      {t('change')}
                    </th>
                  ) : null,
                ])}
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.id}>
                  {block.versus ? (
                    <td className="pick-two">
                      {line.member === null ? null : (
                        <input
                          type="checkbox"
                          aria-label={t('choose', { name: line.label })}
                          checked={pair.includes(line.id)}
                          onChange={(event) =>
                            choose(
                              event.target.checked ? [...pair, line.id].slice(-2) : pair.filter((id) => id !== line.id),
                            )
                          }
                        />
                      )}
                    </td>
                  ) : null}
                  <th scope="row">{line.label}</th>
                  {line.groups.map((group, i) => {
                    const { metric, reading } = columns[i]!
                    return [
                      <td
                        key={metric}
                        className={`${group?.value === null ? 'missing' : ''}${i === 0 ? ' ranked' : ''}`}
                      >
                        {group && reading ? valueText(group, reading, language) : reading ? '–' : ''}
                        {i === 0 && bars && typeof group?.value === 'number' ? (
                          <svg className="league-bar" height="4" aria-hidden="true">
                            <rect width={`${(group.value / most) * 100}%`} height="4" rx="2" />
                          </svg>
                        ) : null}
                      </td>,
                      i === 0 ? (
                        <td key="change">
                          {group && reading ? (
                            <ChangeCell reading={{ ...reading, ...group, comparison: reading.comparison }} short />
                          ) : null}
                        </td>
                      ) : null,
                    ]
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {lines.length === 0 ? <p className="soft">{reasonWords('no_data', language)}</p> : null}
        {lines.length > mostShown && !all ? (
          <p className="actions">
            <button type="button" className="quiet" onClick={() => setAll(true)}>
              {t('all_members', { count: lines.length })}
            </button>
          </p>
        ) : null}
      </Panel>
      {block.versus && pair.length === 2 ? (
        <Versus metric={page.headline} by={block.by} pair={pair} close={() => choose([])} />
      ) : null}
    </>
  )
}
