import { exact } from '#core/fold.ts'
import { findHeader, findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Condition } from '#core/mapping.ts'
import type { Source, TableHead } from '#core/source.ts'

const names = {
  campaign: ['Campaign name', 'Tên chiến dịch'],
  campaign_id: ['Campaign ID', 'ID chiến dịch'],
  ad_set: ['Ad set name', 'Tên nhóm quảng cáo'],
  ad_set_id: ['Ad set ID', 'ID nhóm quảng cáo'],
  ad: ['Ad name', 'Tên quảng cáo'],
  ad_id: ['Ad ID', 'ID quảng cáo'],
  day: ['Day', 'Ngày'],
  starts: ['Reporting starts', 'Bắt đầu báo cáo', 'Lượt bắt đầu báo cáo'],
  ends: ['Reporting ends', 'Kết thúc báo cáo', 'Lượt kết thúc báo cáo'],
  currency: ['Currency', 'Đơn vị tiền tệ'],
} as const

/** Columns that split a campaign's row further when a report is broken down by them. */
const breakdowns = [
  ['Age', 'Tuổi', 'Độ tuổi'],
  ['Gender', 'Giới tính'],
  ['Country', 'Quốc gia'],
  ['Region', 'Khu vực'],
  ['Platform', 'Nền tảng'],
  ['Placement', 'Vị trí quảng cáo', 'Vị trí hiển thị'],
  ['Device platform', 'Nền tảng thiết bị'],
  ['Impression device', 'Thiết bị hiển thị'],
  ['Time of day (ad account time zone)', 'Thời gian trong ngày (múi giờ của tài khoản quảng cáo)'],
] as const

const adNames = [...names.campaign, ...names.ad_set, ...names.ad]
// The currency of the account stands inside the header; these are the ones the list of known headers shows.
const shownCurrencies = ['VND', 'USD', 'EUR', 'SGD', 'THB', 'AUD', 'JPY', 'GBP']
const amounts = ['Số tiền đã chi tiêu', 'Amount spent'].flatMap((name) => [
  ...shownCurrencies.map((currency) => `${name} (${currency})`),
  name,
])
const signature = [adNames, amounts]
const amountPattern = /^(?:amount spent|số tiền đã chi tiêu)(?: ?\(([A-Z]{3})\))?$/i

/** The amount's header, and the currency written inside it. */
const findAmount = (head: TableHead): { readonly header: string; readonly currency?: string } | null => {
  for (const header of head.headers) {
    const match = amountPattern.exec(exact(header))
    if (match) return { header, ...(match[1] ? { currency: match[1].toUpperCase() } : {}) }
  }
  return null
}

/** A report of Meta Ads Manager, English or Vietnamese, by campaign, ad set or ad. */
export const metaAds: Source = {
  slug: 'meta-ads',
  name: { vi: 'Meta Ads (Facebook, Instagram): chi phí', en: 'Meta Ads (Facebook, Instagram): cost' },
  signature,
  recognise: (head) => {
    const amount = findAmount(head)
    if (!amount || !hasSignature(head, [adNames])) return null
    const c = findHeaders(head, names)
    const from = c.day ?? c.starts
    const splits = breakdowns.map((aliases) => findHeader(head, aliases)).filter((header) => header !== null)
    const named = [c.campaign, c.ad_set, c.ad].filter((column) => column !== undefined)
    const identity = [c.campaign_id ?? c.campaign, c.ad_set_id ?? c.ad_set, c.ad_id ?? c.ad, ...splits].filter(
      (column) => column !== undefined,
    )
    // Subtotals say `All` where a name would stand; the report's total leaves the names empty.
    const skip: readonly Condition[] = [
      { column: named[0]!, empty: true },
      ...[...named, ...splits, ...(c.day ? [c.day] : [])].map((column) => ({
        column,
        matches: '(?i)^(all|tất cả)$',
      })),
    ]
    return {
      mappings: [
        {
          entity: 'spend',
          columns: pickColumns({
            from_on: from,
            to_on: c.day ?? c.ends ?? c.starts,
            campaign: c.campaign ?? named[0],
            amount: amount.header,
            currency: amount.currency ? undefined : c.currency,
          }),
          constants: {
            category: 'advertising',
            source: 'facebook',
            ...(amount.currency ? { currency: amount.currency } : {}),
          },
          derive: {
            spend_id: { template: ['meta', `{${from ?? ''}}`, ...identity.map((column) => `{${column}}`)].join(':') },
          },
          skip_when: [...skip, { column: amount.header, empty: true }],
        },
      ],
      checks: [
        {
          name: 'amount_spent',
          label: { vi: 'Số tiền đã chi tiêu của tệp = đã nhập', en: 'Amount spent of the file = loaded' },
          expected: { sum: amount.header },
          actual: { loaded: 'amount' },
        },
      ],
      ...(from
        ? {}
        : { refusal: { code: 'spend.period_missing', params: { columns: [...names.day, ...names.starts] } } }),
    }
  },
}
