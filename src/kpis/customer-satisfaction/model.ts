import type { DimensionName } from '#core/dimension.ts'
import { regionSql } from '#core/geography/regions.ts'
import type { Model } from '#core/metric.ts'

const column = (sql: string): { readonly sql: string } => ({ sql: `m.${sql}` })

const place = {
  location: column('location_id'),
  channel: { sql: 'l.channel', join: 'location' },
  product_line: column('product_line'),
  owner: column('owner'),
  segment: column('segment'),
  province: column('province'),
  region: { sql: regionSql('m.province') },
} as const

const joins = { location: 'left join location l on l.location_id = m.location_id' }

/** Answers of customers by the day they were given. */
export const responses: Model = {
  name: 'survey_response',
  grain: 'One row per answer of a customer, by the day it was given.',
  time: 'flow',
  day: 'answered_on',
  moment: 'answered_at',
  joins,
  dimensions: { ...place, survey_kind: column('kind'), tenure_band: column('tenure_band') },
  rollups: [{ table: 'survey_response_day', dimensions: ['survey_kind'] }],
  rows: [
    'answer_id',
    'kind',
    'answered_at',
    'score',
    'customer_id',
    'location_id',
    'product_line',
    'owner',
    'segment',
    'province',
    'called_back_at',
  ],
}

/** Customers it is too early to ask, as they stood on the last day of each window. */
export const held: Model = {
  name: 'survey_gate',
  source: `select s.to_on as on_day, g.* from survey_gate g
    join (select distinct to_on from slot) s on g.first_on <= s.to_on and g.opens_on > s.to_on`,
  span: { table: 'survey_gate', first: 'first_on', last: 'first_on' },
  grain: 'One row per customer whose gate is closed, by day.',
  time: 'level',
  day: 'on_day',
  moment: 'opens_on',
  joins,
  dimensions: place,
  rows: [
    'customer_id',
    'first_on',
    'opens_on',
    'gate_days',
    'product_line',
    'location_id',
    'owner',
    'segment',
    'province',
  ],
}

export const responseDimensions = Object.keys(responses.dimensions) as readonly DimensionName[]
export const heldDimensions = Object.keys(held.dimensions) as readonly DimensionName[]
