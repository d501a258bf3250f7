select 'cell' as slot, 2 as level, m.answered_on as on_day, cast(m.team as varchar) as c_team, cast(m.location_id as varchar) as c_location, cast(m.tenure_band as varchar) as c_tenure_band, cast(m.team as varchar) as d1, cast(count(*) filter (where score >= 9) as double) as promoters, cast(count(*) filter (where score <= 6) as double) as detractors, cast(count(*) as double) as answers
from pulse_response m
where (m.answered_on between date '2026-07-01' and date '2026-12-31') and (m.question = 'enps')
group by all order by all
