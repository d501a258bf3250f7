import { addDays, daysFrom, earlier, later } from '#core/calendar/day.ts'
import { holidayTest } from '#core/calendar/holidays.ts'
import { areCounts } from '#core/explain/amounts.ts'
import type { Guard, WhyAnswer } from '#core/explain/answer.ts'
import { sideBySide } from '#core/explain/between.ts'
import { comparableWindows } from '#core/explain/comparable.ts'
import { compose } from '#core/explain/compose.ts'
import { expectationOf } from '#core/explain/expectation.ts'
import type { Explanation } from '#core/explain/explanation.ts'
import { type Leaves, readLeaves, sumOf } from '#core/explain/leaves.ts'
import { planLeaves, planWorked } from '#core/explain/plan-leaves.ts'
import { type Question, questionOf } from '#core/explain/question.ts'
import { Fault } from '#core/fault.ts'
import type { Metric } from '#core/metric.ts'
import type { Filter, Reading, ReadingRequest } from '#core/reading.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { readMetric } from '../readings/read-metric.ts'
import { kpiOf, metricNamed, parseFilter, type ReadingInput, requestOf } from '../readings/request.ts'
import { explainAnonymous } from './anonymous.ts'
import { explainUnsplittable } from './unsplittable.ts'
import { aligned, daysApart, missingDays, readDays } from './windows.ts'
import { type Asked, write } from './write.ts'

export type WhyInput = ReadingInput & { readonly between?: string | undefined }

export type Between = { readonly filter: Filter; readonly first: string; readonly second: string }

/** `location=CH01,CH02`: two members of one dimension. @throws Fault `between.malformed`, `dimension.unknown` */
export const parseBetween = (text: string, metric: Metric): Between => {
  const filter = parseFilter(text)
  const [first, second] = filter.values
  if (
    filter.not ||
    filter.values.length !== 2 ||
    typeof first !== 'string' ||
    typeof second !== 'string' ||
    first === second
  )
    throw new Fault('between.malformed', { between: text })
  if (!metric.dimensions.includes(filter.dimension))
    throw new Fault('dimension.not_applicable', {
      dimension: filter.dimension,
      metric: metric.id,
      dimensions: metric.dimensions,
    })
  return { filter, first, second }
}

type Readings = { readonly now: Reading; readonly before: Reading | null }

/** The two numbers themselves, as they are shown everywhere. */
const readBoth = async (input: WhyInput, between: Between | null, deps: ReadingDeps): Promise<Readings> => {
  if (!between) return { now: await readMetric({ ...input, by: [] }, deps), before: null }
  const one = (member: string): Promise<Reading> =>
    readMetric(
      { ...input, by: [], compare: 'none', where: [...(input.where ?? []), `${between.filter.dimension}=${member}`] },
      deps,
    )
  const [now, before] = await Promise.all([one(between.first), one(between.second)])
  return { now, before }
}

const askLeaves = async (
  question: Question,
  between: Between | null,
  deps: ReadingDeps,
): Promise<{ leaves: Leaves; groups: Leaves | null; statement: string }> => {
  const statement = planLeaves(question.query)
  const [row] = await deps.query(statement)
  const [own, grouped] = question.query.tables
  const read = (table: typeof own, at: number): Leaves => {
    const leaves = readLeaves(row!, at, table!.dimensions, table!.columns.length, question.slots)
    return between ? sideBySide(leaves, between.filter.dimension, between.first, between.second) : leaves
  }
  return { leaves: read(own, 1), groups: grouped ? read(grouped, 2) : null, statement }
}

/** Rows from which factors are worked out member by member, where a metric has such. */
const askWorked = async ({ explanation, query }: Question, deps: ReadingDeps) => {
  if (!explanation.worked) return null
  const rows = await deps.query(planWorked(query, explanation.worked))
  return explanation.worked.split(rows, query.request.options)
}

/**
 * Why a metric changed, or why two members differ: how sure the change is, what it consists of, where it lies.
 * @throws Fault as `readMetric`; `between.malformed`, `comparison.needed`
 */
