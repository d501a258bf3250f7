import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/kiotviet-products/sample.csv'

test('goods come with price, cost and stock as of the export', async () => {
  const file = await open(sample)
  expect(file.source).toBe('kiotviet-products')
  expect(
    await file.rows('product', 'product_id', 'name', 'category', 'brand', 'unit_cost', 'list_price', 'stock_on_hand'),
  ).toEqual([
    ['NOI24', 'Nồi inox 24 cm', 'Đồ bếp>>Nồi', 'Bếp Xanh', 290_000, 450_000, 36],
    ['CHAO28', 'Chảo chống dính 28 cm', 'Đồ bếp>>Chảo', 'Bếp Xanh', 205_000.5, 330_000, 12],
    ['DAYDIEN', 'Dây điện (mét)', 'Điện', null, 9_000, 16_667, 80.5],
  ])
  // 36 + 12 + 80.5
  expect(file.checks).toEqual({ stock: true })
})
