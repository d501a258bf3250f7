import { converted, received } from '#core/contacts/model.ts'
import type { Kpi, Measure, MeasureRow, Metric, MetricOptions, ReadContext, Value } from '#core/metric.ts'
import type { Settings } from '#core/settings.ts'
import { wilson } from '#core/stats/proportion.ts'
import { readQuantile, readRate, readRatio, readSum } from '#core/values.ts'
import { explain } from './explain.ts'
import { formulas, kpiName, names } from './messages.ts'
import { developedSql, dimensionNames } from './model.ts'
import { tables } from './tables.ts'

type MetricId = keyof typeof names

const define = (id: MetricId, rest: Omit<Metric, 'id' | 'name' | 'formula' | 'dimensions' | 'date'>): Metric => ({
  id,
  name: names[id],
  formula: formulas[id],
  date: 'received_at',
  dimensions: dimensionNames,
  ...rest,
})

const sum = (column: string): Measure => ({ model: received, sql: `sum(${column})`, rows: `m.${column} = 1` })
const whole = (sql: string, rows = 'm.contacts = 1'): Measure => ({ model: received, sql, whole: true, rows })

const count = (id: MetricId, column: string, direction: Metric['direction'], worklist?: true): Metric =>
  define(id, {
    kind: 'additive',
    unit: 'count',
    direction,
    measures: () => ({ value: sum(column) }),
    read: readSum(),
    ...(worklist ? { worklist } : {}),
  })

/** Whether contacts were attempted is unknown, not zero, where no activity was ever imported. */
const readAttempts = (row: MeasureRow): Value =>
  row['numerator'] === null && row['denominator']
    ? { value: null, reason: 'no_data', numerator: null, denominator: row['denominator'] }
    : readRate()(row)

const share = (id: MetricId, numerator: string, denominator: string): Metric =>
  define(id, {
    kind: 'ratio',
    unit: 'rate',
    direction: 'up_is_good',
    measures: () => ({ numerator: { ...sum(numerator), unknown: true }, denominator: sum(denominator) }),
    read: readAttempts,
  })

const horizonOf = (options: MetricOptions, settings: Settings): number | 'any' =>
  options.horizon ?? settings.conversion_days

const ageInDays = (context: ReadContext): number =>
  Math.round((Date.parse(context.asOf) - Date.parse(context.to)) / 86_400_000)

/** Rate so far; while the cohort is young, flagged, with where the maturation curve says it will end. */
const readConversion = (row: MeasureRow, context: ReadContext): Value => {
  const value = readRate()(row)
  const horizon = horizonOf(context.options, context.settings)
  if (value.value === null || horizon === 'any' || ageInDays(context) >= horizon) return value
  const flags = [...(value.flags ?? []), 'immature'] as const
  const developed = row['developed'] ?? null
  const won = value.numerator ?? 0
  if (!developed || won > developed) return { ...value, flags }
  const [low, high] = wilson(won, developed)
  return {
    ...value,
    flags,
    also: {
      projected: won / developed,
      projected_low: Math.max(value.value, low),
      projected_high: high,
      matured_share: developed / value.denominator!,
    },
  }
}

const within = (horizon: number | 'any'): string =>
  horizon === 'any' ? '' : ` and converted_at <= received_at + interval ${horizon} day`

const conversionRate = define('conversion_rate', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  options: ['horizon'],
  matures: (options, settings) => {
    const horizon = horizonOf(options, settings)
    return horizon === 'any' ? null : horizon
  },
  measures: (options, settings) => {
    const horizon = horizonOf(options, settings)
    return {
      numerator: whole(
        `count(*) filter (where contacts = 1 and converted_on <= as_of${within(horizon)})`,
        `m.contacts = 1 and m.converted_on is not null`,
      ),
      ...(horizon === 'any'
        ? {}
        : { developed: { model: received, relation: (context) => developedSql(horizon, context) } as const }),
      denominator: whole('sum(contacts)'),
    }
  },
  read: readConversion,
})

const conversionRatePeriod = define('conversion_rate_period', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  measures: () => ({
    rows: sum('contacts'),
    numerator: { model: converted, sql: 'count(*)' },
    denominator: sum('contacts'),
  }),
  // Those won need not be among those received, so no interval of a proportion fits.
  read: readRatio(),
})

const firstResponse = define('first_response_minutes', {
  kind: 'quantile',
  unit: 'minutes',
  direction: 'down_is_good',
  options: ['clock'],
  measures: (options) => {
    const [shown, other] =
      options.clock === 'business' ? ['business_minutes', 'wall_minutes'] : ['wall_minutes', 'business_minutes']
    return {
      value: whole(`quantile_cont(${shown}, 0.5)`),
      p90: whole(`quantile_cont(${shown}, 0.9)`),
      other: whole(`quantile_cont(${other}, 0.5)`),
      other_p90: whole(`quantile_cont(${other}, 0.9)`),
      cases: whole(`count(${shown})`, 'm.attempted = 1'),
    }
  },
  read: (row, context) => {
    const value = readQuantile()(row)
    const clock = context.options.clock === 'business' ? 'wall' : 'business'
    if (value.value === null) return value
    return {
      ...value,
      also: { ...value.also, [clock]: row['other'] ?? null, [`${clock}_p90`]: row['other_p90'] ?? null },
    }
  },
})

const withinLimit = define('within_sla_rate', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  measures: () => ({
    // Only contacts whose limit has run out: counting the early ones already answered would flatter the rate.
    numerator: { ...whole('sum(within_limit) filter (where due_at <= as_of_at)'), unknown: true },
    denominator: whole('sum(contacts) filter (where due_at <= as_of_at)'),
  }),
  read: readAttempts,
})

/** KPI 1: how many came in, whether all were contacted, and what share was won. */
export const newContacts: Kpi = {
  number: 1,
  slug: 'new-contacts',
  name: kpiName,
  headline: 'contacts_new',
  metrics: [
    count('contacts_new', 'contacts', 'up_is_good'),
    count('contacts_duplicate', 'duplicates', 'neither'),
    count('contacts_unassigned', 'unassigned', 'down_is_good'),
    share('contact_coverage', 'attempted', 'contacts'),
    count('contacts_untouched', 'untouched', 'down_is_good', true),
    share('contact_reach_rate', 'reached', 'attempted'),
    firstResponse,
    withinLimit,
    conversionRate,
    conversionRatePeriod,
  ],
  tables,
  explain,
}
