import type { DayRange } from '#core/reading.ts'

/** A window the seven are asked for, by name. */
export type Window = DayRange & { readonly slot: string }

/**
 * The seven headlines as someone who knows the tables would write them by hand, one statement each, over the
 * same rollups the product reads. Each gives `slot, numerator, denominator`.
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
  const within = (column: string): string =>
    `${column} between s.from_on and s.to_on and ${column} between date '${first}' and date '${last}'`
  return [
    `with ${slots} select slot, sum(contacts) as numerator, null as denominator from slot s join new_contact_day m on ${within('m.received_on')} group by slot`,
    `with ${slots}, won as (select slot, sum(customers) as customers from slot s join new_customer_day m on ${within('m.first_on')} group by slot),
     spent as (select slot, sum(amount) as amount from slot s join spend_total_day m on ${within('m.on_day')} group by slot)
     select slot, amount as numerator, customers as denominator from spent join won using (slot)`,
    `with ${slots}, sold as (select slot, sum(gross_amount) - sum(discount_amount) as amount from slot s join sale_day m on ${within('m.sold_on')} group by slot),
     back as (select slot, sum(amount) as amount from slot s join return_day m on ${within('m.returned_on')} group by slot)
     select slot, sold.amount - coalesce(back.amount, 0) as numerator, null as denominator from sold left join back using (slot)`,
    `with ${slots}, day as (select distinct to_on as on_day from slot),
     market as (select d.on_day, i.product_id, median(i.price) as price from day d join price_interval i
       on i.kind = 'rival' and i.month = date_trunc('month', d.on_day) and i.from_on <= d.on_day and i.until_on > d.on_day
       where i.availability <> 'out' and i.price > 0 group by all),
     units as (select d.on_day, w.product_id, sum(w.units) as units from day d join watched_day w on w.sold_on between d.on_day - 89 and d.on_day group by all),
     priced as (select m.on_day, m.product_id, m.price as market, p.list_price as our, case when u.units > 0 then u.units else 1 end as weight
       from market m join product p on p.product_id = m.product_id left join units u on u.on_day = m.on_day and u.product_id = m.product_id where p.list_price > 0)
     select s.slot, sum(weight * our) as numerator, sum(weight * market) as denominator from slot s join priced p on p.on_day = s.to_on group by s.slot`,
    `with ${slots} select slot, sum(engaged) as numerator, sum(active) as denominator from slot s join engagement_change_day m on m.on_day <= s.to_on group by slot`,
    `with ${slots} select slot, count(*) filter (where score >= 9) - count(*) filter (where score <= 6) as numerator, count(*) as denominator
     from slot s join pulse_response m on m.question = 'enps' and m.answered_on between s.to_on - 89 and s.to_on group by slot`,
    `with ${slots} select slot, sum(promoters) - sum(detractors) as numerator, sum(nps_answers) as denominator from slot s join survey_response_day m on ${within('m.answered_on')} group by slot`,
  ]
}
