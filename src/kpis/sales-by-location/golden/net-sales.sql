with slot(slot, from_on, to_on, as_of, as_of_at) as (values
  ('current', date '2026-11-02', date '2026-11-08', date '2026-11-18', timestamp '2026-11-18 23:59:59'),
  ('previous', date '2026-10-26', date '2026-11-01', date '2026-11-11', timestamp '2026-11-11 23:59:59')),
part as (
select s.slot, 1 - grouping(d1) as level, d1, sum(rows) as rows, null as returned, sum(gross) as gross, sum(discounts) as discounts
  from (select m.sold_on as on_day, cast(coalesce(m.province, l.province) as varchar) as d1, sum(lines) as rows, sum(gross_amount) as gross, sum(discount_amount) as discounts
    from sale_day m left join location l on l.location_id = m.location_id where (m.sold_on between date '2026-10-26' and date '2026-11-08') and (cast(l.kind as varchar) in ('store')) group by all) r join slot s on r.on_day between s.from_on and s.to_on
  group by grouping sets ((s.slot), (s.slot, d1)) having grouping(d1) = 1 or s.slot in ('current', 'previous')
  union all
select s.slot, 1 - grouping(d1) as level, d1, null as rows, sum(returned) as returned, null as gross, null as discounts
  from (select m.returned_on as on_day, cast(coalesce(m.province, l.province) as varchar) as d1, sum(amount) as returned
    from return_day m left join location l on l.location_id = m.location_id where (m.returned_on between date '2026-10-26' and date '2026-11-08') and (cast(l.kind as varchar) in ('store')) group by all) r join slot s on r.on_day between s.from_on and s.to_on
  group by grouping sets ((s.slot), (s.slot, d1)) having grouping(d1) = 1 or s.slot in ('current', 'previous'))
select slot, level, d1, cast(max(rows) as double) as rows, cast(max(returned) as double) as returned, cast(max(gross) as double) as gross, cast(max(discounts) as double) as discounts
from part group by slot, level, d1