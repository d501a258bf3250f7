import { publicHolidays } from '../calendar/holidays.ts'
import type { Table, TableContext } from '../metric.ts'
import { quote } from '../sql.ts'

const minuteOf = (clock: string): number => {
  const [hours, minutes] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

const businessHours = ({ settings }: TableContext): string =>
  [1, 2, 3, 4, 5, 6, 7]
    .map((weekday) => {
      const [open, close] = settings.business_hours[String(weekday)] ?? ['00:00', '00:00']
      return `(${weekday}, ${minuteOf(open!)}, ${Math.max(0, minuteOf(close!) - minuteOf(open!))})`
    })
    .join(', ')

/** Years business time is kept for: a mistyped date must not make a calendar of ten thousand years. */
const years = { first: 2000, last: 2060 } as const

const holidays = ({ settings }: TableContext): string =>
  [
    ...Array.from({ length: years.last - years.first + 1 }, (_, i) => publicHolidays(years.first + i)).flat(),
    ...settings.holidays,
  ]
    .map((day) => `(${quote(day)})`)
    .join(', ')

/** Business time as a running count of minutes, so that the time between two moments is one subtraction. */
export const businessDay: Table = {
  name: 'business_day',
  reads: ['contact', 'activity'],
  sql: (
    context,
  ) => `-- One row per calendar day: its opening minute, its business minutes, and all business minutes before it.
with span as (
  select greatest(min(first_on), date '${years.first}-01-01') as first_on, least(max(last_on) + 90, date '${years.last}-12-31') as last_on
  from (
    select cast(min(received_at) as date) as first_on, cast(max(received_at) as date) as last_on from contact
    union all select null, cast(max(a.at) as date) from activity a
  ) having max(first_on) is not null
),
hours(weekday, open_minute, minutes) as (values ${businessHours(context)}),
holiday(on_day) as (select cast(on_day as date) from (values ${holidays(context)}) h(on_day)),
calendar as (
  select cast(unnest(generate_series(cast(first_on as timestamp), cast(last_on as timestamp), interval 1 day)) as date) as on_day from span
),
day as (
  select c.on_day, h.open_minute,
    case when c.on_day in (select on_day from holiday) then 0 else h.minutes end as minutes
  from calendar c join hours h on h.weekday = isodow(c.on_day)
)
select on_day, open_minute, minutes,
  coalesce(sum(minutes) over (order by on_day rows between unbounded preceding and 1 preceding), 0) as minutes_before
from day order by on_day`,
}

/**
 * Business minutes passed at a moment, given the alias of its day's row; moments before opening count as the
 * opening, moments after closing as the closing.
 */
export const businessMinute = (moment: string, day: string): string =>
  `${day}.minutes_before + greatest(0, least(date_diff('second', cast(cast(${moment} as date) as timestamp), ${moment}) / 60.0 - ${day}.open_minute, ${day}.minutes))`
