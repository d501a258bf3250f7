import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Source } from '#core/source.ts'

const names = {
  campaign: ['Campaign name', 'Tên chiến dịch'],
  campaign_id: ['Campaign ID', 'ID chiến dịch'],
  ad_group: ['Ad group name', 'Tên nhóm quảng cáo'],
  ad_group_id: ['Ad group ID', 'ID nhóm quảng cáo'],
  ad: ['Ad name', 'Tên quảng cáo'],
  ad_id: ['Ad ID', 'ID quảng cáo'],
  cost: ['Cost', 'Chi phí'],
  currency: ['Currency', 'Đơn vị tiền tệ'],
  day: ['Date', 'Day', 'By Day', 'Ngày'],
} as const

const signature = [
  names.campaign,
  names.cost,
  ['Clicks (destination)', 'Conversions', 'Impressions', 'Total conversion value', 'Lượt hiển thị', 'Lượt chuyển đổi'],
]

/** A report of TikTok Ads Manager, by campaign, ad group or ad, and day. */
export const tiktokAds: Source = {
  slug: 'tiktok-ads',
  name: { vi: 'TikTok Ads: chi phí', en: 'TikTok Ads: cost' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [campaign, cost] = [c.campaign!, c.cost!]
    const identity = [c.day, c.campaign_id ?? campaign, c.ad_group_id ?? c.ad_group, c.ad_id ?? c.ad].filter(
      (column) => column !== undefined,
    )
    const first = head.headers[0]!
    return {
      mappings: [
        {
          entity: 'spend',
          columns: pickColumns({ from_on: c.day, to_on: c.day, campaign, amount: cost, currency: c.currency }),
          constants: { category: 'advertising', source: 'tiktok' },
          derive: { spend_id: { template: ['tiktok', ...identity.map((column) => `{${column}}`)].join(':') } },
          skip_when: [
            { column: campaign, empty: true },
            { column: campaign, matches: '^\\s*-+\\s*$' },
            { column: first, matches: '(?i)^total (of )?\\d' },
            ...(c.day ? [{ column: c.day, matches: '(?i)^(total|all|-)' }] : []),
          ],
        },
      ],
      checks: [
        {
          name: 'cost',
          label: { vi: 'Tổng chi phí của tệp = đã nhập', en: 'Cost of the file = loaded' },
          expected: { sum: cost },
          actual: { loaded: 'amount' },
        },
      ],
      ...(c.day ? {} : { refusal: { code: 'spend.period_missing', params: { columns: names.day } } }),
    }
  },
}
