import { median } from '../stats/select.ts'
import { areCounts, type Windows } from './amounts.ts'
import { secondWindows } from './between.ts'
import type { FactorQuestion, Factors } from './cells.ts'
import { type Expecting, hasTrend, theilSen } from './expectation.ts'
import type { Explanation } from './explanation.ts'
import { type FactorLevel, levelsOf } from './factor-levels.ts'
import { factorsOf } from './factors.ts'
import { findReasons, type Reason } from './find-reasons.ts'
import { type History, sumsBy, timesEach, totalsOf } from './history.ts'
import { type Chance, dispersionOfTotals, type Judged, judge } from './judge.ts'
import { historyIn, type Leaves } from './leaves.ts'
import { mixAndRate, type RatioGroup } from './mix.ts'
import { type PartEffect, partEffectsOf } from './part-effects.ts'
import type { Question } from './question.ts'
import type { Season } from './season.ts'
import { sumOf, sumsByPart } from './sums.ts'

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
  /** What years before tell of the time of the year, and how far ordinary windows stray around Tết. */
  readonly season?: Season | null
  readonly ordinary?: Expecting['ordinary']
  /** Most segments named; 0 where too little is known to name any. */
  readonly most: number
  /** Segments found otherwise, where leaves cannot be searched. */
  readonly found?: readonly Reason[]
}

/** How each window before compares with what would be expected of it now; 1 where nothing rises or falls. */
const trendOf = (totals: readonly number[]): readonly number[] => {
  if (!hasTrend(totals)) return totals.map(() => 1)
  const times = totals.map((_, i) => -(i + 1))
  const slope = theilSen(times, totals)
  const levels = totals.map((total, i) => total - slope * times[i]!)
  const level = median(Float64Array.from(levels))
  return times.map((time) => (level > 0 && level + slope * time > 0 ? level / (level + slope * time) : 1))
}

type Columns = Windows & {
  /** The windows before without their trend taken out: what is judged has it told with its own uncertainty. */
  readonly plain: History
  /** Of two members side by side, windows before of the second. */
  readonly others: History
}

