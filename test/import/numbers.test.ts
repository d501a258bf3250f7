import { describe, expect, test } from 'vitest'
import type { Formats, Mapping } from '#core/mapping.ts'
import { stage, tableOf, useWarehouse } from './stage.ts'

const { warehouse } = useWarehouse()

/** The column `amount` of costs with these amounts; `quantity` of returns would read the same way. */
const amounts = async (
  values: readonly (string | null)[],
  formats: Formats = {},
  settings = {},
  type: 'money' | 'number' = 'money',
) => {
  const mapping: Mapping =
    type === 'money'
      ? {
          entity: 'spend',
          columns: { spend_id: 'id', amount: 'value' },
          constants: { category: 'tools', from_on: '2026-11-01' },
          formats,
        }
      : {
          entity: 'activity',
          columns: { activity_id: 'id', minutes: 'value' },
          constants: { at: '2026-11-01', customer_id: 'K' },
          formats,
        }
  const result = await stage(
    tableOf(
      ['id', 'value'],
      values.map((value, i) => [`O${i}`, value]),
    ),
    mapping,
    { settings },
  )
  const field = type === 'money' ? 'amount' : 'minutes'
  return { ...result, read: (await result.rows(mapping.entity)).map((row) => row[field]) }
}

describe('numbers', () => {
  test('the decimal mark is told by values that leave no choice', async () => {
    expect((await amounts(['1.234,56', '12,5', '1.234'])).read).toEqual([1234.56, 12.5, 1234])
    expect((await amounts(['1,234.56', '12.5', '1,234'])).read).toEqual([1234.56, 12.5, 1234])
    expect((await amounts(['18,50', '1204,00'])).read).toEqual([18.5, 1204])
    expect((await amounts(['1.234.567', '12.345'])).read).toEqual([1234567, 12345])
    expect((await amounts(['1 234 567', '1\u00a0204,5'])).read).toEqual([1234567, 1204.5])
    expect((await amounts(["1'234'567.25", '12'])).read).toEqual([1234567.25, 12])
  })

  test('three digits after the one mark are thousands where money has no smaller unit, and it is said', async () => {
    const { read: found, file } = await amounts(['12.345', '250.000'])
    expect(found).toEqual([12345, 250000])
    expect(file.notes.map((note) => note.code)).toContain('number.thousands_mark')
  })

  test('elsewhere they are a question', async () => {
    await expect(amounts(['12.345', '250.000'], {}, { currency: 'USD' })).rejects.toMatchObject({
      code: 'number.ambiguous_mark',
      params: { line: 2, value: '12.345' },
    })
    await expect(amounts(['1.250', '2.500'], {}, {}, 'number')).rejects.toMatchObject({ code: 'number.ambiguous_mark' })
    expect((await amounts(['1.250', '2.500'], { decimal: '.' }, {}, 'number')).read).toEqual([1.25, 2.5])
    expect((await amounts(['1.250', '2.500'], { decimal: ',' }, {}, 'number')).read).toEqual([1250, 2500])
    expect((await amounts(['0.125', '2.500'], {}, {}, 'number')).read).toEqual([0.125, 2.5])
  })

  test('a column that contradicts itself is refused with a line of each', async () => {
    await expect(amounts(['12,5', '12.5'])).rejects.toMatchObject({
      code: 'number.mixed_marks',
      params: { line: 2, other_line: 3 },
    })
  })

  test('currency marks, brackets, minus signs at the end, exponents of spreadsheets', async () => {
    expect((await amounts(['1.250.000₫', '35.000 đ', 'VND 12.000.000', '100.000 VNĐ'])).read).toEqual([
      1250000, 35000, 12000000, 100000,
    ])
    expect((await amounts(['(1.250.000)', '35.000-', '−12.500.000', '+5'])).read).toEqual([
      -1250000, -35000, -12500000, 5,
    ])
    expect((await amounts(['1.5E+6', '2e3', '12'])).read).toEqual([1500000, 2000, 12])
  })

  test('money never passes through binary fractions', async () => {
    const { file } = await amounts(['0.1', '0.2', '99999999999999.9999', '0.30000000000000004'])
    const rows = await warehouse().run(
      `select cast(amount as varchar) as text from ${file.staged[0]!.table} order by line`,
    )
    expect(rows.map((row) => row['text'])).toEqual(['0.1000', '0.2000', '99999999999999.9999', '0.3000'])
  })

  test('groups in the wrong places are no number', async () => {
    await expect(amounts(['1,234.56', '1,23'])).rejects.toMatchObject({ code: 'number.mixed_marks' })
    expect((await amounts(['1,234.56', '1,23'], { decimal: '.' })).codes).toEqual(['number.unreadable'])
  })
})
