import { median } from '../stats/select.ts'
import { areCounts, asEvents, enoughWindows, type Windows } from './amounts.ts'
import { dispersionAmong } from './dispersion.ts'
import { combined, type History, meanOf, totalsWithin } from './history.ts'
import type { Where } from './leaf-table.ts'
import type { Leaves } from './leaves.ts'
import { searchSegments } from './search.ts'
import type { Found, Search, SearchResult } from './segment.ts'
import { addsUp } from './share.ts'
import { sumAt, sumOf } from './sums.ts'

export type Asked = {
  readonly leaves: Leaves
  readonly value: Windows
  /** Denominators of a ratio. */
  readonly base: Windows | null
  readonly range: readonly [number, number]
  /** Numerator and denominator are looked at one by one, as cost and customers are. */
  readonly quotient: boolean
  /** Two windows or members were named to be compared: what is usual for either is not asked. */
  readonly explicit: boolean
  /** Both windows hold the same weekdays; without that only what is usual can be held against. */
  readonly aligned: boolean
  readonly maxReasons: number
  /** Counts of what stands at the end of a window, which move less from one to the next than events do. */
  readonly standing: boolean
  /** Standard deviation of the whole ratio by chance; 0 for a sum. */
  readonly noise: number
}

/** A segment that accounts for part of the change. `against` tells what it was found to differ from. */
export type Reason = {
  readonly where: Where
  readonly leaves: Int32Array
  readonly against: 'usual' | 'comparison'
  /** What of a ratio moved: its rate, or the weight of the segment. */
  readonly moved: 'value' | 'rate' | 'weight'
  readonly pValue: number
  readonly score: number
  readonly alsoSeenAs: readonly Where[]
  readonly usual: { readonly value: number; readonly base: number | null } | null
}

/** Chance of naming a segment where nothing happened, over all searches of one question. */
const falseAlarms = 0.03

type Part = {
  readonly moved: Reason['moved']
  readonly value: Windows
  readonly base: Windows | null
}

const partsOf = ({ leaves, value, base, quotient, range }: Asked): readonly Part[] => {
  const plain = (windows: Windows, moved: Part['moved']): Part => {
    return { moved, value: areCounts(windows) ? windows : asEvents(leaves.table, windows), base: null }
  }
  if (!base) return [plain(value, 'value')]
  const weight = plain(base, 'weight')
  if (quotient) return [plain(value, 'value'), weight]
  const [least, greatest] = range
  // Numerators of a bounded ratio are put on 0 … 1 per case, as shares are.
  const inUnit = (number: number, cases: number): number => (number - least * cases) / (greatest - least)
  const unit = (numbers: Float64Array, bases: Float64Array): Float64Array =>
    numbers.map((number, i) => inUnit(number, bases[i]!))
  const inUnits: Windows =
    least === 0 && greatest === 1
      ? value
      : {
          now: unit(value.now, base.now),
          before: unit(value.before, base.before),
          windows: combined(value.windows, base.windows, inUnit),
        }
  return [{ moved: 'rate', value: inUnits, base }, weight]
}

/** All leaves that meet the conditions, those that are empty in both windows too: they have their usual level. */
const leavesIn = ({ table }: Leaves, where: Where): Int32Array => {
  const conditions = Object.entries(where).map(([dimension, member]) => {
    const d = table.dimensions.indexOf(dimension)
    return [table.codes[d]!, table.members[d]!.indexOf(member)] as const
  })
  const inside = new Uint8Array(table.size).fill(1)
  for (const [codes, code] of conditions)
    for (let leaf = 0; leaf < codes.length; leaf++) if (codes[leaf] !== code) inside[leaf] = 0
  const found = new Int32Array(sumOf(inside))
  for (let leaf = 0, at = 0; leaf < inside.length; leaf++) if (inside[leaf] === 1) found[at++] = leaf
  return found
}

/** Variance ÷ mean of a part, told from its windows before: the same for every search of it. */
const dispersionOfPart = ({ leaves, standing }: Asked, { value, base }: Part): number | null =>
  value.windows.count < enoughWindows
    ? null
    : dispersionAmong(leaves.table, { windows: value.windows, bases: base?.windows ?? null, standing })

const search = (asked: Asked, part: Part, against: Reason['against'], dispersion: number | null): SearchResult => {
  const { windows } = part.value
  const usual = against === 'usual'
  const question: Search = {
    leaves: asked.leaves.table,
    observed: part.value.now,
    expected: usual ? meanOf(windows) : part.value.before,
    windows: usual ? windows.count : 1,
    maxReasons: asked.maxReasons,
    functionOf: asked.leaves.functionOf,
    reasonsOnly: true,
    ...(part.base
      ? { observedBase: part.base.now, expectedBase: usual ? meanOf(part.base.windows) : part.base.before }
      : {}),
    ...(dispersion === null ? {} : { dispersion }),
  }
  return searchSegments(question)
}

