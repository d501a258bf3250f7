import { addDays, daysIn, daysOf, earlier } from '#core/calendar/day.ts'
import { type DimensionName, missingWords } from '#core/dimension.ts'
import type { Guard, Segment, WhyAnswer } from '#core/explain/answer.ts'
import { type GuardCode, guardWords } from '#core/explain/guard-words.ts'
import { missingMember } from '#core/explain/leaves.ts'
import { sumOf } from '#core/explain/sums.ts'
import { wholeAnswerLevel } from '#core/explain/verdict.ts'
import { formatDay, formatPercent, formatValue, reasonWords } from '#core/format.ts'
import { fill, type Language, type Params } from '#core/messages.ts'
import type { Reason } from '#core/metric.ts'
import type { Explained } from './asked.ts'
import { memberOf } from './labels.ts'
import type { Numbers } from './write.ts'

type Found = { readonly numbers: Numbers; readonly unplaced: number; readonly segments: readonly Segment[] }

/** What stands between the numbers and their meaning, most weighty first. Codes with the nouns of their sentence. */
export const guardsOf = (explained: Explained, found: Found): readonly Guard[] => [
  ...(explained.stopped ? [explained.stopped] : []),
  ...ofDays(explained),
  ...ofHistory(explained),
  ...ofParts(explained, found),
]

const ofDays = ({
  request,
  comparison,
  between,
  days,
  missing,
  readings,
  stopped,
  flow,
  isHoliday,
}: Explained): Guard[] => {
  const { period, today } = request
  const guards: Guard[] = []
  if (flow && period.from <= today && today <= period.to && stopped?.code !== 'window.today_only')
    guards.push({ code: 'window.partial', params: { day: today } })
  if (!between && daysIn(period) !== daysIn(comparison))
    guards.push({ code: 'window.unequal', params: { days: daysIn(period), other: daysIn(comparison) } })
  if (missing.length > 0) guards.push({ code: 'days.missing', params: { days: missing } })
  const due = earlier(period.to, addDays(today, -1))
  if (flow && days.span && days.span.to < due && days.span.to >= comparison.from)
    guards.push({ code: 'data.late', params: { last: days.span.to, to: period.to } })
  if ((readings.now.flags ?? []).includes('immature')) guards.push({ code: 'cohort.immature', params: {} })
  if (!between && flow && daysIn(period) <= 31) {
    const holidays = (range: typeof period): string[] => daysOf(range).filter(isHoliday)
    const [own, other] = [holidays(period), holidays(comparison)]
    if (own.length !== other.length) guards.push({ code: 'holiday.differs', params: { days: [...own, ...other] } })
  }
  return guards
}

/** Day from which on the thirty-four provinces stand in place of the sixty-three. */
const provincesMerged = '2025-07-01'

const ofHistory = ({ composed, between, comparable, request, comparison }: Explained): Guard[] => {
  const guards: Guard[] = []
  const { usual } = composed.judged
  if (!between && !usual && comparable.windows.length < 3)
    guards.push({ code: 'history.short', params: { windows: comparable.windows.length } })
  const before = composed.thenUnusual
  if (!between && request.comparison?.kind === 'previous' && before && usual)
    if (before.pValue < wholeAnswerLevel && usual.pValue > 0.1)
      guards.push({ code: 'comparison.unusual', params: { value: before.value, usual: before.usual } })
  const provinces = composed.reasons.some((reason) => 'province' in reason.where || 'province_old' in reason.where)
  const [first, last] = [earlier(comparison.from, request.period.from), request.period.to]
  if (provinces && first < provincesMerged && provincesMerged <= last)
    guards.push({ code: 'definition.changed', params: { what: `province ${provincesMerged}` } })
  return guards
}

type Marginal = { readonly dimension: string; readonly member: string; readonly now: number; readonly before: number }

const marginalsOf = ({ leaves, question }: Explained): Marginal[] => {
  const { explanation, columnOf, tested } = question
  const column = leaves.columns[columnOf(explanation.base ?? explanation.value)]!
  const [now, before] = tested.map((slot) => column[leaves.slots.indexOf(slot)]!) as [Float64Array, Float64Array]
  return leaves.table.dimensions.flatMap((dimension, d) => {
    const members = leaves.table.members[d]!
    const [a, b] = [new Float64Array(members.length), new Float64Array(members.length)]
    for (let leaf = 0; leaf < leaves.table.size; leaf++) {
      a[leaves.table.codes[d]![leaf]!]! += now[leaf]!
      b[leaves.table.codes[d]![leaf]!]! += before[leaf]!
    }
    return members.map((member, i) => ({ dimension, member, now: a[i]!, before: b[i]! }))
  })
}

