import { isOpen } from '#core/access.ts'
import { addDays, daysIn, daysOf } from '#core/calendar/day.ts'
import { dimensionNames } from '#core/dimension.ts'
import type { Companion } from '#core/explain/answer.ts'
import { companionWords } from '#core/explain/companion-words.ts'
import { expectationOf } from '#core/explain/expectation.ts'
import type { Explanation } from '#core/explain/explanation.ts'
import { falseRates } from '#core/explain/fdr.ts'
import type { Where } from '#core/explain/leaf-table.ts'
import { foldedCount, missingMember } from '#core/explain/leaves.ts'
import { formatChange, formatDay, formatNumber, formatRelative } from '#core/format.ts'
import { fill, type Language, type Params, type Words } from '#core/messages.ts'
import type { Metric } from '#core/metric.ts'
import type { DayRange, Filter, Reading } from '#core/reading.ts'
import { quote } from '#core/sql.ts'
import { twoSided } from '#core/stats/normal.ts'
import { studentTwoSided } from '#core/stats/student.ts'
import { readPlain } from '../readings/read-plain.ts'
import { kpiOf, metrics } from '../readings/request.ts'
import type { Explained } from './asked.ts'
import { filtersOf, type Labelled, membersOf } from './labels.ts'

/** Share of false ones allowed among those told, and how many are told at most. */
const falseShare = 0.1
const most = 5

type Context = Explained & { readonly where: Where; readonly labels: Readonly<Record<Language, Labelled>> }

/** The part of a segment a metric knows; null where it knows nothing of it. */
const knownPart = (metric: Metric, where: Where): Where | null => {
  const known = Object.entries(where).filter(([dimension]) =>
    (metric.dimensions as readonly string[]).includes(dimension),
  )
  return Object.keys(where).length > 0 && known.length === 0 ? null : Object.fromEntries(known)
}

const read = (
  metric: Metric,
  { request, comparison, deps, days, question }: Context,
  filters: readonly Filter[],
  series: readonly DayRange[],
  by: Metric['dimensions'] = [],
): Promise<Reading> =>
  readPlain(
    metric,
    {
      ...request,
      comparison: { ...comparison, kind: 'range' },
      by,
      where: filters,
      series,
      options: {},
      now: question.query.request.now ?? `${request.today}T23:59:59`,
    },
    days.span,
    deps,
  )

type Moved = {
  readonly metric: Metric
  readonly where: Where
  readonly reading: Reading
  readonly pValue: number
}

/** Least a value strays by chance alone: its variance, from what is expected of it. */
const floorOf =
  (reading: Reading) =>
  (expected: number): number =>
    reading.unit === 'count'
      ? Math.max(1, Math.abs(expected))
      : reading.unit === 'rate' && reading.denominator
        ? Math.max(expected * (1 - expected), 0.01) / reading.denominator
        : (reading.standard_error ?? 0) ** 2

/**
 * Whether the two windows alone tell that a change is no more than chance: not even with the least noise there can be,
 * at half the lower of both, would it be told. Spares most metrics the reading of their windows before.
 */
const isPlainChance = (reading: Reading): boolean => {
  const [now, before] = [reading.value, reading.previous?.value ?? null]
  if (now === null || before === null) return true
  const least = floorOf(reading)(Math.min(Math.abs(now), Math.abs(before)) / 2)
  return least > 0 && twoSided((now - before) / Math.sqrt(2 * least)) > falseShare
}

/** How often so large a change of the metric comes up where nothing happened, by its own windows before. */
const chanceOf = (reading: Reading): number | null => {
  const [now, before] = [reading.value, reading.previous?.value ?? null]
  if (now === null || before === null) return null
  const history = reading.series.map((step) => step.value).filter((value) => value !== null)
  const usual = expectationOf(history, now, floorOf(reading))
  if (!usual || usual.spread === 0) return reading.change?.p_value ?? null
  return studentTwoSided((now - before) / (usual.spread * Math.SQRT2), usual.freedom)
}

