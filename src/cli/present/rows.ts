import { csvLine } from '#core/csv.ts'
import type { Emit } from '#core/operation.ts'

/** Writes rows as they come: CSV with one header, safe to open in a spreadsheet, or JSON lines. */
export const rowWriter = (format: 'csv' | 'jsonl', out: (text: string) => void): Emit => {
  let begun = false
  return (rows, columns) => {
    if (format === 'jsonl') return out(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    const names = rows[0] ? Object.keys(rows[0]) : columns
    const head = begun || !names ? '' : csvLine(names)
    begun = true
    out(head + rows.map((row) => csvLine(Object.values(row))).join(''))
  }
}
