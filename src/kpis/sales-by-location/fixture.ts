import type { Cell } from '#core/warehouse.ts'

type Rows = readonly Readonly<Record<string, Cell>>[]

const line = (
  order_id: string,
  line_no: string,
  at: string,
  location_id: string,
  product_id: string,
  quantity: number,
  unit_price: number,
  rest: Readonly<Record<string, Cell>> = {},
): Readonly<Record<string, Cell>> => ({
  order_id,
  line_no,
  placed_at: at,
  status: 'completed',
  location_id,
  product_id,
  quantity,
  unit_price,
  ...rest,
})

/** A week of a chain small enough to work out with a pencil: 2–8 November 2026, and one week of the year before. */
export const smallChain: {
  readonly location: Rows
  readonly rep: Rows
  readonly product: Rows
  readonly order_line: Rows
  readonly return_line: Rows
  readonly footfall: Rows
} = {
  location: [
    {
      location_id: 'S1',
      name: 'Quận 1',
      kind: 'store',
      province: '79',
      province_old: '79',
      area_m2: 100,
      headcount: 4,
      opened_on: '2024-01-01',
    },
    {
      location_id: 'S2',
      name: 'Cầu Giấy',
      kind: 'store',
      province: '01',
      province_old: '01',
      area_m2: 50,
      opened_on: '2026-06-01',
    },
    { location_id: 'W', name: 'Shopee', kind: 'online', channel: 'shopee' },
  ],
  rep: [
    { rep_id: 'R2', location_id: 'S2' },
    { rep_id: 'R3', location_id: 'S2', started_on: '2026-10-01' },
    { rep_id: 'R4', location_id: 'S2', left_on: '2026-10-31' },
  ],
  product: [
    { product_id: 'P1', name: 'Nồi', category: 'A', brand: 'X', product_line: 'bếp', unit_cost: 60 },
    { product_id: 'P2', name: 'Chảo', category: 'B', brand: 'Y', product_line: 'bếp' },
  ],
  order_line: [
    line('Y1', '1', '2025-11-04T10:00:00', 'S1', 'P2', 1, 100),
    line('Y2', '1', '2025-11-05T10:00:00', 'W', 'P2', 1, 500),
    // 180 and 120 after the line's discount share the order's 30 as 18 and 12.
    line('O1', '1', '2026-11-02T09:15:00', 'S1', 'P1', 2, 100, {
      customer_id: 'C1',
      rep: 'R1',
      line_discount: 20,
      order_discount: 30,
    }),
    line('O1', '2', '2026-11-02T09:15:00', 'S1', 'P2', 1, 120, { customer_id: 'C1', rep: 'R1', order_discount: 30 }),
    line('O2', '1', '2026-11-03T20:00:00', 'W', 'P1', 1, 100, {
      completed_at: '2026-11-05T08:00:00',
      customer_id: 'C1',
      province: '48',
      unit_cost: 70,
      tax: 10,
      shipping: 15,
    }),
    line('O3', '1', '2026-11-04T11:00:00', 'S2', 'P1', 3, 90, { customer_id: 'C2', rep: 'R2' }),
    line('O4', '1', '2026-11-04T11:30:00', 'S1', 'P1', 1, 100, {
      status: 'cancelled',
      completed_at: '2026-11-04T12:00:00',
    }),
    line('O5', '1', '2026-11-04T12:00:00', 'W', 'P2', 1, 200, { status: 'shipped', line_discount: 50 }),
    line('O6', '1', '2026-11-04T13:00:00', 'S1', 'P1', 1, 100, {
      status: 'returned',
      completed_at: '2026-11-04T13:00:00',
    }),
    line('O7', '1', '2026-11-05T14:00:00', 'W', 'P2', 1, 80, { status: 'returned' }),
    line('K1', '1', '2026-11-06T15:00:00', 'S2', 'P1', -1, 90),
  ],
  return_line: [
    {
      return_id: 'T1',
      line_no: '1',
      returned_at: '2026-11-06T10:00:00',
      order_id: 'O1',
      product_id: 'P2',
      quantity: 1,
      amount: 100,
    },
    {
      return_id: 'T2',
      line_no: '1',
      returned_at: '2026-11-06T10:00:00',
      order_id: 'O5',
      product_id: 'P2',
      quantity: 1,
      amount: 150,
    },
  ],
  footfall: [
    { location_id: 'S1', on: '2026-11-02', visitors: 50 },
    { location_id: 'S1', on: '2026-11-04', visitors: 30 },
    { location_id: 'S2', on: '2026-11-04', visitors: 20 },
  ],
}
