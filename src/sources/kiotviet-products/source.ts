import { findHeader, findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Source } from '#core/source.ts'

const names = {
  product: ['Mã hàng'],
  name: ['Tên hàng'],
  group: ['Nhóm hàng(3 Cấp)', 'Nhóm hàng (3 Cấp)', 'Nhóm hàng'],
  brand: ['Thương hiệu'],
  price: ['Giá bán'],
  cost: ['Giá vốn'],
  stock: ['Tồn kho'],
} as const

const signature = [names.product, names.name, names.group, names.price]

/** KiotViet's product list: prices, cost and stock as of the export. */
export const kiotvietProducts: Source = {
  slug: 'kiotviet-products',
  name: { vi: 'KiotViet: danh sách hàng hóa', en: 'KiotViet: product list' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature) || findHeader(head, ['Mã hóa đơn', 'Mã trả hàng'])) return null
    const c = findHeaders(head, names)
    return {
      mappings: [
        {
          entity: 'product',
          columns: pickColumns({
            product_id: c.product,
            name: c.name,
            category: c.group,
            brand: c.brand,
            unit_cost: c.cost,
            list_price: c.price,
            stock_on_hand: c.stock,
          }),
          skip_when: [{ column: c.product!, empty: true }],
        },
      ],
      checks: c.stock
        ? [
            {
              name: 'stock',
              label: { vi: 'Tổng tồn kho của tệp = đã nhập', en: 'Stock of the file = loaded' },
              expected: { sum: c.stock },
              actual: { loaded: 'stock_on_hand' },
            },
          ]
        : [],
    }
  },
}
