import { isUtf8 } from 'node:buffer'
import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTables } from '#adapters/tables/open.ts'
import { recordsOf } from '#adapters/tables/records.ts'
import { readSheets } from '#adapters/tables/sheet-job.ts'
import { Fault } from '#core/fault.ts'
import type { OpenedTable } from '#core/table.ts'
import { useTables } from './opened.ts'
import { makeWorkbook, textRow } from './zip-fixture.ts'

const { put, root, workspace, query } = useTables()

/** A few bytes of a file changed, taken out or put in. */
const mutation = fc.array(fc.tuple(fc.nat(100_000), fc.constantFrom('set', 'cut', 'add'), fc.nat(255)), {
  minLength: 1,
  maxLength: 4,
})

const mutated = (bytes: Buffer, changes: readonly (readonly [number, string, number])[]): Buffer => {
  let result = bytes
  for (const [place, kind, byte] of changes) {
    const at = place % result.length
    if (kind === 'set') {
      result = Buffer.from(result)
      result[at] = byte
    } else {
      const middle = kind === 'add' ? [Buffer.of(byte)] : []
      result = Buffer.concat([result.subarray(0, at), ...middle, result.subarray(kind === 'cut' ? at + 1 : at)])
    }
  }
  return result
}

const csv = Buffer.from(
  `mã,tên,giá,ghi chú\r\n${Array.from({ length: 30 }, (_, index) => `DH${index},"Nồi, ${index}",${index * 1000},${index % 5 ? '' : '"hai\r\ndòng"'}`).join('\r\n')}\r\n`,
)
const clean = Buffer.from(
  `mã;tên;giá\n${Array.from({ length: 30 }, (_, index) => `DH${index};Chảo ${index};${index}`).join('\n')}\n`,
)

/** What the engine's own reader sees of a file, and what ours sees, by line. */
const engineRows = async (table: OpenedTable): Promise<[number, (string | null)[]][]> =>
  (await query(`select * from (${table.select}) order by line`)).map((row) => [
    Number(row['line']),
    table.headers.map((_, index) => row[`c${index + 1}`] as string | null),
  ])
const ownRows = (path: string, table: OpenedTable): [number, (string | null)[]][] => {
  const delimiter = String(table.notes.find((note) => note.code === 'delimiter.found')?.params['delimiter'] ?? ',')
  return recordsOf(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), delimiter, { whole: true })
    .filter((row) => row.line > table.header_row && row.cells.some((cell) => cell.trim() !== ''))
    .map((row) => [row.line, table.headers.map((_, index) => row.cells[index]?.normalize('NFC') || null)])
}

test('a spoilt text file is refused in words or read, row by row or by the engine, without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(csv, clean), mutation, async (bytes, changes) => {
      const path = put('mutant.csv', mutated(bytes, changes))
      try {
        const { tables } = await openTables(path, { workspace })
        const [table] = tables
        const rows = await query(`select line from (${table!.select}) order by line`)
        const lines = [...rows.map((row) => Number(row['line'])), ...table!.damaged.map((row) => row.line)]
        expect(new Set(lines).size).toBe(lines.length)
        expect(rows.length + table!.damaged.length).toBeGreaterThan(5)
        if (table!.select.includes('row_number()') && isUtf8(readFileSync(path)))
          expect(await engineRows(table!)).toEqual(ownRows(path, table!))
      } catch (error) {
        if (!(error instanceof Fault)) throw error
      }
    }),
    { numRuns: 150 },
  )
})

test('a spoilt spreadsheet is refused in words or read', async () => {
  const rows = Array.from({ length: 20 }, (_, index) => textRow(index + 1, [`a${index}`, `b${index}`, 'Nồi'])).join('')
  const book = makeWorkbook([{ name: 'x', rows }], { strings: ['<t>x</t>'], formats: ['dd/mm/yyyy'] })
  await fc.assert(
    fc.asyncProperty(mutation, async (changes) => {
      const path = put('mutant.xlsx', mutated(book, changes))
      const folder = mkdtempSync(join(root, 'mutant-'))
      try {
        await readSheets({ file: 'mutant.xlsx', path, folder, sheet: null, header_row: null })
      } catch (error) {
        if (!(error instanceof Fault)) throw error
      }
    }),
    { numRuns: 300 },
  )
})
