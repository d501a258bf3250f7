import { dayOf } from './calendar/day.ts'
import { currencies } from './import/currencies.data.ts'
import { languages } from './messages.ts'
import { type SettingName, weekStartNames } from './settings.ts'
import { isAssignmentRules } from './work/assign.ts'

/** What a setting takes, in signs that are the same in every language, and whether a value is that. */
type Rule = { readonly expected: string; readonly holds: (value: unknown) => boolean }

const text = (most: number): Rule => ({
  expected: `"…" (≤ ${most})`,
  holds: (value) => typeof value === 'string' && value.length <= most,
})

const whole = (least: number, most: number): Rule => ({
  expected: `${least} … ${most}`,
  holds: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
})

const entriesOf = (value: unknown): (readonly [string, unknown])[] | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null

const time = /^([01]\d|2[0-3]):[0-5]\d$/

const isDay = (value: unknown): boolean => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value))
  return parts !== null && dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== null
}

const isOpening = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((at) => time.test(String(at))) && value[0] < value[1]

const rules: Readonly<Record<Exclude<SettingName, 'time_zone'>, Rule>> = {
  organisation: text(120),
  week_start: { expected: weekStartNames.join(' | '), holds: (value) => weekStartNames.includes(String(value)) },
  language: { expected: languages.join(' | '), holds: (value) => (languages as readonly unknown[]).includes(value) },
  currency: { expected: 'VND, USD, EUR …', holds: (value) => typeof value === 'string' && currencies.has(value) },
  response_limit_minutes: whole(1, 100_000),
  business_hours: {
    expected: '{"1":["08:00","17:30"], … "7": …}',
    holds: (value) =>
      entriesOf(value)?.every(([weekday, hours]) => /^[1-7]$/.test(weekday) && isOpening(hours)) ?? false,
  },
  conversion_days: whole(1, 730),
  own_competitor: { expected: '"own"', holds: (value) => typeof value === 'string' && /^\S(.{0,78}\S)?$/.test(value) },
  // Employees were promised that no score stands for fewer than five of them.
  anonymity_floor: whole(5, 1_000),
  survey_gate_days: {
    expected: '{"*":120, …} (0 … 730)',
    holds: (value) =>
      (entriesOf(value)?.some(([line]) => line === '*') &&
        entriesOf(value)?.every(([, days]) => whole(0, 730).holds(days))) ??
      false,
  },
  stale_days: whole(1, 365),
  price_valid_days: whole(0, 365),
  retention_months: whole(0, 240),
  target_bands: {
    expected: '[0.8, 1]: 0 < a ≤ b ≤ 1',
    holds: (value) => {
      if (!Array.isArray(value) || value.length !== 2) return false
      const [red, amber] = value as unknown[]
      return typeof red === 'number' && typeof amber === 'number' && red > 0 && red <= amber && amber <= 1
    },
  },
  holidays: { expected: '["2026-09-03", …]', holds: (value) => Array.isArray(value) && value.every(isDay) },
  method_cost_per_minute: {
    expected: '≥ 0',
    holds: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
  },
  assignment_rules: {
    expected: '{"rules":[{"sources":[…],"locations":[…],"product_lines":[…],"reps":["NV001", …]}, …],"daily_cap":20}',
    holds: isAssignmentRules,
  },
  paid_sources: {
    expected: '["facebook", …]',
    holds: (value) => Array.isArray(value) && value.every((source) => typeof source === 'string' && source !== ''),
  },
}

/**
 * What a setting should have been, where a value is not that; null where it is.
 * @param isTimeZone asks the calendar of the machine, which knows the zones
 */
export const wrongSetting = (
  name: SettingName,
  value: unknown,
  isTimeZone: (name: string) => boolean,
): string | null => {
  if (name === 'time_zone')
    return typeof value === 'string' && isTimeZone(value) ? null : 'Asia/Ho_Chi_Minh, Europe/Paris …'
  const rule = rules[name]
  return rule.holds(value) ? null : rule.expected
}
