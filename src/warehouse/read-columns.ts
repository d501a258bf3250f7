import { type DuckDBResult, DuckDBTypeId, type DuckDBVector } from '@duckdb/node-api'
import type { Columns, Numbers } from '#core/warehouse.ts'

/** Kinds of array from the narrowest on. */
const kinds = [Uint8Array, Int32Array, Float64Array] as const

/** Rows of one chunk of the engine, at most. */
const chunkRows = 2048

/** Numbers gathered chunk by chunk: they stay in bytes until one comes that does not fit. */
const growing = () => {
  const taken = new Float64Array(chunkRows)
  let kind = 0
  let values: Numbers = new Uint8Array(chunkRows)
  let count = 0
  const grow = (needed: number, rows: number): void => {
    const room = count + rows <= values.length ? values.length : 2 * (count + rows)
    if (needed === kind && room === values.length) return
    const wider: Numbers = new kinds[needed]!(room)
    wider.set(values.subarray(0, count))
    values = wider
    kind = needed
  }
  const add = (vector: DuckDBVector, rows: number): void => {
    let needed = kind
    for (let i = 0; i < rows; i++) {
      const item = vector.getItem(i)
      const number = item === null ? Number.NaN : Number(item)
      taken[i] = number
      if (number !== (number & 255)) needed = Math.max(needed, number === (number | 0) ? 1 : 2)
    }
    grow(needed, rows)
    values.set(taken.subarray(0, rows), count)
    count += rows
  }
  return { add, all: (): Numbers => values.slice(0, count) }
}

const numeric = new Set<DuckDBTypeId>([
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
])

/** All rows of a result, column by column; numbers cross to the application as one block each. */
export const readColumns = async (result: DuckDBResult): Promise<Columns> => {
  const names = result.columnNames()
  const numbers = names.map((_, i) => (numeric.has(result.columnTypeId(i)) ? growing() : null))
  const cells: (string | null)[][] = names.map(() => [])
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    for (let i = 0; i < names.length; i++) {
      const vector = chunk.getColumnVector(i)
      const column = numbers[i]
      if (column) column.add(vector, chunk.rowCount)
      else
        for (let row = 0; row < chunk.rowCount; row++) {
          const item = vector.getItem(row)
          cells[i]!.push(item === null ? null : String(item))
        }
    }
  }
  return Object.fromEntries(names.map((name, i) => [name, numbers[i]?.all() ?? cells[i]!]))
}
