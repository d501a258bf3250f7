with slot(slot, from_on, to_on, as_of, as_of_at) as (values
  ('current', date '2026-11-16', date '2026-11-18', date '2026-11-18', timestamp '2026-11-18 23:59:59'),
  ('previous', date '2026-11-09', date '2026-11-11', date '2026-11-11', timestamp '2026-11-11 23:59:59')),
part as (
select slot, level, d1, listings as rows, our_spend as our_spend, market_spend as market_spend, covered as covered, revenue as revenue, products as products, watched as watched, fresh as fresh
  from (with offer as materialized (select m.*, true as inside from (select d.on_day, i.competitor, i.product_id, i.price, i.list_price, i.availability, i.observed_by, i.seen_on,
    d.on_day - i.seen_on as days_old, p.category, p.brand, p.product_line
  from price_interval i join (select distinct to_on as on_day from slot where to_on <= (select max(as_of) from slot)) d
    on i.month = date_trunc('month', d.on_day) and i.from_on <= d.on_day and i.until_on > d.on_day
  left join product p on p.product_id = i.product_id
  where i.kind = 'rival') m),
moment as (select distinct to_on as on_day from slot where to_on <= (select max(as_of) from slot)),
edge as (select on_day - 89 as from_on from moment union select on_day + 1 from moment),
calendar as (
  select c.on_day, max(e.from_on) as from_on
  from (select cast(unnest(generate_series(min(on_day) - 89, max(on_day), interval 1 day)) as date) as on_day from moment) c
  join edge e on e.from_on <= c.on_day group by c.on_day
),
reach as (select e.from_on, d.on_day from edge e join moment d on e.from_on between d.on_day - 89 and d.on_day),
weight as (
  select d.on_day, m.product_id, sum(m.units) as units, sum(m.revenue) as revenue
  from (
    select c.from_on, m.product_id, sum(m.units) as units, sum(m.revenue) as revenue from watched_day m join calendar c on c.on_day = m.sold_on group by all
  ) m join reach d on d.from_on = m.from_on group by all
),
takings as (
  select d.on_day, m.category, sum(m.revenue) as revenue
  from (
    select c.from_on, m.category, sum(m.revenue) as revenue from revenue_day m join calendar c on c.on_day = m.sold_on group by all
  ) m join reach d on d.from_on = m.from_on group by all
),
our as (
  select o.on_day, o.product_id, coalesce(
    max(i.price) filter (where i.kind = 'own'),
    max(p.list_price) filter (where p.list_price > 0),
    max(i.price) filter (where i.kind = 'sold')) as price
  from (select distinct on_day, product_id from offer) o
  left join price_interval i on i.kind in ('own', 'sold') and i.product_id = o.product_id
    and i.month = date_trunc('month', o.on_day) and i.from_on <= o.on_day and i.until_on > o.on_day
  left join product p on p.product_id = o.product_id
  group by o.on_day, o.product_id
),
priced as (
  select s.slot, 0 as level, null as d1, null as dims, p.* exclude (on_day)
    from (select m.*, o.price as our,
      greatest(coalesce(w.units, 0), 0) as units, greatest(coalesce(w.revenue, 0), 0) as revenue
    from (
      select on_day, product_id, median(price) as market, avg(price) as average, min(price) as lowest, min(days_old) filter (where price > 0) as days_old,
        count(price) as offers, count(*) as listings
      from (
        select m.on_day, m.product_id, m.competitor, m.days_old, case when m.availability <> 'out' and m.price > 0 then m.price end as price
        from offer m where m.inside
      ) group by on_day, product_id
    ) m join our o on o.on_day = m.on_day and o.product_id = m.product_id
    left join weight w on w.on_day = m.on_day and w.product_id = m.product_id) p join slot s on s.to_on = p.on_day
  union all
  select s.slot, 1 as level, d1, row(d1) as dims, p.* exclude (on_day, d1)
    from (select m.*, o.price as our,
      greatest(coalesce(w.units, 0), 0) as units, greatest(coalesce(w.revenue, 0), 0) as revenue
    from (
      select on_day, product_id, d1, median(price) as market, avg(price) as average, min(price) as lowest, min(days_old) filter (where price > 0) as days_old,
        count(price) as offers, count(*) as listings
      from (
        select m.on_day, m.product_id, m.competitor, m.days_old, cast(m.category as varchar) as d1, case when m.availability <> 'out' and m.price > 0 then m.price end as price
        from offer m where m.inside
      ) group by on_day, product_id, d1
    ) m join our o on o.on_day = m.on_day and o.product_id = m.product_id
    left join weight w on w.on_day = m.on_day and w.product_id = m.product_id) p join slot s on s.to_on = p.on_day
),
total as (
  select s.slot, 0 as level, null as d1, sum(m.revenue) as revenue
  from takings m join slot s on s.to_on = m.on_day where true group by all
  union all
  select s.slot, 1 as level, cast(m.category as varchar) as d1, sum(m.revenue) as revenue
  from takings m join slot s on s.to_on = m.on_day where true group by all
)
select p.slot, p.level, p.d1,
  sum(case when units > 0 then units else 1 end * our) filter (where our > 0 and market > 0) as our_spend,
  sum(cast(case when units > 0 then units else 1 end * market as decimal(38, 8))) filter (where our > 0 and market > 0) as market_spend,
  sum(cast(cast(our as double) / average as decimal(38, 12))) filter (where our > 0 and average > 0) as ratios,
  count(*) filter (where our > 0 and average > 0) as ratio_products,
  count(*) filter (where our > 0 and market > 0) as products,
  count(*) filter (where our > 0 and market > 0 and days_old <= 7) as fresh,
  count(*) as watched,
  sum(listings) as listings,
  count(*) filter (where our > 0) as judged,
  count(*) filter (where our > 0 and offers > 0) as placed,
  count(*) filter (where our > 0 and our < lowest * 0.98) as cheapest,
  count(*) filter (where our > 0 and our between lowest * 0.98 and lowest * 1.02) as near,
  count(*) filter (where our > lowest * 1.02) as dearer,
  count(*) filter (where our > 0 and lowest <= our * 0.95) as undercut,
  coalesce(sum(p.revenue) filter (where offers > 0), 0) as covered, max(t.revenue) as revenue
from priced p left join total t on t.slot = p.slot and t.level = p.level and t.d1 is not distinct from p.d1
group by p.slot, p.level, p.d1))
select slot, level, d1, cast(max(rows) as double) as rows, cast(max(our_spend) as double) as our_spend, cast(max(market_spend) as double) as market_spend, cast(max(covered) as double) as covered, cast(max(revenue) as double) as revenue, cast(max(products) as double) as products, cast(max(watched) as double) as watched, cast(max(fresh) as double) as fresh
from part group by slot, level, d1