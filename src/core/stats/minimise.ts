/** A function of n numbers; where it is not defined it answers Infinity. */
export type Objective = (point: readonly number[]) => number

export type Minimum = { readonly point: readonly number[]; readonly value: number }

/**
 * Smallest value near `start`: Nelder and Mead's simplex (*Comput. J.* 7 (1965) 308), begun again from where it
 * stopped so that a collapsed simplex does not pass for a minimum, then a descent by gradient (BFGS) that takes
 * the last digits. Deterministic.
 * @param step size of the first simplex, in units of the point
 * @param rough a cheaper function with nearly the same minimum, for the simplex
 */
export const minimise = (
  objective: Objective,
  start: readonly number[],
  { step = 0.5, rough = objective }: { readonly step?: number; readonly rough?: Objective } = {},
): Minimum => {
  const first = simplex(rough, start, step)
  const { point } = simplex(rough, first.point, step / 5)
  return descend(objective, { point, value: objective(point) })
}

const combine = (a: readonly number[], b: readonly number[], t: number): number[] =>
  a.map((value, i) => value + t * (b[i]! - value))

const simplex = (objective: Objective, start: readonly number[], step: number): Minimum => {
  const at = (point: readonly number[]): Minimum => ({ point, value: objective(point) })
  let corners = [at(start), ...start.map((_, i) => at(start.map((value, j) => (i === j ? value + step : value))))]
  for (let round = 0; round < 250 * start.length; round++) {
    corners = corners.sort((a, b) => a.value - b.value)
    const best = corners[0]!
    const worst = corners.at(-1)!
    const width = Math.max(...worst.point.map((value, i) => Math.abs(value - best.point[i]!)))
    if (width < 1e-7 && worst.value - best.value <= 1e-12 * (1 + Math.abs(best.value))) break
    const others = corners.slice(0, -1)
    const centre = start.map((_, i) => others.reduce((sum, corner) => sum + corner.point[i]!, 0) / others.length)
    const reflected = at(combine(centre, worst.point, -1))
    if (reflected.value < best.value) {
      const expanded = at(combine(centre, worst.point, -2))
      corners = [...others, expanded.value < reflected.value ? expanded : reflected]
    } else if (reflected.value < others.at(-1)!.value) corners = [...others, reflected]
    else {
      const contracted = at(combine(centre, worst.point, reflected.value < worst.value ? -0.5 : 0.5))
      corners =
        contracted.value < Math.min(worst.value, reflected.value)
          ? [...others, contracted]
          : [best, ...corners.slice(1).map((corner) => at(combine(best.point, corner.point, 0.5)))]
    }
  }
  return corners.sort((a, b) => a.value - b.value)[0]!
}

const gradient = (objective: Objective, point: readonly number[]): number[] =>
  point.map((value, i) => {
    const h = 1e-5 * Math.max(1, Math.abs(value))
    const moved = (to: number): number => objective(point.map((other, j) => (i === j ? to : other)))
    return (moved(value + h) - moved(value - h)) / (2 * h)
  })

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

const identity = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)))

/** BFGS with backtracking (J. Nocedal, S. Wright, *Numerical Optimization*, 2nd ed., algorithm 6.1). */
const descend = (objective: Objective, from: Minimum): Minimum => {
  const n = from.point.length
  let { point, value } = from
  let slope = gradient(objective, point)
  let inverse = identity(n)
  for (let round = 0; round < 100; round++) {
    if (!slope.every(Number.isFinite) || Math.sqrt(dot(slope, slope)) < 1e-9) break
    let direction = inverse.map((row) => -dot(row, slope))
    if (dot(direction, slope) >= 0) direction = slope.map((component) => -component)
    let length = 1
    let next = value
    let moved = point
    for (; length > 1e-12; length /= 2) {
      moved = point.map((component, i) => component + length * direction[i]!)
      next = objective(moved)
      if (next <= value + 1e-4 * length * dot(direction, slope)) break
    }
    if (!(next < value)) break
    const after = gradient(objective, moved)
    const s = moved.map((component, i) => component - point[i]!)
    const y = after.map((component, i) => component - slope[i]!)
    const sy = dot(s, y)
    if (sy > 1e-14) {
      const hy = inverse.map((row) => dot(row, y))
      const scale = (1 + dot(y, hy) / sy) / sy
      inverse = inverse.map((row, i) =>
        row.map((entry, j) => entry + scale * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy),
      )
    } else inverse = identity(n)
    point = moved
    value = next
    slope = after
  }
  return { point, value }
}
