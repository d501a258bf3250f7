import type { Table } from '#core/metric.ts'

/** Kinds of spend that win customers. Any other kind is kept, and shown beside, but is no acquisition cost. */
export const acquisitionCategories = ['advertising', 'agency', 'tools', 'events', 'salary', 'commission'] as const

const members = ['spend_category', 'source', 'campaign', 'method', 'team', 'location_id', 'product_line'] as const

const acquisition = `spend_category in (${acquisitionCategories.map((category) => `'${category}'`).join(', ')})`

export const spendDay: Table = {
  name: 'spend_day',
  reads: ['spend'],
  sql: () => `-- One row per spend and day of its run: its share of the amount. Shares are taken from the running total, in
-- ten-thousandths, so that they add up to the amount exactly.
with booked as (
  select spend_id, from_on, category as spend_category, source, campaign, method, team, location_id, product_line,
    greatest(coalesce(to_on, from_on), from_on) - from_on + 1 as days, cast(cast(amount as decimal(38, 4)) * 10000 as hugeint) as units
  from spend
),
shared as (
  select *, from_on + cast(nth as integer) as on_day, cast(units * (nth + 1) // days - units * nth // days as decimal(22, 0)) as share
  from (select *, unnest(range(days)) as nth from booked)
),
priced as (select *, cast(share * 0.0001 as decimal(18, 4)) as day_amount from shared)
select on_day, spend_id, ${members.join(', ')},
  case when ${acquisition} then day_amount else 0 end as amount,
  case when spend_category = 'advertising' then day_amount else 0 end as advertising_amount,
  case when ${acquisition} then 0 else day_amount end as other_amount, cast(${acquisition} and day_amount <> 0 as integer) as shares
from priced order by on_day, spend_id`,
}

const byDay = (name: string, from: string, reads: readonly string[]): Table => ({
  name,
  reads,
  sql: () => `-- One row per day: its spend.
select on_day, sum(amount) as amount, sum(advertising_amount) as advertising_amount, sum(other_amount) as other_amount, sum(shares) as shares
from ${from} group by on_day order by on_day`,
})

export const spendTotalDay = byDay('spend_total_day', 'spend_day', spendDay.reads)

const lagReads = ['spend', 'contact', 'customer', 'order_line', 'product', 'activity', 'rep']

/** How long it takes from contact to first order, in whole days: what spend is moved by before it meets its customers. */
export const acquisitionLag: Table = {
  name: 'acquisition_lag',
  reads: lagReads,
  sql: () => `-- One row: the median days from contact to first order over customers who came from a contact; null where there are none.
select cast(round(median(date_diff('second', contact_received_at, first_at) / 86400.0)) as integer) as days, count(*) as customers
from new_customer where contact_received_at is not null`,
}

export const laggedSpend: Table = {
  name: 'lagged_spend',
  reads: lagReads,
  sql: () => `-- One row per spend and day, moved to the day its customers are expected.
select s.* replace (s.on_day + l.days as on_day) from spend_day s cross join acquisition_lag l
where l.days is not null order by on_day, spend_id`,
}

export const laggedTotalDay = byDay('lagged_total_day', 'lagged_spend', lagReads)
