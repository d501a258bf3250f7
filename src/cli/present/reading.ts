import { formatChange, formatInterval, formatPercent, formatRange, formatRelative, formatValue } from '#core/format.ts'
import { fill, type Language } from '#core/messages.ts'
import type { Flag, Value } from '#core/metric.ts'
import type { Change, Group, Reading, TargetReading } from '#core/reading.ts'
import { textTable } from './table.ts'
import { words } from './words.ts'

/** Members shown of a breakdown, and steps of a series, before the rest is only counted. */
const mostRows = 40

type InUnit = Pick<Reading, 'unit' | 'currency'>

const inUnit = (of: InUnit, language: Language) => ({ language, ...(of.currency ? { currency: of.currency } : {}) })

export const valueText = (value: Value | null, of: InUnit, language: Language): string =>
  value === null
    ? ''
    : formatValue(value.value, of.unit, { ...inUnit(of, language), ...(value.reason ? { reason: value.reason } : {}) })

/** `▼ 14,2%`: the arrow is the direction, the word after it whether that is more than noise. */
export const changeText = (change: Change | null, of: InUnit, language: Language): string => {
  if (!change || change.absolute === null) return ''
  const arrow = change.absolute > 0 ? '▲' : change.absolute < 0 ? '▼' : '='
  const { unit } = of
  const points = unit === 'rate' || unit === 'score' || unit === 'index' || change.relative === null
  const size = points
    ? formatChange(change.absolute, unit, inUnit(of, language))
    : formatRelative(change.relative!, language)
  return `${arrow} ${size}${change.within_noise === true ? ` (${words.noise[language]})` : ''}`
}

export const targetText = (target: TargetReading | null, of: InUnit, language: Language): string => {
  if (!target) return ''
  const parts = [formatValue(target.target, of.unit, inUnit(of, language))]
  if (target.achieved !== null)
    parts.push(fill(words.achieved, language, { share: formatPercent(target.achieved, language, 0) }))
  if (target.status) parts.push(words[target.status][language])
  return parts.join(' · ')
}

export const flagText = (flags: readonly Flag[] | undefined, language: Language): string =>
  (flags ?? []).map((flag) => words[flag][language]).join('; ')

/** `16–18/11/2026, so với 9–11/11/2026` */
export const rangesText = (
  { period, comparison }: Pick<Reading, 'period' | 'comparison'>,
  language: Language,
): string =>
  `${formatRange(period, language)}${comparison ? `, ${words.compared[language]} ${formatRange(comparison, language)}` : ''}`

const uncertainty = (reading: Reading, language: Language): string[] => [
  ...(reading.interval
    ? [`${words.interval[language]} ${formatInterval(reading.interval, reading.unit, inUnit(reading, language))}`]
    : []),
  ...(reading.margin === undefined || reading.margin === null
    ? []
    : [`${words.margin[language]} ±${formatValue(reading.margin, reading.unit, inUnit(reading, language))}`]),
]

const breakdown = (reading: Reading, groups: readonly Group[], language: Language): string => {
  const dimensions = Object.keys(groups[0]?.members ?? {})
  const rows = groups
    .slice(0, mostRows)
    .map((group) => [
      ...dimensions.map((dimension) => group.labels[dimension] ?? String(group.members[dimension] ?? '')),
      valueText(group, reading, language),
      changeText(group.change, reading, language),
      flagText(group.flags, language),
    ])
  const rest = groups.length - rows.length
  return `\n${textTable(
    [
      ...dimensions.map((head) => ({ head })),
      { head: words.value[language], align: 'right' as const },
      { head: words.change[language] },
      { head: words.note[language] },
    ],
    rows,
  )}${rest > 0 ? `${fill(words.more, language, { count: rest })}\n` : ''}`
}

const series = (reading: Reading, language: Language): string =>
  reading.series.length === 0
    ? ''
    : `\n${textTable(
        [{ head: words.series[language] }, { head: words.value[language], align: 'right' }],
        reading.series
          .slice(-mostRows)
          .map((step) => [formatRange(step, language), valueText(step, reading, language)]),
      )}`

const targetLines = (reading: Reading, language: Language): string[] => {
  const { target } = reading
  if (!target) return []
  const value = (amount: number | null): string => formatValue(amount, reading.unit, inUnit(reading, language))
  return [
    `${words.target[language]}: ${targetText(target, reading, language)}`,
    ...(target.expected_now === null
      ? []
      : [`  ${fill(words.expected, language, { value: value(target.expected_now) })}`]),
    ...(target.forecast === null ? [] : [`  ${fill(words.forecast, language, { value: value(target.forecast) })}`]),
  ]
}

/** One metric, as a person reads it in a terminal. */
export const presentMetric = (reading: Reading, language: Language): string => {
  const notes = flagText(reading.flags, language)
  const lines = [
    `${reading.name[language]}: ${valueText(reading, reading, language)}`,
    `${rangesText(reading, language)}${reading.previous ? ` (${valueText(reading.previous, reading, language)})` : ''}`,
    ...(reading.change ? [changeText(reading.change, reading, language)] : []),
    ...uncertainty(reading, language),
    ...targetLines(reading, language),
    ...(notes === '' ? [] : [`${words.note[language]}: ${notes}`]),
    `${words.formula[language]}: ${reading.provenance.formula[language]}`,
  ]
  return `${lines.join('\n')}\n${reading.by ? breakdown(reading, reading.by, language) : ''}${series(reading, language)}`
}

type Seven = {
  readonly kpis: readonly (Reading & {
    readonly number: number
    readonly kpi: Reading['name']
    readonly not_filtered_by?: readonly string[]
  })[]
} & Pick<Reading, 'period' | 'comparison'>

/** The seven, one line each. */
export const presentKpis = (seven: Seven, language: Language): string =>
  `${rangesText(seven, language)}\n\n${textTable(
    [
      { head: '' },
      { head: words.kpi[language] },
      { head: words.value[language], align: 'right' },
      { head: words.change[language] },
      { head: words.target[language] },
      { head: words.note[language] },
    ],
    seven.kpis.map((kpi) => [
      String(kpi.number),
      kpi.kpi[language],
      valueText(kpi, kpi, language),
      changeText(kpi.change, kpi, language),
      targetText(kpi.target, kpi, language),
      [
        flagText(kpi.flags, language),
        ...(kpi.not_filtered_by ? [fill(words.not_filtered, language, { dimensions: kpi.not_filtered_by })] : []),
      ]
        .filter((text) => text !== '')
        .join('; '),
    ]),
  )}`
