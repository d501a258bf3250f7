import { regionSql } from '../geography/regions.ts'
import type { Model } from '../metric.ts'

const column = (name: string): { readonly sql: string } => ({ sql: `m.${name}` })

/** How contacts reach their dimensions; the joins are those of `contactJoins`. */
export const contactDimensions = {
  source: column('source'),
  campaign: column('campaign'),
  owner: column('owner'),
  team: column('team'),
  location: column('location_id'),
  location_kind: { sql: 'l.kind', join: 'location' },
  channel: { sql: 'l.channel', join: 'location' },
  province: column('province'),
  province_old: column('province_old'),
  region: { sql: regionSql('m.province') },
  product_line: column('product_line'),
  customer_kind: column('customer_kind'),
  weekday: column('weekday'),
  hour: column('hour'),
} as const

export const contactJoins = { location: 'left join location l on l.location_id = m.location_id' } as const

const rows = [
  'contact_id',
  'received_at',
  'source',
  'campaign',
  'owner',
  'team',
  'location_id',
  'province',
  'product_line',
  'customer_kind',
  'first_attempt_at',
  'converted_at',
] as const

/** Contacts by the day they were received. */
export const received: Model = {
  name: 'new_contact',
  grain: 'One row per contact that is not spam, by the day it was received.',
  time: 'flow',
  day: 'received_on',
  moment: 'received_at',
  joins: contactJoins,
  dimensions: contactDimensions,
  rollups: [
    { table: 'new_contact_day', dimensions: ['weekday'] },
    { table: 'new_contact_owner_day', dimensions: ['weekday', 'owner', 'team'] },
    { table: 'new_contact_source_day', dimensions: ['weekday', 'source', 'location', 'location_kind', 'channel'] },
  ],
  rows,
}

/** Contacts by the day they became a customer. */
export const converted: Model = {
  ...received,
  name: 'contact_conversion',
  grain: 'One row per contact that became a customer, by the day it did.',
  day: 'converted_on',
  moment: 'converted_at',
  rollups: [],
}

/** Contacts by the day of the first attempt. */
export const attempted: Model = {
  ...received,
  grain: 'One row per contact that is not spam, by the day of the first attempt to reach it.',
  day: 'first_attempt_on',
  moment: 'first_attempt_at',
  rollups: [],
}