/** A member that vanished as another appeared, of the same size within chance: the same thing under another name. */
const relabelled = (marginals: readonly Marginal[], whole: number): readonly [Marginal, Marginal] | null => {
  const fewest = Math.max(8, 0.02 * whole)
  for (const gone of marginals) {
    if (gone.before < fewest || gone.now > 0.05 * gone.before) continue
    const fresh = marginals.find(
      (one) =>
        one.dimension === gone.dimension &&
        one.now >= fewest &&
        one.before <= 0.05 * one.now &&
        Math.abs(one.now - gone.before) <= Math.max(0.25 * gone.before, 3 * Math.sqrt(one.now + gone.before)),
    )
    if (fresh) return [gone, fresh]
  }
  return null
}

const ofParts = (explained: Explained, { unplaced, segments, numbers }: Found): Guard[] => {
  const { composed, between, metric } = explained
  const guards: Guard[] = []
  if (unplaced !== 0) guards.push({ code: 'split.incomplete', params: { rest: unplaced } })
  const ups = segments.map((segment) => segment.effect).filter((effect) => effect > 0)
  const downs = segments.map((segment) => segment.effect).filter((effect) => effect < 0)
  const total = (effects: readonly number[]): number => effects.reduce((sum, effect) => sum + effect, 0)
  if (
    ups.length > 0 &&
    downs.length > 0 &&
    Math.min(total(ups), -total(downs)) > 0.3 * Math.max(total(ups), -total(downs))
  )
    guards.push({ code: 'parts.offsetting', params: { up: total(ups), down: total(downs) } })
  const change = numbers.absolute ?? 0
  const rates = [...composed.parts, composed.rest].map((part) => part.rate ?? 0)
  if (
    changedAtAll(composed) &&
    isShare(explained) &&
    total(rates) * change < 0 &&
    Math.abs(total(rates)) > 0.1 * Math.abs(change)
  )
    guards.push({ code: 'mix.reversal', params: {} })
  if (between || metric.kind === 'quantile' || composed.reasons.length === 0) return guards
  const marginals = marginalsOf(explained)
  const whole = sumOf(marginals.filter((one) => one.dimension === marginals[0]?.dimension).map((one) => one.before))
  const pair = relabelled(marginals, whole)
  if (pair)
    guards.push({
      code: 'member.relabelled',
      params: { dimension: pair[0].dimension, from: nameOf(pair[0]), to: nameOf(pair[1]) },
    })
  for (const one of marginals) {
    const grown = one.now - one.before
    if (one.member !== missingMember || grown < 0.1 * whole || grown < 4 * Math.sqrt(one.now + one.before)) continue
    guards.push({ code: 'member.unknown_grew', params: { dimension: one.dimension, size: grown } })
  }
  return guards
}

const changedAtAll = ({ judged }: Explained['composed']): boolean =>
  (judged.comparison ?? 1) < 0.05 || (judged.usual?.pValue ?? 1) < 0.05

const isShare = ({ question: { explanation } }: Explained): boolean =>
  explanation.base !== undefined && explanation.quotient === undefined

const nameOf = ({ dimension, member }: Marginal): string => String(memberOf(dimension, member) ?? '')

const dayish = /^\d{4}-\d{2}-\d{2}$/

/** Parameters that are amounts of the metric itself. */
const amounts = ['up', 'down', 'rest', 'value', 'usual', 'threshold', 'size']
/** Those of them told without their sign: the sentence has it. */
const sizes = ['up', 'down']

type InUnit = Pick<WhyAnswer, 'unit' | 'currency'>

/** Numbers, days and names of a guard as they read in a sentence. */
const readable = ({ code, params }: Guard, language: Language, of: InUnit): Params => {
  const format = { language, ...(of.currency ? { currency: of.currency } : {}) }
  const one = (name: string, value: string | number): string =>
    typeof value === 'string'
      ? dayish.test(value)
        ? formatDay(value, language, false)
        : value
      : amounts.includes(name)
        ? formatValue(sizes.includes(name) ? Math.abs(value) : value, of.unit, format)
        : formatValue(value, 'quantity', format)
  const filled = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number'
        ? one(name, value)
        : value.map((each) => one(name, each)).join(', '),
    ]),
  )
  if (code === 'value.missing') return { reason: reasonWords(params['reason'] as Reason, language) }
  if (code === 'member.dominant') return { ...filled, share: formatPercent(Number(params['share']), language, 0) }
  if (code === 'member.unknown_grew')
    return { ...filled, label: missingWords(params['dimension'] as DimensionName)[language] }
  return filled
}

/** Guards with their sentences in both languages, amounts in the unit of the metric. */
export const worded = (guards: readonly Guard[], of: InUnit): WhyAnswer['guards'] =>
  guards.map((guard) => {
    const words = guardWords[guard.code as GuardCode]
    const sentence = (language: Language): string => fill(words, language, readable(guard, language, of))
    return { ...guard, words: { vi: sentence('vi'), en: sentence('en') } }
  })
