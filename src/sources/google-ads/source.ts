import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Condition } from '#core/mapping.ts'
import type { Source } from '#core/source.ts'
import { readPeriod } from './period.ts'

const names = {
  campaign: ['Campaign', 'Chiến dịch'],
  cost: ['Cost', 'Chi phí'],
  day: ['Day', 'Ngày'],
  currency: ['Currency code', 'Currency', 'Mã đơn vị tiền tệ', 'Mã tiền tệ'],
  campaign_id: ['Campaign ID', 'Mã chiến dịch', 'ID chiến dịch'],
  state: ['Campaign state'],
  status: ['Campaign status', 'Trạng thái chiến dịch'],
  ad_group_id: ['Ad group ID', 'ID nhóm quảng cáo'],
  ad_group: ['Ad group', 'Nhóm quảng cáo'],
  ad_id: ['Ad ID'],
  network: ['Network (with search partners)', 'Network', 'Mạng'],
  device: ['Device', 'Thiết bị'],
} as const

const kinds = [
  'Campaign status',
  'Campaign state',
  'Campaign type',
  'Campaign ID',
  'Currency code',
  'Customer ID',
  'Budget',
]
const kindsVietnamese = ['Trạng thái chiến dịch', 'Loại chiến dịch', 'Ngân sách', 'Mã đơn vị tiền tệ']
const signature = [
  names.campaign,
  names.cost,
  ['Impr.', 'Impressions', 'Clicks', 'Lượt hiển thị', 'Hiển thị', 'Số lượt hiển thị', 'Lượt nhấp'],
  [...kinds, ...kindsVietnamese],
]

const totalRow = '(?i)^(total|tổng)[^:]*:'

/** A report of Google Ads: title, dates, header, one row per campaign (and day), totals at the end. */
export const googleAds: Source = {
  slug: 'google-ads',
  name: { vi: 'Google Ads: chi phí', en: 'Google Ads: cost' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [campaign, cost] = [c.campaign!, c.cost!]
    const period = c.day ? null : readPeriod(head.preamble ?? [])
    // Splits of a report make several rows of one campaign and day; all of them belong to the row's name.
    const parts = [c.campaign_id ?? campaign, c.ad_group_id ?? c.ad_group, c.ad_id, c.network, c.device]
    const from = c.day ? `{${c.day}}` : (period?.from ?? '')
    const ends = [...new Set([head.headers[0], c.state, c.status, c.day, campaign])].filter(
      (column) => column !== undefined,
    )
    const skip: readonly Condition[] = [
      ...ends.map((column) => ({ column, matches: totalRow })),
      { column: campaign, empty: true },
      { column: campaign, matches: '^\\s*--\\s*$' },
    ]
    return {
      mappings: [
        {
          entity: 'spend',
          columns: pickColumns({
            from_on: c.day,
            to_on: c.day,
            campaign,
            amount: cost,
            currency: c.currency,
          }),
          constants: {
            category: 'advertising',
            source: 'google',
            ...(period ? { from_on: period.from, to_on: period.to } : {}),
          },
          derive: {
            spend_id: {
              template: ['google', from, ...parts.filter(Boolean).map((column) => `{${column}}`)].join(':'),
            },
          },
          skip_when: skip,
        },
      ],
      checks: [
        {
          name: 'cost',
          label: { vi: 'Tổng chi phí của tệp = đã nhập', en: 'Cost of the file = loaded' },
          expected: { sum: cost },
          actual: { loaded: 'amount' },
        },
        {
          name: 'total_row',
          label: { vi: 'Dòng tổng của Google = đã nhập', en: 'Google’s own total row = loaded' },
          expected: {
            cell: cost,
            where: {
              column: head.headers[0]!,
              matches: '(?i)^(total|tổng)[^:]*: *(filtered )?(campaigns|chiến dịch)$',
            },
          },
          actual: { loaded: 'amount' },
        },
      ],
      ...(c.day || period ? {} : { refusal: { code: 'spend.period_missing', params: { columns: names.day } } }),
    }
  },
}
