import type { Cell } from './warehouse.ts'

/** First characters a spreadsheet takes for a formula, the full-width forms included. */
const formula = /^[=+\-@\t\r＝＋－＠]/

/** What makes a text need any care at all. */
const special = /^[=+\-@＝＋－＠]|[",\n\r;\t]/

const plainNumber = /^[+-]?\d+([.,]\d+)*$/

/**
 * One cell of a CSV that is safe to open in a spreadsheet: text that would run as a formula gets a leading
 * apostrophe, numbers stay numbers. OWASP ASVS 5.0 1.2.10.
 */
export const csvCell = (value: Cell | undefined): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  if (!special.test(value)) return value
  const safe = formula.test(value) && !plainNumber.test(value) ? `'${value}` : value
  return /[",\n\r;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvLine = (cells: readonly (Cell | undefined)[]): string => {
  let line = cells.length > 0 ? csvCell(cells[0]) : ''
  for (let i = 1; i < cells.length; i++) line += `,${csvCell(cells[i])}`
  return `${line}\r\n`
}
