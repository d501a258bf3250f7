import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Unit } from '#core/metric.ts'
import { blockText, landing, parseBlock } from '#web/targets/block.ts'
import { answered, cellKey, type Edits, givenOf, standingOf, type TargetCell, withTyped } from '#web/targets/edits.ts'
import { exactText } from '#web/targets/exact.ts'
import { columnsOf } from '#web/targets/periods.ts'
import { readNumbers } from '#web/targets/typed-number.ts'

const read = (texts: readonly string[], language: 'vi' | 'en' = 'vi', unit: Unit = 'money', whole = true) =>
  readNumbers(texts.map((text) => ({ text, kind: { unit, language, whole } }))).map((each) =>
    'value' in each ? each.value : each.problem,
  )

describe('a number as it is typed', () => {
  test('is read in Vietnamese and in English writing', () => {
    expect(read(['4.200.000.000', '4,2 tỷ', '343tr', '12k', '1 284', '₫1.000', '(500)'])).toEqual([
      4_200_000_000, 4_200_000_000, 343_000_000, 12_000, 1284, 1000, -500,
    ])
    expect(read(['4,200,000.50', '4.2bn', '343m', '$1,000'], 'en')).toEqual([
      4_200_000.5, 4_200_000_000, 343_000_000, 1000,
    ])
  })

  test('with one mark before three digits is thousands where the unit is whole, and the reader’s writing elsewhere', () => {
    expect(read(['1.284', '1,284'])).toEqual([1284, 1284])
    expect(read(['1.284'], 'vi', 'ratio', false)).toEqual([1284])
    expect(read(['1.284'], 'en', 'ratio', false)).toEqual([1.284])
    expect(read(['0.125'], 'vi', 'ratio', false)).toEqual([0.125])
  })

  test('takes its writing from the rest of its block, and is left unread where the block contradicts itself', () => {
    expect(read(['1.284', '2.500,5'], 'en', 'ratio', false)).toEqual([1284, 2500.5])
    expect(read(['1.284', '2,500.5'], 'vi', 'ratio', false)).toEqual([1.284, 2500.5])
    expect(read(['1.284', '2,500.5', '2.500,5'], 'vi', 'ratio', false)).toEqual(['ambiguous', 2500.5, 2500.5])
    expect(read(['1.284', '7.5'])).toEqual(['ambiguous', 7.5])
  })

  test('of a share is percent, and asks for the sign where it could be a part of one', () => {
    expect(read(['12%', '12,5%', '12', '0,5%', '0', '100%'], 'vi', 'rate', false)).toEqual([
      0.12, 0.125, 0.12, 0.005, 0, 1,
    ])
    expect(read(['0,12', '1'], 'vi', 'rate', false)).toEqual(['share', 'share'])
  })

  test('that is none is said to be none', () => {
    expect(read(['abc', '', '1.2.34', '12.34.567', '--3', '5%', 'NaN', '1e5'])).toEqual(
      Array.from({ length: 8 }, () => 'unreadable'),
    )
  })

  test('comes back as it was from what is shown for editing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.constantFrom('vi' as const, 'en' as const),
        fc.constantFrom('money' as const, 'rate' as const, 'ratio' as const),
        (whole, language, unit) => {
          const value = unit === 'money' ? whole : unit === 'rate' ? (whole % 10_000) / 10_000 : whole / 100
          expect(read([exactText(value, unit, language)], language, unit, unit === 'money')).toEqual([value])
        },
      ),
    )
  })
})

describe('a block from a spreadsheet', () => {
  test('is cut at tabs and lines, with quotes around what holds them', () => {
    expect(parseBlock('1\t2\r\n3\t"a ""b""\tc"\r\n')).toEqual([
      ['1', '2'],
      ['3', 'a "b"\tc'],
    ])
    expect(
      parseBlock(
        blockText([
          ['1', ''],
          ['', '4'],
        ]),
      ),
    ).toEqual([
      ['1', ''],
      ['', '4'],
    ])
  })

  test('lands from the first cell of the selection on; one cell fills it; what has no room is counted', () => {
    const size = { rows: 2, columns: 3 }
    const at = (row: number, column: number) => ({ from: { row, column }, to: { row, column } })
    const block = landing(
      [
        ['1', '2'],
        ['', '4'],
        ['5', '6'],
      ],
      at(0, 2),
      size,
    )
    expect(block).toEqual({ cells: [{ row: 0, column: 2, text: '1' }], outside: 4 })
    const filled = landing([['7']], { from: { row: 0, column: 0 }, to: { row: 1, column: 1 } }, size)
    expect(filled.cells.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
  })
})

describe('columns', () => {
  test('are the months of a year, its quarters with the year, the weeks of a quarter', () => {
    expect(columnsOf('month', '2026-11-25', 'vi').map(({ period }) => period)).toEqual(
      Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`),
    )
    expect(columnsOf('quarter', '2026-02-01', 'en').map(({ period }) => period)).toEqual([
      '2026-Q1',
      '2026-Q2',
      '2026-Q3',
      '2026-Q4',
      '2026',
    ])
    const weeks = columnsOf('week', '2026-11-25', 'vi')
    // 1 October 2026 is a Thursday of week 40; 31 December one of week 53.
    expect([weeks[0]!.period, weeks.at(-1)!.period, weeks.length]).toEqual(['2026-W40', '2026-W53', 14])
  })
})

describe('what is typed and not saved', () => {
  const range = { from: '2026-11-01', to: '2026-11-30' }
  const cell: TargetCell = {
    metric: 'contacts_new',
    unit: 'count',
    direction: 'up_is_good',
    currency: undefined,
    period: '2026-11',
    range,
    where: ['location=S1'],
    scope: 'location=S1',
    label: 'x',
  }
  const standing = standingOf([
    {
      metric: 'contacts_new',
      period: '2026-11',
      ...range,
      scope: 'location=S1',
      minimum: 8,
      target: 10,
      stretch: null,
    },
  ])
  const type = (edits: Edits, text: string, value: number, level: 'target' | 'stretch' = 'target') =>
    withTyped(edits, [{ cell, level, text, read: { value } }], standing)

  test('is sent with the levels that stand, and is no change where it equals them', () => {
    expect(cellKey('contacts_new', range, 'location=S1')).toBe([...standing.keys()][0])
    expect(type(new Map(), '10', 10).size).toBe(0)
    const edits = type(new Map(), '12', 12)
    expect(givenOf(edits, standing).map(({ given }) => given)).toEqual([
      { metric: 'contacts_new', period: '2026-11', where: ['location=S1'], minimum: 8, target: 12 },
    ])
    expect(type(edits, '10', 10).size).toBe(0)
  })

  test('stays with its sentence where it is refused, and goes where it is saved', () => {
    const edits = type(type(new Map(), '12', 12), '11', 11, 'stretch')
    const sent = givenOf(edits, standing)
    const refused = answered(edits, sent, { targets: [], refused: [{ at: 0, code: 'x', detail: 'no' }] }, true)
    expect([...refused.values()].map((edit) => edit.refused)).toEqual(['no', 'no'])
    expect([...type(refused, '15', 15, 'stretch').values()].map((edit) => edit.refused)).toEqual([null, null])
    expect(answered(edits, sent, { targets: [{ at: 0 }], refused: [] }, true).size).toBe(0)
  })
})
