import { expect, test } from 'vitest'
import { columnWidths } from './use-column-width.ts'
import { drawnRows } from './use-rows-shown.ts'

const rowsOf = (drawn: ReturnType<typeof drawnRows>) => drawn.flatMap((each) => ('row' in each ? [each.row] : []))
const roomOf = (drawn: ReturnType<typeof drawnRows>) =>
  drawn.reduce((sum, each) => sum + ('row' in each ? 1 : each.rows), 0)

test('of a long sheet the rows in sight are drawn, with room for all the others', () => {
  const drawn = drawnRows(300, 100, 104, -1)
  expect(drawn).toEqual([
    { after: 0, rows: 100 },
    { row: 100 },
    { row: 101 },
    { row: 102 },
    { row: 103 },
    { after: 104, rows: 196 },
  ])
})

test('the row that holds the focus stays drawn wherever it stands', () => {
  for (const focused of [0, 7, 101, 299]) {
    const drawn = drawnRows(300, 100, 104, focused)
    expect(rowsOf(drawn)).toContain(focused)
    expect(rowsOf(drawn)).toEqual([...new Set(rowsOf(drawn))].sort((a, b) => a - b))
    expect(roomOf(drawn)).toBe(300)
  }
})

test('beyond either end nothing is drawn', () => {
  expect(rowsOf(drawnRows(5, -12, 40, 0))).toEqual([0, 1, 2, 3, 4])
  expect(drawnRows(0, 0, 40, 0)).toEqual([])
  expect(rowsOf(drawnRows(300, 290, 340, 299)).at(-1)).toBe(299)
})

test('periods fill the room beside the names whole, and are never too narrow for a sum of money', () => {
  for (const room of [340, 358, 700, 918, 1256])
    for (const count of [4, 12, 13]) {
      const { name, period } = columnWidths(room, count)
      const left = room - name - Math.round((room - name) / period) * period
      expect(period).toBeGreaterThanOrEqual(96)
      expect(left).toBeCloseTo(0, 6)
    }
})
