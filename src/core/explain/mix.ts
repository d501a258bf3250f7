/** One group of a ratio in two states: numerator and denominator, old and new. */
export type RatioGroup = {
  readonly before: number
  readonly after: number
  readonly baseBefore: number
  readonly baseAfter: number
}

/** What a group accounts for: by its own rate, by its weight, and both together. */
export type MixAndRate = { readonly rate: number; readonly mix: number; readonly effect: number }

/**
 * Splits the change of a ratio of sums into rate and mix, group by group:
 * ΔR = Σ ½(s₀ + s₁)(r₁ − r₀) + Σ (s₁ − s₀)(½(r₀ + r₁) − ½(R₀ + R₁)), s the group's share of the denominator.
 * The mix of a group is centred: more weight on a group above the whole is positive. A group without a denominator
 * in one state keeps the rate of the other, so that all of it is mix; without one in both, all of it is rate.
 *
 * Source: E. M. Kitagawa, *J. Am. Stat. Assoc.* 50 (1955) 1168, with the mix centred on the mean of both ratios.
 *
 * @returns null where a whole denominator is zero; else one entry per group, their effects adding up to R₁ − R₀
 */
export const mixAndRate = (groups: readonly RatioGroup[]): MixAndRate[] | null => {
  const total = (of: (group: RatioGroup) => number): number => groups.reduce((sum, group) => sum + of(group), 0)
  const [bases0, bases1] = [total((group) => group.baseBefore), total((group) => group.baseAfter)]
  if (bases0 === 0 || bases1 === 0) return null
  const centre = (total((group) => group.before) / bases0 + total((group) => group.after) / bases1) / 2
  return groups.map(({ before, after, baseBefore, baseAfter }) => {
    const [share0, share1] = [baseBefore / bases0, baseAfter / bases1]
    const effect = after / bases1 - before / bases0 - (share1 - share0) * centre
    if (baseBefore === 0 && baseAfter === 0) return { rate: effect, mix: 0, effect }
    if (baseBefore === 0 || baseAfter === 0) return { rate: 0, mix: effect, effect }
    const rate = ((share0 + share1) / 2) * (after / baseAfter - before / baseBefore)
    return { rate, mix: effect - rate, effect }
  })
}
