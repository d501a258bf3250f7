select on_day, c_team, c_location, c_tenure_band, c_team as d1, promoters, detractors, answers, kept
from pulse_release m where m.selection = 'm.question = ''enps''' and (m.on_day between date '2026-07-01' and date '2026-12-31')