const columnsOf = (composing: Composing, place: number, names: readonly string[], season = 1): Columns => {
  const { leaves } = composing
  const column = leaves.columns[place]!
  const at = (slot: string): Float64Array => column[leaves.slots.indexOf(slot)]!
  const slotsOf = (letter: string): readonly string[] => leaves.slots.filter((slot) => slot.startsWith(letter))
  const history = slotsOf('h')
  const plain = timesEach(
    historyIn(leaves, place, history),
    history.map((_, i) => {
      // Windows of years before are put on the level of now, told by the weeks before the season.
      const [then, now] = [`l${i + 1}`, 'l0'].map((name) => (leaves.slots.includes(name) ? sumOf(at(name)) : 0))
      return (then && now ? now / then : 1) * season
    }),
  )
  return {
    now: at(names[0]!),
    before: at(names[1]!),
    windows: timesEach(plain, trendOf(totalsOf(plain))),
    plain,
    others: historyIn(leaves, place, slotsOf(secondWindows)),
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

const chanceOf = (
  { season, ordinary }: Composing,
  explanation: Explanation,
  value: Windows,
  base: Windows | null,
): Chance => ({
  expecting: { ...(season ? { season: season.variance } : {}), ...(ordinary ? { ordinary } : {}) },
  dispersion: dispersionOfTotals(totalsOf(value.windows)),
  range: base && !explanation.quotient ? (explanation.range ?? (isShare(value, base) ? [0, 1] : null)) : null,
  counts: !base && areCounts(value),
})

/** A ratio of cases to all of them: no leaf has more above than below. */
const isShare = (value: Windows, base: Windows): boolean => {
  const within = (numbers: Float64Array, bases: Float64Array): boolean => {
    for (let i = 0; i < numbers.length; i++) if (!(numbers[i]! >= 0 && numbers[i]! <= bases[i]! + 1e-9)) return false
    return true
  }
  return within(value.now, base.now) && within(value.before, base.before)
}

/** Standard deviation of a ratio in one window: what its windows before show, at least that of chance. */
const noiseOf = (value: Columns, base: Columns, chance: Chance): number => {
  const cases = totalsOf(base.plain)
  const windows = totalsOf(value.plain).map((total, i) => [total, cases[i]!] as const)
  const [now, before] = [value.now, value.before].map(sumOf)
  const judged = judge({ now: [now!, sumOf(base.now)], before: [before!, sumOf(base.before)], windows }, chance)
  return judged.usual?.spread ?? 0
}

/** Sums of each part of the leaves, of everything that is judged. */
const partSums = (columns: Columns, parts: Int32Array, count: number) => ({
  now: sumsByPart(columns.now, parts, count),
  before: sumsByPart(columns.before, parts, count),
  windows: sumsBy(columns.windows, parts, count),
  plain: sumsBy(columns.plain, parts, count),
  others: sumsBy(columns.others, parts, count),
})

/** Everything a change can be told by, from its leaves. Pure; numbers only, no words. */
export const compose = (composing: Composing): Composed => {
  const { question, leaves, groups } = composing
  const { explanation, columnOf, tested } = question
  const [valueAt, baseAt] = [columnOf(explanation.value), explanation.base ? columnOf(explanation.base) : null]
  const value = columnsOf(composing, valueAt, tested, composing.season?.factor)
  const base = baseAt === null ? null : columnsOf(composing, baseAt, tested)
  // Over all days of both windows, also those that are not compared.
  const wholeOf = (place: number, windows: Columns): Windows => {
    const [now, before] = ['current', 'previous'].map((slot) => leaves.columns[place]![leaves.slots.indexOf(slot)]!)
    return { now: now!, before: before!, windows: windows.windows }
  }
  const whole = wholeOf(valueAt, value)
  const wholeBase = base === null || baseAt === null ? null : wholeOf(baseAt, base)
  const chance = chanceOf(composing, explanation, value, base)
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
  const count = reasons.length + 1
  const sums = partSums(value, parts, count)
  const baseSums = base ? partSums(base, parts, count) : null
  const judgedOf = (keep: (part: number) => boolean) => {
    const kept = (own: Float64Array): number => own.reduce((sum, each, part) => (keep(part) ? sum + each : sum), 0)
    const of = (own: Float64Array, bases: Float64Array | undefined): readonly [number, number | null] => [
      kept(own),
      bases ? kept(bases) : null,
    ]
    const each = (which: 'plain' | 'others') => sums[which].map((own, i) => of(own, baseSums?.[which][i]))
    const others = each('others')
    return {
      now: of(sums.now, baseSums?.now),
      before: of(sums.before, baseSums?.before),
      windows: each('plain'),
      ...(others.length > 0 ? { others } : {}),
    }
  }
  const levelledOf = (part: number) =>
    sums.windows.map((own, i) => [own[part]!, baseSums ? baseSums.windows[i]![part]! : null] as const)
  const slotAt = (name: string): number => leaves.slots.indexOf(name)
  const factorQuestion = (now: string, before: string, stratum: string | null) => ({
    explanation,
    leaves,
    columnOf,
    groups: groups ? { leaves: groups, columnOf: question.groupColumnOf } : null,
    parts,
    partCount: count,
    worked: composing.worked,
    stratum,
    sides: composing.sides === true,
    now: slotAt(now),
    before: slotAt(before),
  })
  const stratum = wholeBase ? stratumOf(composing, whole, wholeBase) : null
  const factors = factorsOf(factorQuestion(tested[0], tested[1], stratum))
  const effects = partEffectsOf(explanation, whole, wholeBase, parts, count, stratum, leaves)
  const scale = explanation.scale ?? 1
  const levelOf = (now: number, bases: number | null): number | null => {
    const plain = bases === null ? now : bases === 0 ? null : now / bases
    return plain === null ? null : explanation.exponential ? scale * Math.exp(plain) : scale * plain
  }
  const inParts = (column: Float64Array): Float64Array => sumsByPart(column, parts, count)
  const [wholeNow, wholeBefore] = [inParts(whole.now), inParts(whole.before)]
  const [wholeBaseNow, wholeBaseBefore] = wholeBase ? [inParts(wholeBase.now), inParts(wholeBase.before)] : []
  const partOf = (part: number): PartEffect => {
    const outside = judgedOf((one) => one !== part)
    const other = judge(outside, chance)
    const [now, before] = [levelOf(outside.now[0], outside.now[1]), levelOf(outside.before[0], outside.before[1])]
    const usual = reasons[part]?.usual ? levelledOf(part) : []
    const mean = (k: 0 | 1): number =>
      usual.reduce((sum, window) => sum + (window[k] ?? 0), 0) / Math.max(1, usual.length)
    return {
      ...effects[part]!,
      observed: levelOf(wholeNow[part]!, wholeBaseNow?.[part] ?? null),
      expected: levelOf(wholeBefore[part]!, wholeBaseBefore?.[part] ?? null),
      usual: usual.length > 0 ? levelOf(mean(0), base ? mean(1) : null) : null,
      others: {
        relative: now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before),
        withinNoise: other.comparison === null ? null : other.comparison >= 0.05,
      },
    }
  }
  const all = Array.from({ length: count }, (_, part) => partOf(part))
  const restJudged = judge(
    judgedOf((part) => part === reasons.length),
    chance,
  )
  const total = judgedOf(() => true)
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