/** Share of leaves, by what they held in both windows, that two reasons have in common. */
const overlap = (a: Int32Array, b: Int32Array, { now, before }: Windows): number => {
  const inside = new Set(a)
  const size = (leaf: number): number => Math.abs(now[leaf]!) + Math.abs(before[leaf]!)
  let [common, all] = [0, 0]
  for (const leaf of a) all += size(leaf)
  for (const leaf of b) {
    if (inside.has(leaf)) common += size(leaf)
    else all += size(leaf)
  }
  return all === 0 ? 0 : common / all
}

/** A segment the search named, with all of its leaves. */
type Named = Pick<Found, 'where' | 'leaves' | 'pValue' | 'score' | 'alsoSeenAs'>

/** Share of the whole from which on a segment is the whole by another name. */
const nearlyAll = 0.98

const isEverything = ({ leaves }: Named, { value: { now, before } }: Part): boolean => {
  return [now, before].every((column) => {
    let [inside, all] = [0, 0]
    for (let leaf = 0; leaf < column.length; leaf++) all += Math.abs(column[leaf]!)
    for (const leaf of leaves) inside += Math.abs(column[leaf]!)
    return inside >= nearlyAll * all
  })
}

/** Sums of a segment by window. */
const totalsIn = (windows: History, { leaves }: Named): readonly number[] => {
  const inside = new Uint8Array(windows.size)
  for (const leaf of leaves) inside[leaf] = 1
  return totalsWithin(windows, inside)
}

/**
 * Whether a segment is off its usual level and not only off the mean of a few odd windows: held against the median of
 * its windows it still differs, the same way and at least half as much.
 */
const isOffItsMedian = (found: Named, { value, base }: Part): boolean => {
  const at = (numbers: Float64Array, bases: Float64Array | undefined): number =>
    sumAt(numbers, found.leaves) / (bases ? sumAt(bases, found.leaves) : 1)
  const cases = base ? totalsIn(base.windows, found) : null
  const levels = totalsIn(value.windows, found)
    .map((total, i) => total / (cases ? cases[i]! : 1))
    .filter(Number.isFinite)
  if (levels.length === 0) return true
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
  const observed = at(value.now, base?.now)
  const [byMean, byMedian] = [observed - mean, observed - median(Float64Array.from(levels))]
  return byMean * byMedian > 0 && Math.abs(byMedian) >= 0.5 * Math.abs(byMean)
}

type Ranked = Reason & { readonly weight: number; readonly part: Part; readonly off: number }

/** Reasons that differ from the comparison; where one is also off its usual level, the eight windows tell its edges. */
const matched = (compared: readonly Ranked[], usual: readonly Ranked[]): readonly Ranked[] => {
  const used = new Set<Ranked>()
  const sharper = compared.map((reason) => {
    const same = usual.find(
      (other) =>
        !used.has(other) && other.part === reason.part && overlap(other.leaves, reason.leaves, reason.part.value) > 0.5,
    )
    if (!same) return reason
    used.add(same)
    return same.off * reason.off > 0 && same.score > reason.score ? { ...same, against: 'comparison' as const } : reason
  })
  return [...sharper, ...usual.filter((reason) => !used.has(reason))]
}

/**
 * The segments that account for the change, disjoint: those that differ from the comparison, strongest first, then,
 * where no windows were named, those off their usual level although they did not change since. The false alarms
 * allowed are shared out among the searches of one question.
 */
