/** Rows in the order of their codes, the first column first; rows alike in all of them make one group. */
export type Arranged = {
  /** Row by place. */
  readonly order: Int32Array
  /** Number of the group of each row, in order. */
  readonly group: Int32Array
  readonly groups: number
}

const mostBits = 31
/** Bits sorted by at a time: counts of that many values stay in the nearest cache. */
const digitBits = 11

/** Several columns as one number, the last column its lowest part. */
type Key = { readonly values: Int32Array; readonly top: number }

/** Columns packed into as few numbers as hold them, the lowest first. */
const packed = (columns: readonly Int32Array[], sizes: readonly number[], rows: number): readonly Key[] => {
  const keys: Key[] = []
  let [values, top] = [new Int32Array(rows), 1]
  for (let c = columns.length - 1; c >= 0; c--) {
    const [column, size] = [columns[c]!, Math.max(1, sizes[c]!)]
    if (top * size > 2 ** mostBits - 1) {
      keys.push({ values, top })
      values = new Int32Array(rows)
      top = 1
    }
    for (let i = 0; i < rows; i++) values[i]! += column[i]! * top
    top *= size
  }
  return [...keys, { values, top }]
}

/** One pass of a radix sort, which keeps the order reached among those alike. */
const pass = (values: Int32Array, shift: number, bits: number, order: Int32Array): Int32Array<ArrayBuffer> => {
  const mask = 2 ** bits - 1
  const starts = new Int32Array(mask + 2)
  for (let i = 0; i < values.length; i++) starts[((values[i]! >>> shift) & mask) + 1]!++
  for (let digit = 0; digit < mask; digit++) starts[digit + 1]! += starts[digit]!
  const next = new Int32Array(order.length)
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    next[starts[(values[row]! >>> shift) & mask]!++] = row
  }
  return next
}

/** Sorts rows by columns of small numbers. */
export const arrange = (columns: readonly Int32Array[], sizes: readonly number[], rows: number): Arranged => {
  const keys = packed(columns, sizes, rows)
  let order = new Int32Array(rows)
  for (let i = 0; i < rows; i++) order[i] = i
  for (const { values, top } of keys) {
    const bits = Math.ceil(Math.log2(top))
    for (let shift = 0; shift < bits; shift += digitBits)
      order = pass(values, shift, Math.min(digitBits, bits - shift), order)
  }
  const group = new Int32Array(rows)
  let groups = rows > 0 ? 1 : 0
  for (let i = 1; i < rows; i++) {
    const [row, before] = [order[i]!, order[i - 1]!]
    for (let k = 0; k < keys.length; k++)
      if (keys[k]!.values[row] !== keys[k]!.values[before]) {
        groups++
        break
      }
    group[row] = groups - 1
  }
  return { order, group, groups }
}
