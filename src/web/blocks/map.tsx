import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { formatNumber, reasonWords } from '#core/format.ts'
import type { ProvinceList } from '#core/geography/provinces.ts'
import type { MapBlock } from '#core/kpi-page.ts'
import type { Reading } from '#core/reading.ts'
import { withChosen } from '../app/search.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { Frame } from '../charts/frame.tsx'
import { type Placed, TileMap } from '../charts/tile-map.tsx'
import { metricQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { ChangeCell } from '../parts/change-cell.tsx'
import { Failure } from '../parts/states.tsx'
import { shareText, valueText } from '../shown.ts'

const mostShown = 14

/** How many stores sold into each province. */
const storesIn = (reading: Reading | undefined, by: string): ReadonlyMap<string, number> => {
  const stores = new Map<string, Set<unknown>>()
  for (const { members } of reading?.by ?? []) {
    const [province, location] = [String(members[by]), members['location']]
    if (location === null || location === undefined) continue
    stores.set(province, (stores.get(province) ?? new Set()).add(location))
  }
  return new Map([...stores].map(([province, those]) => [province, those.size]))
}

/** The provinces as tiles in their place, and the same as a table: value, change, share and how many stores sold there. */
export const ProvinceMap = ({ block }: { readonly block: MapBlock }) => {
  const { t, of, language } = useSay()
  const navigate = useNavigate()
  const [list, setList] = useState<ProvinceList>(34)
  const [all, setAll] = useState(false)
  const by = list === 34 ? 'province' : 'province_old'
  const { question, ready } = useApplicable(block.metric)
  const reading = useQuery({ ...metricQuery(block.metric, { ...question, by }), enabled: ready })
  const sold = useQuery({
    ...metricQuery(block.metric, {
      ...question,
      compare: 'none',
      by: `${by},location`,
      where: [...(question.where ?? []), 'location_kind=store'],
    }),
    enabled: ready && reading.data !== undefined,
  })
  const data = reading.data?.by?.every((group) => by in group.members) ? reading.data : undefined
  const stores = storesIn(sold.data, by)
  const groups = [...(data?.by ?? [])].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const idOf = (members: Readonly<Record<string, unknown>>): string | null =>
    members[by] === null || members[by] === undefined ? null : String(members[by])
  const storesText = (code: string | null): string | undefined => {
    const count = code === null ? undefined : stores.get(code)
    return count === undefined ? undefined : t('stores_there', { count: formatNumber(count, language) })
  }
  const placed = new Map<string, Placed>(
    groups.flatMap((group) => {
      const code = idOf(group.members)
      return code === null ? [] : [[code, { value: group.value, note: storesText(code) }] as const]
    }),
  )
  const unplaced = groups.find(({ members }) => idOf(members) === null)
  const choose = (code: string): void =>
    void navigate({ to: '.', search: (search) => ({ ...search, where: withChosen(search.where, by, [code]) }) })
  const title = of(block.title)
  return (
    <div className="block block-map">
      <Frame title={title} note={block.note ? of(block.note) : undefined} name={`${block.metric}-${by}`}>
        <p className="map-list">
          <label>
            {t('province_list')}{' '}
            <select value={list} onChange={(event) => setList(event.target.value === '63' ? 63 : 34)}>
              <option value="34">{t('provinces_34')}</option>
              <option value="63">{t('provinces_63')}</option>
            </select>
          </label>
        </p>
        {reading.error ? (
          <Failure error={reading.error} />
        ) : data ? (
          <TileMap list={list} of={data} placed={placed} label={`${title}. ${t('map_as_table')}`} onChoose={choose} />
        ) : (
          <p className={`soft room-map-${list}`}>{t('loading')} …</p>
        )}
        {data && unplaced?.value ? (
          <p className="note">
            {t('map_unplaced', {
              value: valueText(unplaced, data, language),
              share: data.value ? shareText(unplaced.value / data.value, language) : '',
            })}
          </p>
        ) : null}
      </Frame>
      <div className="wide map-table">
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{t('province')}</th>
              <th scope="col">{data ? of(data.name) : '\u00a0'}</th>
              <th scope="col">{t('change')}</th>
              <th scope="col">{t('share')}</th>
              <th scope="col">{t('stores')}</th>
            </tr>
          </thead>
          <tbody>
            {data
              ? groups.slice(0, all ? undefined : mostShown).map((group) => {
                  const code = idOf(group.members)
                  return (
                    <tr key={code ?? ''}>
                      <th scope="row">
                        <Link
                          to="."
                          search={(search) => ({ ...search, where: withChosen(search.where, by, [code ?? '']) })}
                        >
                          {group.labels[by] ?? code}
                        </Link>
                      </th>
                      <td>{valueText(group, data, language)}</td>
                      <td>
                        <ChangeCell reading={{ ...data, ...group, comparison: data.comparison }} short />
                      </td>
                      <td>{group.value !== null && data.value ? shareText(group.value / data.value, language) : ''}</td>
                      <td>{code === null || !stores.has(code) ? '–' : formatNumber(stores.get(code)!, language)}</td>
                    </tr>
                  )
                })
              : null}
          </tbody>
        </table>
        {data && groups.length === 0 ? <p className="soft">{reasonWords('no_data', language)}</p> : null}
        {groups.length > mostShown && !all ? (
          <p className="actions">
            <button type="button" className="quiet" onClick={() => setAll(true)}>
              {t('all_members', { count: groups.length })}
            </button>
          </p>
        ) : null}
      </div>
    </div>
  )
}
