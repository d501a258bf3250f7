import type { DimensionName } from '#core/dimension.ts'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { type Composed, compose } from '#core/explain/compose.ts'
import type { Explanation, Sum } from '#core/explain/explanation.ts'
import type { Reason } from '#core/explain/find-reasons.ts'
import { hiddenMember, type Leaves, missingMember } from '#core/explain/leaves.ts'
import type { Question } from '#core/explain/question.ts'
import type { Value } from '#core/metric.ts'
import type { Group, Reading } from '#core/reading.ts'
import { twoSided } from '#core/stats/normal.ts'
import { readMetric } from '../readings/read-metric.ts'
import type { Asked } from './asked.ts'
import { write, writePlain } from './write.ts'

type Sums = { readonly numerator?: number | null; readonly denominator?: number | null } | null

const pairOf = (sums: Sums): readonly [number, number] | null =>
  typeof sums?.numerator === 'number' && typeof sums.denominator === 'number'
    ? [sums.numerator, sums.denominator]
    : null

/** Groups shown in both windows as leaves, and what is left of the whole as one more that has no name. */
const leavesOf = (reading: Reading, dimension: DimensionName): Leaves | null => {
  const [now, before] = [pairOf(reading), pairOf(reading.previous)]
  if (!now || !before) return null
  const shown = (reading.by ?? []).flatMap((group: Group) => {
    const [a, b] = [pairOf(group), pairOf(group.previous)]
    return a && b ? [{ member: group.members[dimension] ?? missingMember, a, b }] : []
  })
  const rest = (k: 0 | 1, of: 'a' | 'b', whole: readonly [number, number]): number =>
    whole[k] - shown.reduce((sum, one) => sum + one[of][k], 0)
  const hidden = { a: [rest(0, 'a', now), rest(1, 'a', now)], b: [rest(0, 'b', before), rest(1, 'b', before)] } as const
  // Sums taken over slightly different days cannot be subtracted from each other.
  if (shown.length === 0 || hidden.a[1] < 0 || hidden.b[1] < 0) return null
  const rows = hidden.a[1] + hidden.b[1] > 0 ? [...shown, { member: hiddenMember, ...hidden }] : shown
  const column = (k: 0 | 1): Float64Array[] => [
    Float64Array.from(rows, (row) => row.a[k]),
    Float64Array.from(rows, (row) => row.b[k]),
  ]
  return {
    table: {
      dimensions: [dimension],
      members: [rows.map((row) => String(row.member))],
      codes: [Int32Array.from(rows, (_, i) => i)],
      size: rows.length,
    },
    slots: ['current', 'previous'],
    columns: [column(0), column(1)],
    functionOf: {},
  }
}

type Told = { readonly change: number; readonly spread: number }

const toldOf = (now: Value, before: Value | null): Told | null =>
  now.value === null || !before || before.value === null || !now.standard_error || !before.standard_error
    ? null
    : { change: now.value - before.value, spread: Math.hypot(now.standard_error, before.standard_error) }

/** Chance of naming a group where nothing happened. */
const falseAlarms = 0.03

/**
 * Groups whose change stands out by their own standard errors, from no change and from that of the whole, as if every
 * group of every dimension had been looked at (Bonferroni).
 */
const standingOut = (reading: Reading, dimension: DimensionName, { table }: Leaves, looks: number): Reason[] => {
  const whole = toldOf(reading, reading.previous)
  const groups = reading.by ?? []
  const tests = Math.max(1, groups.length) * looks
  const found = groups.flatMap((group): Reason[] => {
    const own = toldOf(group, group.previous)
    const leaf = table.members[0]!.indexOf(String(group.members[dimension] ?? missingMember))
    if (!own || !whole || leaf < 0) return []
    const z = Math.min(
      Math.abs(own.change / own.spread),
      Math.abs((own.change - whole.change) / Math.hypot(own.spread, whole.spread)),
    )
    const pValue = Math.min(1, tests * twoSided(z))
    return pValue > falseAlarms
      ? []
      : [
          {
            where: { [dimension]: table.members[0]![leaf]! },
            leaves: Int32Array.of(leaf),
            against: 'comparison',
            moved: 'rate',
            pValue,
            score: z * z,
            alsoSeenAs: [],
            usual: null,
          },
        ]
  })
  return found.sort((a, b) => b.score - a.score).slice(0, 3)
}

type Split = {
  readonly leaves: Leaves
  readonly question: Question
  readonly composed: Composed
  readonly hidden: boolean
}

/**
 * Answers of employees: split only by sums that readings release, one dimension at a time, and only over groups shown
 * in both windows. Whatever is not shown stays part of the rest.
 */
export const explainAnonymous = async (
  declared: Explanation,
  asked: Asked,
  input: Parameters<typeof readMetric>[0],
): Promise<WhyAnswer> => {
  const { metric, request, between, deps } = asked
  const fixed = request.where.filter((filter) => !filter.not).map((filter) => filter.dimension)
  const open = between ? [] : metric.dimensions.filter((name) => !fixed.includes(name))
  const explanation: Explanation = { ...declared, value: { numerator: 1 }, base: { denominator: 1 } }
  const columnOf = (sum: Sum): number => ('numerator' in sum ? 0 : 1)
  const splits = await Promise.all(
    open.map(async (dimension): Promise<Split | null> => {
      const reading = await readMetric({ ...input, by: [dimension] }, deps)
      const leaves = leavesOf(reading, dimension)
      if (!leaves) return null
      const question: Question = {
        query: {
          metric: metric.id,
          measures: {},
          slots: [],
          request,
          settings: deps.settings(),
          tables: [],
          limits: [],
        },
        explanation,
        slots: leaves.slots,
        tested: ['current', 'previous'],
        columnOf,
        groupColumnOf: columnOf,
      }
      const composed = compose({
        question,
        leaves,
        groups: null,
        explicit: true,
        aligned: true,
        worked: null,
        standing: false,
        most: 3,
        found: standingOut(reading, dimension, leaves, open.length),
      })
      return { leaves, question, composed, hidden: leaves.table.members[0]!.includes(hiddenMember) }
    }),
  )
  const known = splits.filter((split) => split !== null)
  const least = ({ composed }: Split): number => composed.reasons[0]?.pValue ?? 1
  const [best] = [...known].sort((a, b) => least(a) - least(b))
  const guards = known.length < open.length || best?.hidden ? [{ code: 'split.hidden', params: {} }] : []
  if (!best) return writePlain(asked, { guards, instead: [] })
  return write({
    ...asked,
    ...best,
    comparable: { basis: 'none', windows: [], skipped: 0 },
    days: { span: null, present: null },
    missing: [],
    without: new Set(),
    stopped: null,
    statement: '',
    flow: false,
    more: guards,
  })
}
