import { wholeOrderLine } from '#core/entity.ts'
import { findHeader, findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Mapping } from '#core/mapping.ts'
import type { Source } from '#core/source.ts'

const names = {
  order: ['Mã hóa đơn', 'Mã hoá đơn'],
  branch: ['Chi nhánh'],
  sold_at: ['Thời gian', 'Thời gian tạo'],
  customer: ['Mã khách hàng'],
  customer_name: ['Tên khách hàng'],
  phone: ['Điện thoại'],
  rep: ['Người bán'],
  goods_total: ['Tổng tiền hàng'],
  order_discount: ['Giảm giá hóa đơn', 'Giảm giá hoá đơn'],
  vat: ['VAT'],
  other_income: ['Thu khác'],
  due: ['Khách cần trả'],
  status: ['Trạng thái'],
} as const

const signature = [names.order, names.branch, names.sold_at, names.goods_total]
const lineColumns = ['Mã hàng']
const formats = { date_order: 'dmy' } as const

const statuses = {
  'Hoàn thành': 'completed',
  'Đang xử lý': 'confirmed',
  'Đang giao hàng': 'shipped',
  'Phiếu tạm': 'placed',
  'Không giao được': 'cancelled',
  'Đã hủy': 'cancelled',
  'Đã huỷ': 'cancelled',
}

/**
 * KiotViet's list of invoices: totals without items. Each invoice is one order row that gives way to its lines
 * wherever those are known.
 */
export const kiotvietInvoices: Source = {
  slug: 'kiotviet-invoices',
  name: { vi: 'KiotViet: danh sách hóa đơn', en: 'KiotViet: invoice list' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature) || findHeader(head, lineColumns)) return null
    const c = findHeaders(head, names)
    const [order, branch, goods] = [c.order!, c.branch!, c.goods_total!]
    const distinct = (mapping: Omit<Mapping, 'distinct' | 'formats'>): Mapping => ({
      ...mapping,
      distinct: true,
      formats,
    })
    return {
      mappings: [
        {
          entity: 'order_line',
          columns: pickColumns({
            order_id: order,
            placed_at: c.sold_at,
            status: c.status,
            location_id: branch,
            customer_id: c.customer,
            rep: c.rep,
            gross_amount: goods,
            order_discount: c.order_discount,
          }),
          constants: { line_no: wholeOrderLine, quantity: 1 },
          values: { status: statuses },
          skip_when: [{ column: order, empty: true }],
          formats,
        },
        distinct({
          entity: 'location',
          columns: { location_id: branch, name: branch },
          constants: { kind: 'store' },
          skip_when: [{ column: branch, empty: true }],
        }),
        ...(c.customer
          ? [
              distinct({
                entity: 'customer',
                columns: pickColumns({ customer_id: c.customer, name: c.customer_name, phone: c.phone }),
                skip_when: [{ column: c.customer, empty: true }],
              }),
            ]
          : []),
        ...(c.rep
          ? [
              distinct({
                entity: 'rep',
                columns: { rep_id: c.rep, name: c.rep },
                skip_when: [{ column: c.rep, empty: true }],
              }),
            ]
          : []),
      ],
      checks: [
        {
          name: 'goods_loaded',
          label: { vi: 'Tổng tiền hàng của tệp = đã nhập', en: 'Goods totals of the file = loaded' },
          expected: { sum: goods },
          actual: { loaded: 'gross_amount' },
        },
        ...(c.due
          ? [
              {
                name: 'amount_due',
                label: {
                  vi: 'Khách cần trả = Tổng tiền hàng − Giảm giá hóa đơn + VAT + Thu khác',
                  en: 'Amount due = goods − invoice discount + VAT + other income',
                },
                expected: { sum: c.due },
                actual: {
                  subtract: [
                    { add: [goods, c.vat, c.other_income].flatMap((column) => (column ? [{ sum: column }] : [])) },
                    { add: c.order_discount ? [{ sum: c.order_discount }] : [] },
                  ],
                },
              } as const,
            ]
          : []),
      ],
    }
  },
}
