with slot(slot, to_on) as (values
  ('current', date '2026-11-18'),
  ('previous', date '2026-11-11'),
  ('s0', date '2026-11-15'))
select slot, level, cast(numerator as double) as numerator, cast(denominator as double) as denominator
from (
select s.slot, 0 as level, sum(numerator) as numerator, sum(denominator) as denominator
  from (select case when m.on_day <= date '2026-11-11' then date '2026-11-11' when m.on_day <= date '2026-11-15' then date '2026-11-15' when m.on_day <= date '2026-11-18' then date '2026-11-18' end as on_day, sum(engaged) as numerator, sum(active) as denominator
    from engagement_change_day m where m.on_day <= date '2026-11-18' group by all) r join slot s on r.on_day <= s.to_on
  group by s.slot)
