import { received } from '#core/contacts/model.ts'
import type { DimensionName } from '#core/dimension.ts'
import type { Chain, Explanation, Unsplittable } from '#core/explain/explanation.ts'
import type { Measure, MetricOptions } from '#core/metric.ts'
import type { Settings } from '#core/settings.ts'

const dimensions: readonly DimensionName[] = [
  'source',
  'province',
  'location',
  'owner',
  'team',
  'product_line',
  'campaign',
  'customer_kind',
]

const sum = (column: string): Measure => ({ model: received, sql: `sum(${column})` })

const of = (value: string): Explanation => ({ value: { [value]: 1 }, dimensions })
const ratio = (more: Partial<Explanation> = {}): Explanation => ({
  value: { numerator: 1 },
  base: { denominator: 1 },
  dimensions,
  ...more,
})

/** What came in, repeats included, and the share of it that is new. */
const arrivals: Explanation = {
  companion: true,
  value: { value: 1 },
  dimensions,
  measures: () => ({ arrived: sum('contacts + duplicates') }),
  chains: [
    {
      sign: 1,
      links: [
        { factor: 'traffic', column: { arrived: 1 } },
        { factor: 'unique_share', column: { value: 1 }, alone: 'volume' },
      ],
    },
  ],
}

/** Won contacts of the cohort, told apart by whether they were reached first: `won` of those reached, `direct` others. */
const wonMeasures = (options: MetricOptions, settings: Settings): Readonly<Record<string, Measure>> => {
  const horizon = options.horizon ?? settings.conversion_days
  const within = horizon === 'any' ? '' : ` and converted_at <= received_at + interval ${horizon} day`
  const won = (condition: string): Measure => ({
    model: received,
    whole: true,
    sql: `count(*) filter (where contacts = 1 and converted_on <= as_of${within} and ${condition})`,
  })
  return {
    attempted: { model: received, whole: true, sql: 'sum(attempted)' },
    reached: { model: received, whole: true, sql: 'sum(reached)' },
    won: won('reached = 1'),
    direct: won('coalesce(reached, 0) <> 1'),
  }
}

/** Contacts × coverage × reach × win, and those who bought without having been reached. */
const funnel: readonly Chain[] = [
  {
    sign: 1,
    links: [
      { factor: 'mix', column: { denominator: 1 } },
      { factor: 'coverage', column: { attempted: 1 } },
      { factor: 'reach', column: { reached: 1 } },
      { factor: 'win', column: { won: 1 } },
    ],
  },
  {
    sign: 1,
    links: [
      { factor: 'mix', column: { denominator: 1 } },
      { factor: 'direct', column: { direct: 1 } },
    ],
  },
]

const slow = (options: MetricOptions): { measure: Measure; column: string } => ({
  measure: { model: received, whole: true, sql: 'count(*)' },
  column: options.clock === 'business' ? 'business_minutes' : 'wall_minutes',
})

export const explain: Readonly<Record<string, Explanation | Unsplittable>> = {
  contacts_new: arrivals,
  contacts_duplicate: of('value'),
  contacts_unassigned: of('value'),
  contact_coverage: ratio({ companion: true }),
  contacts_untouched: { ...of('value'), settling: true },
  contact_reach_rate: ratio({ settling: 14 }),
  first_response_minutes: { unsplittable: 'quantile', instead: ['within_sla_rate'], cases: slow },
  within_sla_rate: ratio(),
  conversion_rate: ratio({ measures: wonMeasures, chains: funnel }),
  conversion_rate_period: ratio(),
}
