import { defineMessages, type Words } from './messages.ts'

/** Everything a metric can be split or filtered by. Names are the public contract. */
export const dimensionNames = [
  'source',
  'campaign',
  'owner',
  'team',
  'method',
  'location',
  'location_kind',
  'channel',
  'province',
  'province_old',
  'region',
  'product',
  'product_line',
  'category',
  'brand',
  'rep',
  'customer_kind',
  'segment',
  'spend_category',
  'competitor',
  'observed_by',
  'topic',
  'survey_kind',
  'question',
  'tenure_band',
  'weekday',
  'hour',
] as const

export type DimensionName = (typeof dimensionNames)[number]

/** The word for a missing member. */
const missing = defineMessages({
  unassigned: { vi: 'chưa giao người', en: 'unassigned' },
  unmapped: { vi: 'chưa xác định', en: 'unmapped' },
  unknown: { vi: 'không rõ', en: 'unknown' },
  undescribed: { vi: '{id} (chưa có thông tin)', en: '{id} (not described yet)' },
})

/** A member that rows name and no list describes yet: a placeholder, visible as such. */
export const undescribedWords: Words = missing.undescribed

export const missingWords = (name: DimensionName): Words =>
  name === 'owner' || name === 'team' || name === 'rep'
    ? missing.unassigned
    : name === 'province' || name === 'province_old' || name === 'region'
      ? missing.unmapped
      : missing.unknown