/** Of what the asker may not read, or only in part, nothing is told in passing. */
const mayRead = ({ request }: Context, metric: Metric): boolean => isOpen(metric, request.scope)

const movedMetrics = async (context: Context): Promise<Moved[]> => {
  const own = kpiOf(context.metric)
  const candidates = metrics.filter((metric) => {
    const declared = kpiOf(metric).explain[metric.id]!
    return kpiOf(metric) !== own && 'companion' in declared && declared.companion === true && mayRead(context, metric)
  })
  const fixed = context.request.where.filter((filter) => filter.not || filter.values.length > 1)
  const all = { ...singles(context.request.where), ...context.where }
  const found = await Promise.all(
    candidates.map(async (metric): Promise<Moved | null> => {
      const where = knownPart(metric, all)
      if (where === null || (Object.keys(all).length === 0 && metric.dimensions.length === 0)) return null
      const also = fixed.filter((filter) => metric.dimensions.includes(filter.dimension))
      const filters = [...filtersOf(where), ...also]
      const both = await read(metric, context, filters, [])
      if (both.value === null || both.previous?.value == null) return null
      if (isPlainChance(both)) return { metric, where, reading: both, pValue: 1 }
      const reading = await read(metric, context, filters, context.comparable.windows)
      const pValue = chanceOf(reading)
      return pValue === null ? null : { metric, where, reading, pValue }
    }),
  )
  const known = found.filter((one) => one !== null)
  const rates = falseRates(known.map((one) => one.pValue))
  return known.filter((_, i) => rates[i]! <= falseShare).sort((a, b) => a.pValue - b.pValue)
}

const singles = (filters: readonly Filter[]): Where =>
  Object.fromEntries(
    filters
      .filter((filter) => !filter.not && filter.values.length === 1)
      .map((filter) => [filter.dimension, filter.values[0] ?? missingMember]),
  )

const wordsOf = (say: (language: Language) => string): Words => ({ vi: say('vi'), en: say('en') })

const labelsOf = ({ labels, deps }: Context, where: Where): Record<string, string> =>
  Object.fromEntries(
    Object.entries(where).map(([dimension, member]) => [dimension, labels[deps.language](dimension, member)]),
  )

const ofMetric = (context: Context, { metric, where, reading, pValue }: Moved): Companion => {
  const change = reading.change!
  const inPoints =
    metric.unit === 'rate' || metric.unit === 'score' || metric.unit === 'index' || change.relative === null
  const words = wordsOf((language) => {
    const size = inPoints
      ? formatChange(change.absolute!, metric.unit, { language })
      : formatRelative(change.relative!, language)
    const key = change.absolute! > 0 ? 'up' : 'down'
    const name = metric.name[language]
    return fill(companionWords[key], language, {
      name: name.charAt(0).toLowerCase() + name.slice(1),
      size: size.replace(/^[+−]/, ''),
    })
  })
  return {
    id: metric.id,
    where: membersOf(where),
    labels: labelsOf(context, where),
    relative: change.relative,
    absolute: change.absolute,
    p_value: pValue,
    score: -Math.log10(Math.max(pValue, 1e-300)),
    params: {},
    words,
  }
}

const event = (
  context: Context,
  id: 'competitor.promotion' | 'day.closed' | 'product.out_of_stock',
  where: Where,
  score: number,
  params: Params,
  readable: (language: Language) => Params,
): Companion => ({
  id,
  where: membersOf(where),
  labels: labelsOf(context, where),
  relative: null,
  absolute: null,
  p_value: null,
  score,
  params,
  words: wordsOf((language) => fill(companionWords[id], language, readable(language))),
})

/** The metric whose movements tell of an event. */
const teller = (event: NonNullable<Explanation['tells']>): Metric =>
  metrics.find((metric) => {
    const declared = kpiOf(metric).explain[metric.id]!
    return 'tells' in declared && declared.tells === event
  })!

