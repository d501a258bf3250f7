import type { LeafTable, Where } from './leaf-table.ts'

/** What is searched. All arrays are as long as `leaves.size`; additive over leaves. */
export type Search = {
  readonly leaves: LeafTable
  /** The measure in the window asked about; the numerators of a ratio. */
  readonly observed: Float64Array
  /** What was to be expected of it: the mean of `windows` comparable windows, or a forecast. */
  readonly expected: Float64Array
  /** Denominators of a ratio; both or neither. `expectedBase` belongs to `expected`, not to the current window. */
  readonly observedBase?: Float64Array
  readonly expectedBase?: Float64Array
  /** Variance of `observed` of a leaf where the caller knows it, up to `dispersion` (money: the sum of squares). */
  readonly variance?: Float64Array
  /** Comparable windows averaged in `expected`; left out where `expected` is a forecast without sampling error. */
  readonly windows?: number
  /** `observed` of each comparable window, where the caller has them: noise is then measured instead of inferred. */
  readonly history?: readonly Float64Array[]
  /** Variance ÷ mean of a count, at least 1, where the caller knows it. */
  readonly dispersion?: number
  /** Most conditions of a reason; 3 unless said. */
  readonly maxConditions?: number
  /** Most reasons; 3 unless said. */
  readonly maxReasons?: number
  /** Name at least so many of the strongest segments, also where noise accounts for them; their p-values say so. */
  readonly atLeast?: number
  /** Leave out `alsoMoved`, which takes as long as the search where segments are many. */
  readonly reasonsOnly?: boolean
  /** Dimensions that are functions of another (`rep` → `team`: team of rep): never joined with it, told as an alias. */
  readonly functionOf?: Readonly<Record<string, string>>
}

/** One segment that moved otherwise than expected. */
export type Found = {
  readonly where: Where
  /** Its leaves, in order; those of different reasons never overlap. */
  readonly leaves: Int32Array
  readonly observed: number
  readonly expected: number
  readonly observedBase: number | null
  readonly expectedBase: number | null
  /** What it adds to the change of the whole, in the unit of the measure (of the ratio, for a ratio). */
  readonly effect: number
  /** Of a ratio: `effect` = rate + mix. */
  readonly rateEffect: number | null
  readonly mixEffect: number | null
  /** 90 % interval of `effect`, drawn in for having been chosen as the largest. */
  readonly interval: readonly [number, number]
  /** Likelihood-ratio statistic over noise, chi-square with one degree of freedom where nothing happened. */
  readonly score: number
  /** Adjusted for every segment that could have been named (family-wise). */
  readonly pValue: number
  /** Other names of (nearly) the same leaves. */
  readonly alsoSeenAs: readonly Where[]
  /** The whole with this segment left out. `relative` is null where nothing was expected of the rest. */
  readonly restWithoutIt: { readonly absolute: number; readonly relative: number | null; readonly withinNoise: boolean }
}

/** A segment that moved too, by Benjamini–Hochberg at 10 %; these may overlap each other and the reasons. */
export type AlsoMoved = Pick<Found, 'where' | 'observed' | 'expected' | 'score'> & { readonly qValue: number }

export type SearchResult = {
  readonly verdict: 'within_noise' | 'across_the_board' | 'localised' | 'cannot_say'
  /** Of the whole: observed − expected; for a ratio the change of the ratio. */
  readonly change: { readonly absolute: number; readonly relative: number | null; readonly pValue: number | null }
  /** Strongest evidence first; disjoint. Effects and `rest.effect` add up to `change.absolute`. */
  readonly reasons: readonly Found[]
  readonly alsoMoved: readonly AlsoMoved[]
  /** Whether what the reasons leave over moved no more than noise. */
  readonly restWithinNoise: boolean
  readonly rest: { readonly effect: number; readonly rateEffect: number | null; readonly mixEffect: number | null }
  /** Segments that could have been named. */
  readonly tests: number
  /** What a score had to exceed. */
  readonly threshold: number
  /** Noise found: variance = dispersion × mean + relative² × mean². */
  readonly noise: { readonly dispersion: number; readonly relative: number }
}

export type SearchSegments = (search: Search) => SearchResult
