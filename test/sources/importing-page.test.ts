import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseMapping } from '#core/import/mapping-json.ts'
import { stage, tableOf, useWarehouse } from '../import/stage.ts'

useWarehouse()

const worked = [...readFileSync('docs/importing.md', 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map((match) =>
  parseMapping(JSON.parse(match[1]!)),
)

const table = (headers: string, ...rows: string[]) =>
  tableOf(
    headers.split(';'),
    rows.map((row) => row.split(';').map((cell) => cell || null)),
  )

test('the till of one’s own: a percentage off each line, and the shops read off the rows', async () => {
  const { rows, file } = await stage(
    table(
      'Số HĐ;Ngày giờ;Cửa hàng;Mã SP;SL;Đơn giá;CK %;Tình trạng',
      'H1;03/11/2026 09:15;Lò Đúc;A;2;100.000;10;Xong',
      'H1;03/11/2026 09:15;Lò Đúc;B;1,5;20.000;0;Xong',
      'H2;04/11/2026 10:00;Láng Hạ;A;1;100.000;5;Huỷ',
      'Tổng cộng;;;;4,5;;;',
    ),
    worked[0]!,
  )
  const lines = await rows('order_line')
  // 2 × 100,000 × 10 % = 20,000
  expect(
    lines.map((row) => [
      row['order_id'],
      row['line_no'],
      row['placed_at'],
      row['status'],
      row['quantity'],
      row['line_discount'],
    ]),
  ).toEqual([
    ['H1', '1', '2026-11-03T09:15:00', 'completed', 2, 20_000],
    ['H1', '2', '2026-11-03T09:15:00', 'completed', 1.5, 0],
    ['H2', '1', '2026-11-04T10:00:00', 'cancelled', 1, 5_000],
  ])
  expect((await rows('location')).map((row) => row['location_id']).sort()).toEqual(['Láng Hạ', 'Lò Đúc'])
  expect(file.counts).toEqual({ rows_read: 4, rejected: 0, skipped: 1 })
})

test('attempts: a row that says 3 is three calls', async () => {
  const { rows } = await stage(
    table('Mã KH;Lần gọi;Ngày;Nhân viên;Nghe máy', 'K1;3;3/11/2026;An;có', 'K2;1;4/11/2026;An;không'),
    worked[1]!,
  )
  expect((await rows('activity')).map((row) => [row['activity_id'], row['contact_id'], row['reached']]).sort()).toEqual(
    [
      ['K1-3/11/2026-1', 'K1', true],
      ['K1-3/11/2026-2', 'K1', true],
      ['K1-3/11/2026-3', 'K1', true],
      ['K2-4/11/2026-1', 'K2', false],
    ],
  )
})

test('ad costs: the code in a campaign’s name is its team, subtotals are left out', async () => {
  const { rows } = await stage(
    table(
      'Tên chiến dịch;Ngày;Số tiền đã chi tiêu (VND)',
      '[BU2] Nồi;2026-11-03;180000',
      'LONG_Nồi;2026-11-03;120000',
      'All;2026-11-03;300000',
    ),
    worked[2]!,
  )
  expect((await rows('spend')).map((row) => [row['spend_id'], row['team'], row['method'], row['amount']])).toEqual([
    ['meta:2026-11-03:[BU2] Nồi', 'BU2', null, 180_000],
    ['meta:2026-11-03:LONG_Nồi', 'Chung', 'telesales', 120_000],
  ])
})
