import { areCounts, type Windows } from './amounts.ts'
import type { FactorQuestion, Factors } from './cells.ts'
import type { Explanation } from './explanation.ts'
import { type FactorLevel, levelsOf } from './factor-levels.ts'
import { factorsOf } from './factors.ts'
import { findReasons, type Reason } from './find-reasons.ts'
import { type Chance, dispersionOfTotals, type Judged, judge } from './judge.ts'
import { type Leaves, sumOf } from './leaves.ts'
import { mixAndRate, type RatioGroup } from './mix.ts'
import { type PartEffect, partEffectsOf, sumWhere } from './part-effects.ts'
import type { Question } from './question.ts'

export type Composed = {
  readonly reasons: readonly Reason[]
  readonly parts: readonly PartEffect[]
  readonly rest: PartEffect
  readonly factors: Factors
  readonly levels: ReadonlyMap<string, FactorLevel>
  readonly judged: Judged
  /** Whether the rest, without any of the segments, changed by more than noise; null where that cannot be told. */
  readonly restWithinNoise: boolean | null
  /** Sum of the measure over the days compared. */
  readonly tested: number
  /** Of the comparison itself, against what is usual; null where that is not known. */
  readonly thenUnusual: { readonly pValue: number; readonly value: number; readonly usual: number } | null
  /** Dimension the mix is told by. */
  readonly stratum: string | null
  /** Change told by the leaves, over whole windows. */
  readonly change: number
  /** Rows × columns of what lies on days not compared like with like. */
  readonly apart: readonly number[]
  readonly size: number
}

export type Composing = {
  readonly question: Question
  readonly leaves: Leaves
  readonly groups: Leaves | null
  readonly explicit: boolean
  /** Both windows hold the same weekdays. */
  readonly aligned: boolean
  readonly worked: FactorQuestion['worked']
  /** The windows are two members set side by side. */
  readonly sides?: boolean
  /** What is counted stands at the end of a window. */
  readonly standing: boolean
  /** Windows before, scaled so that their mean is the level expected now. */
  readonly trendLevel: (totals: readonly number[]) => number
  /** Most segments named; 0 where too little is known to name any. */
  readonly most: number
  /** Segments found otherwise, where leaves cannot be searched. */
  readonly found?: readonly Reason[]
}

const columnsOf = (composing: Composing, place: number, names: readonly string[]): Windows => {
  const { leaves } = composing
  const column = leaves.columns[place]!
  const at = (slot: string): Float64Array => column[leaves.slots.indexOf(slot)]!
  const history = leaves.slots
    .filter((slot) => slot.startsWith('h'))
    .map((slot, i) => {
      // Windows of years before are put on the level of now, told by the weeks before the season.
      const [then, now] = [`l${i + 1}`, 'l0'].map((name) => (leaves.slots.includes(name) ? sumOf(at(name)) : 0))
      return then && now ? at(slot).map((value) => (value * now) / then) : at(slot)
    })
  const totals = history.map(sumOf)
  const mean = totals.reduce((sum, total) => sum + total, 0) / Math.max(1, totals.length)
  const level = totals.length > 0 && mean !== 0 ? composing.trendLevel(totals) / mean : 1
  return {
    now: at(names[0]!),
    before: at(names[1]!),
    windows: history.map((window) => (level === 1 ? window : window.map((value) => value * level))),
  }
}

/**
 * The dimension whose mix moved a ratio most, of those not told by another; null where no mix is larger than a tenth
 * of the change and of the ratio's own noise.
 */
const stratumOf = ({ leaves }: Composing, value: Windows, base: Windows): string | null => {
  let best: { name: string; size: number } | null = null
  for (const [d, name] of leaves.table.dimensions.entries()) {
    const groups = leaves.table.members[d]!.map(() => ({ before: 0, after: 0, baseBefore: 0, baseAfter: 0 }))
    for (let leaf = 0; leaf < leaves.table.size; leaf++) {
      const group = groups[leaves.table.codes[d]![leaf]!]!
      group.before += value.before[leaf]!
      group.after += value.now[leaf]!
      group.baseBefore += base.before[leaf]!
      group.baseAfter += base.now[leaf]!
    }
    const mix = mixAndRate(groups as RatioGroup[])?.reduce((sum, one) => sum + one.mix, 0) ?? 0
    // Many members make a mix by chance alone: each counts against the dimension.
    const size = Math.abs(mix) / Math.sqrt(groups.length)
    if (!best || size > best.size) best = { name, size }
  }
  return best && best.size > 0 ? best.name : null
}

const chanceOf = (explanation: Explanation, value: Windows, base: Windows | null): Chance => ({
  dispersion: dispersionOfTotals(value.windows),
  range: base && !explanation.quotient ? (explanation.range ?? (isShare(value, base) ? [0, 1] : null)) : null,
  counts: !base && areCounts([value.now, value.before, ...value.windows]),
})

/** A ratio of cases to all of them: no leaf has more above than below. */
const isShare = (value: Windows, base: Windows): boolean =>
  value.now.every((number, i) => number >= 0 && number <= base.now[i]! + 1e-9) &&
  value.before.every((number, i) => number >= 0 && number <= base.before[i]! + 1e-9)

/** Standard deviation of a ratio in one window: what its windows before show, at least that of chance. */
const noiseOf = (value: Windows, base: Windows, chance: Chance): number => {
  const total = (windows: readonly Float64Array[], bases: readonly Float64Array[]) =>
    windows.map((window, i) => [sumOf(window), sumOf(bases[i]!)] as const)
  const [now, before] = total([value.now, value.before], [base.now, base.before])
  const { usual } = judge({ now: now!, before: before!, windows: total(value.windows, base.windows) }, chance)
  return usual?.spread ?? 0
}

