import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Condition, Derivation, Mapping, Operand } from '#core/mapping.ts'
import { onlineLocation } from '#core/sales-channels.ts'
import type { Source } from '#core/source.ts'
import { statuses } from './statuses.ts'

const names = {
  order: ['Mã đơn hàng', 'Order ID'],
  placed_at: ['Ngày đặt hàng', 'Thời gian tạo đơn hàng', 'Order Creation Date'],
  completed_at: ['Thời gian hoàn thành đơn hàng', 'Order Complete Time'],
  status: ['Trạng Thái Đơn Hàng', 'Order Status'],
  return_status: ['Trạng thái Trả hàng/Hoàn tiền', 'Return / Refund Status'],
  variation_sku: ['SKU phân loại hàng', 'SKU Reference No.'],
  parent_sku: ['SKU sản phẩm', 'Parent SKU Reference No.'],
  product_name: ['Tên sản phẩm', 'Product Name'],
  variation: ['Tên phân loại hàng', 'Variation Name'],
  original_price: ['Giá gốc', 'Original Price'],
  deal_price: ['Giá ưu đãi', 'Deal Price'],
  seller_rebate_line: ['Tổng số tiền được người bán trợ giá', 'Total seller rebate'],
  shopee_rebate: ['Được Shopee trợ giá', 'Shopee Rebate'],
  quantity: ['Số lượng', 'Quantity'],
  returned: ['Số lượng sản phẩm được hoàn trả', 'Returned quantity'],
  seller_voucher: ['Mã giảm giá của Shop', 'Seller Voucher', 'Shop Voucher'],
  seller_bundle: ['Giảm giá từ Combo của Shop', 'Seller Bundle Discount'],
  buyer: ['Người Mua', 'Username (Buyer)'],
  province: ['Tỉnh/Thành phố', 'Province'],
} as const

const signature = [names.order, names.placed_at, names.status, names.original_price, names.quantity, names.product_name]

const formats = { date_order: 'dmy' } as const

/** Orders of a Shopee shop, one row per item, in Vietnamese or English. */
export const shopeeOrders: Source = {
  slug: 'shopee-orders',
  name: { vi: 'Shopee: đơn hàng', en: 'Shopee: orders' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [order, quantity, original, deal] = [c.order!, c.quantity!, c.original_price!, c.deal_price]
    // A padding row below the last order has no order code.
    const padding: Condition = { column: order, empty: true }
    const gross: Derivation = { product: [quantity, original] }
    const belowOriginal: Operand = deal ? { product: [quantity, { subtract: [original, deal] }] } : 0
    const sellerPart: Operand = c.shopee_rebate
      ? { subtract: [belowOriginal, { product: [quantity, { sum: [c.shopee_rebate, 0] }] }] }
      : belowOriginal
    const lineDiscount: Derivation = {
      first_of: [...(c.seller_rebate_line ? [c.seller_rebate_line] : []), sellerPart],
    }
    const lineValue: Derivation = { subtract: [gross, lineDiscount] }
    const orderColumns = [c.seller_voucher, c.seller_bundle].filter((column) => column !== undefined)
    const orderDiscount: Derivation = { sum: [...orderColumns, 0] }
    const netOfOrder: Derivation = {
      subtract: [
        lineValue,
        { first_of: [{ divide: [{ product: [orderDiscount, lineValue] }, { sum_in: order, of: lineValue }] }, 0] },
      ],
    }
    const skus = [c.variation_sku, c.parent_sku, c.product_name].filter((column) => column !== undefined)
    const product: Derivation = { first_of: skus }
    const mappings: readonly Mapping[] = [
      {
        entity: 'order_line',
        columns: pickColumns({
          order_id: order,
          placed_at: c.placed_at,
          completed_at: c.completed_at,
          status: c.status,
          product_name: c.product_name,
          quantity,
          unit_price: original,
          province: c.province,
        }),
        constants: { location_id: 'shopee' },
        derive: {
          line_no: { row_number_in: order },
          product_id: product,
          gross_amount: gross,
          line_discount: lineDiscount,
          ...(orderColumns.length ? { order_discount: orderDiscount } : {}),
          ...(c.buyer ? { customer_id: { template: `shopee:{${c.buyer}}` } } : {}),
        },
        values: { status: statuses },
        skip_when: [padding],
        formats,
      },
      onlineLocation('shopee'),
      {
        entity: 'product',
        columns: pickColumns({ name: c.product_name }),
        derive: { product_id: product },
        skip_when: [padding],
        distinct: true,
      },
      ...(c.buyer
        ? [
            {
              entity: 'customer',
              columns: pickColumns({ province: c.province }),
              derive: { customer_id: { template: `shopee:{${c.buyer}}` } },
              skip_when: [padding, { column: c.buyer, empty: true }],
              distinct: true,
            } as const,
          ]
        : []),
      ...(c.returned
        ? [
            {
              entity: 'return_line',
              columns: { return_id: order, order_id: order, quantity: c.returned },
              constants: { location_id: 'shopee' },
              derive: {
                line_no: { row_number_in: order },
                returned_at: { first_of: [c.completed_at, c.placed_at].filter((column) => column !== undefined) },
                product_id: product,
                amount: { divide: [{ product: [c.returned, netOfOrder] }, quantity] },
                ...(c.buyer ? { customer_id: { template: `shopee:{${c.buyer}}` } } : {}),
              },
              skip_when: [
                padding,
                { column: c.returned, empty: true },
                { column: c.returned, matches: '^0+([.,]0+)?$' },
                // Goods back from an order that was never counted as sold would be taken off twice.
                { column: c.status!, matches: '(?i)^((đã|đơn) h(ủy|uỷ)|cancel|trả hàng|return)' },
              ],
              formats,
            } as const,
          ]
        : []),
    ]
    return {
      mappings,
      checks: [
        {
          name: 'goods_at_original_price',
          label: { vi: 'Giá gốc × Số lượng của tệp = đã nhập', en: 'Original price × quantity of the file = loaded' },
          expected: { sum_product: [original, quantity] },
          actual: { loaded: 'gross_amount' },
        },
        {
          name: 'units',
          label: { vi: 'Số lượng của tệp = đã nhập', en: 'Units of the file = loaded' },
          expected: { sum: quantity },
          actual: { loaded: 'quantity' },
        },
      ],
    }
  },
}