/** Rivals with clearly more promotions on the goods of the segment than before. */
const promotions = async (context: Context): Promise<Companion[]> => {
  const metric = teller('competitor.promotion')
  const where = knownPart(metric, { ...singles(context.request.where), ...context.where })
  if (where === null || Object.keys(where).length === 0 || kpiOf(context.metric) === kpiOf(metric)) return []
  if (!mayRead(context, metric)) return []
  const reading = await read(metric, context, filtersOf(where), [], ['competitor'])
  return (reading.by ?? []).flatMap((group) => {
    const [after, before] = [group.value ?? 0, group.previous?.value ?? 0]
    if (after - before < 3 || after < 2 * before) return []
    const params = { competitor: String(group.members['competitor']), before, after }
    const score = 2 + (after - before) / Math.sqrt(after + before)
    return [
      event(
        context,
        'competitor.promotion',
        { ...where, competitor: params.competitor },
        score,
        params,
        (language) => ({
          competitor: params.competitor,
          before: formatNumber(before, language),
          after: formatNumber(after, language),
        }),
      ),
    ]
  })
}

/** Days of the period on which a place sold nothing, though it sells on that weekday. */
const closedDays = async (context: Context): Promise<Companion[]> => {
  const all = { ...singles(context.request.where), ...context.where }
  const { location } = all
  if (location === undefined || !context.flow || daysIn(context.request.period) > 62) return []
  if (!mayRead(context, teller('day.closed'))) return []
  const { period, today } = context.request
  const open = daysOf(period).filter((iso) => iso < today)
  const before = open.flatMap((iso) => [7, 14, 21].map((days) => addDays(iso, -days)))
  const one = (iso: string): DayRange => ({ from: iso, to: iso })
  const series = [...new Set([...open, ...before])].sort().map(one)
  const reading = await read(teller('day.closed'), context, filtersOf({ location }), series)
  const orders = new Map(reading.series.map((step) => [step.from, step.value ?? 0]))
  const closed = open.filter((iso) => {
    const usual = [7, 14, 21].map((days) => orders.get(addDays(iso, -days)) ?? 0)
    return orders.get(iso) === 0 && usual.filter((value) => value >= 3).length >= 2
  })
  if (closed.length === 0) return []
  return [
    event(context, 'day.closed', { location }, 20 + closed.length, { days: closed }, (language) => ({
      days: closed.map((iso) => formatDay(iso, language, false)).join(', '),
    })),
  ]
}

/** A product of the segment that is out of stock now. */
const stockOut = async (context: Context): Promise<Companion[]> => {
  const product = { ...singles(context.request.where), ...context.where }['product']
  if (product === undefined || product === missingMember || foldedCount(product) > 0) return []
  // Stock is that of the whole organisation.
  if (context.request.scope && context.request.scope(context.metric).length > 0) return []
  const [row] = await context.deps.query(`select stock_on_hand from product where product_id = ${quote(product)}`)
  const stock = row?.['stock_on_hand']
  return typeof stock === 'number' && stock <= 0
    ? [event(context, 'product.out_of_stock', { product }, 15, { product }, () => ({}))]
    : []
}

/**
 * Other KPIs and events that moved in the segment of the first reason over the same days, most telling first. They go
 * together with the change; nothing is said of what led to what.
 */
export const companionsOf = async (
  explained: Explained,
  labels: Readonly<Record<Language, Labelled>>,
): Promise<readonly Companion[]> => {
  if (explained.between) return []
  const where = Object.fromEntries(
    Object.entries(explained.composed.reasons[0]?.where ?? {}).filter(([dimension]) =>
      (dimensionNames as readonly string[]).includes(dimension),
    ),
  )
  const context: Context = { ...explained, where, labels }
  const [moved, ...events] = await Promise.all([
    movedMetrics(context),
    promotions(context),
    closedDays(context),
    stockOut(context),
  ])
  return [...moved.map((one) => ofMetric(context, one)), ...events.flat()]
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
}
