select c.*, k.kept from (select m.answered_on as on_day, cast(m.team as varchar) as c_team, cast(m.location_id as varchar) as c_location, cast(m.tenure_band as varchar) as c_tenure_band, cast(m.team as varchar) as d1, cast(count(*) filter (where score >= 9) as double) as promoters, cast(count(*) filter (where score <= 6) as double) as detractors, cast(count(*) as double) as answers
from pulse_response m
where (m.answered_on between date '2026-07-01' and date '2026-12-31') and (m.question = 'enps')
group by all) c
left join pulse_release k on k.selection = 'm.question = ''enps''' and k.on_day = c.on_day and k.c_team is not distinct from c.c_team and k.c_location is not distinct from c.c_location and k.c_tenure_band is not distinct from c.c_tenure_band
order by all
