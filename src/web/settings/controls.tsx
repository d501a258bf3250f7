import { currencies } from '#core/import/currencies.data.ts'
import { languages } from '#core/messages.ts'
import { type SettingName, weekStartNames, weekStartOf } from '#core/settings.ts'
import { useSay } from '../language.tsx'
import { Assignment } from './assignment-control.tsx'
import { Bands, Gates, listOf } from './list-controls.tsx'
import { words } from './messages.ts'

export type Given = {
  /** Of the field, for its label and explanation. */
  readonly id: string
  readonly describedBy: string
  readonly value: unknown
  readonly disabled: boolean
  readonly onChange: (value: unknown) => void
}

const shared = ({ id, describedBy, disabled }: Given) => ({ id, 'aria-describedby': describedBy, disabled })

const Text = (given: Given) => (
  <input
    {...shared(given)}
    type="text"
    value={String(given.value)}
    onChange={(event) => given.onChange(event.target.value)}
  />
)

const zones = [
  'Asia/Ho_Chi_Minh',
  'Asia/Bangkok',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Europe/Paris',
  'UTC',
]

const Zone = (given: Given) => (
  <>
    <input
      {...shared(given)}
      type="text"
      list={`${given.id}-zones`}
      value={String(given.value)}
      onChange={(event) => given.onChange(event.target.value)}
    />
    <datalist id={`${given.id}-zones`}>
      {zones.map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  </>
)

const LanguageOf = (given: Given) => {
  const { of } = useSay()
  return (
    <select {...shared(given)} value={String(given.value)} onChange={(event) => given.onChange(event.target.value)}>
      {languages.map((each) => (
        <option key={each} value={each}>
          {of(words[each])}
        </option>
      ))}
    </select>
  )
}

const WeekStartOf = (given: Given) => {
  const { of } = useSay()
  return (
    <select {...shared(given)} value={String(given.value)} onChange={(event) => given.onChange(event.target.value)}>
      {weekStartNames.map((name) => (
        <option key={name} value={name}>
          {of(words[`day_${weekStartOf({ week_start: name })}`])}
        </option>
      ))}
    </select>
  )
}

const Currency = (given: Given) => (
  <select {...shared(given)} value={String(given.value)} onChange={(event) => given.onChange(event.target.value)}>
    {[...currencies].map((code) => (
      <option key={code} value={code}>
        {code}
      </option>
    ))}
  </select>
)

/** Typed as text, so that what is no number reaches the one who says so; a decimal comma is one. */
const NumberField = (given: Given) => {
  const { language } = useSay()
  const text = typeof given.value === 'number' ? String(given.value) : String(given.value ?? '')
  return (
    <input
      {...shared(given)}
      type="text"
      inputMode="decimal"
      className="short"
      value={language === 'vi' ? text.replace('.', ',') : text}
      onChange={(event) => {
        const typed = event.target.value.trim().replace(',', '.')
        given.onChange(typed !== '' && !/[.]$/.test(typed) && Number.isFinite(Number(typed)) ? Number(typed) : typed)
      }}
    />
  )
}

type Hours = Readonly<Record<string, readonly [string, string]>>
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

const BusinessHours = (given: Given) => {
  const { of } = useSay()
  const hours = given.value as Hours
  return (
    <fieldset className="hours bare" aria-labelledby={`${given.id}-name`} aria-describedby={given.describedBy}>
      {weekdays.map((weekday) => {
        const day = of(words[`day_${weekday}`])
        const own = hours[weekday]
        const put = (next: readonly [string, string] | null): void => {
          const others = Object.fromEntries(Object.entries(hours).filter(([each]) => each !== String(weekday)))
          given.onChange(next ? { ...others, [weekday]: next } : others)
        }
        const time = (at: 0 | 1) => (
          <input
            type="time"
            required
            disabled={given.disabled}
            aria-label={of(at === 0 ? words.opens : words.closes, { day })}
            value={own![at]}
            onChange={(event) => put(at === 0 ? [event.target.value, own![1]] : [own![0], event.target.value])}
          />
        )
        return (
          <div key={weekday} className="hours-day">
            <label>
              <input
                type="checkbox"
                disabled={given.disabled}
                checked={own !== undefined}
                aria-label={of(words.is_open, { day })}
                onChange={(event) => put(event.target.checked ? ['08:00', '17:30'] : null)}
              />{' '}
              {day}
            </label>
            {own ? (
              <span>
                {time(0)} – {time(1)}
              </span>
            ) : (
              <span className="soft">{of(words.closed)}</span>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** The field of each setting. */
export const controls: Readonly<Record<SettingName, (given: Given) => React.ReactNode>> = {
  organisation: Text,
  time_zone: Zone,
  week_start: WeekStartOf,
  language: LanguageOf,
  currency: Currency,
  response_limit_minutes: NumberField,
  business_hours: BusinessHours,
  conversion_days: NumberField,
  own_competitor: Text,
  anonymity_floor: NumberField,
  survey_gate_days: Gates,
  stale_days: NumberField,
  price_valid_days: NumberField,
  retention_months: NumberField,
  target_bands: Bands,
  holidays: listOf('date'),
  method_cost_per_minute: NumberField,
  paid_sources: listOf('text'),
  assignment_rules: Assignment,
}
