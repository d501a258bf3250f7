import { scoped } from '../access.ts'
import { addDays, daysFrom, daysIn } from '../calendar/day.ts'
import type { DimensionName } from '../dimension.ts'
import type { Measure, Metric } from '../metric.ts'
import type { Slot } from '../plan.ts'
import type { DayRange, ReadingRequest } from '../reading.ts'
import type { Settings } from '../settings.ts'
import type { Explanation, Link, Sum } from './explanation.ts'
import type { LeafQuery, LeafQuestion } from './plan-leaves.ts'

/** Most dimensions one search goes over. */
const mostDimensions = 8

/** What is asked for one explanation, complete: the statement's parts and where their columns are. */
export type Question = {
  readonly query: LeafQuery
  readonly explanation: Explanation
  /** Names of the windows in the order of their numbers. */
  readonly slots: readonly string[]
  /** Names of the windows that are compared like with like; `current` and `previous` where no day is left out. */
  readonly tested: readonly [now: string, before: string]
  readonly columnOf: (sum: Sum) => number
  readonly groupColumnOf: (sum: Sum) => number
}

const keyOf = (sum: Sum): string => JSON.stringify(sum)

/** A range in pieces, no longer than `most` days and without the days so far from its first. */
const pieces = (range: DayRange, without: ReadonlySet<number>, most: number): DayRange[] => {
  const out: DayRange[] = []
  for (let i = 0; i < Math.min(most, daysIn(range)); i++) {
    if (without.has(i)) continue
    const day = addDays(range.from, i)
    const last = out.at(-1)
    if (last && addDays(last.to, 1) === day) out[out.length - 1] = { from: last.from, to: day }
    else out.push({ from: day, to: day })
  }
  return out
}

/** Whether a measure of this model can be held to the filters of the question. */
const answers = (measure: Measure, request: ReadingRequest): boolean =>
  request.where.every((filter) => measure.model.dimensions[filter.dimension] !== undefined)

/** The chains a question can be answered with: steps known of groups only go where a filter is unknown to them. */
const usableChains = (
  explanation: Explanation,
  measures: Readonly<Record<string, Measure>>,
  request: ReadingRequest,
): Explanation['chains'] => {
  const usable = (link: Link): boolean =>
    !link.group || Object.keys(link.column).every((alias) => measures[alias] && answers(measures[alias], request))
  return explanation.chains?.map((chain) => {
    const first = chain.links.findLastIndex((link) => !usable(link)) + 1
    // The composition of a group says nothing where the group's own sum is not there.
    const links = chain.links.slice(first)
    const [head, ...rest] = links
    return { ...chain, links: first > 0 && head ? [{ ...head, factor: head.alone ?? head.factor }, ...rest] : links }
  })
}

const renamed = (explanation: Explanation, lag: string | undefined): Explanation => {
  const { lagged } = explanation
  if (lag !== 'lagged' || !lagged) return explanation
  const value = Object.fromEntries(
    Object.entries(explanation.value).map(([alias, weight]) => [lagged[alias] ?? alias, weight]),
  )
  return { ...explanation, value }
}

/** Dimensions searched: those declared, in order, that every measure can be split by and that are not fixed already. */
const dimensionsOf = (
  metric: Metric,
  explanation: Explanation,
  measures: readonly Measure[],
  request: ReadingRequest,
  keep: DimensionName | null,
): readonly DimensionName[] => {
  const fixed = request.where
    .filter((filter) => !filter.not && filter.values.length === 1)
    .map((filter) => filter.dimension)
  const open = (explanation.dimensions ?? metric.dimensions).filter(
    (name) =>
      name !== keep &&
      metric.dimensions.includes(name) &&
      !fixed.includes(name) &&
      name !== 'weekday' &&
      name !== 'hour' &&
      measures.every((measure) => measure.model.dimensions[name] !== undefined),
  )
  return keep ? [keep, ...open.slice(0, mostDimensions - 1)] : open.slice(0, mostDimensions)
}

export type Asking = {
  readonly metric: Metric
  readonly explanation: Explanation
  readonly request: ReadingRequest & { readonly comparison: DayRange }
  readonly settings: Settings
  readonly windows: readonly DayRange[]
  /** Ranges that tell how the level has moved since each window: the one of now first, see `Comparable.level`. */
  readonly levels?: readonly DayRange[]
  /** Days from the first of the period that are not compared: not over yet, or without any data. */
  readonly without: ReadonlySet<number>
  /** What is counted happened on days, and is not a state at the end of them. */
  readonly flow: boolean
  /** Dimension whose members are set side by side; kept among the leaves whatever else is. */
  readonly between: DimensionName | null
}

