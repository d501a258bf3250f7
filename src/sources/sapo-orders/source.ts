import { wholeOrderLine } from '#core/entity.ts'
import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Derivation, Mapping } from '#core/mapping.ts'
import { channelIds, channelValues } from '#core/sales-channels.ts'
import type { Source } from '#core/source.ts'

const names = {
  placed_at: ['Ngày chứng từ', 'Ngày tạo', 'Ngày tạo đơn'],
  order: ['Mã ĐH', 'Mã đơn hàng'],
  marketplace_order: ['Mã đơn hàng sàn', 'Mã đơn sàn', 'Mã tham chiếu'],
  branch: ['Chi nhánh'],
  source: ['Nguồn', 'Nguồn đơn'],
  status: ['Trạng thái đơn hàng'],
  due: ['Khách phải trả'],
  paid: ['Khách đã trả'],
  customer_name: ['Tên khách hàng'],
  phone: ['Điện thoại KH', 'SĐT khách hàng', 'Điện thoại khách hàng'],
  rep: ['Nhân viên bán hàng', 'Nhân viên phụ trách'],
} as const

const signature = [names.order, names.placed_at, names.status, names.due]
const formats = { date_order: 'dmy' } as const

const statuses = {
  'Đặt hàng': 'placed',
  'Chờ duyệt': 'placed',
  'Đã duyệt': 'confirmed',
  'Đã xác nhận': 'confirmed',
  'Đang giao dịch': 'confirmed',
  'Đã đóng gói': 'confirmed',
  'Chờ lấy hàng': 'confirmed',
  'Xuất kho': 'shipped',
  'Đã xuất kho': 'shipped',
  'Đang giao hàng': 'shipped',
  'Hoàn thành': 'completed',
  'Kết thúc': 'completed',
  'Đã trả hàng': 'returned',
  'Đã hủy': 'cancelled',
  'Đã huỷ': 'cancelled',
}

const places = { ...channelIds, pos: 'pos', 'tại quầy': 'pos', '*': 'sapo' }

/**
 * Sapo's list of orders: one row per order, totals only. Channels keep the ids the marketplaces' own files use;
 * a source that is not a channel is somebody's code, and those orders stand at one place named Sapo.
 */
export const sapoOrders: Source = {
  slug: 'sapo-orders',
  name: { vi: 'Sapo: danh sách đơn hàng', en: 'Sapo: order list' },
  signature,
  gathers: true,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [order, due] = [c.order!, c.due!]
    const skip = [{ column: order, empty: true }]
    const orderId: Derivation = {
      first_of: [...(c.marketplace_order ? [c.marketplace_order] : []), order],
    }
    const customer: Readonly<Record<string, Derivation>> = c.phone
      ? { customer_id: { digest_of: c.phone, as: 'phone' } }
      : {}
    const place = pickColumns({ location_id: c.source ?? c.branch })
    const lines: Mapping = {
      entity: 'order_line',
      columns: pickColumns({ placed_at: c.placed_at, status: c.status, rep: c.rep, gross_amount: due, ...place }),
      constants: { line_no: wholeOrderLine, quantity: 1, location_id: 'sapo' },
      derive: { order_id: orderId, ...customer },
      values: { status: statuses, ...(c.source ? { location_id: places } : {}) },
      skip_when: skip,
      formats,
    }
    return {
      mappings: [
        lines,
        {
          entity: 'location',
          columns: c.source
            ? { ...place, name: c.source, kind: c.source, channel: c.source }
            : pickColumns({ ...place, name: c.branch }),
          constants: c.source
            ? { location_id: 'sapo', name: 'Sapo', kind: 'online' }
            : { location_id: 'sapo', name: 'Sapo', kind: 'store' },
          ...(c.source
            ? {
                values: {
                  location_id: places,
                  name: { ...channelValues((channel) => channel.name), pos: 'POS', 'tại quầy': 'POS', '*': 'Sapo' },
                  kind: { pos: 'store', 'tại quầy': 'store', '*': 'online' },
                  channel: { ...channelValues((channel) => channel.name), '*': '' },
                },
              }
            : {}),
          skip_when: skip,
          distinct: true,
        },
        ...(c.phone
          ? [
              {
                entity: 'customer',
                columns: pickColumns({ name: c.customer_name, phone: c.phone }),
                derive: customer,
                skip_when: [...skip, { column: c.phone, empty: true }],
                distinct: true,
              } as const,
            ]
          : []),
        ...(c.rep
          ? [
              {
                entity: 'rep',
                columns: { rep_id: c.rep, name: c.rep },
                skip_when: [...skip, { column: c.rep, empty: true }],
                distinct: true,
              } as const,
            ]
          : []),
      ],
      checks: [
        {
          name: 'amount_due',
          label: { vi: 'Khách phải trả của tệp = đã nhập', en: 'Amount due of the file = loaded' },
          expected: { sum: due },
          actual: { loaded: 'gross_amount' },
        },
      ],
    }
  },
}
