import type { DimensionName } from '#core/dimension.ts'
import type { Model, RelationContext } from '#core/metric.ts'

const column = (sql: string): { readonly sql: string } => ({ sql: `m.${sql}` })

const dimensions = {
  source: column('source'),
  campaign: column('campaign'),
  owner: column('owner'),
  team: column('team'),
  location: column('location_id'),
  province: column('province'),
  province_old: column('province_old'),
  product_line: column('product_line'),
  customer_kind: column('customer_kind'),
  weekday: column('weekday'),
  hour: column('hour'),
} as const

export const dimensionNames = Object.keys(dimensions) as readonly DimensionName[]

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

export const received: Model = {
  name: 'new_contact',
  grain: 'One row per contact that is not spam, by the day it was received.',
  time: 'flow',
  day: 'received_on',
  dimensions,
  rollups: [{ table: 'new_contact_day', dimensions: ['weekday'] }],
  rows,
}

export const converted: Model = {
  name: 'contact_conversion',
  grain: 'One row per contact that became a customer, by the day it did.',
  time: 'flow',
  day: 'converted_on',
  dimensions,
  rows,
}

/** Days of whole cohorts the maturation curve is taken from. */
const curveDays = 180

/**
 * How much of the eventual conversions a period's contacts can have shown by now: each contact counts as the
 * share of conversions that mature cohorts had reached at its age. Conversions so far ÷ this is the
 * projected rate (the chain-ladder or development-factor method: T. Mack, *ASTIN Bulletin* 23 (1993) 213).
 */
export const developedSql = (days: number, { by, filter }: RelationContext): string => {
  const aliases = by.map((_, i) => `d${i + 1}`)
  const members = by.map((name, i) => `, cast(${received.dimensions[name]!.sql} as varchar) as d${i + 1}`).join('')
  const dims = aliases.map((alias) => `, ${alias}`).join('')
  return `select s.slot, ${by.length > 0 ? '1 - grouping(d1)' : '0'} as level${dims}, sum(c.reached) as value
  from (
    select m.received_on${members} from new_contact m
    where m.contacts = 1 and ${filter(received.dimensions)}
      and m.received_on between (select min(from_on) from slot) and (select max(to_on) from slot)
  ) r join slot s on r.received_on between s.from_on and s.to_on
  join (
    select a.age, count(*) filter (where o.age <= a.age) / count(*) as reached
    from (select unnest(generate_series(0, ${days})) as age) a cross join (
      select m.converted_on - m.received_on as age from new_contact m
      where m.contacts = 1 and m.converted_at <= m.received_at + interval ${days} day
        and m.received_on between (select as_of from slot where slot = 'current') - ${days + curveDays}
          and (select as_of from slot where slot = 'current') - ${days}
    ) o group by a.age
  ) c on c.age = least(${days}, greatest(0, s.as_of - r.received_on))
  group by ${by.length > 0 ? `grouping sets ((s.slot), (s.slot${dims}))` : 's.slot'}`
}
