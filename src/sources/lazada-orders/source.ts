import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Derivation } from '#core/mapping.ts'
import { onlineLocation } from '#core/sales-channels.ts'
import type { Source } from '#core/source.ts'

const names = {
  item: ['orderItemId'],
  order: ['orderNumber'],
  created_at: ['createTime'],
  delivered_at: ['deliveredDate'],
  updated_at: ['updateTime'],
  status: ['status'],
  seller_sku: ['sellerSku'],
  lazada_sku: ['lazadaSku'],
  item_name: ['itemName'],
  unit_price: ['unitPrice'],
  seller_discount: ['sellerDiscountTotal'],
  refund: ['refundAmount'],
  address3: ['shippingAddress3'],
  region: ['shippingRegion'],
  city: ['shippingCity'],
} as const

const signature = [names.item, names.order, names.created_at, names.unit_price, names.item_name]
const formats = { date_order: 'dmy' } as const

const statuses = {
  unpaid: 'placed',
  pending: 'placed',
  topack: 'confirmed',
  packed: 'confirmed',
  repacked: 'confirmed',
  toship: 'confirmed',
  ready_to_ship: 'confirmed',
  ready_to_ship_pending: 'confirmed',
  shipping: 'shipped',
  shipped: 'shipped',
  'In Transit*': 'shipped',
  delivered: 'completed',
  confirmed: 'completed',
  completed: 'completed',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  failed: 'cancelled',
  failed_delivery: 'cancelled',
  'Delivery failed': 'cancelled',
  'Package scrapped': 'cancelled',
  'Lost by 3PL': 'cancelled',
  lost_by_3pl: 'cancelled',
  damaged_by_3pl: 'cancelled',
  shipped_back: 'cancelled',
  shipped_back_success: 'cancelled',
  shipped_back_failed: 'cancelled',
  'In Transit: Returning to seller': 'cancelled',
  returned: 'returned',
  'Package Returned': 'returned',
}

/** Orders of a Lazada shop: one row is one unit. */
export const lazadaOrders: Source = {
  slug: 'lazada-orders',
  name: { vi: 'Lazada: đơn hàng', en: 'Lazada: orders' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [item, order, price] = [c.item!, c.order!, c.unit_price!]
    const skip = [{ column: order, empty: true }]
    const skus = [c.seller_sku, c.lazada_sku, c.item_name].filter((column) => column !== undefined)
    const product: Derivation = { first_of: skus }
    const areas = [c.address3, c.region, c.city].filter((column) => column !== undefined)
    return {
      mappings: [
        {
          entity: 'order_line',
          columns: pickColumns({
            order_id: order,
            line_no: item,
            placed_at: c.created_at,
            completed_at: c.delivered_at,
            status: c.status,
            product_name: c.item_name,
            unit_price: price,
          }),
          constants: { location_id: 'lazada', quantity: 1 },
          derive: {
            product_id: product,
            // Exports differ in the sign of a discount.
            ...(c.seller_discount ? { line_discount: { absolute: c.seller_discount } } : {}),
            ...(areas.length ? { province: { first_of: areas } } : {}),
          },
          values: { status: statuses },
          skip_when: skip,
          formats,
        },
        onlineLocation('lazada'),
        {
          entity: 'product',
          columns: pickColumns({ name: c.item_name }),
          derive: { product_id: product },
          skip_when: skip,
          distinct: true,
        },
        ...(c.refund
          ? [
              {
                entity: 'return_line',
                columns: { return_id: order, line_no: item, order_id: order },
                constants: { location_id: 'lazada', quantity: 1 },
                derive: {
                  product_id: product,
                  returned_at: {
                    first_of: [c.updated_at, c.delivered_at, c.created_at].filter((column) => column !== undefined),
                  },
                  amount: { absolute: c.refund },
                },
                skip_when: [
                  ...skip,
                  { column: c.refund, empty: true },
                  { column: c.refund, matches: '^-?0+([.,]0+)?$' },
                  // Only a unit that was counted as sold can be taken off.
                  ...(c.status
                    ? [{ column: c.status, matches: '(?i)^(delivered|confirmed|completed)$', not: true } as const]
                    : []),
                ],
                formats,
              } as const,
            ]
          : []),
      ],
      checks: [
        {
          name: 'unit_prices',
          label: { vi: 'Tổng unitPrice của tệp = đã nhập', en: 'Sum of unitPrice of the file = loaded' },
          expected: { sum: price },
          actual: { loaded: 'unit_price' },
        },
      ],
    }
  },
}
