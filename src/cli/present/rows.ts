import { csvLine } from '#core/csv.ts'
import type { Row } from '#core/warehouse.ts'

/** Writes rows as they come: CSV with one header, safe to open in a spreadsheet, or JSON lines. */
export const rowWriter = (format: 'csv' | 'jsonl', out: (text: string) => void): ((rows: readonly Row[]) => void) => {
  let begun = false
  return (rows) => {
    if (format === 'jsonl') return out(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    const head = begun || !rows[0] ? '' : csvLine(Object.keys(rows[0]))
    begun = true
    out(head + rows.map((row) => csvLine(Object.values(row))).join(''))
  }
}
