import { normalCdf } from '../stats/normal.ts'

/** P(Z > z) of the standard normal. */
const tail = (z: number): number => normalCdf(-z)

const least = 1e-300

/** P(X > x | X > cut) of a normal; without cancellation far out in the tail. */
const beyond = (x: number, cut: number, mean: number, error: number): number => {
  const all = tail((cut - mean) / error)
  return all > 0 ? Math.min(1, tail((x - mean) / error) / all) : 1
}

const solve = (target: number, x: number, cut: number, error: (mean: number) => number): number => {
  const chance = (mean: number): number => beyond(x, cut, mean, Math.max(error(mean), least))
  let [low, high] = [0, x + 10 * Math.max(error(x), least)]
  if (chance(low) >= target) return low
  // The error may grow with the mean.
  for (let i = 0; i < 60 && chance(high) < target; i++) high *= 2
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (chance(middle) < target) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Interval of a mean of which one estimate `x` > 0 is reported only because it passed `cut`: the conditional interval
 * of a truncated normal whose standard error follows from the mean supposed (a count of a larger mean varies more, so
 * that an estimate that is low by chance must not be taken for a precise one). It is drawn in where x hardly passed
 * and reaches the ordinary interval where it passed by far; unchosen results are not part of it.
 * Source: A. Weinstein, W. Fithian, Y. Benjamini, *J. Am. Stat. Assoc.* 108 (2013) 165–176; errors at the mean
 * supposed as in E. B. Wilson, *J. Am. Stat. Assoc.* 22 (1927) 209–212.
 * @param level chance of covering, e.g. 0.9
 * @param error standard error of the estimate where the mean is as supposed
 * @returns not below 0 at the near end: a chosen change has the sign it was seen with
 */
export const selectedInterval = (
  x: number,
  cut: number,
  level: number,
  error: (mean: number) => number = () => 1,
): readonly [number, number] => {
  const side = (1 - level) / 2
  return [solve(side, x, cut, error), solve(1 - side, x, cut, error)]
}
