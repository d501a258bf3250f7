import { isCutShort } from '#core/calendar/whole.ts'
import { formatRange, reasonWords } from '#core/format.ts'
import type { Reading } from '#core/reading.ts'
import { useSay } from '../language.tsx'
import { amountText, valueText } from '../shown.ts'
import { heightOf, stretchesOf, ticksOf, widthOf } from './scale.ts'
import { useWidth } from './use-width.ts'

const height = 220
const [top, bottom, left, right] = [18, height - 26, 4, 74]

/** The usual range of the last step, and how many steps it was learnt from. */
export type Usual = { readonly low: number; readonly high: number; readonly steps: number }

/** A number over time: target dashed, usual range as a band, gaps where nothing is known, the running period hollow. */
export const Trend = ({
  reading,
  usual,
  label,
}: {
  readonly reading: Pick<Reading, 'series' | 'target' | 'unit' | 'currency'>
  readonly usual: Usual | null
  readonly label: string
}) => {
  const { language } = useSay()
  const [place, width] = useWidth()
  const { series, target } = reading
  const values = series.flatMap((step) => (step.value === null ? [] : [step.value]))
  const running = isCutShort(series)
  const goal = target ? [target.target] : []
  const band = usual ? [usual.low, usual.high] : []
  const all = [...values, ...goal, ...band]
  const y = heightOf(all.length > 0 ? all : [0, 1], top, bottom)
  const x = widthOf(series.length, left, width - right)
  const points = series.map((step, i) => (step.value === null ? null : ([x(i), y(step.value)] as const)))
  const solid = running ? points.slice(0, -1) : points
  const [last, before] = [points.at(-1), points.at(-2)]
  const lastStep = series.at(-1)
  // A tick beside the target would be read with its dashes through it; the target says its own level.
  const ticks =
    values.length > 0
      ? ticksOf(Math.min(...all), Math.max(...all)).filter((tick) =>
          goal.every((level) => Math.abs(y(tick) - y(level)) >= 16),
        )
      : []
  const marks = [0, Math.floor((series.length - 1) / 2), series.length - 1].filter(
    (i, at, list) => list.indexOf(i) === at && i >= 0,
  )
  const goalLabel = goal[0] !== undefined && last && Math.abs(y(goal[0]) - last[1]) < 16 ? null : goal[0]
  return (
    <div ref={place} className="chart">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
        className="line"
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="grid" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
          </g>
        ))}
        {usual && last ? (
          <rect
            className="usual"
            x={usual.steps > 1 ? x(Math.max(0, series.length - 1 - usual.steps)) : last[0] - 9}
            width={usual.steps > 1 ? last[0] - x(Math.max(0, series.length - 1 - usual.steps)) + 6 : 18}
            y={y(usual.high)}
            height={Math.max(1, y(usual.low) - y(usual.high))}
          />
        ) : null}
        {goal.map((level) => (
          <line key="goal" className="goal" x1={left} x2={width - right} y1={y(level)} y2={y(level)} />
        ))}
        {stretchesOf(solid).map((stretch) =>
          stretch.length === 1 ? (
            <circle key={stretch[0]!.join()} className="dot" cx={stretch[0]![0]} cy={stretch[0]![1]} r="2" />
          ) : (
            <polyline
              key={stretch[0]!.join()}
              points={stretch.map((point) => point.map((n) => n.toFixed(1)).join()).join(' ')}
            />
          ),
        )}
        {running && last && before ? (
          <line className="unfinished" x1={before[0]} y1={before[1]} x2={last[0]} y2={last[1]} />
        ) : null}
        {series.map((step, i) =>
          points[i] ? (
            <circle
              key={step.from}
              className={i < series.length - 1 ? 'touch' : running ? 'hollow' : 'dot'}
              cx={points[i][0]}
              cy={points[i][1]}
              r={i < series.length - 1 ? 7 : 3.5}
            >
              <title>{`${formatRange(step, language)}: ${valueText(step, reading, language)}`}</title>
            </circle>
          ) : null,
        )}
        {ticks.map((tick) => (
          <text key={tick} className="tick-label" x={left} y={y(tick) - 4}>
            {amountText(tick, reading, language)}
          </text>
        ))}
        {last && lastStep ? (
          <text className="value-label" x={last[0] + 9} y={last[1] + 4}>
            {valueText(lastStep, reading, language)}
          </text>
        ) : null}
        {goalLabel === null || goalLabel === undefined ? null : (
          <text className="goal-label" x={width - right + 9} y={y(goalLabel) + 4}>
            {amountText(goalLabel, reading, language)}
          </text>
        )}
        {values.length > 0 ? null : (
          <text className="tick-label" x={(left + width - right) / 2} y={(top + bottom) / 2 - 8} textAnchor="middle">
            {reasonWords('no_data', language)}
          </text>
        )}
        {marks.map((i) => (
          <text
            key={i}
            className="tick-label"
            x={x(i)}
            y={height - 8}
            textAnchor={i === 0 ? 'start' : i === series.length - 1 ? 'end' : 'middle'}
          >
            {formatRange(series[i]!, language, false)}
          </text>
        ))}
      </svg>
    </div>
  )
}
