import { isCutShort } from '#core/calendar/whole.ts'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { formatRange } from '#core/format.ts'
import type { Reading } from '#core/reading.ts'
import { Frame } from '../charts/frame.tsx'
import { Trend, type Usual } from '../charts/trend.tsx'
import { useSay } from '../language.tsx'
import { amountText, valueText } from '../shown.ts'

/** Comparable windows an expectation is learnt from. */
const windows = 8

/**
 * The range the value usually lies in, from the explanation. Where it was learnt from days cut like those of a running
 * period, it says something of the last step only; where days were left out of it, nothing about what is drawn.
 */
const usualOf = (reading: Reading, why: WhyAnswer | undefined, running: boolean): Usual | null => {
  if (!why?.expected || why.metric !== reading.metric) return null
  if (why.guards.some((guard) => guard.code === 'window.partial')) return null
  const [low, high] = why.expected.interval
  return { low, high, steps: running ? 1 : Math.min(windows, reading.series.length - 1) }
}

export const TrendPanel = ({
  reading,
  why,
}: {
  readonly reading: Reading | undefined
  readonly why: WhyAnswer | undefined
}) => {
  const { t, of, language } = useSay()
  if (!reading) return <section className="panel trend-room" />
  const running = isCutShort(reading.series)
  const usual = usualOf(reading, why, running)
  const title = `${of(reading.name)} · ${t('over_time')}`
  return (
    <Frame
      title={t('over_time')}
      name={`${reading.metric}-trend`}
      note={
        [
          ...(reading.target ? [t('goal_note')] : []),
          ...(running ? [t('running_note')] : []),
          ...(usual
            ? [
                t('usual_note', {
                  low: amountText(usual.low, reading, language),
                  high: amountText(usual.high, reading, language),
                }),
              ]
            : []),
        ].join(' ') || '\u00a0'
      }
      table={
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{t('period')}</th>
              <th scope="col">{of(reading.name)}</th>
            </tr>
          </thead>
          <tbody>
            {reading.series.map((step) => (
              <tr key={step.from}>
                <th scope="row">{formatRange(step, language)}</th>
                <td>{valueText(step, reading, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      <Trend reading={reading} usual={usual} label={title} />
    </Frame>
  )
}
