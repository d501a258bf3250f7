import type { DayRange } from '#core/reading.ts'

/** A window the seven are asked for, by name. */
export type Window = DayRange & { readonly slot: string }

/**
 * The seven headlines as someone who knows the tables would write them by hand, one statement each, over the
 * same rollups the product reads. Each gives `slot, numerator, denominator` and the figures the answer shows beside them.
 */
export const handWritten = (windows: readonly Window[]): readonly string[] => {
  const slots = `slot(slot, from_on, to_on) as (values ${windows
    .map(({ slot, from, to }) => `('${slot}', date '${from}', date '${to}')`)
    .join(', ')})`
  const first = windows.map((window) => window.from).sort()[0]
  const last = windows
    .map((window) => window.to)
    .sort()
    .at(-1)
  const ends = [...new Set(windows.map((window) => window.to))]
  const within = (column: string): string =>
    `${column} between s.from_on and s.to_on and ${column} between date '${first}' and date '${last}'`
  return [
    `with ${slots} select slot, sum(contacts) as numerator, null as denominator from slot s join new_contact_day m on ${within('m.received_on')} group by slot`,
    `with ${slots}, won as (select slot, sum(customers) as customers, sum(paid) as paid from slot s join new_customer_day m on ${within('m.first_on')} group by slot),
     spent as (select slot, sum(amount) as amount, sum(advertising_amount) as advertising from slot s join spend_total_day m on ${within('m.on_day')} group by slot),
     lagged as (select slot, sum(amount) as lagged, sum(advertising_amount) as advertising_lagged from slot s join lagged_total_day m on ${within('m.on_day')} group by slot)
     select slot, amount as numerator, customers as denominator, paid, advertising, lagged, advertising_lagged, (select days from acquisition_lag) as lag_days
     from spent join won using (slot) left join lagged using (slot)`,
    `with ${slots}, sold as (select slot, sum(gross_amount) as gross, sum(discount_amount) as discounts, sum(lines) as lines from slot s join
       (select sold_on, sum(gross_amount) as gross_amount, sum(discount_amount) as discount_amount, sum(lines) as lines from sale_day where sold_on between date '${first}' and date '${last}' group by sold_on) m on ${within('m.sold_on')} group by slot),
     back as (select slot, sum(amount) as amount from slot s join
       (select returned_on, sum(amount) as amount from return_day where returned_on between date '${first}' and date '${last}' group by returned_on) m on ${within('m.returned_on')} group by slot)
     select slot, gross - discounts - coalesce(back.amount, 0) as numerator, null as denominator, gross, discounts, back.amount as returns, lines from sold left join back using (slot)`,
    `with ${slots}, read(on_day, read_on, month, sign) as (select on_day, read_on, cast(date_trunc('month', read_on) as date), sign from (values ${ends.map((to) => `(date '${to}', date '${to}', 1), (date '${to}', date '${to}' - 90, -1)`).join(', ')}) v(on_day, read_on, sign)),
     sold as (select r.on_day, t.product_id, sum(r.sign * t.units) as units, sum(r.sign * t.revenue) as revenue from read r join watched_total t
       on t.month = r.month and t.from_on <= r.read_on and t.until_on > r.read_on group by all),
     total as (select r.on_day, sum(r.sign * t.revenue) as revenue from read r join revenue_total t
       on t.month = r.month and t.from_on <= r.read_on and t.until_on > r.read_on group by all),
     priced as (select r.on_day, i.our, i.middle as market, i.offers, i.listings, r.on_day - i.seen_on as days_old, s.revenue,
         case when s.units > 0 then s.units else 1 end as weight
       from read r join market_interval i on i.month = r.month and i.from_on <= r.on_day and i.until_on > r.on_day
       left join sold s on s.on_day = r.on_day and s.product_id = i.product_id where r.sign = 1),
     sums as (select on_day, sum(weight * our) filter (where our > 0 and market > 0) as numerator, sum(weight * market) filter (where our > 0 and market > 0) as denominator,
         count(*) filter (where our > 0 and market > 0) as products, count(*) filter (where our > 0 and market > 0 and days_old <= 7) as fresh,
         count(*) as watched, sum(listings) as listings, sum(greatest(revenue, 0)) filter (where offers > 0) as covered
       from priced group by on_day)
     select s.slot, x.*, t.revenue from slot s join sums x on x.on_day = s.to_on join total t on t.on_day = s.to_on`,
    `with ${slots} select slot, sum(engaged) as numerator, sum(active) as denominator from slot s join engagement_change_day m on m.on_day <= s.to_on group by slot`,
    `with ${slots} select slot, count(*) filter (where score >= 9) - count(*) filter (where score <= 6) as numerator, count(*) as denominator
     from slot s join pulse_response m on m.question = 'enps' and m.answered_on between s.to_on - 89 and s.to_on group by slot`,
    `with ${slots} select slot, sum(promoters) - sum(detractors) as numerator, sum(nps_answers) as denominator from slot s join survey_response_day m on ${within('m.answered_on')} group by slot`,
  ]
}
