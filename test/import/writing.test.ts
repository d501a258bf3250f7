import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { describe, expect, test } from 'vitest'
import { phoneKeySql } from '#core/import/phones.ts'
import { booleanSql, emailKeySql } from '#core/import/texts.ts'
import type { Formats, Mapping } from '#core/mapping.ts'
import { quote } from '#core/sql.ts'
import { stage, tableOf, useWarehouse } from './stage.ts'

const { warehouse } = useWarehouse()

const read = async (sql: (column: string) => string, values: readonly string[]): Promise<unknown[]> =>
  (
    await warehouse().query(
      `select ${sql('x')} as y from (values ${values.map((value, i) => `(${i}, ${quote(value)})`).join(', ')}) t(i, x) order by i`,
    )
  ).map((row) => row['y'])

/** The column `placed_at` of orders with these dates. */
const dates = async (values: readonly (string | null)[], formats: Formats = {}, settings = {}) => {
  const result = await stage(
    tableOf(
      ['id', 'date'],
      values.map((value, i) => [`O${i}`, value]),
    ),
    {
      entity: 'request',
      columns: { request_id: 'id', opened_at: 'date' },
      formats,
    },
    { settings },
  )
  return { ...result, at: (await result.rows('request')).map((row) => row['opened_at']) }
}

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

describe('dates', () => {
  test('a day above twelve in either place decides the whole column', async () => {
    expect((await dates(['03/04/2026', '13/04/2026'])).at).toEqual(['2026-04-03T00:00:00', '2026-04-13T00:00:00'])
    expect((await dates(['03/04/2026', '04/13/2026'])).at).toEqual(['2026-03-04T00:00:00', '2026-04-13T00:00:00'])
  })

  test('a column that fits both orders is a question with two of its lines, and nothing is guessed', async () => {
    await expect(dates(['03/04/2026 10:00', '05/06/2026 11:30'])).rejects.toMatchObject({
      code: 'date.order_ambiguous',
      params: { column: 'date', line: 2, value: '03/04/2026 10:00', other_line: 3, other_value: '05/06/2026 11:30' },
    })
  })

  test('days equal to their months fit both orders alike and are no question', async () => {
    expect((await dates(['04/04/2026', '11/11/2026'])).at).toEqual(['2026-04-04T00:00:00', '2026-11-11T00:00:00'])
  })

  test('both orders in one column are refused with a line of each', async () => {
    await expect(dates(['13/04/2026', '04/15/2026'])).rejects.toMatchObject({
      code: 'date.mixed_formats',
      params: { line: 2, other_line: 3 },
    })
  })

  test('an open order beside year-first dates is refused with a line of each', async () => {
    await expect(dates(['2026-04-03', '03/04/2026'])).rejects.toMatchObject({
      code: 'date.mixed_formats',
      params: { line: 3, value: '03/04/2026', other_line: 2, other_value: '2026-04-03' },
    })
  })

  test('year-first and month-first with an unmistakable day are read together', async () => {
    const { at } = await dates(['2024-03-12 09:14', '3/15/2024 2:30 PM', '3/15/2024 12:05 AM'])
    expect(at).toEqual(['2024-03-12T09:14:00', '2024-03-15T14:30:00', '2024-03-15T00:05:00'])
  })

  test('a chosen format decides, and takes the same order without time or with seconds', async () => {
    const { at, rejects } = await dates(['3/4/2026 7:05', '3/4/2026', '3/4/2026 7:05:09', '2026-04-03'], {
      instant: 'D/M/YYYY H:mm',
    })
    expect(at).toEqual(['2026-04-03T07:05:00', '2026-04-03T00:00:00', '2026-04-03T07:05:09', '2026-04-03T00:00:00'])
    expect(rejects).toEqual([])
  })

  test('a value against the chosen order is refused, not turned round', async () => {
    const { at, rejects } = await dates(['31/12/2026', '12/31/2026'], { instant: 'DD/MM/YYYY' })
    expect(at).toEqual(['2026-12-31T00:00:00'])
    expect(rejects.map((reject) => [reject.line, reject.code])).toEqual([[3, 'date.impossible']])
  })

  test('a source that knows its order says so, and year-first dates are read beside it', async () => {
    expect((await dates(['03/04/2026 10:00', '2026-04-05 11:00:00'], { date_order: 'dmy' })).at).toEqual([
      '2026-04-03T10:00:00',
      '2026-04-05T11:00:00',
    ])
  })

  test('month names, full stops, times first, two-digit years, Vietnamese months and halves of the day', async () => {
    expect((await dates(['10 May 2026 06:23', '1 Nov 2026 18:00'])).at).toEqual([
      '2026-05-10T06:23:00',
      '2026-11-01T18:00:00',
    ])
    expect((await dates(['May 10, 2026', 'Nov 1, 2026'])).at).toEqual(['2026-05-10T00:00:00', '2026-11-01T00:00:00'])
    expect((await dates(['18.11.2026', '01.12.2026'])).at).toEqual(['2026-11-18T00:00:00', '2026-12-01T00:00:00'])
    expect((await dates(['14:30 18/11/2026', '09:05 01/12/2026'])).at).toEqual([
      '2026-11-18T14:30:00',
      '2026-12-01T09:05:00',
    ])
    expect((await dates(['18/11/26', '01/12/26'])).at).toEqual(['2026-11-18T00:00:00', '2026-12-01T00:00:00'])
    expect((await dates(['20261118', '20261201'])).at).toEqual(['2026-11-18T00:00:00', '2026-12-01T00:00:00'])
    expect((await dates(['18 tháng 11, 2026'])).at).toEqual(['2026-11-18T00:00:00'])
    expect((await dates(['18/11/2026 2:30 CH', '18/11/2026 8:05 SA'])).at).toEqual([
      '2026-11-18T14:30:00',
      '2026-11-18T08:05:00',
    ])
    expect((await dates(['2026/11/18 10:00', '2026.11.19'])).at).toEqual(['2026-11-18T10:00:00', '2026-11-19T00:00:00'])
  })

  test('offsets and epochs become the wall clock of the organisation', async () => {
    const { at } = await dates([
      '2026-11-18T10:00:00Z',
      '2025-10-07 09:50:26 +0200',
      '2026-11-18T10:00:00.250+07:00',
      '2026-11-18 10:00',
    ])
    expect(at).toEqual(['2026-11-18T17:00:00', '2025-10-07T14:50:26', '2026-11-18T10:00:00.25', '2026-11-18T10:00:00'])
    expect((await dates(['1700000000', '1700000060'])).at).toEqual(['2023-11-15T05:13:20', '2023-11-15T05:14:20'])
    expect((await dates(['1700000000000'])).at).toEqual(['2023-11-15T05:13:20'])
    expect((await dates(['1700000000'], {}, { time_zone: 'America/New_York' })).at).toEqual(['2023-11-14T17:13:20'])
  })

  test('serial days of spreadsheets count from the end of 1899', async () => {
    expect((await dates(['45000', '45000.5'])).at).toEqual(['2023-03-15T00:00:00', '2023-03-15T12:00:00'])
    expect((await dates(['1', '61'], { instant: 'excel_serial' })).codes).toEqual(['date.out_of_range'])
  })
})

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

