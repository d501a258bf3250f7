import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Condition, Derivation, Mapping } from '#core/mapping.ts'
import { onlineLocation } from '#core/sales-channels.ts'
import type { Source } from '#core/source.ts'

const names = {
  order: ['Order ID'],
  status: ['Order Status'],
  created_at: ['Created Time'],
  delivered_at: ['Delivered Time'],
  cancelled_at: ['Cancelled Time', 'Canceled Time'],
  sku: ['SKU ID'],
  seller_sku: ['Seller SKU'],
  product_name: ['Product Name'],
  category: ['Product Category'],
  quantity: ['Quantity'],
  returned: ['Sku Quantity of return'],
  unit_price: ['SKU Unit Original Price'],
  before_discount: ['SKU Subtotal Before Discount'],
  seller_discount: ['SKU Seller Discount'],
  buyer: ['Buyer Username'],
  province: ['Province'],
} as const

const signature = [
  names.order,
  names.status,
  names.created_at,
  names.quantity,
  names.before_discount,
  names.seller_discount,
]

const statuses = {
  Unpaid: 'placed',
  'On hold': 'placed',
  'To ship': 'confirmed',
  'Awaiting shipment': 'confirmed',
  'Awaiting collection': 'confirmed',
  Shipped: 'shipped',
  'In transit': 'shipped',
  Delivered: 'completed',
  Completed: 'completed',
  Canceled: 'cancelled',
  Cancelled: 'cancelled',
  'Chưa thanh toán': 'placed',
  'Cần gửi': 'confirmed',
  'Chờ vận chuyển': 'confirmed',
  'Đã vận chuyển': 'shipped',
  'Đang vận chuyển': 'shipped',
  'Đã giao': 'completed',
  'Đã hoàn tất': 'completed',
  'Hoàn tất': 'completed',
  'Đã hủy': 'cancelled',
  'Đã huỷ': 'cancelled',
}

/** Orders of a TikTok Shop, one row per SKU of an order. */
export const tiktokShopOrders: Source = {
  slug: 'tiktok-shop-orders',
  name: { vi: 'TikTok Shop: đơn hàng', en: 'TikTok Shop: orders' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [order, quantity, before, sellerDiscount] = [c.order!, c.quantity!, c.before_discount!, c.seller_discount!]
    const created = head.headers.indexOf(c.created_at!)
    // Only shops of the United States write the hour with AM or PM, and they write the month first.
    const monthFirst = head.sample.some((row) => /\d\s*[ap]m\b/i.test(row[created] ?? ''))
    const formats = { date_order: monthFirst ? 'mdy' : 'dmy' } as const
    const skip: readonly Condition[] = [
      { column: order, empty: true },
      // The row under the header explains the columns in words.
      { column: order, matches: '\\S\\s+\\S+\\s+\\S' },
    ]
    const skus = [c.seller_sku, c.sku, c.product_name].filter((column) => column !== undefined)
    const product: Readonly<Record<string, Derivation>> = skus.length ? { product_id: { first_of: skus } } : {}
    const customer: Readonly<Record<string, Derivation>> = c.buyer
      ? { customer_id: { template: `tiktok:{${c.buyer}}` } }
      : {}
    const lines: Mapping = {
      entity: 'order_line',
      columns: pickColumns({
        order_id: order,
        placed_at: c.created_at,
        completed_at: c.delivered_at,
        status: c.status,
        product_name: c.product_name,
        category: c.category,
        quantity,
        unit_price: c.unit_price,
        gross_amount: before,
        line_discount: sellerDiscount,
        province: c.province,
      }),
      constants: { location_id: 'tiktok_shop' },
      derive: { line_no: { row_number_in: order }, ...product, ...customer },
      values: { status: statuses },
      skip_when: skip,
      formats,
    }
    return {
      mappings: [
        lines,
        onlineLocation('tiktok_shop'),
        ...(skus.length
          ? [
              {
                entity: 'product',
                columns: pickColumns({ name: c.product_name ?? c.seller_sku ?? c.sku, category: c.category }),
                derive: product,
                skip_when: skip,
                distinct: true,
              } as const,
            ]
          : []),
        ...(c.buyer
          ? [
              {
                entity: 'customer',
                columns: pickColumns({ province: c.province }),
                derive: customer,
                skip_when: [...skip, { column: c.buyer, empty: true }],
                distinct: true,
              } as const,
            ]
          : []),
        ...(c.returned
          ? [
              {
                entity: 'return_line',
                columns: { return_id: order, order_id: order, quantity: c.returned },
                constants: { location_id: 'tiktok_shop' },
                derive: {
                  line_no: { row_number_in: order },
                  returned_at: {
                    first_of: [c.cancelled_at, c.delivered_at, c.created_at].filter((column) => column !== undefined),
                  },
                  ...product,
                  ...customer,
                  amount: {
                    divide: [{ product: [c.returned, { subtract: [before, { sum: [sellerDiscount, 0] }] }] }, quantity],
                  },
                },
                skip_when: [
                  ...skip,
                  { column: c.returned, empty: true },
                  { column: c.returned, matches: '^0+([.,]0+)?$' },
                  // Goods back from an order that was never counted as sold would be taken off twice.
                  { column: c.status!, matches: '(?i)^(cancel|đã h(ủy|uỷ))' },
                ],
                formats,
              } as const,
            ]
          : []),
      ],
      checks: [
        {
          name: 'before_discount',
          label: {
            vi: 'SKU Subtotal Before Discount của tệp = đã nhập',
            en: 'SKU Subtotal Before Discount of the file = loaded',
          },
          expected: { sum: before },
          actual: { loaded: 'gross_amount' },
        },
        {
          name: 'seller_discount',
          label: { vi: 'SKU Seller Discount của tệp = đã nhập', en: 'SKU Seller Discount of the file = loaded' },
          expected: { sum: sellerDiscount },
          actual: { loaded: 'line_discount' },
        },
        ...(c.unit_price
          ? [
              {
                name: 'unit_prices',
                label: {
                  vi: 'Giá × Quantity = SKU Subtotal Before Discount',
                  en: 'Price × quantity = SKU Subtotal Before Discount',
                },
                expected: { sum: before },
                actual: { sum_product: [c.unit_price, quantity] },
              } as const,
            ]
          : []),
      ],
    }
  },
}
