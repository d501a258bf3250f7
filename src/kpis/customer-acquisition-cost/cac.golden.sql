with slot(slot, from_on, to_on) as (values
  ('current', date '2026-11-16', date '2026-11-18'),
  ('previous', date '2026-11-09', date '2026-11-11'),
  ('s0', date '2026-11-09', date '2026-11-15'))
select slot, level, cast(max(rows) as double) as rows, cast(max(plain) as double) as plain, cast(max(advertising) as double) as advertising, cast(max(lagged) as double) as lagged, cast(max(advertising_lagged) as double) as advertising_lagged, cast(max(lag_days) as double) as lag_days, cast(max(paid) as double) as paid, cast(max(customers) as double) as customers
from (
select s.slot, 0 as level, sum(rows) as rows, sum(plain) as plain, sum(advertising) as advertising, sum(lagged) as lagged, sum(advertising_lagged) as advertising_lagged, null as lag_days, sum(paid) as paid, sum(customers) as customers
  from (select m.first_on as on_day, sum(customers) as rows, sum(paid) as paid, sum(customers) as customers, null as plain, null as advertising, null as lagged, null as advertising_lagged
    from new_customer_day m where (m.first_on between date '2026-11-09' and date '2026-11-18') group by all
    union all
    select m.on_day as on_day, null as rows, null as paid, null as customers, sum(amount) as plain, sum(advertising_amount) as advertising, null as lagged, null as advertising_lagged
    from spend_total_day m where (m.on_day between date '2026-11-09' and date '2026-11-18') group by all
    union all
    select m.on_day as on_day, null as rows, null as paid, null as customers, null as plain, null as advertising, sum(amount) as lagged, sum(advertising_amount) as advertising_lagged
    from lagged_total_day m where (m.on_day between date '2026-11-09' and date '2026-11-18') group by all) r join slot s on r.on_day between s.from_on and s.to_on
  group by s.slot
  union all
select slot, level, null as rows, null as plain, null as advertising, null as lagged, null as advertising_lagged, value as lag_days, null as paid, null as customers
  from (select s.slot, 0 as level, l.days as value from slot s cross join acquisition_lag l)) group by slot, level
