import { Fault } from '#core/fault.ts'
import { fold } from '#core/fold.ts'
import type { Note, OpenedTable } from '#core/table.ts'
import { limits } from './limits.ts'
import type { Damage } from './records.ts'

export type BodyRow = { readonly line: number; readonly cells: readonly string[]; readonly text: () => string }

export type Body = {
  readonly take: (row: BodyRow) => void
  readonly damage: (damage: Damage) => void
  readonly end: () => { readonly notes: readonly Note[]; readonly damaged: OpenedTable['damaged'] }
}

const footer =
  /^(total|grand total|sub ?total|tong|tong cong|cong|report|generated|exported|printed|created by|source|note|nguon|ghi chu|ngay xuat|ngay in|nguoi lap|nguoi xuat|in luc|xuat luc|page|trang)\b/

const isFilled = (cell: string): boolean => cell.trim() !== ''

/** A last line that only closes a report: one filled cell in a table of three columns or more, in such words. */
const isFooter = (cells: readonly string[], columns: number): boolean => {
  const filled = cells.filter(isFilled)
  return columns >= 3 && filled.length === 1 && footer.test(fold(filled[0]!))
}

/**
 * What counts as a row of the table: blank rows are left out, closing lines at the very end too, a row with more
 * filled cells than there are headers is damage, a shorter one is filled up. Everything left out is noted.
 */
export const readBody = (columns: number, onRow: (line: number, cells: readonly string[]) => void): Body => {
  const damaged: Damage[] = []
  const notes: Note[] = []
  let held: BodyRow[] = []
  let blanks = 0
  let firstBlank = 0

  const damage = (found: Damage): void => {
    if (damaged.length >= limits.damagedRows)
      throw new Fault('file.too_many_damaged_rows', { rows: limits.damagedRows, line: damaged[0]!.line })
    damaged.push(found)
  }

  const accept = (row: BodyRow): void => {
    const extra = row.cells.slice(columns).some(isFilled)
    if (!extra) {
      onRow(row.line, row.cells.length > columns ? row.cells.slice(0, columns) : row.cells)
      return
    }
    const cells = row.cells.findLastIndex(isFilled) + 1
    damage({ line: row.line, text: row.text(), code: 'row.too_many_cells', params: { cells, expected: columns } })
  }

  return {
    damage,
    take: (row) => {
      if (!row.cells.some(isFilled)) {
        if (blanks === 0) firstBlank = row.line
        blanks++
        return
      }
      if (isFooter(row.cells, columns) && held.length < 20) {
        held.push(row)
        return
      }
      for (const earlier of held) accept(earlier)
      held = []
      accept(row)
    },
    end: () => {
      if (blanks > 0) notes.push({ code: 'rows.blank_skipped', params: { rows: blanks, row: firstBlank } })
      for (const row of held) {
        const text = row.cells.find(isFilled)!.trim().normalize('NFC').slice(0, 100)
        notes.push({ code: 'rows.footer_skipped', params: { row: row.line, text } })
      }
      return { notes, damaged }
    },
  }
}
