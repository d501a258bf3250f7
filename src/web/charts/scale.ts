/** Places on paper. Nothing here changes a number, it only says where it is drawn. */

/** Value → distance from the top; a flat line runs through the middle. */
export const heightOf = (values: readonly number[], top: number, bottom: number) => {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low
  return (value: number): number => (span === 0 ? (top + bottom) / 2 : bottom - ((value - low) / span) * (bottom - top))
}

export const widthOf =
  (count: number, left: number, right: number) =>
  (index: number): number =>
    count < 2 ? right : left + (index / (count - 1)) * (right - left)

const niceSteps = [1, 2, 2.5, 5, 10]

/** Few round numbers that span the values. */
export const ticksOf = (low: number, high: number, wanted = 4): readonly number[] => {
  if (!(high > low)) return [low]
  const rough = (high - low) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * niceSteps.find((nice) => nice * power >= rough)!
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** Stretches of points that are there, so that a gap in the data stays a gap in the line. */
export const stretchesOf = <T>(points: readonly (T | null)[]): readonly (readonly T[])[] => {
  const stretches: T[][] = [[]]
  for (const point of points) {
    if (point === null) {
      if (stretches.at(-1)!.length > 0) stretches.push([])
    } else stretches.at(-1)!.push(point)
  }
  return stretches.filter((stretch) => stretch.length > 0)
}

/** Where each of several lengths ends when they are laid one after another from a start. */
export const endsOf = (start: number, lengths: readonly number[]): readonly number[] => {
  let end = start
  return lengths.map((length) => {
    end += length
    return end
  })
}
