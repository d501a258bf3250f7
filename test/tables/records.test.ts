import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecords } from '#adapters/tables/records.ts'

const read = (pieces: readonly string[], delimiter = ','): { line: number; cells: string[] }[] => {
  const rows: { line: number; cells: string[] }[] = []
  const reader = readRecords(delimiter, {
    onRecord: (line, cells) => rows.push({ line, cells }),
    onDamage: (damage) => {
      throw new Error(JSON.stringify(damage))
    },
  })
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return rows
}

const cell = fc.oneof(fc.string({ maxLength: 6 }), fc.stringMatching(/^[a-z",;\n\r \t|ệ]{0,8}$/))
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

test('well-formed text is split as csv-parse splits it, wherever the pieces are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.nat(200), { maxLength: 6 }),
      (rows, delimiter, end, cuts) => {
        const text = rows.map((row) => row.map(quoted).join(delimiter) + end).join('')
        const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length].sort((a, b) => a - b)
        const pieces = places.slice(1).map((place, index) => text.slice(places[index]!, place))
        const yardstick = parse(text, { delimiter, relax_column_count: true, record_delimiter: end }) as string[][]
        const found = read(pieces, delimiter)
        expect(found.map((row) => row.cells)).toEqual(yardstick)
        expect(found.map((row) => row.cells)).toEqual(rows)
      },
    ),
    { numRuns: 500 },
  )
})

test('no text, however broken, loses a line or stops the reader', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ab",\n]{0,60}$/), fc.nat(60), (text, cut) => {
      const seen: number[] = []
      const reader = readRecords(',', {
        onRecord: (line) => seen.push(line),
        onDamage: (damage) => seen.push(damage.line),
      })
      reader.push(text.slice(0, cut))
      reader.push(text.slice(cut))
      reader.end()
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
      if (text !== '') expect(seen[0]).toBe(1)
      if (!text.includes('"'))
        expect(seen).toHaveLength(text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0))
    }),
    { numRuns: 1000 },
  )
})
