import { anonymousRows } from './anonymous-rows.ts'
import type { MeasureRow, Metric, ReadContext, Value } from './metric.ts'
import type { Plan, Slot } from './plan.ts'
import type { Change, DayRange, Group, Reading, ReadingRequest, TargetReading } from './reading.ts'
import type { Settings } from './settings.ts'
import { twoSided } from './stats/normal.ts'
import { countsDiffer, proportionsDiffer } from './stats/proportion.ts'

/** A row as the warehouse returns it: `slot, level, d1…dn` and one column per measure. */
export type ResultRow = Readonly<Record<string, string | number | null>>

/** First and last day on which the facts behind a metric exist; null where there are none. */
export type Span = DayRange | null

const days = (range: DayRange): number => Math.round((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000) + 1

/**
 * The change between two values, with a two-sided test fit for the kind: two proportions for rates, two
 * counts for counts, z = difference ÷ √(SE₁² + SE₂²) where standard errors are known. Pure.
 */
export const changeOf = (
  metric: Metric,
  now: Value,
  then: Value,
  nowRange: DayRange,
  thenRange: DayRange,
): Change | null => {
  if (now.value === null || then.value === null) return null
  const absolute = now.value - then.value
  const relative = then.value === 0 ? null : absolute / Math.abs(then.value)
  const p_value = pValue(metric, now, then, nowRange, thenRange)
  return { absolute, relative, p_value, within_noise: p_value === null ? null : p_value >= 0.05 }
}

const pValue = (metric: Metric, now: Value, then: Value, nowRange: DayRange, thenRange: DayRange): number | null => {
  if (metric.kind !== 'difference' && metric.unit === 'rate' && now.interval && then.interval)
    return proportionsDiffer(now.numerator ?? 0, now.denominator ?? 0, then.numerator ?? 0, then.denominator ?? 0)
  if (now.standard_error !== undefined && then.standard_error !== undefined) {
    const spread = Math.hypot(now.standard_error, then.standard_error)
    return spread > 0 ? twoSided((now.value! - then.value!) / spread) : null
  }
  if (metric.kind === 'additive' && metric.unit === 'count')
    return countsDiffer(
      now.value!,
      metric.standing ? 1 : days(nowRange),
      then.value!,
      metric.standing ? 1 : days(thenRange),
    )
  return null
}

const measuresIn = (row: ResultRow | undefined, names: readonly string[]): MeasureRow =>
  Object.fromEntries(names.map((name) => [name, (row?.[name] as number | null | undefined) ?? null]))

/** What may be told of answers beside their sums. */
const known = (row: ResultRow | undefined): MeasureRow =>
  Object.fromEntries(
    ['spread_known', 'classes_known'].flatMap((name) => (row?.[name] === 1 ? [[name, 1] as const] : [])),
  )

/** A window inside the span of the facts with no row in it is a true zero; outside it is no data. */
const withZeros = (input: Interpretation, row: MeasureRow, range: DayRange): MeasureRow => {
  const { metric, request, settings } = input
  if (metric.kind === 'quantile' || metric.kind === 'difference') return row
  const measures = metric.measures(request.options, settings)
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const span = input.spans?.[name] === undefined ? input.span : input.spans[name]
      const covered = span !== null && range.from <= span.to && range.to >= span.from
      const measure = measures[name]
      const unknown = measure !== undefined && 'unknown' in measure
      return [name, value ?? (covered && !unknown ? 0 : null)]
    }),
  )
}

export type Interpretation = {
  readonly metric: Metric
  readonly request: ReadingRequest
  readonly plan: Plan
  readonly rows: readonly ResultRow[]
  readonly settings: Settings
  readonly span: Span
  /** The same by measure, where measures come from different facts: sales may be known for days whose cost is not. */
  readonly spans?: Readonly<Record<string, Span>>
  readonly target: TargetReading | null
  readonly labels: (dimension: string, member: string | null) => string
  readonly imports: readonly string[]
  readonly asOf: string
}

