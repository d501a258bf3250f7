import { isCutShort } from '#core/calendar/whole.ts'
import type { Reading } from '#core/reading.ts'
import { heightOf, stretchesOf, widthOf } from './scale.ts'

const [width, height, margin] = [132, 36, 5]

/** Thirteen periods, the target as a dashed line, the last one hollow while it runs. */
export const Sparkline = ({ reading, label }: { readonly reading: Reading; readonly label: string }) => {
  const { series, target } = reading
  const values = series.flatMap((step) => (step.value === null ? [] : [step.value]))
  if (values.length === 0) return <svg width={width} height={height} aria-hidden="true" />
  const running = isCutShort(series)
  // A target of another stretch of time than the steps of the line says nothing about them.
  const goal = target && !(running && target.expected_now === null) ? target.target : null
  const fits = goal !== null && goal <= Math.max(...values) * 3 ? [goal] : []
  const y = heightOf([...values, ...fits], margin, height - margin)
  const x = widthOf(series.length, margin, width - margin)
  const points = series.map((step, i) => (step.value === null ? null : ([x(i), y(step.value)] as const)))
  const last = points.at(-1)
  const solid = running ? points.slice(0, -1) : points
  const before = points.at(-2)
  return (
    <svg width={width} height={height} role="img" aria-label={label} className="line">
      {fits.map((level) => (
        <line key="goal" className="goal" x1={margin} x2={width - margin} y1={y(level)} y2={y(level)} />
      ))}
      {stretchesOf(solid).map((stretch) =>
        stretch.length === 1 ? (
          <circle key={stretch[0]!.join()} className="dot" cx={stretch[0]![0]} cy={stretch[0]![1]} r="1.6" />
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
      {last ? <circle className={running ? 'hollow' : 'dot'} cx={last[0]} cy={last[1]} r="3" /> : null}
    </svg>
  )
}