export const explainWhy = async (input: WhyInput, deps: ReadingDeps): Promise<WhyAnswer> => {
  const metric = metricNamed(input.id)
  const settings = deps.settings()
  const between = input.between === undefined ? null : parseBetween(input.between, metric)
  const request = { ...requestOf({ ...input, by: [] }, deps.today()), series: [] }
  if (!between && !request.comparison) throw new Fault('comparison.needed', { metric: metric.id })
  const readings = await readBoth(input, between, deps)
  const declared = kpiOf(metric).explain[metric.id]!
  const isHoliday = holidayTest(settings.holidays)
  const comparison = between ? request.period : request.comparison!
  const asked: Asked = { metric, request, between, comparison, readings, deps, isHoliday }
  if ('unsplittable' in declared) return explainUnsplittable(declared, asked)
  const measures = Object.values(metric.measures(request.options, settings))
  if (measures.some((measure) => measure.model.floor === 'anonymity')) return explainAnonymous(declared, asked, input)
  return explainSums(metric, declared, asked)
}

/** Cases in both windows together below which nothing is said of where a change lies. */
const fewestCases = 20

const stopOf = ({ request, between }: Asked, question: Question, leaves: Leaves): Guard | null => {
  const { period, today } = request
  if (!between && period.from === today && period.to === today)
    return { code: 'window.today_only', params: { day: today } }
  const { explanation, columnOf } = question
  const { settling } = explanation
  if (!between && (settling === true || (settling && daysFrom(period.to, today) < settling)))
    return { code: 'state.settling', params: {} }
  const counted = leaves.columns[columnOf(explanation.base ?? explanation.value)]!
  const windows = [counted[0]!, counted[1]!]
  const cases = windows.reduce((sum, window) => sum + sumOf(window), 0)
  return areCounts(windows) && cases < fewestCases ? { code: 'data.too_few', params: { cases } } : null
}

/** Steps of history looked at, in days, to know which days have data. */
const historyDays = 7 * 9

export const explainSums = async (metric: Metric, declared: Explanation, asked: Asked): Promise<WhyAnswer> => {
  const { request, between, comparison, deps, isHoliday } = asked
  const { period, today } = request
  const settings = deps.settings()
  const earliest = addDays(earlier(comparison.from, period.from), -historyDays)
  const days = await readDays(metric, earliest, later(period.to, comparison.to), deps)
  const flow = Object.values(metric.measures(request.options, settings)).every(({ model }) => model.time === 'flow')
  const missing = flow
    ? [
        ...missingDays(period, days, today, isHoliday),
        ...(between ? [] : missingDays(comparison, days, today, isHoliday)),
      ]
    : []
  const without = flow && !between ? daysApart(period, comparison, today, missing) : new Set<number>()
  const explicit = between !== null || (request.comparison?.kind ?? 'previous') !== 'previous'
  const earliestCompared = explicit ? earlier(period.from, comparison.from) : period.from
  const comparable = comparableWindows(period, days.span, isHoliday, earliestCompared)
  const where = between ? [...request.where, between.filter] : request.where
  const moment = deps.wall ? { now: `${deps.wall().slice(0, 16)}:00` } : {}
  const question = questionOf({
    metric,
    explanation: declared,
    request: { ...request, ...moment, where, comparison: { kind: 'range', ...comparison } } as ReadingRequest & {
      comparison: typeof comparison & { kind: 'range' }
    },
    settings,
    windows: comparable.windows,
    ...(comparable.level ? { levels: [comparable.level.now, ...comparable.level.before] } : {}),
    without,
    flow,
    between: between?.filter.dimension ?? null,
  })
  const { leaves, groups, statement } = await askLeaves(question, between, deps)
  const stopped = stopOf(asked, question, leaves)
  const composed = compose({
    standing: !flow,
    most: stopped ? 0 : 3,
    worked: between ? null : await askWorked(question, deps),
    question,
    leaves,
    groups,
    explicit,
    aligned: between !== null || aligned(period, comparison),
    trendLevel: (totals) =>
      expectationOf(totals, 0, () => 0)?.value ?? totals.reduce((a, b) => a + b, 0) / totals.length,
  })
  return write({ ...asked, question, leaves, composed, comparable, days, missing, without, stopped, statement, flow })
}
