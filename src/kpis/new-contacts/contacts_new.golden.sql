with slot(slot, from_on, to_on) as (values
  ('current', date '2026-11-16', date '2026-11-18'),
  ('previous', date '2026-11-09', date '2026-11-11'),
  ('s0', date '2026-11-09', date '2026-11-15'))
select slot, level, d1, cast(value as double) as value
from (
select s.slot, 1 - grouping(d1) as level, d1, sum(value) as value
  from (select m.received_on as on_day, cast(m.source as varchar) as d1, sum(contacts) as value
    from new_contact_source_day m where (m.received_on between date '2026-11-09' and date '2026-11-18') and (cast(m.location_id as varchar) in ('S001')) group by all) r join slot s on r.on_day between s.from_on and s.to_on
  group by grouping sets ((s.slot), (s.slot, d1)) having grouping(d1) = 1 or s.slot in ('current', 'previous'))
