import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { csvLine } from '#core/csv.ts'
import type { DimensionName } from '#core/dimension.ts'
import { dimensionWords } from '#core/dimension-words.ts'
import type { Group, Reading } from '#core/reading.ts'
import type { KpiAsked } from '../app/search.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { saveFile } from '../charts/save-image.ts'
import { definitionsQuery, metricQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { ChangeCell } from '../parts/change-cell.tsx'
import { SaveSheet } from '../parts/save-sheet.tsx'
import { Failure } from '../parts/states.tsx'
import { flagTexts, valueText } from '../shown.ts'

const mostShown = 15

/** The breakdown as it is kept in a file: labels, value, numerator, denominator, the value before. */
const headOf = (dimensions: readonly string[]) => [
  ...dimensions,
  'value',
  'numerator',
  'denominator',
  'previous',
  'reason',
]
const cellsOf = (group: Group, dimensions: readonly string[]) => [
  ...dimensions.map((dimension) => group.labels[dimension] ?? ''),
  group.value,
  group.numerator ?? null,
  group.denominator ?? null,
  group.previous?.value ?? null,
  group.reason ?? null,
]
const csvOf = (groups: readonly Group[], dimensions: readonly string[]): string =>
  [headOf(dimensions), ...groups.map((group) => cellsOf(group, dimensions))].map(csvLine).join('')

const Table = ({
  reading,
  dimensions,
}: {
  readonly reading: Reading
  readonly dimensions: readonly DimensionName[]
}) => {
  const say = useSay()
  const { t, of, language } = say
  const [all, setAll] = useState(false)
  const groups = reading.by ?? []
  const shown = all ? groups.slice(0, 1000) : groups.slice(0, mostShown)
  return (
    <>
      <div className="wide">
        <table className="t">
          <thead>
            <tr>
              {dimensions.map((dimension) => (
                <th scope="col" key={dimension} className="words">
                  {of(dimensionWords[dimension])}
                </th>
              ))}
              <th scope="col">{of(reading.name)}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('change')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((group) => (
              <tr key={JSON.stringify(group.members)}>
                {dimensions.map((dimension, i) => {
                  const label = group.labels[dimension] ?? String(group.members[dimension] ?? '')
                  const Cell = i === 0 ? 'th' : 'td'
                  return (
                    <Cell key={dimension} {...(i === 0 ? { scope: 'row' } : {})} className="words">
                      <Link
                        to="."
                        search={(search) => ({
                          ...search,
                          where: [
                            ...new Set([...(search.where ?? []), `${dimension}=${group.members[dimension] ?? ''}`]),
                          ],
                        })}
                      >
                        {label}
                      </Link>
                    </Cell>
                  )
                })}
                <td className={group.value === null ? 'missing' : undefined}>
                  {valueText(group, reading, language)}
                  {flagTexts(group.flags, say).map((flag) => (
                    <small key={flag} className="soft under">
                      {flag}
                    </small>
                  ))}
                </td>
                <td>{group.previous ? valueText(group.previous, reading, language) : '–'}</td>
                <td>
                  <ChangeCell reading={{ ...reading, ...group, comparison: reading.comparison }} short />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="actions">
        {groups.length > mostShown && !all ? (
          <button type="button" className="quiet" onClick={() => setAll(true)}>
            {t('all_members', { count: groups.length })}
          </button>
        ) : null}
        <button
          type="button"
          className="quiet"
          onClick={() =>
            saveFile(
              new Blob(['\ufeff', csvOf(groups, dimensions)], { type: 'text/csv;charset=utf-8' }),
              `${reading.metric}-${dimensions.join('-')}.csv`,
            )
          }
        >
          {t('download_csv')}
        </button>
        <SaveSheet
          name={`${reading.metric}-${dimensions.join('-')}`}
          table={() => ({ head: headOf(dimensions), rows: groups.map((group) => cellsOf(group, dimensions)) })}
        />
      </p>
    </>
  )
}

const Choose = ({
  label,
  value,
  options,
  none,
  onChoose,
}: {
  readonly label: string
  readonly value: string
  readonly options: readonly DimensionName[]
  readonly none?: string
  readonly onChoose: (value: string | undefined) => void
}) => {
  const { of } = useSay()
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChoose(event.target.value === '' ? undefined : event.target.value)}>
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map((dimension) => (
          <option key={dimension} value={dimension}>
            {of(dimensionWords[dimension])}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The number split by a dimension one can turn, and by a second one. */
export const Breakdown = ({ metric }: { readonly metric: string }) => {
  const { t } = useSay()
  const navigate = useNavigate()
  const asked = useSearch({ strict: false }) as KpiAsked
  const { question, ready } = useApplicable(metric)
  const dimensions = useQuery(definitionsQuery).data?.get(metric)?.dimensions ?? []
  const isOne = (name: string | undefined): name is DimensionName => dimensions.some((each) => each === name)
  const by = isOne(asked.by) ? asked.by : dimensions[0]
  const by2 = isOne(asked.by2) && asked.by2 !== by ? asked.by2 : undefined
  const chosen = by === undefined ? [] : by2 === undefined ? [by] : [by, by2]
  const reading = useQuery({
    ...metricQuery(metric, { ...question, by: chosen.join(',') }),
    enabled: ready && chosen.length > 0,
  })
  const turn = (change: Partial<KpiAsked>): void =>
    void navigate({ to: '.', search: (search) => ({ ...search, ...change }), resetScroll: false })
  const fits = reading.data?.by?.every((group) => chosen.every((name) => name in group.members)) ?? false
  return (
    <section className="panel breakdown">
      <h2 className="breakdown-form">
        <Choose
          label={t('breakdown')}
          value={by ?? ''}
          options={dimensions}
          onChoose={(value) => turn({ by: value, by2: undefined })}
        />{' '}
        <Choose
          label={t('and_by')}
          value={by2 ?? ''}
          options={dimensions.filter((name) => name !== by)}
          none={t('no_second')}
          onChoose={(value) => turn({ by, by2: value })}
        />
      </h2>
      {reading.error ? <Failure error={reading.error} /> : null}
      {reading.data && fits && !reading.error ? (
        <Table key={chosen.join()} reading={reading.data} dimensions={chosen} />
      ) : null}
    </section>
  )
}