const shorterOf = (a: DayRange, b: DayRange): number => Math.min(daysIn(a), daysIn(b))

/** Whether days are compared apart from the windows as a whole: windows as long as each other, days that are whole. */
const isApart = ({ request: { period, comparison }, without, flow }: Asking): boolean =>
  without.size > 0 || (flow && daysIn(period) !== daysIn(comparison))

const slotsOf = (asking: Asking): Slot[] => {
  const { metric, request, settings, windows, without } = asking
  const matures = metric.matures?.(request.options, settings) ?? null
  const mature = matures !== null && addDays(request.period.to, matures) <= request.today
  const seen = (from: string): string =>
    mature ? request.today : addDays(request.today, daysFrom(request.period.from, from))
  const whole = (slot: string, range: DayRange): Slot[] => [
    { slot, from: range.from, to: range.to, asOf: seen(range.from) },
  ]
  const shorter = shorterOf(request.period, request.comparison)
  const like = (slot: string, range: DayRange): Slot[] =>
    pieces(range, without, shorter).map((piece) => ({ slot, ...piece, asOf: seen(range.from) }))
  return [
    ...whole('current', request.period),
    ...whole('previous', request.comparison),
    ...(isApart(asking) ? [...like('now', request.period), ...like('before', request.comparison)] : []),
    ...windows.flatMap((range, i) => like(`h${i + 1}`, range)),
    ...(asking.levels ?? []).flatMap((range, i) => whole(`l${i}`, range)),
  ]
}

/** Everything the statement and the reading of its answer need. Pure. */
export const questionOf = (given: Asking): Question => {
  const asking: Asking = { ...given, request: scoped(given.metric, given.request) }
  const { metric, request, settings, between } = asking
  const declared = renamed(asking.explanation, request.options.lag)
  const more = declared.measures?.(request.options, settings) ?? {}
  const where = request.where.map((filter) => filter.dimension)
  const plain = { ...metric.measures(request.options, settings, where), ...more }
  const ofValue = [...Object.keys(declared.value), ...Object.keys(declared.base ?? {})]
  const dimensions = dimensionsOf(
    metric,
    declared,
    ofValue.map((alias) => plain[alias]!),
    request,
    between,
  )
  const measures = { ...metric.measures(request.options, settings, [...dimensions, ...where]), ...more }
  const chains = usableChains(declared, measures, request)
  const explanation: Explanation = { ...declared, ...(chains ? { chains } : {}) }
  const links = chains?.flatMap((chain) => chain.links) ?? []
  const columns = [
    explanation.value,
    ...(explanation.base ? [explanation.base] : []),
    ...links.filter((link) => !link.group).map((link) => link.column),
  ]
  const grouped = links.filter((link) => link.group).map((link) => link.column)
  const unique = (sums: readonly Sum[]): Sum[] => [...new Map(sums.map((sum) => [keyOf(sum), sum])).values()]
  const [own, ofGroups] = [unique(columns), unique(grouped)]
  const place = (sums: readonly Sum[]) => {
    const places = new Map(sums.map((sum, i) => [keyOf(sum), i]))
    return (sum: Sum): number => places.get(keyOf(sum))!
  }
  const groupDimensions = [
    ...(between ? [between] : []),
    ...(explanation.group && explanation.group !== between && dimensions.includes(explanation.group)
      ? [explanation.group]
      : []),
  ]
  const tables: LeafQuestion[] = [
    { dimensions, columns: own },
    ...(ofGroups.length > 0 ? [{ dimensions: groupDimensions, columns: ofGroups }] : []),
  ]
  const slots = slotsOf(asking)
  return {
    query: { metric: metric.id, measures, slots, request, settings, tables, limits: request.scope?.(metric) ?? [] },
    explanation,
    slots: [...new Set(slots.map((slot) => slot.slot))],
    tested: isApart(asking) ? ['now', 'before'] : ['current', 'previous'],
    columnOf: place(own),
    groupColumnOf: place(ofGroups),
  }
}
