import { contactDimensions, contactJoins, received } from '#core/contacts/model.ts'
import type { DimensionName } from '#core/dimension.ts'
import type { RelationContext } from '#core/metric.ts'
import { steadySum } from '#core/sql.ts'

export const dimensionNames = Object.keys(contactDimensions) as readonly DimensionName[]

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
  return `select s.slot, ${by.length > 0 ? '1 - grouping(d1)' : '0'} as level${dims}, ${steadySum('r.contacts * c.shown')} as value
  from (
    select m.received_on${members}, count(*) as contacts from new_contact m ${contactJoins.location}
    where m.contacts = 1 and ${filter(received.dimensions)}
      and m.received_on between (select min(from_on) from slot) and (select max(to_on) from slot)
    group by all
  ) r join slot s on r.received_on between s.from_on and s.to_on
  join (
    select a.age, sum(o.won) filter (where o.age <= a.age) / sum(o.won) as shown
    from (select unnest(generate_series(0, ${days})) as age) a cross join (
      select greatest(0, m.converted_on - m.received_on) as age, count(*) as won from new_contact m
      where m.contacts = 1 and m.converted_at <= m.received_at + interval ${days} day
        and m.received_on between (select as_of from slot where slot = 'current') - ${days + curveDays}
          and (select as_of from slot where slot = 'current') - ${days}
      group by all
    ) o group by a.age
  ) c on c.age = least(${days}, greatest(0, s.as_of - r.received_on))
  group by ${by.length > 0 ? `grouping sets ((s.slot), (s.slot${dims}))` : 's.slot'}`
}
