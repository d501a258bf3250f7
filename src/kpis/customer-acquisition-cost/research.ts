import { attempted, contactJoins, received } from '#core/contacts/model.ts'
import type { Measure, MeasureRow, MetricOptions, RelationContext, Value } from '#core/metric.ts'
import type { Settings } from '#core/settings.ts'
import { steadySum } from '#core/sql.ts'
import { mantelHaenszel } from '#core/stats/mantel-haenszel.ts'
import { readRate } from '#core/values.ts'
import { measure } from './cost.ts'

/** Fewest contacts of either arm a difference is told for. */
const fewest = 30

const ofAttempts = (sql: string): Measure => ({ model: attempted, sql, where: 'm.contacts = 1' })

export const researchedMeasures = (): Readonly<Record<string, Measure>> => ({
  stated: ofAttempts('count(m.researched)'),
  numerator: ofAttempts('count(*) filter (where m.researched)'),
  denominator: ofAttempts('count(*)'),
})

/** A first attempt that does not say counts as not researched; where none says, the share is unknown. */
export const readResearched = (row: MeasureRow): Value => {
  const denominator = measure(row, 'denominator')
  if (denominator && !measure(row, 'stated')) return { value: null, reason: 'no_data', numerator: null, denominator }
  return readRate()(row)
}

export const horizonOf = (options: MetricOptions, settings: Settings): number | 'any' =>
  options.horizon ?? settings.conversion_days

/**
 * Sums of the Mantel–Haenszel difference over strata of source and product line (see `core/stats`), and both arms
 * in total. a of n researched contacts converted, b of m others.
 */
export const strataSql = ({ by, filter, options, settings }: RelationContext): string => {
  const horizon = horizonOf(options, settings)
  const dims = by.map((_, i) => `, d${i + 1}`).join('')
  const members = by.map((name, i) => `, cast(${received.dimensions[name]!.sql} as varchar) as d${i + 1}`).join('')
  const within = horizon === 'any' ? '' : ` and r.converted_at <= r.received_at + interval ${horizon} day`
  const won = `coalesce(r.converted_on <= s.as_of${within}, false)`
  const stratum = 'r.source, r.product_line'
  return `select slot, level${dims}, sum(n) as researched, sum(m) as others, sum(a) as researched_won, sum(b) as others_won,
    ${steadySum('(a * m - b * n) / (n + m)')} as effect, ${steadySum('n * m / (n + m)')} as weight,
    ${steadySum('(b * n * n - a * m * m) / ((n + m) * (n + m)) + n * m * (m - n) / (2 * (n + m) * (n + m))')} filter (where n > 0 and m > 0) as spread,
    ${steadySum('(a * (m - b) + b * (n - a)) / (2 * (n + m))')} filter (where n > 0 and m > 0) as noise
  from (
    select s.slot, ${by.length > 0 ? '1 - grouping(d1)' : '0'} as level${dims},
      cast(count(*) filter (where r.prepared) as double) as n, cast(count(*) filter (where not r.prepared) as double) as m,
      cast(count(*) filter (where r.prepared and ${won}) as double) as a, cast(count(*) filter (where not r.prepared and ${won}) as double) as b
    from (
      select m.received_on, m.received_at, m.converted_on, m.converted_at, m.source, m.product_line, coalesce(m.researched, false) as prepared${members}
      from new_contact m ${contactJoins.location}
      where m.attempted = 1 and ${filter(received.dimensions)}
        and m.received_on between (select min(from_on) from slot) and (select max(to_on) from slot)
    ) r join slot s on r.received_on between s.from_on and s.to_on
    group by ${by.length > 0 ? `grouping sets ((s.slot, ${stratum}), (s.slot${dims}, ${stratum}))` : `s.slot, ${stratum}`}
  ) group by slot, level${dims}`
}

const columns = ['effect', 'weight', 'spread', 'noise', 'researched_won', 'others_won', 'others', 'researched'] as const

export const liftMeasures = (): Readonly<Record<string, Measure>> =>
  Object.fromEntries(
    columns.map((column) => [column, { model: received, relation: strataSql, column, rows: 'm.attempted = 1' }]),
  )

/** Conversion with research − without, within strata; nothing is said on fewer than 30 contacts of either kind. */
export const readLift = (row: MeasureRow): Value => {
  const of = (name: (typeof columns)[number]): number => measure(row, name) ?? 0
  const arms = {
    researched: of('researched'),
    researched_won: of('researched_won'),
    others: of('others'),
    others_won: of('others_won'),
  }
  if (measure(row, 'researched') === null) return { value: null, reason: 'no_data' }
  const found = mantelHaenszel({
    effect: of('effect'),
    weight: of('weight'),
    spread: of('spread'),
    noise: of('noise'),
  })
  if (arms.researched < fewest || arms.others < fewest || found === null)
    return { value: null, reason: 'too_few', also: arms }
  return {
    value: found.difference,
    interval: found.interval,
    standard_error: found.standardError,
    also: {
      ...arms,
      researched_rate: arms.researched_won / arms.researched,
      others_rate: arms.others_won / arms.others,
    },
  }
}
