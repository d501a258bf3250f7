import { addDays, daysFrom, earlier, later } from '#core/calendar/day.ts'
import { areCounts } from '#core/explain/amounts.ts'
import type { Guard, WhyAnswer } from '#core/explain/answer.ts'
import { sideBySide } from '#core/explain/between.ts'
import { comparableWindows } from '#core/explain/comparable.ts'
import { compose } from '#core/explain/compose.ts'
import type { Explanation } from '#core/explain/explanation.ts'
import { type Leaves, readLeaves, sumOf } from '#core/explain/leaves.ts'
import { planLeaves, planWorked } from '#core/explain/plan-leaves.ts'
import { type Question, questionOf } from '#core/explain/question.ts'
import type { Metric } from '#core/metric.ts'
import type { ReadingRequest } from '#core/reading.ts'
import type { Row } from '#core/warehouse.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { momentOf } from '../readings/read-plain.ts'
import type { Asked, Between } from './asked.ts'
import { readSeason } from './season.ts'
import { aligned, daysApart, missingDays, readDays } from './windows.ts'
import { numbersOf, write, writePlain } from './write.ts'

type Asking = { readonly leaves: Leaves; readonly groups: Leaves | null; readonly statement: string }

/** Keys tried: one in a hundred thousand questions needs a second. */
const mostSalts = 5

const askLeaves = async (question: Question, between: Between | null, deps: ReadingDeps, salt = 0): Promise<Asking> => {
  const { statement, tables } = planLeaves(question.query, salt)
  // Streamed, as a few rows of this size are too much to be remembered.
  const rows: Row[] = []
  await deps.stream(statement, (more) => void rows.push(...more))
  const read = tables.map((table, i) => readLeaves(rows, i + 1, table))
  const known = read.filter((table) => table !== null)
  if (known.length < read.length) {
    if (salt === mostSalts)
      throw new Error(`${question.query.metric}: combinations of members without keys of their own`)
    return askLeaves(question, between, deps, salt + 1)
  }
  const [leaves, groups] = known.map((table) =>
    between ? sideBySide(table, between.filter.dimension, between.first, between.second) : table,
  )
  return { leaves: leaves!, groups: groups ?? null, statement }
}

/** Rows from which factors are worked out member by member, where a metric has such. */
const askWorked = async ({ explanation, query }: Question, deps: ReadingDeps) => {
  if (!explanation.worked) return null
  const rows = await deps.query(planWorked(query, explanation.worked))
  return explanation.worked.split(rows, query.request.options)
}

/** Cases in both windows together below which nothing is said of where a change lies. */
const fewestCases = 20

/** Why nothing can be said of causes, where that is so. */
export const stopOf = ({ request, between }: Asked, question: Question, leaves: Leaves): Guard | null => {
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

/** Why a metric that is a sum or a ratio of sums changed, or differs between two members. */
export const explainSums = async (metric: Metric, declared: Explanation, asked: Asked): Promise<WhyAnswer> => {
  const { request, between, comparison, deps, isHoliday } = asked
  const { period, today } = request
  if (numbersOf(asked).absolute === null) return writePlain(asked, { guards: [], instead: [] })
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
  const windows = comparableWindows(period, days.span, isHoliday, earliestCompared)
  const where = between ? [...request.where, between.filter] : request.where
  const question = questionOf({
    metric,
    explanation: declared,
    request: {
      ...request,
      ...momentOf(deps),
      where,
      comparison: { kind: 'range', ...comparison },
    } as ReadingRequest & {
      comparison: typeof comparison & { kind: 'range' }
    },
    settings,
    windows: windows.windows,
    ...(windows.level ? { levels: [windows.level.now, ...windows.level.before] } : {}),
    without,
    flow,
    between: between?.filter.dimension ?? null,
  })
  const [{ leaves, groups, statement }, { season, ordinary }] = await Promise.all([
    askLeaves(question, between, deps),
    between ? { season: null, ordinary: null } : readSeason(metric, request, windows, deps),
  ])
  const comparable = season ? { ...windows, basis: 'season' as const } : windows
  const stopped = stopOf(asked, question, leaves)
  const composed = compose({
    standing: !flow,
    most: stopped ? 0 : 3,
    worked: between ? null : await askWorked(question, deps),
    question,
    leaves,
    groups,
    explicit,
    sides: between !== null,
    aligned: between !== null || aligned(period, comparison),
    season,
    ...(ordinary ? { ordinary } : {}),
  })
  return write({ ...asked, question, leaves, composed, comparable, days, missing, without, stopped, statement, flow })
}
