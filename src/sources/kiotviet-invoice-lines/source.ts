import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Derivation, Mapping, Operand } from '#core/mapping.ts'
import type { Aggregate, CheckRule, Source } from '#core/source.ts'

const names = {
  order: ['Mã hóa đơn', 'Mã hoá đơn'],
  branch: ['Chi nhánh'],
  sold_at: ['Thời gian', 'Thời gian tạo'],
  customer: ['Mã khách hàng'],
  customer_name: ['Tên khách hàng'],
  email: ['Email'],
  phone: ['Điện thoại'],
  customer_area: ['Khu vực (Khách hàng)'],
  receiver_area: ['Khu vực (Người nhận)'],
  rep: ['Người bán'],
  goods_total: ['Tổng tiền hàng'],
  order_discount: ['Giảm giá hóa đơn', 'Giảm giá hoá đơn'],
  vat: ['VAT'],
  other_income: ['Thu khác'],
  due: ['Khách cần trả'],
  paid: ['Khách đã trả'],
  cash: ['Tiền mặt'],
  card: ['Thẻ'],
  wallet: ['Ví'],
  transfer: ['Chuyển khoản'],
  points: ['Điểm'],
  voucher: ['Voucher'],
  status: ['Trạng thái'],
  delivery: ['Trạng thái giao hàng'],
  product: ['Mã hàng'],
  product_name: ['Tên hàng'],
  brand: ['Thương hiệu'],
  quantity: ['Số lượng'],
  unit_price: ['Đơn giá'],
  unit_discount: ['Giảm giá'],
  sale_price: ['Giá bán'],
  line_total: ['Thành tiền'],
} as const

const signature = [names.order, names.branch, names.sold_at, names.product, names.quantity, names.unit_price]
const formats = { date_order: 'dmy' } as const

/** What the invoice's own state means; an invoice still being handled is shipped once a carrier has it. */
const statuses = {
  'Hoàn thành': 'completed',
  'Đang xử lý': 'confirmed',
  'Đang giao hàng': 'shipped',
  'Phiếu tạm': 'placed',
  'Không giao được': 'cancelled',
  'Đã hủy': 'cancelled',
  'Đã huỷ': 'cancelled',
}

const withCarrier = '(?i)^(đang giao hàng|đã lấy hàng|chờ giao lại|giao thành công)'

const total = (columns: readonly (string | undefined)[], per: string): Aggregate => ({
  add: columns.filter((column) => column !== undefined).map((column) => ({ sum_once_per: per, column })),
})

/** Lists of a shop's invoices with one row per item, as KiotViet exports them. */
export const kiotvietInvoiceLines: Source = {
  slug: 'kiotviet-invoice-lines',
  name: { vi: 'KiotViet: chi tiết hóa đơn', en: 'KiotViet: invoice detail' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [order, branch, quantity, price] = [c.order!, c.branch!, c.quantity!, c.unit_price!]
    const gross: Derivation = { product: [quantity, price] }
    const discounts: readonly Operand[] = [
      ...(c.line_total ? [{ subtract: [gross, c.line_total] } as const] : []),
      ...(c.sale_price ? [{ product: [quantity, { subtract: [price, c.sale_price] }] } as const] : []),
      ...(c.unit_discount ? [{ product: [quantity, c.unit_discount] } as const] : []),
    ]
    const areas = [c.receiver_area, c.customer_area].filter((area) => area !== undefined)
    const lines: Mapping = {
      entity: 'order_line',
      columns: pickColumns({
        order_id: order,
        placed_at: c.sold_at,
        status: c.status,
        location_id: branch,
        customer_id: c.customer,
        rep: c.rep,
        product_id: c.product,
        product_name: c.product_name,
        quantity,
        unit_price: price,
        order_discount: c.order_discount,
      }),
      derive: {
        line_no: { row_number_in: order },
        gross_amount: gross,
        ...(discounts.length ? { line_discount: { first_of: discounts } } : {}),
        ...(areas.length ? { province: { first_of: areas } } : {}),
        ...(c.status && c.delivery
          ? {
              status: {
                first_of: [
                  {
                    when: [
                      {
                        all: [
                          { column: c.status, equals: 'Đang xử lý' },
                          { column: c.delivery, matches: withCarrier },
                        ],
                        value: 'shipped',
                      },
                    ],
                  },
                  c.status,
                ],
              },
            }
          : {}),
      },
      values: { status: statuses },
      skip_when: [{ column: order, empty: true }],
      formats,
    }
    const distinct = (mapping: Omit<Mapping, 'distinct' | 'formats'>): Mapping => ({
      ...mapping,
      distinct: true,
      formats,
    })
    return {
      mappings: [
        lines,
        distinct({
          entity: 'location',
          columns: { location_id: branch, name: branch },
          constants: { kind: 'store' },
          skip_when: [{ column: branch, empty: true }],
        }),
        distinct({
          entity: 'product',
          columns: pickColumns({ product_id: c.product, name: c.product_name ?? c.product, brand: c.brand }),
          skip_when: [{ column: c.product!, empty: true }],
        }),
        ...(c.customer
          ? [
              distinct({
                entity: 'customer',
                columns: pickColumns({
                  customer_id: c.customer,
                  name: c.customer_name,
                  phone: c.phone,
                  email: c.email,
                  province: c.customer_area,
                }),
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
      checks: checks(c, order),
    }
  },
}

const checks = (c: Readonly<Partial<Record<keyof typeof names, string>>>, order: string): readonly CheckRule[] => {
  const once = (column: string): Aggregate => ({ sum_once_per: order, column })
  const goods = c.goods_total
  return [
    ...(c.line_total
      ? [
          {
            name: 'lines_loaded',
            label: { vi: 'Tổng Thành tiền của tệp = đã nhập', en: 'Line totals of the file = loaded' },
            expected: { sum: c.line_total },
            actual: { subtract: [{ loaded: 'gross_amount' }, { loaded: 'line_discount' }] },
          } as const,
        ]
      : []),
    ...(c.line_total && goods
      ? [
          {
            name: 'goods_total',
            label: { vi: 'Tổng tiền hàng = tổng Thành tiền', en: 'Invoice goods totals = line totals' },
            expected: once(goods),
            actual: { sum: c.line_total },
          } as const,
        ]
      : []),
    ...(goods && c.due
      ? [
          {
            name: 'amount_due',
            label: {
              vi: 'Khách cần trả = Tổng tiền hàng − Giảm giá hóa đơn + VAT + Thu khác',
              en: 'Amount due = goods − invoice discount + VAT + other income',
            },
            expected: once(c.due),
            actual: {
              subtract: [total([goods, c.vat, c.other_income], order), total([c.order_discount], order)],
            },
          } as const,
        ]
      : []),
    ...(c.paid && c.cash
      ? [
          {
            name: 'payments',
            label: { vi: 'Khách đã trả = tổng các cách trả', en: 'Paid = sum of payments' },
            expected: once(c.paid),
            actual: total([c.cash, c.card, c.wallet, c.transfer, c.points, c.voucher], order),
          } as const,
        ]
      : []),
  ]
}