/** Everything a change can be told by, from its leaves. Pure; numbers only, no words. */
export const compose = (composing: Composing): Composed => {
  const { question, leaves, groups } = composing
  const { explanation, columnOf, tested } = question
  const [valueAt, baseAt] = [columnOf(explanation.value), explanation.base ? columnOf(explanation.base) : null]
  const value = columnsOf(composing, valueAt, tested)
  const base = baseAt === null ? null : columnsOf(composing, baseAt, tested)
  const whole = columnsOf(composing, valueAt, ['current', 'previous'])
  const wholeBase = baseAt === null ? null : columnsOf(composing, baseAt, ['current', 'previous'])
  const chance = chanceOf(explanation, value, base)
  const range = explanation.range ?? [0, 1]
  const share = base !== null && (explanation.range !== undefined || isShare(value, base))
  const reasons =
    composing.found ??
    findReasons({
      leaves,
      value,
      base,
      range,
      quotient: base !== null && !share,
      explicit: composing.explicit,
      standing: composing.standing && base === null,
      aligned: composing.aligned,
      maxReasons: composing.most,
      noise: base ? noiseOf(value, base, chance) : 0,
    })
  const parts = new Int32Array(leaves.table.size).fill(reasons.length)
  for (const [i, reason] of reasons.entries()) for (const leaf of reason.leaves) parts[leaf] = i
  const totalsOf = (keep: (part: number) => boolean) => {
    const of = (pick: (windows: Windows) => Float64Array): readonly [number, number | null] => [
      sumWhere(pick(value), parts, keep),
      base ? sumWhere(pick(base), parts, keep) : null,
    ]
    return {
      now: of((windows) => windows.now),
      before: of((windows) => windows.before),
      windows: value.windows.map(
        (window, i) => [sumWhere(window, parts, keep), base ? sumWhere(base.windows[i]!, parts, keep) : null] as const,
      ),
    }
  }
  const slotAt = (name: string): number => leaves.slots.indexOf(name)
  const factorQuestion = (now: string, before: string, stratum: string | null) => ({
    explanation,
    leaves,
    columnOf,
    groups: groups ? { leaves: groups, columnOf: question.groupColumnOf } : null,
    parts,
    partCount: reasons.length + 1,
    worked: composing.worked,
    stratum,
    sides: composing.sides === true,
    now: slotAt(now),
    before: slotAt(before),
  })
  const stratum = wholeBase ? stratumOf(composing, whole, wholeBase) : null
  const factors = factorsOf(factorQuestion(tested[0], tested[1], stratum))
  const effects = partEffectsOf(explanation, whole, wholeBase, parts, reasons.length + 1, stratum, leaves)
  const scale = explanation.scale ?? 1
  const levelOf = (now: number, bases: number | null): number | null => {
    const plain = bases === null ? now : bases === 0 ? null : now / bases
    return plain === null ? null : explanation.exponential ? scale * Math.exp(plain) : scale * plain
  }
  const partOf = (part: number): PartEffect => {
    const inside = (column: Float64Array): number => sumWhere(column, parts, (one) => one === part)
    const outside = totalsOf((one) => one !== part)
    const other = judge(outside, chance)
    const [now, before] = [levelOf(outside.now[0], outside.now[1]), levelOf(outside.before[0], outside.before[1])]
    const usual = reasons[part]?.usual ? totalsOf((one) => one === part).windows : []
    const mean = (k: 0 | 1): number =>
      usual.reduce((sum, window) => sum + (window[k] ?? 0), 0) / Math.max(1, usual.length)
    return {
      ...effects[part]!,
      observed: levelOf(inside(whole.now), wholeBase ? inside(wholeBase.now) : null),
      expected: levelOf(inside(whole.before), wholeBase ? inside(wholeBase.before) : null),
      usual: usual.length > 0 ? levelOf(mean(0), base ? mean(1) : null) : null,
      others: {
        relative: now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before),
        withinNoise: other.comparison === null ? null : other.comparison >= 0.05,
      },
    }
  }
  const all = Array.from({ length: reasons.length + 1 }, (_, part) => partOf(part))
  const restJudged = judge(
    totalsOf((part) => part === reasons.length),
    chance,
  )
  const total = totalsOf(() => true)
  const judged = judge(total, chance)
  const backwards = judge({ now: total.before, before: total.now, windows: total.windows.slice(1) }, chance).usual
  const rows = factors.matrix.map((row) => row.reduce((sum, effect) => sum + effect, 0))
  return {
    reasons,
    parts: all.slice(0, -1),
    rest: all.at(-1)!,
    factors,
    levels: levelsOf({
      chains: explanation.chains ?? [],
      leaves,
      groups,
      columnOf,
      groupColumnOf: question.groupColumnOf,
      names: tested,
    }),
    judged: composing.aligned || composing.explicit ? judged : { ...judged, comparison: null },
    restWithinNoise: restJudged.comparison === null ? null : restJudged.comparison >= 0.05,
    tested: total.now[0],
    thenUnusual:
      !backwards || !composing.aligned
        ? null
        : {
            pValue: backwards.pValue,
            value: levelOf(total.before[0], total.before[1]) ?? 0,
            usual: levelOf(backwards.value, null) ?? 0,
          },
    stratum,
    change: all.reduce((sum, part) => sum + part.effect, 0),
    apart: all.map((part, i) => part.effect - rows[i]!),
    size: sumOf((base ?? value).now) + sumOf((base ?? value).before),
  }
}
