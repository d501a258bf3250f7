import { formatDay, formatNumber } from '#core/format.ts'
import type { ProductHistory } from '#core/prices/told.ts'
import { useSay } from '../language.tsx'
import { words } from './messages.ts'

const [width, height, left, right, top, bottom] = [760, 230, 8, 130, 12, 24]

/** Told apart without colour as well: each line carries its name at its end. */
const rivalColours = ['var(--line)', 'var(--part-bad)', 'var(--good)', 'var(--faint)'] as const

const dayOf = (on: string): number => Date.parse(`${on}T00:00:00Z`) / 86_400_000

/** Prices as steps: ours in ink, each rival in a colour of its own, a gap where nothing is known. */
export const HistoryChart = ({ history }: { readonly history: ProductHistory }) => {
  const { of, language } = useSay()
  const prices = history.lines.flatMap(({ points }) => points.map(({ price }) => price))
  if (prices.length === 0) return null
  const [least, most] = [Math.min(...prices) * 0.98, Math.max(...prices) * 1.02]
  const [first, last] = [dayOf(history.from_on), dayOf(history.to_on) + 1]
  const x = (day: number): number =>
    left + ((Math.min(Math.max(day, first), last) - first) / (last - first)) * (width - left - right)
  const y = (price: number): number => top + ((most - price) / (most - least || 1)) * (height - top - bottom)
  const ends = history.lines
    .map(({ competitor, points }, index) => ({ competitor, index, at: y(points.at(-1)!.price) }))
    .sort((a, b) => a.at - b.at)
  let floor = 0
  const labels = ends.map((end) => {
    floor = Math.max(end.at, floor + 15)
    return { ...end, at: floor }
  })
  const colour = (competitor: string | null, index: number): string =>
    competitor === null ? 'var(--ink)' : rivalColours[(index - 1) % rivalColours.length]!
  return (
    <svg
      className="price-history"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={of(words.history, { product: history.product_name ?? history.product_id })}
    >
      {[least / 0.98, most / 1.02].map((price) => (
        <text key={price} x={left} y={y(price) - 3} opacity={0.6}>
          {formatNumber(price, language)}
        </text>
      ))}
      {history.lines.map(({ competitor, points }, index) => (
        <path
          key={competitor ?? ''}
          stroke={colour(competitor, index)}
          strokeWidth={competitor === null ? 2.6 : 1.8}
          d={points
            .map(({ from_on, until_on, price }, i) => {
              const joined = i > 0 && points[i - 1]!.until_on === from_on
              return `${joined ? 'L' : 'M'}${x(dayOf(from_on))} ${y(price)}L${x(dayOf(until_on))} ${y(price)}`
            })
            .join('')}
        />
      ))}
      {labels.map(({ competitor, index, at }) => (
        <text key={competitor ?? ''} x={width - right + 6} y={at + 4} style={{ fill: colour(competitor, index) }}>
          {competitor ?? of(words.ours)}
        </text>
      ))}
      <text x={left} y={height - 6} opacity={0.6}>
        {formatDay(history.from_on, language, false)}
      </text>
      <text x={width - right} y={height - 6} textAnchor="end" opacity={0.6}>
        {formatDay(history.to_on, language, false)}
      </text>
    </svg>
  )
}