describe('phones, e-mails, yes and no', () => {
  const mobiles = [
    '0901234567',
    '901234567',
    '901234567.0',
    '+84 901 234 567',
    '0084901234567',
    '84901234567',
    '+84 (0)901.234.567',
    '090-123-4567',
    "'0901234567",
  ]

  test('every writing of one mobile number is one key, the one libphonenumber gives', async () => {
    const expected = parsePhoneNumberFromString('0901234567', 'VN')!.number
    expect(new Set(await read(phoneKeySql, mobiles))).toEqual(new Set([expected]))
  })

  test('numbers of today are read as libphonenumber reads them', async () => {
    const numbers = [
      '0321234567',
      '0561234567',
      '0701234567',
      '0791234567',
      '0812345678',
      '0862345678',
      '0961234567',
      '02438251234',
      '02838251234',
      '02363822222',
      '+14155552671',
      '+442079460958',
    ]
    expect(await read(phoneKeySql, numbers)).toEqual(
      numbers.map((number) => parsePhoneNumberFromString(number, 'VN')!.number),
    )
  })

  test('eleven digits of before 2018 become ten, and every result is a valid mobile', async () => {
    const old = [
      '120',
      '121',
      '122',
      '126',
      '128',
      '123',
      '124',
      '125',
      '127',
      '129',
      '162',
      '163',
      '164',
      '165',
      '166',
      '167',
      '168',
      '169',
      '186',
      '188',
      '199',
    ]
    const now = [
      '70',
      '79',
      '77',
      '76',
      '78',
      '83',
      '84',
      '85',
      '81',
      '82',
      '32',
      '33',
      '34',
      '35',
      '36',
      '37',
      '38',
      '39',
      '56',
      '58',
      '59',
    ]
    const found = await read(
      phoneKeySql,
      old.map((prefix) => `0${prefix}1234567`),
    )
    expect(found).toEqual(now.map((prefix) => `+84${prefix}1234567`))
    for (const key of found) expect(parsePhoneNumberFromString(String(key))?.isValid()).toBe(true)
  })

  test('area codes of before 2017 become those of today, and every result is a valid number', async () => {
    const old = {
      '(04) 3825 1234': '+842438251234',
      '0511 3822 222': '+842363822222',
      '0321 3822 222': '+842213822222',
      '031 3822 222': '+842253822222',
      '0650 3822 222': '+842743822222',
    }
    expect(await read(phoneKeySql, Object.keys(old))).toEqual(Object.values(old))
    for (const key of Object.values(old)) expect(parsePhoneNumberFromString(key)?.isValid()).toBe(true)
  })

  test('masked, cut or invented numbers have no key', async () => {
    expect(
      await read(phoneKeySql, [
        '******12',
        '09012345**',
        'xxx',
        '12345',
        '1900 1234',
        '8.49E+10',
        '090123456789012',
        'không có',
      ]),
    ).toEqual(Array(8).fill(null))
  })

  test('of two numbers in a cell the first counts', async () => {
    expect(await read(phoneKeySql, ['0901234567 / 0912345678'])).toEqual(['+84901234567'])
  })

  test('e-mails are compared in small letters', async () => {
    expect(await read(emailKeySql, ['Minh@Example.COM', 'm***@example.com', 'không có', 'a@b'])).toEqual([
      'minh@example.com',
      null,
      null,
      null,
    ])
  })

  test('yes and no in two languages', async () => {
    expect(await read(booleanSql, ['Có', 'YES', 'x', '1', 'true', 'Không', 'no', '0', 'FALSE', 'có lẽ'])).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      null,
    ])
  })
})
