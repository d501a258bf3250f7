import { formatRange } from '#core/format.ts'
import type { Value } from '#core/metric.ts'
import type { Reading } from '#core/reading.ts'
import { useUnfinished } from '../app/use-unfinished.ts'
import { useSay } from '../language.tsx'
import { changeSize, toneOf } from '../shown.ts'

/** A change: its direction as a sign, its size, and in words what it is compared with or that it is noise. */
export const ChangeCell = ({
  reading,
  verdict,
  short = false,
}: {
  readonly reading: Pick<Reading, 'change' | 'direction' | 'unit' | 'currency' | 'comparison' | 'margin'> &
    Pick<Value, 'flags'>
  readonly verdict?: string | undefined
  /** In a table whose head says what is compared. */
  readonly short?: boolean
}) => {
  const { t, language } = useSay()
  const partial = useUnfinished()
  const { change, comparison } = reading
  if (!change || change.absolute === null || !comparison) return <span className="change even">–</span>
  const tone = toneOf(reading, verdict, partial)
  const noise = verdict === 'within_noise' || change.within_noise === true
  const size = changeSize(change, reading, language)
  // What rounds to nothing is printed as no change.
  const none = !/[1-9]/.test(size)
  const sign = none ? '' : change.absolute > 0 ? '▲ ' : '▼ '
  const heard = none ? '' : t(change.absolute > 0 ? 'up' : 'down')
  return (
    <span className={`change ${tone}`}>
      <span className="change-size">
        <span aria-hidden="true">{sign}</span>
        <span className="unseen">{heard} </span>
        {none ? t('unchanged') : size}
        {tone === 'even' ? null : (
          <span className="unseen"> ({t(tone === 'good' ? 'for_the_better' : 'for_the_worse')})</span>
        )}
      </span>
      <small className="change-note">
        {noise && !none
          ? t(reading.margin === undefined ? 'within_noise' : 'within_margin')
          : short
            ? null
            : partial && tone === 'even' && verdict === undefined
              ? t('day_not_over')
              : t('against', { range: formatRange(comparison, language, false) })}
      </small>
    </span>
  )
}
