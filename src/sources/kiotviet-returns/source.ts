import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Condition, Derivation, Mapping } from '#core/mapping.ts'
import type { Source } from '#core/source.ts'

const names = {
  return: ['Mã trả hàng'],
  invoice: ['Mã hóa đơn', 'Mã hoá đơn'],
  branch: ['Chi nhánh'],
  returned_at: ['Thời gian', 'Thời gian tạo', 'Ngày trả', 'Ngày trả hàng'],
  customer: ['Mã khách hàng'],
  goods_total: ['Tổng tiền hàng trả'],
  return_discount: ['Giảm giá phiếu trả'],
  status: ['Trạng thái'],
  product: ['Mã hàng'],
  quantity: ['Số lượng'],
  price: ['Giá nhập lại'],
} as const

const signature = [names.return, names.product, names.quantity, names.price]
const formats = { date_order: 'dmy' } as const

/** KiotViet's returns with one row per item taken back. */
export const kiotvietReturns: Source = {
  slug: 'kiotviet-returns',
  name: { vi: 'KiotViet: chi tiết trả hàng', en: 'KiotViet: return detail' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [slip, quantity, price] = [c.return!, c.quantity!, c.price!]
    const lineTotal: Derivation = { round: { product: [quantity, price] } }
    // What a slip's own discount takes off is shared over its lines by value.
    const discountShare: Derivation | null = c.return_discount
      ? {
          divide: [{ product: [{ sum: [c.return_discount] }, lineTotal] }, { sum_in: slip, of: lineTotal }],
        }
      : null
    // A slip of goods taken back for nothing has no value to share by.
    const worthless: Condition = { column: price, matches: '^0*([.,]0*)?$' }
    const cancelled = c.status ? [{ column: c.status, matches: '(?i)^đã hu?[ủỷ]y?$' }] : []
    const mappings: readonly Mapping[] = [
      {
        entity: 'return_line',
        columns: pickColumns({
          return_id: slip,
          returned_at: c.returned_at,
          order_id: c.invoice,
          location_id: c.branch,
          customer_id: c.customer,
          product_id: c.product,
          quantity,
        }),
        derive: {
          line_no: { row_number_in: slip },
          amount: discountShare
            ? { first_of: [{ subtract: [lineTotal, discountShare] }, { when: [{ all: [worthless], value: '0' }] }] }
            : lineTotal,
        },
        skip_when: [{ column: slip, empty: true }, ...cancelled],
        formats,
      },
      ...(c.branch
        ? [
            {
              entity: 'location',
              columns: { location_id: c.branch, name: c.branch },
              constants: { kind: 'store' },
              skip_when: [{ column: c.branch, empty: true }],
              distinct: true,
              formats,
            } as const,
          ]
        : []),
    ]
    return {
      mappings,
      checks: c.goods_total
        ? [
            {
              name: 'returned_goods',
              label: {
                vi: 'Tổng tiền hàng trả − giảm giá phiếu trả = đã nhập',
                en: 'Returned goods − slip discounts = loaded',
              },
              expected: {
                subtract: [
                  { sum_once_per: slip, column: c.goods_total },
                  { add: c.return_discount ? [{ sum_once_per: slip, column: c.return_discount }] : [] },
                ],
              },
              actual: { loaded: 'amount' },
            },
          ]
        : [],
      ...(c.returned_at ? {} : { refusal: { code: 'source.column_missing', params: { columns: names.returned_at } } }),
    }
  },
}
