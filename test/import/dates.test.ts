import { describe, expect, test } from 'vitest'
import type { Formats } from '#core/mapping.ts'
import { stage, tableOf, useWarehouse } from './stage.ts'

useWarehouse()

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
