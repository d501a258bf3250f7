import { addDays, daysFrom, earlier, later } from '#core/calendar/day.ts'
import { areCounts, type Windows } from '#core/explain/amounts.ts'
import type { Guard, WhyAnswer } from '#core/explain/answer.ts'
import { sideBySide } from '#core/explain/between.ts'
import { comparableWindows } from '#core/explain/comparable.ts'
import { compose } from '#core/explain/compose.ts'
import type { Explanation } from '#core/explain/explanation.ts'
import { noHistory } from '#core/explain/history.ts'
import { type Leaves, readLeaves } from '#core/explain/leaves.ts'
import { planLeaves, planWorked } from '#core/explain/plan-leaves.ts'
import { isComplete, type KnownMembers, type Twice } from '#core/explain/plan-twice.ts'
import { type Question, questionOf } from '#core/explain/question.ts'
import { sumOf } from '#core/explain/sums.ts'
import type { Metric } from '#core/metric.ts'
import type { ReadingRequest } from '#core/reading.ts'
import type { Columns } from '#core/warehouse.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { momentOf } from '../readings/read-plain.ts'
import type { Asked, Between } from './asked.ts'
import { readSeason } from './season.ts'
import { aligned, daysApart, missingDays, readDays } from './windows.ts'
import { numbersOf, write, writePlain } from './write.ts'

type Asking = { readonly leaves: Leaves; readonly groups: Leaves | null; readonly statement: string }

/** The statement that was answered, its answer and, where they were asked for before it, the members. */
type Answered = {
  readonly statement: string
  readonly answer: Columns
  readonly names?: KnownMembers['names']
}

const askTwice = async (twice: Twice | null, deps: ReadingDeps): Promise<Answered | null> => {
  if (!twice) return null
  const known = twice.known(await deps.query(twice.members))
  const statement = twice.sums(known)
  if (!statement) return null
  const answer = await deps.columns(statement)
  return isComplete(answer) ? { statement, answer, names: known.names } : null
}

const askLeaves = async (question: Question, between: Between | null, deps: ReadingDeps): Promise<Asking> => {
  const plan = planLeaves(question.query)
  const { statement, answer, names } = (await askTwice(plan.twice, deps)) ?? {
    statement: plan.statement,
    answer: await deps.columns(plan.statement),
  }
  const [leaves, groups] = plan.tables.map((layout) => {
    const table = readLeaves(answer, layout, names)
    return between ? sideBySide(table, between.filter.dimension, between.first, between.second) : table
  })
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
  const windows: Windows = { now: counted[0]!, before: counted[1]!, windows: noHistory }
  const cases = sumOf(windows.now) + sumOf(windows.before)
  return cases < fewestCases && areCounts(windows) ? { code: 'data.too_few', params: { cases } } : null
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
