import { findHeader, findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Source } from '#core/source.ts'

const names = {
  customer: ['Mã khách hàng'],
  name: ['Tên khách hàng'],
  branch: ['Chi nhánh tạo', 'Chi nhánh'],
  phone: ['Điện thoại'],
  email: ['Email'],
  group: ['Nhóm khách hàng'],
  area: ['Khu vực giao hàng', 'Khu vực'],
  created: ['Ngày tạo'],
} as const

const kinds = ['Nhóm khách hàng', 'Loại khách', 'Tổng bán', 'Tổng bán trừ trả hàng', 'Nợ cần thu hiện tại']
const signature = [names.customer, names.name, kinds]
const formats = { date_order: 'dmy' } as const

/** KiotViet's customer list. */
export const kiotvietCustomers: Source = {
  slug: 'kiotviet-customers',
  name: { vi: 'KiotViet: danh sách khách hàng', en: 'KiotViet: customer list' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature) || findHeader(head, ['Mã hóa đơn', 'Mã hoá đơn'])) return null
    const c = findHeaders(head, names)
    return {
      mappings: [
        {
          entity: 'customer',
          columns: pickColumns({
            customer_id: c.customer,
            name: c.name,
            phone: c.phone,
            email: c.email,
            segment: c.group,
            location_id: c.branch,
            province: c.area,
            first_seen_on: c.created,
          }),
          skip_when: [{ column: c.customer!, empty: true }],
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
              } as const,
            ]
          : []),
      ],
    }
  },
}
