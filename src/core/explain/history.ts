/**
 * Sums of several windows by leaf. Of many leaves most windows hold nothing, so only cells that hold something are
 * kept, leaf by leaf: they take the room of the rows read, however many windows there are.
 */
export type History = {
  /** Windows. */
  readonly count: number
  /** Leaves. */
  readonly size: number
  readonly leaf: Int32Array
  readonly slot: Uint8Array
  /** Window of each slot; −1 where it is none of these. */
  readonly windowOf: Int32Array
  readonly value: Float64Array
  /** What the values of each window are taken times. */
  readonly factor: Float64Array
}

export const noHistory: History = {
  count: 0,
  size: 0,
  leaf: new Int32Array(0),
  slot: new Uint8Array(0),
  windowOf: new Int32Array(0),
  value: new Float64Array(0),
  factor: new Float64Array(0),
}

/** Whole columns as a history: every leaf has a cell in every window. */
export const historyOf = (windows: readonly Float64Array[]): History => {
  const [count, size] = [windows.length, windows[0]?.length ?? 0]
  if (count === 0) return noHistory
  const leaf = new Int32Array(count * size)
  const slot = new Uint8Array(count * size)
  const value = new Float64Array(count * size)
  for (let w = 0; w < count; w++) {
    const window = windows[w]!
    for (let i = 0, at = w; i < size; i++, at += count) {
      leaf[at] = i
      slot[at] = w
      value[at] = window[i]!
    }
  }
  return {
    count,
    size,
    leaf,
    slot,
    value,
    windowOf: Int32Array.from(windows.keys()),
    factor: new Float64Array(count).fill(1),
  }
}

export const timesEach = (history: History, factors: readonly number[]): History =>
  factors.every((factor) => factor === 1)
    ? history
    : { ...history, factor: history.factor.map((factor, w) => factor * factors[w]!) }

/** The same windows with each value by its leaf. Cells that hold nothing must keep holding nothing. */
export const mapped = (history: History, to: (value: number, leaf: number) => number): History => {
  const { leaf, slot, windowOf, value, factor } = history
  const made = new Float64Array(value.length)
  for (let i = 0; i < value.length; i++) {
    const w = windowOf[slot[i]!]!
    if (w >= 0) made[i] = to(factor[w]! * value[i]!, leaf[i]!)
  }
  return { ...history, value: made, factor: new Float64Array(history.count).fill(1) }
}

/** Two histories of the same cells, value by value. */
export const combined = (a: History, b: History, to: (a: number, b: number) => number): History => {
  const { slot, windowOf } = a
  const made = new Float64Array(a.value.length)
  for (let i = 0; i < made.length; i++) {
    const w = windowOf[slot[i]!]!
    if (w >= 0) made[i] = to(a.factor[w]! * a.value[i]!, b.factor[w]! * b.value[i]!)
  }
  return { ...a, value: made, factor: new Float64Array(a.count).fill(1) }
}

/** Sum of each window over the leaves of each group: `sums[window][group]`. */
export const sumsBy = (history: History, groups: Int32Array, width: number): readonly Float64Array[] => {
  const { leaf, slot, windowOf, value, factor } = history
  const all = new Float64Array(history.count * width)
  for (let i = 0; i < value.length; i++) {
    const w = windowOf[slot[i]!]!
    if (w >= 0) all[w * width + groups[leaf[i]!]!]! += factor[w]! * value[i]!
  }
  return Array.from({ length: history.count }, (_, w) => all.subarray(w * width, (w + 1) * width))
}

const totals = new WeakMap<History, readonly number[]>()

/** Sum of each window over all leaves. */
export const totalsOf = (history: History): readonly number[] => {
  const known = totals.get(history) ?? totalsWithin(history, null)
  totals.set(history, known)
  return known
}

/** Sum of each window over the leaves marked by 1. */
export const totalsWithin = (history: History, marked: Uint8Array | null): readonly number[] => {
  const { leaf, slot, windowOf, value, factor } = history
  const all = new Float64Array(history.count)
  for (let i = 0; i < value.length; i++) {
    const w = windowOf[slot[i]!]!
    if (w >= 0 && (marked === null || marked[leaf[i]!] === 1)) all[w]! += factor[w]! * value[i]!
  }
  return [...all]
}

const means = new WeakMap<History, Float64Array>()

/** Mean of the windows, leaf by leaf. */
export const meanOf = (history: History): Float64Array => {
  const known = means.get(history)
  if (known) return known
  const { leaf, slot, windowOf, value, factor, count } = history
  const mean = new Float64Array(history.size)
  for (let i = 0; i < value.length; i++) {
    const w = windowOf[slot[i]!]!
    if (w >= 0) mean[leaf[i]!]! += (factor[w]! * value[i]!) / count
  }
  means.set(history, mean)
  return mean
}

/** Calls with every value other than 0, its leaf and window, leaf by leaf. */
export const eachCell = (history: History, visit: (value: number, leaf: number, window: number) => void): void => {
  const { leaf, slot, windowOf, value, factor } = history
  for (let i = 0; i < value.length; i++) {
    const w = windowOf[slot[i]!]!
    if (w >= 0 && value[i] !== 0) visit(factor[w]! * value[i]!, leaf[i]!, w)
  }
}