export const findReasons = (asked: Asked): readonly Reason[] => {
  const parts = asked.maxReasons > 0 ? partsOf(asked) : []
  const found: Ranked[] = []
  for (const part of parts) {
    const history = part.value.windows.count >= enoughWindows
    const noise = dispersionOfPart(asked, part)
    const looksAtUsual = history && !asked.explicit
    const looksAtComparison = asked.explicit || asked.aligned || !history
    const looks = parts.length * (looksAtUsual && looksAtComparison ? 2 : 1)
    const limit = falseAlarms / looks
    const significant = (against: Reason['against']): Ranked[] =>
      search(asked, part, against, noise)
        .reasons.map(({ where, pValue, score, alsoSeenAs }): Named => {
          return { where, pValue, score, alsoSeenAs, leaves: leavesIn(asked.leaves, where) }
        })
        .filter((reason) => reason.pValue <= limit && !isEverything(reason, part))
        .filter((reason) => against === 'comparison' || isOffItsMedian(reason, part))
        .map((reason) => ({
          ...reasonOf(reason, part, against),
          weight: weightOf(asked, reason, part),
          part,
          off: offOf(reason, part, against),
        }))
    const compared = looksAtComparison ? significant('comparison') : []
    const usual = looksAtUsual ? significant('usual') : []
    found.push(...matched(compared, usual))
  }
  const ordered = inOrder(asked, found)
  const taken = new Uint8Array(asked.leaves.table.size)
  const reasons: Reason[] = []
  const strongest = Math.max(0, ...ordered.map((reason) => sizeOf(asked, reason)))
  for (const reason of ordered) {
    const { weight: _, part: __, off: ___, ...told } = reason
    if (reasons.length === asked.maxReasons) break
    // A tiny segment can be certain; beside one a hundred times its size it is not worth a reader's time.
    if (sizeOf(asked, reason) < leastBeside * strongest) continue
    const leaves = reason.leaves.filter((leaf) => taken[leaf] === 0)
    if (2 * leaves.length < reason.leaves.length || leaves.length === 0) continue
    for (const leaf of leaves) taken[leaf] = 1
    reasons.push({ ...told, leaves })
  }
  return reasons
}

const leastBeside = 0.01

/** By how much a segment moved the whole, or is off its usual level. */
const sizeOf = ({ base, value }: Asked, { leaves, against, weight }: Ranked): number => {
  if (base) return weight
  const usual = against === 'usual' && value.windows.count > 0
  return Math.abs(sumAt(value.now, leaves) - sumAt(usual ? meanOf(value.windows) : value.before, leaves))
}

/**
 * Strongest first: what differs from the comparison before what was off already; what moved with the whole before what
 * moved against it, unless ups and downs cancel.
 */
const inOrder = (asked: Asked, found: readonly Ranked[]): readonly Ranked[] => {
  if (asked.base) return found.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  const change = sumOf(asked.value.now) - sumOf(asked.value.before)
  const effect = ({ leaves }: Ranked): number => sumAt(asked.value.now, leaves) - sumAt(asked.value.before, leaves)
  const gross = found.reduce((sum, reason) => sum + Math.abs(effect(reason)), 0)
  const along = (reason: Ranked): number => (addsUp(change, gross) && effect(reason) * change > 0 ? 1 : 0)
  const rank = (reason: Ranked): number => (reason.against === 'comparison' ? 2 : 0) + along(reason)
  return [...found].sort((a, b) => rank(b) - rank(a) || Math.abs(effect(b)) - Math.abs(effect(a)))
}

const offOf = (found: Named, { value, base }: Part, against: Reason['against']): number => {
  const at = (numbers: Float64Array, bases: Float64Array | undefined): number =>
    sumAt(numbers, found.leaves) / (bases ? sumAt(bases, found.leaves) : 1)
  const mean = against === 'usual' ? meanOf(value.windows) : value.before
  const bases = base ? (against === 'usual' ? meanOf(base.windows) : base.before) : undefined
  return at(value.now, base?.now) - at(mean, bases)
}

const reasonOf = (found: Named, part: Part, against: Reason['against']): Reason => {
  const usual = part.value.windows.count >= enoughWindows
  const mean = (windows: History): number => sumOf(totalsIn(windows, found)) / windows.count
  return {
    where: found.where,
    leaves: found.leaves,
    against,
    moved: part.moved,
    pValue: found.pValue,
    score: found.score,
    alsoSeenAs: found.alsoSeenAs,
    usual: usual ? { value: mean(part.value.windows), base: part.base ? mean(part.base.windows) : null } : null,
  }
}

/**
 * By how much a segment moved the ratio, to rank rates and weights together: of a weight, only what comes from the
 * segment being unlike the whole counts. Nothing where that is lost in the noise of the whole.
 */
const weightOf = ({ base, value, noise }: Asked, found: Named, { moved }: Part): number => {
  if (!base) return found.score
  const [all0, all1] = [sumOf(base.before), sumOf(base.now)]
  if (all0 === 0 || all1 === 0) return 0
  const at = (values: Float64Array): number => sumAt(values, found.leaves)
  const share = at(base.now) / all1 - at(base.before) / all0
  const whole = (sumOf(value.now) / all1 + sumOf(value.before) / all0) / 2
  const bases = at(base.now) + at(base.before)
  const own = bases === 0 ? 0 : (at(value.now) + at(value.before)) / bases
  const mix = share * (own - whole)
  const least = { rate: 0, value: 0.5, weight: 1.5 }[moved] * noise
  const effect = moved === 'weight' ? mix : at(value.now) / all1 - at(value.before) / all0 - share * whole
  return Math.abs(effect) > least ? Math.abs(effect) : 0
}
