with slot(slot, from_on, to_on) as (values
  ('current', date '2026-11-02', date '2026-11-08'),
  ('previous', date '2026-10-26', date '2026-11-01'))
select slot, level, d1, cast(rows as double) as rows, cast(returned as double) as returned, cast(gross as double) as gross, cast(discounts as double) as discounts
from (
select s.slot, 1 - grouping(d1) as level, d1, sum(rows) as rows, sum(returned) as returned, sum(gross) as gross, sum(discounts) as discounts
  from (select m.sold_on as on_day, cast(coalesce(m.province, l.province) as varchar) as d1, sum(lines) as rows, sum(gross_amount) as gross, sum(discount_amount) as discounts, null as returned
    from sale_day m left join location l on l.location_id = m.location_id where (m.sold_on between date '2026-10-26' and date '2026-11-08') and (cast(l.kind as varchar) in ('store')) group by all
    union all
    select m.returned_on as on_day, cast(coalesce(m.province, l.province) as varchar) as d1, null as rows, null as gross, null as discounts, sum(amount) as returned
    from return_day m left join location l on l.location_id = m.location_id where (m.returned_on between date '2026-10-26' and date '2026-11-08') and (cast(l.kind as varchar) in ('store')) group by all) r join slot s on r.on_day between s.from_on and s.to_on
  group by grouping sets ((s.slot), (s.slot, d1)) having grouping(d1) = 1 or s.slot in ('current', 'previous'))