/** Rows of the planned statement → the metric answer. Pure: divides once, tests the change, names what is missing. */
export const readReading = (input: Interpretation): Reading => {
  const { metric, request, plan, settings } = input
  const rows = plan.cells
    ? anonymousRows({ ...plan, cells: plan.cells }, request, input.rows, settings, metric.classes)
    : input.rows
  const context = (slot: Slot): ReadContext => ({
    options: request.options,
    settings,
    from: slot.from,
    to: slot.to,
    asOf: slot.asOf,
  })
  const valueIn = (slot: Slot, row: ResultRow | undefined): Value => {
    if (row?.['hidden']) return { value: null, reason: 'hidden_for_anonymity' }
    const value = metric.read(
      { ...withZeros(input, measuresIn(row, plan.measures), slot), ...known(row) },
      context(slot),
    )
    return row?.['rounded'] ? { ...value, flags: [...(value.flags ?? []), 'rounded_for_anonymity'] } : value
  }
  const slot = (name: string): Slot | undefined => plan.slots.find((candidate) => candidate.slot === name)
  const total = (name: string): ResultRow | undefined => rows.find((row) => row['slot'] === name && row['level'] === 0)
  const current = slot('current')!
  const previous = slot('previous')
  const now = valueIn(current, total('current'))
  const then = previous ? valueIn(previous, total('previous')) : null
  const { flags, ...rest } = now
  return {
    metric: metric.id,
    name: metric.name,
    unit: metric.unit,
    direction: metric.direction,
    period: request.period,
    comparison: request.comparison,
    ...rest,
    previous: then,
    change: then && previous ? changeOf(metric, now, then, current, previous) : null,
    target: input.target,
    ...(request.by.length > 0 ? { by: groups(input, rows, valueIn) } : {}),
    series: request.series.map((range, i) => ({ ...range, ...valueIn(slot(`s${i}`)!, total(`s${i}`)) })),
    flags: [...(flags ?? []), ...(previous && days(current) !== days(previous) ? (['unequal_windows'] as const) : [])],
    provenance: {
      formula: metric.formula,
      date: metric.date,
      statement: plan.statement,
      imports: input.imports,
      as_of: input.asOf,
      rows: rowsBehind(metric, total('current'), now),
    },
  }
}

/**
 * How many rows stand behind a value: what its measure `rows` counted; without one what the value itself counts or
 * is a share or mean of. Null where neither is a number of rows.
 */
const rowsBehind = (metric: Metric, row: ResultRow | undefined, value: Value): number | null => {
  if (row && 'rows' in row) return (row['rows'] as number | null) ?? (value.reason === 'no_data' ? null : 0)
  const { denominator } = value
  const isCount = metric.kind === 'ratio' ? metric.unit === 'rate' && (value.interval || !denominator) : false
  const shares = metric.kind === 'score' || metric.kind === 'quantile' || isCount
  return shares ? (denominator ?? null) : metric.unit === 'count' && metric.kind !== 'ratio' ? value.value : null
}

const groups = (
  input: Interpretation,
  rows: readonly ResultRow[],
  valueIn: (slot: Slot, row: ResultRow | undefined) => Value,
): Group[] => {
  const { metric, request, plan } = input
  const aliases = request.by.map((_, i) => `d${i + 1}`)
  const keyOf = (row: ResultRow): string => JSON.stringify(aliases.map((alias) => row[alias] ?? null))
  const members = rows.filter((row) => row['level'] === 1)
  const index = new Map(members.map((row) => [`${row['slot']}|${keyOf(row)}`, row]))
  const current = plan.slots.find((slot) => slot.slot === 'current')!
  const previous = plan.slots.find((slot) => slot.slot === 'previous')
  const keys = [...new Map(members.map((row) => [keyOf(row), row])).entries()]
  return keys
    .map(([key, row]) => {
      const now = valueIn(current, index.get(`current|${key}`))
      const then = previous ? valueIn(previous, index.get(`previous|${key}`)) : null
      const member = (i: number): string | null => (row[aliases[i]!] as string | null) ?? null
      return {
        members: Object.fromEntries(request.by.map((dimension, i) => [dimension, numeric(dimension, member(i))])),
        labels: Object.fromEntries(request.by.map((dimension, i) => [dimension, input.labels(dimension, member(i))])),
        ...now,
        previous: then,
        change: then && previous ? changeOf(metric, now, then, current, previous) : null,
      }
    })
    .sort(byValue)
}

/** Highest first, those without a number last; the same by the names of their members, the missing member last. */
const byValue = (a: Group, b: Group): number => {
  if (a.value !== b.value) return a.value === null ? 1 : b.value === null ? -1 : b.value - a.value
  const name = (group: Group): string =>
    JSON.stringify(Object.values(group.members).map((member) => [member === null, member]))
  const [one, other] = [name(a), name(b)]
  return one < other ? -1 : one > other ? 1 : 0
}

const numeric = (dimension: string, member: string | null): string | number | null =>
  member !== null && (dimension === 'weekday' || dimension === 'hour') ? Number(member) : member
