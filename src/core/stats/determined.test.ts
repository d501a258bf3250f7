import { expect, test } from 'vitest'
import { determinedSet } from './determined.ts'

const effort = () => ({ left: 10_000_000 })
/** Cells of a table (rows 0 … 2 are groups 0 … 2, columns 3 …): weight, row, column. */
const table = (cells: readonly (readonly [number, number, number])[]) =>
  cells.map(([weight, row, column]) => ({ weight, groups: [row, 3 + column] }))

test('a cell that is a column less a row is determined', () => {
  // Row 0 lies inside column 0; what is left of the column is the cell of one.
  const found = determinedSet(
    table([
      [8, 0, 0],
      [1, 1, 0],
      [12, 1, 1],
    ]),
    5,
    5,
    effort(),
  )
  expect(found).toEqual([1])
})

test('a table whose small cells hang together with large ones gives none away', () => {
  const cells = table([
    [9, 0, 0],
    [1, 0, 1],
    [1, 1, 0],
    [9, 1, 1],
  ])
  // Margins 10, 10, 10, 10: moving one answer round the four cells changes none of them.
  expect(determinedSet(cells, 5, 2, effort())).toBeNull()
  // Two answers taken away leave the other two cells to tell what they were.
  expect(determinedSet(cells, 5, 3, effort())).toHaveLength(2)
})

test('a chain of cells, each between two, is cut by its weakest link', () => {
  const chain = table([
    [9, 0, 0],
    [4, 1, 0],
    [9, 1, 1],
    [6, 2, 1],
  ])
  expect(determinedSet(chain, 5, 5, effort())).toEqual([1])
  expect(determinedSet(chain, 5, 4, effort())).toBeNull()
})

test('atoms that all reach the floor need no search', () => {
  expect(
    determinedSet(
      table([
        [5, 0, 0],
        [5, 1, 0],
        [5, 1, 1],
      ]),
      5,
      5,
      { left: 0 },
    ),
  ).toBeNull()
})

test('what cannot be settled with the effort left counts as determined', () => {
  expect(
    determinedSet(
      table([
        [9, 0, 0],
        [1, 0, 1],
        [1, 1, 0],
        [9, 1, 1],
      ]),
      5,
      2,
      { left: 0 },
    ),
  ).not.toBeNull()
})
