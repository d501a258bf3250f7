import type { Cell } from '#core/warehouse.ts'

type Row = Readonly<Record<string, Cell>>

const seen = (competitor: string, product_id: string, on: string, price: number, rest: Row = {}): Row => ({
  competitor,
  product_id,
  seen_at: `${on}T09:00:00`,
  price,
  availability: 'in',
  observed_by: 'file',
  ...rest,
})

const sale = (order_id: string, on: string, product_id: string, quantity: number, unit_price: number): Row => ({
  order_id,
  line_no: '1',
  placed_at: `${on}T10:00:00`,
  status: 'completed',
  location_id: 'S1',
  product_id,
  quantity,
  unit_price,
})

/** Four products watched at three rivals, one sold but not watched, as they stand on 18 November 2026. */
export const smallMarket: {
  readonly product: readonly Row[]
  readonly price_observation: readonly Row[]
  readonly order_line: readonly Row[]
} = {
  product: [
    { product_id: 'P1', name: 'Nồi', category: 'bếp', brand: 'X', list_price: 100 },
    { product_id: 'P2', name: 'Chảo', category: 'bếp', brand: 'Y', list_price: 50 },
    { product_id: 'P3', name: 'Ly', category: 'bàn', brand: 'Y' },
    { product_id: 'P4', name: 'Tủ', category: 'bàn', brand: 'X', list_price: 200 },
    { product_id: 'P5', name: 'Khăn', category: 'bàn', brand: 'X', list_price: 10 },
  ],
  price_observation: [
    seen('A', 'P1', '2026-11-01', 90),
    seen('A', 'P1', '2026-11-16', 110),
    seen('B', 'P1', '2026-11-12', 120, { observed_by: 'typed' }),
    seen('C', 'P1', '2026-11-05', 95, { availability: 'out' }),
    seen('A', 'P2', '2026-11-01', 50, { availability: 'unknown' }),
    seen('B', 'P2', '2026-11-10', 60, { list_price: 70, observed_by: 'typed' }),
    seen('C', 'P2', '2026-10-15', 45),
    seen('C', 'P2', '2026-11-17', 40),
    seen('A', 'P3', '2026-10-01', 33),
    seen('A', 'P4', '2026-11-11', 180, { availability: 'out' }),
    // the same day again: the later sighting counts
    { ...seen('Own', 'P2', '2026-11-10', 60), seen_at: '2026-11-10T08:00:00' },
    { ...seen('own', 'P2', '2026-11-10', 55), seen_at: '2026-11-10T17:00:00' },
  ],
  order_line: [
    // 90 days up to 18 November begin on 21 August
    sale('O1', '2026-08-20', 'P2', 3, 50),
    sale('O2', '2026-10-01', 'P1', 10, 100),
    sale('O3', '2026-09-15', 'P3', 2, 28),
    sale('O4', '2026-11-02', 'P3', 2, 30),
    sale('O5', '2026-11-03', 'P5', 5, 10),
  ],
}
