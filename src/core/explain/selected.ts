import { normalCdf } from '../stats/normal.ts'

/** P(Z > z) of the standard normal. */
const tail = (z: number): number => normalCdf(-z)

/** P(Z > z | Z > cut) where Z has mean `mean`; without cancellation far out in the tail. */
const beyond = (z: number, cut: number, mean: number): number => {
  const all = tail(cut - mean)
  return all > 0 ? Math.min(1, tail(z - mean) / all) : 1
}

const solve = (target: number, z: number, cut: number): number => {
  let [low, high] = [Math.min(z, cut) - 40, z + 10]
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (beyond(z, cut, middle) < target) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Interval of a mean of which one estimate `z` (in standard errors) is reported only because it passed `cut`: the
 * conditional interval of a truncated normal, exact whatever the mean. It is drawn in where z hardly passed and
 * reaches the ordinary interval where it passed by far; unchosen results are not part of it.
 * Source: A. Weinstein, W. Fithian, Y. Benjamini, *J. Am. Stat. Assoc.* 108 (2013) 165–176.
 * @param level chance of covering, e.g. 0.9
 * @returns in standard errors, not below 0 at the near end: a chosen change has the sign it was seen with
 */
export const selectedInterval = (z: number, cut: number, level: number): readonly [number, number] => {
  const side = (1 - level) / 2
  return [Math.max(0, solve(side, z, cut)), Math.max(0, solve(1 - side, z, cut))]
}
