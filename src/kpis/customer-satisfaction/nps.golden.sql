with slot(slot, from_on, to_on) as (values
  ('current', date '2026-11-01', date '2026-11-18'),
  ('previous', date '2026-10-01', date '2026-10-31'),
  ('s0', date '2026-10-01', date '2026-10-31'))
select slot, level, cast(promoters as double) as promoters, cast(detractors as double) as detractors, cast(answers as double) as answers
from (
select s.slot, 0 as level, sum(promoters) as promoters, sum(detractors) as detractors, sum(answers) as answers
  from (select m.answered_on as on_day, sum(promoters) as promoters, sum(detractors) as detractors, sum(nps_answers) as answers
    from survey_response_day m where (m.answered_on between date '2026-10-01' and date '2026-11-18') group by all) r join slot s on r.on_day between s.from_on and s.to_on
  group by s.slot)
