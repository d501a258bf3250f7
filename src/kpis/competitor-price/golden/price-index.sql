with slot(slot, from_on, to_on) as (values
  ('current', date '2026-11-16', date '2026-11-18'),
  ('previous', date '2026-11-09', date '2026-11-11'))
select slot, level, d1, cast(rows as double) as rows, cast(our_spend as double) as our_spend, cast(market_spend as double) as market_spend, cast(covered as double) as covered, cast(revenue as double) as revenue, cast(products as double) as products, cast(watched as double) as watched, cast(fresh as double) as fresh
from (
select slot, level, d1, listings as rows, our_spend as our_spend, market_spend as market_spend, covered as covered, revenue as revenue, products as products, watched as watched, fresh as fresh
  from (with edge(on_day, read_on, month, sign) as (values (date '2026-11-18', date '2026-11-18', date '2026-11-01', 1), (date '2026-11-18', date '2026-08-20', date '2026-08-01', -1), (date '2026-11-11', date '2026-11-11', date '2026-11-01', 1), (date '2026-11-11', date '2026-08-13', date '2026-08-01', -1)),
weight as (
  select e.on_day, m.product_id, sum(e.sign * m.units) as units, sum(e.sign * m.revenue) as revenue
  from watched_total m join edge e on e.month = m.month and m.from_on <= e.read_on and m.until_on > e.read_on group by all
),
priced as (
  select s.slot, 0 as level, null as d1, null as dims, m.product_id, m.middle as market, m.average, m.lowest,
      s.to_on - m.seen_on as days_old, m.offers, m.listings, m.our, greatest(coalesce(w.units, 0), 0) as units, greatest(coalesce(w.revenue, 0), 0) as revenue
    from (select i.*, p.category, p.brand, p.product_line from market_interval i left join product p on p.product_id = i.product_id) m join slot s on m.month = cast(date_trunc('month', s.to_on) as date) and m.from_on <= s.to_on and m.until_on > s.to_on
    left join weight w on w.on_day = s.to_on and w.product_id = m.product_id
    where s.to_on <= date '2026-11-18' and true
  union all
  select s.slot, 1 as level, cast(m.category as varchar) as d1, row(d1) as dims, m.product_id, m.middle as market, m.average, m.lowest,
      s.to_on - m.seen_on as days_old, m.offers, m.listings, m.our, greatest(coalesce(w.units, 0), 0) as units, greatest(coalesce(w.revenue, 0), 0) as revenue
    from (select i.*, p.category, p.brand, p.product_line from market_interval i left join product p on p.product_id = i.product_id) m join slot s on m.month = cast(date_trunc('month', s.to_on) as date) and m.from_on <= s.to_on and m.until_on > s.to_on
    left join weight w on w.on_day = s.to_on and w.product_id = m.product_id
    where s.to_on <= date '2026-11-18' and true
),
takings as (
  select e.on_day, m.category, sum(e.sign * m.revenue) as revenue
  from revenue_total m join edge e on e.month = m.month and m.from_on <= e.read_on and m.until_on > e.read_on group by all
),
total as (
  select s.slot, 0 as level, null as d1, sum(m.revenue) as revenue
  from takings m join slot s on s.to_on = m.on_day where true group by all
  union all
  select s.slot, 1 as level, cast(m.category as varchar) as d1, sum(m.revenue) as revenue
  from takings m join slot s on s.to_on = m.on_day where true group by all
)
select p.slot, p.level, p.d1,
  sum(listings) as listings,
  sum(case when units > 0 then units else 1 end * our) filter (where our > 0 and market > 0) as our_spend,
  sum(cast(case when units > 0 then units else 1 end * market as decimal(38, 8))) filter (where our > 0 and market > 0) as market_spend,
  coalesce(sum(p.revenue) filter (where offers > 0), 0) as covered,
  max(t.revenue) as revenue,
  count(*) filter (where our > 0 and market > 0) as products,
  count(*) as watched,
  count(*) filter (where our > 0 and market > 0 and days_old <= 7) as fresh
from priced p
left join total t on t.slot = p.slot and t.level = p.level and t.d1 is not distinct from p.d1
group by p.slot, p.level, p.d1))