/**
 * Invented rows for timing, made inside the engine: `lines` order lines (three to an order), contacts and
 * activities spread evenly over `days` days that end on `lastDay`.
 */
export type Size = {
  readonly lines: number
  readonly contacts: number
  readonly activities: number
  readonly days: number
  readonly lastDay: string
}

export const syntheticSql = ({ lines, contacts, activities, days, lastDay }: Size): string[] => {
  const customers = Math.max(1000, Math.floor(lines / 12))
  const at = (i: string, n: number): string =>
    `date '${lastDay}' - cast(${days - 1} - floor(${i}::double * ${days} / ${n}) as integer) + interval (8 * 3600 + hash(${i}) % 36000) second`
  return [
    `insert into location by name select 'S' || i as location_id, 'Cửa hàng ' || i as name, case when i < 32 then 'store' else 'online' end as kind, lpad((i % 34 + 1)::varchar, 2, '0') as province, 120.0 as area_m2, 6.0 as headcount, 1 as batch, i as line from range(37) t(i)`,
    `insert into product by name select 'P' || i as product_id, 'Hàng ' || i as name, 'N' || i % 12 as category, 'B' || i % 30 as brand, 'D' || i % 8 as product_line, 60000 + i * 10 as unit_cost, 100000 + i * 20 as list_price, 1 as batch, i as line from range(800) t(i)`,
    `insert into rep by name select 'R' || i as rep_id, 'Đội ' || i % 10 as team, 'S' || i % 37 as location_id, 1500 as cost_per_minute, 1 as batch, i as line from range(120) t(i)`,
    `insert into customer by name select 'C' || i as customer_id, 'S' || i % 37 as location_id, 'R' || i % 120 as owner, 1 as batch, i as line from range(${customers}) t(i)`,
    `insert into order_line by name select 'O' || (i // 3) as order_id, (i % 3 + 1)::varchar as line_no, ${at('(i // 3)', Math.ceil(lines / 3))} as placed_at, placed_at as completed_at, case when hash(i // 3) % 50 = 0 then 'cancelled' else 'completed' end as status, 'S' || hash(i // 3, 1) % 37 as location_id, 'C' || hash(i // 3, 2) % ${customers} as customer_id, 'R' || hash(i // 3, 3) % 120 as rep, 'P' || hash(i, 4) % 800 as product_id, 1 + hash(i, 5) % 3 as quantity, 100000 + (hash(i, 4) % 800) * 20 as unit_price, 60000 as unit_cost, 'VND' as currency, 1 as batch, i as line from range(${lines}) t(i)`,
    `insert into contact by name select 'L' || i as contact_id, ${at('i', contacts)} as received_at, 'K' || hash(i, 1) % 9 as source, case when hash(i, 2) % 20 = 0 then null else 'R' || hash(i, 3) % 120 end as owner, 'S' || hash(i, 4) % 37 as location_id, case when hash(i, 5) % 8 = 0 then 'C' || hash(i, 6) % ${customers} end as customer_id, 1 as batch, i as line from range(${contacts}) t(i)`,
    `insert into activity by name select 'A' || i as activity_id, ${at('i', activities)} as at, case when i % 2 = 0 then 'L' || least(${contacts - 1}, floor(i::double * ${contacts} / ${activities}))::bigint end as contact_id, case when i % 2 = 1 then 'C' || hash(i, 1) % ${customers} end as customer_id, 'R' || hash(i, 2) % 120 as rep, case hash(i, 3) % 3 when 0 then 'telesales' when 1 then 'chat' else 'email' end as method, case when hash(i, 4) % 5 = 0 then 'inbound' else 'outbound' end as direction, case when i % 2 = 0 then 'selling' else 'care' end as purpose, hash(i, 5) % 2 = 0 as reached, 4.0 as minutes, hash(i, 6) % 3 = 0 as researched, false as automatic, 1 as batch, i as line from range(${activities}) t(i)`,
    `insert into spend by name select 'X' || i as spend_id, date '${lastDay}' - cast(i % ${days} as integer) as from_on, from_on as to_on, 'advertising' as category, 'K' || i % 9 as source, 250000 as amount, 'VND' as currency, 1 as batch, i as line from range(${days * 3}) t(i)`,
    `insert into price_observation by name select 'Đối thủ ' || i % 3 as competitor, 'P' || i % 200 as product_id, date '${lastDay}' - cast((i // 600) * 7 as integer) + interval 9 hour as seen_at, 98000 + hash(i) % 9000 as price, 'in' as availability, 'file' as observed_by, 1 as batch, i as line from range(${600 * Math.min(104, Math.floor(days / 7))}) t(i)`,
    `insert into survey_answer by name select 'V' || i as answer_id, 'nps' as kind, ${at('i', 20000)} as answered_at, (hash(i) % 11)::double as score, 'C' || hash(i, 1) % ${customers} as customer_id, 'S' || i % 37 as location_id, 1 as batch, i as line from range(20000) t(i)`,
    `insert into pulse_answer by name select 'U' || i as answer_id, 'enps' as question, cast(${at('i', 4000)} as date) as answered_on, (hash(i) % 11)::double as score, 'Đội ' || i % 10 as team, 1 as batch, i as line from range(4000) t(i)`,
  ]
}
