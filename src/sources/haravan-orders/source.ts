import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Condition, Derivation, Mapping } from '#core/mapping.ts'
import { channelIds, channelValues } from '#core/sales-channels.ts'
import type { Source } from '#core/source.ts'

const names = {
  id: ['Id'],
  order: ['Mã đơn hàng'],
  marketplace_order: ['Mã đơn hàng sàn', 'Mã đơn sàn'],
  placed_at: ['Ngày đặt hàng'],
  paid_at: ['Thời gian thanh toán'],
  delivered_at: ['Thời gian giao hàng'],
  channel: ['Kênh bán hàng'],
  cancelled: ['Trạng thái hủy', 'Trạng thái huỷ'],
  product: ['Mã sản phẩm'],
  product_name: ['Tên sản phẩm'],
  quantity: ['Số lượng sản phẩm'],
  price: ['Giá sản phẩm'],
  discount: ['Số tiền giảm'],
  total: ['Tổng cộng'],
  province: ['Tỉnh thành giao hàng', 'Tỉnh/Thành phố', 'Tỉnh thành'],
} as const

const signature = [names.order, names.placed_at, names.channel, names.quantity, names.price]
const formats = { date_order: 'dmy' } as const
const draft = 'haravan_draft_order'
const places = { ...channelIds, haravan: 'web' }

/** Haravan's order export: one row per item, several sales channels in one file. */
export const haravanOrders: Source = {
  slug: 'haravan-orders',
  name: { vi: 'Haravan: đơn hàng', en: 'Haravan: orders' },
  signature,
  gathers: true,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [order, quantity, price, channel] = [c.order!, c.quantity!, c.price!, c.channel!]
    const skip: readonly Condition[] = [{ column: order, empty: true }]
    const fill = {
      per: order,
      columns: [
        c.placed_at,
        c.paid_at,
        c.delivered_at,
        channel,
        c.cancelled,
        c.discount,
        c.total,
        c.marketplace_order,
        c.province,
      ].filter((column) => column !== undefined),
    }
    const skus = [c.product, c.product_name].filter((column) => column !== undefined)
    const product: Readonly<Record<string, Derivation>> = skus.length ? { product_id: { first_of: skus } } : {}
    const settled = [c.paid_at, c.delivered_at].filter((column) => column !== undefined)
    const lines: Mapping = {
      entity: 'order_line',
      columns: pickColumns({
        placed_at: c.placed_at,
        location_id: channel,
        product_name: c.product_name,
        quantity,
        unit_price: price,
        order_discount: c.discount,
        province: c.province,
      }),
      derive: {
        order_id: { first_of: [...(c.marketplace_order ? [c.marketplace_order] : []), order] },
        line_no: { row_number_in: order },
        gross_amount: { product: [quantity, price] },
        status: {
          when: [
            ...(c.cancelled
              ? [{ all: [{ column: c.cancelled, matches: '(?i)^(yes|có|true)' }], value: 'cancelled' }]
              : []),
            // Neither paid nor delivered, where the file has both columns: an order, not yet a sale.
            ...(settled.length === 2
              ? [{ all: settled.map((column) => ({ column, empty: true })), value: 'placed' }]
              : []),
          ],
          otherwise: 'completed',
        },
        ...product,
      },
      constants: { location_id: 'haravan' },
      values: { location_id: places },
      fill,
      skip_when: skip,
      formats,
    }
    return {
      mappings: [
        lines,
        {
          entity: 'location',
          columns: { location_id: channel, name: channel, kind: channel, channel },
          constants: { location_id: 'haravan', name: 'Haravan', kind: 'online' },
          values: {
            location_id: places,
            name: {
              ...channelValues((place) => place.name),
              haravan: 'Web',
              pos: 'POS',
              [draft]: 'Haravan draft orders',
            },
            kind: { pos: 'store', [draft]: 'store', '*': 'online' },
            channel: { ...channelValues((place) => place.name), haravan: 'Web', pos: '', [draft]: '' },
          },
          fill,
          skip_when: skip,
          distinct: true,
        },
        ...(skus.length
          ? [
              {
                entity: 'product',
                columns: pickColumns({ name: c.product_name ?? c.product }),
                derive: product,
                skip_when: skip,
                distinct: true,
              } as const,
            ]
          : []),
      ],
      checks: [
        {
          name: 'goods',
          label: { vi: 'Giá × số lượng của tệp = đã nhập', en: 'Price × quantity of the file = loaded' },
          expected: { sum_product: [price, quantity] },
          actual: { loaded: 'gross_amount' },
        },
      ],
    }
  },
}
