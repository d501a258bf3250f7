import type { Direction } from '#core/metric.ts'
import { useSay } from '../language.tsx'
import { amountText, type InUnit, signedChange } from '../shown.ts'
import { endsOf, heightOf } from './scale.ts'
import { useWidth } from './use-width.ts'

export type Step = { readonly id: string; readonly label: string; readonly effect: number }

type Props = {
  readonly start: { readonly label: string; readonly value: number }
  readonly steps: readonly Step[]
  readonly end: { readonly label: string; readonly value: number }
  readonly of: InUnit
  readonly direction: Direction
  readonly label: string
}

type Bar = {
  readonly id: string
  readonly label: string
  readonly from: number
  readonly to: number
  readonly text: string
  readonly tone: string
}

const toneOf = (effect: number, direction: Direction): string =>
  direction === 'neither' || effect === 0 ? 'even' : effect > 0 === (direction === 'up_is_good') ? 'good' : 'bad'

/** Where each part begins and ends; the two whole bars stand on the floor. */
const barsOf = ({ start, steps, end, of, direction }: Props, language: 'vi' | 'en', floor: number): readonly Bar[] => {
  let level = start.value
  const parts = steps.map((step) => {
    const from = level
    level += step.effect
    return {
      id: step.id,
      label: step.label,
      from,
      to: level,
      text: signedChange(step.effect, of, language),
      tone: toneOf(step.effect, direction),
    }
  })
  const whole = (id: string, { label, value }: Props['start']): Bar => ({
    id,
    label,
    from: floor,
    to: value,
    text: amountText(value, of, language),
    tone: 'whole',
  })
  return [whole('start', start), ...parts, whole('end', end)]
}

/** Words of a label over at most four lines of so many letters. */
const linesOf = (label: string, letters: number): readonly string[] => {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.slice(0, 4)
}

/** A value over its unit where both do not fit beside each other. */
const valueLines = (text: string, room: number): readonly string[] => {
  const at = text.indexOf('\u00a0')
  return at > 0 && text.length * 7.4 > room ? [text.slice(0, at), text.slice(at + 1)] : [text]
}

const height = 292
const top = 38

/** From one number to another by parts that add up; the floor is not zero where the parts would be too small to see. */
export const Waterfall = (props: Props) => {
  const { language } = useSay()
  const [place, width] = useWidth()
  const levels = [
    props.start.value,
    ...endsOf(
      props.start.value,
      props.steps.map((step) => step.effect),
    ),
  ]
  const [low, high] = [Math.min(...levels, props.end.value), Math.max(...levels, props.end.value)]
  const cut = low > 0 && (high - low) / high < 0.5
  const floor = cut ? low - (high - low) * 0.35 : Math.min(0, low)
  const bars = barsOf(props, language, floor)
  return (
    <div ref={place} className="chart">
      {width < 60 * bars.length ? (
        <Lying width={width} bars={bars} floor={floor} high={high} cut={cut} label={props.label} />
      ) : (
        <Standing width={width} bars={bars} floor={floor} high={high} cut={cut} label={props.label} />
      )}
    </div>
  )
}

type Drawing = {
  readonly width: number
  readonly bars: readonly Bar[]
  readonly floor: number
  readonly high: number
  readonly cut: boolean
  readonly label: string
}

const Standing = ({ width, bars, floor, high, cut, label }: Drawing) => {
  const slot = width / bars.length
  const words = bars.map((bar) => linesOf(bar.label, Math.floor(slot / 6.6)))
  const bottom = height - 12 - 14 * Math.max(1, ...words.map((lines) => lines.length))
  const y = heightOf([floor, high], top, bottom)
  const thick = Math.min(76, slot - 14)
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      className="waterfall"
    >
      {bars.map((bar, i) => {
        const [upper, lower] = [Math.min(y(bar.from), y(bar.to)), Math.max(y(bar.from), y(bar.to))]
        const middle = slot * i + slot / 2
        return (
          <g key={bar.id} className={bar.tone}>
            <rect x={middle - thick / 2} width={thick} y={upper} height={Math.max(1.5, lower - upper)} />
            {i < bars.length - 1 ? (
              <line
                className="link"
                x1={middle + thick / 2}
                x2={middle + slot - thick / 2}
                y1={y(bar.to)}
                y2={y(bar.to)}
              />
            ) : null}
            {cut && bar.tone === 'whole' ? <TornEdge x={middle - thick / 2} y={bottom - 10} width={thick} /> : null}
            {valueLines(bar.text, slot).map((line, at, all) => (
              <text
                key={line}
                className="value-label"
                x={middle}
                y={upper - 7 - (all.length - 1 - at) * 14}
                textAnchor="middle"
              >
                {line}
              </text>
            ))}
            {words[i]!.map((line, at) => (
              <text key={line} className="tick-label" x={middle} y={bottom + 18 + at * 14} textAnchor="middle">
                {line}
              </text>
            ))}
          </g>
        )
      })}
    </svg>
  )
}

/** A bar that does not begin at zero shows it. */
const TornEdge = ({ x, y, width }: { readonly x: number; readonly y: number; readonly width: number }) => (
  <path className="torn" d={`M${x - 2} ${y}l${width / 4 + 1} -4l${width / 4} 4l${width / 4} -4l${width / 4 + 1} 4`} />
)

const line = 34

/** The same lying down, for a narrow place: names above their bars. */
const Lying = ({ width, bars, floor, high, cut, label }: Drawing) => {
  const reach = width - 96
  const x = (value: number): number => ((value - floor) / (high - floor || 1)) * reach
  return (
    <svg width={width} height={line * bars.length + 4} role="img" aria-label={label} className="waterfall">
      {bars.map((bar, i) => {
        const [first, last] = [Math.min(x(bar.from), x(bar.to)), Math.max(x(bar.from), x(bar.to))]
        const y = i * line
        return (
          <g key={bar.id} className={bar.tone}>
            <text className="tick-label" x={0} y={y + 12}>
              {bar.label}
            </text>
            <rect x={first} width={Math.max(1.5, last - first)} y={y + 17} height={11} />
            {cut && bar.tone === 'whole' ? <path className="torn" d={`M8 ${y + 15}l-3 4l3 4l-3 4l3 4`} /> : null}
            <text className="value-label" x={width} y={y + 27} textAnchor="end">
              {bar.text}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
