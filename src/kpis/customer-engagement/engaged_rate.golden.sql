with slot(slot, from_on, to_on, as_of, as_of_at) as (values
  ('current', date '2026-11-16', date '2026-11-18', date '2026-11-18', timestamp '2026-11-18 23:59:59'),
  ('previous', date '2026-11-09', date '2026-11-11', date '2026-11-11', timestamp '2026-11-11 23:59:59'),
  ('s0', date '2026-11-09', date '2026-11-15', date '2026-11-18', timestamp '2026-11-18 23:59:59')),
part as (
select s.slot, 0 as level, sum(numerator) as numerator, sum(denominator) as denominator
  from (select case when m.on_day <= date '2026-11-11' then date '2026-11-11' when m.on_day <= date '2026-11-15' then date '2026-11-15' when m.on_day <= date '2026-11-18' then date '2026-11-18' end as on_day, sum(engaged) as numerator, sum(active) as denominator
    from engagement_change_day m where m.on_day <= date '2026-11-18' group by all) r join slot s on r.on_day <= s.to_on
  group by s.slot)
select slot, level, cast(max(numerator) as double) as numerator, cast(max(denominator) as double) as denominator
from part group by slot, level
