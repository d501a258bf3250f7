/** Rows in the order of their codes, the first column first; rows alike in all of them make one group. */
export type Arranged = {
  /** Row by place. */
  readonly order: Int32Array
  /** Number of the group of each row, in order. */
  readonly group: Int32Array
  readonly groups: number
}

/** Sorts rows by columns of small numbers, column by column from the last, each time keeping the order reached. */
export const arrange = (columns: readonly Int32Array[], sizes: readonly number[], rows: number): Arranged => {
  let order = Int32Array.from({ length: rows }, (_, i) => i)
  for (let c = columns.length - 1; c >= 0; c--) {
    const column = columns[c]!
    const starts = new Int32Array(sizes[c]! + 1)
    for (let i = 0; i < rows; i++) starts[column[i]! + 1]!++
    for (let code = 0; code < sizes[c]!; code++) starts[code + 1]! += starts[code]!
    const next = new Int32Array(rows)
    for (const row of order) next[starts[column[row]!]!++] = row
    order = next
  }
  const group = new Int32Array(rows)
  const alike = (a: number, b: number): boolean => {
    for (const column of columns) if (column[a] !== column[b]) return false
    return true
  }
  let groups = rows > 0 ? 1 : 0
  for (let i = 1; i < rows; i++) {
    if (!alike(order[i]!, order[i - 1]!)) groups++
    group[order[i]!] = groups - 1
  }
  return { order, group, groups }
}
