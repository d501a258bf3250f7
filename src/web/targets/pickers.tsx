import { Link, useNavigate } from '@tanstack/react-router'
import type { TargetsAsked } from '../app/search.ts'
import { useSay } from '../language.tsx'
import { words } from './messages.ts'
import { type Grain, grains, spanOf } from './periods.ts'
import { partings, type useTargetMetrics } from './use-rows.ts'

const partingWords = {
  whole: words.whole,
  location: words.by_location,
  team: words.by_team,
  person: words.by_person,
} as const

/** What the grid shows: numbers, parts, periods, levels. All of it stands in the address. */
export const Pickers = ({
  asked,
  metrics,
  grain,
  day,
}: {
  readonly asked: TargetsAsked
  readonly metrics: NonNullable<ReturnType<typeof useTargetMetrics>>
  readonly grain: Grain
  readonly day: string
}) => {
  const { of } = useSay()
  const navigate = useNavigate()
  const choose = (change: Partial<TargetsAsked>): void =>
    void navigate({ to: '/targets', search: (search) => ({ ...search, ...change }) })
  const span = spanOf(grain, day)
  const title =
    grain === 'week' ? `${span.from.slice(0, 4)} Q${(Number(span.from.slice(5, 7)) + 2) / 3}` : span.from.slice(0, 4)
  return (
    <div className="pickers">
      <label>
        <span>{of(words.numbers)}</span>
        <select value={asked.metric ?? ''} onChange={(event) => choose({ metric: event.target.value || undefined })}>
          <option value="">{of(words.the_seven)}</option>
          {metrics.map(({ page, metrics: own }) => (
            <optgroup key={page.slug} label={of(page.name)}>
              {own.map((metric) => (
                <option key={metric.metric} value={metric.metric}>
                  {of(metric.name)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>{of(words.parts)}</span>
        <select
          value={asked.by ?? 'whole'}
          onChange={(event) => choose({ by: event.target.value === 'whole' ? undefined : event.target.value })}
        >
          {partings.map((parting) => (
            <option key={parting} value={parting}>
              {of(partingWords[parting])}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{of(words.periods)}</span>
        <select
          value={grain}
          onChange={(event) => choose({ grain: event.target.value === 'month' ? undefined : event.target.value })}
        >
          {grains.map((each) => (
            <option key={each} value={each}>
              {of(words[each])}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{of(words.levels)}</span>
        <select
          value={asked.levels ?? 'one'}
          onChange={(event) => choose({ levels: event.target.value === 'all' ? 'all' : undefined })}
        >
          <option value="one">{of(words.one_level)}</option>
          <option value="all">{of(words.three_levels)}</option>
        </select>
      </label>
      <nav className="span" aria-label={of(words.periods)}>
        {([-1, 1] as const).map((step) => {
          const link = (
            <Link
              key={step}
              className="pick"
              to="/targets"
              search={(search) => ({ ...search, at: spanOf(grain, day, step).from })}
              aria-label={of(step < 0 ? words.earlier : words.later)}
              preload={false}
            >
              {step < 0 ? '←' : '→'}
            </Link>
          )
          return step < 0 ? [link, <strong key="span">{title}</strong>] : link
        })}
      </nav>
    </div>
  )
}
