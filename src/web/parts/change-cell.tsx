import { formatRange } from '#core/format.ts'
import type { Reading } from '#core/reading.ts'
import { useSay } from '../language.tsx'
import { changeSize, toneOf } from '../shown.ts'

/** A change: its direction as a sign, its size, and in words what it is compared with or that it is noise. */
export const ChangeCell = ({
  reading,
  verdict,
  partial = false,
}: {
  readonly reading: Pick<Reading, 'change' | 'direction' | 'unit' | 'currency' | 'comparison' | 'margin'>
  readonly verdict?: string | undefined
  readonly partial?: boolean
}) => {
  const { t, language } = useSay()
  const { change, comparison } = reading
  if (!change || change.absolute === null || !comparison) return <span className="change even">–</span>
  const tone = toneOf(reading, verdict, partial)
  const noise = verdict === 'within_noise' || change.within_noise === true
  const sign = change.absolute > 0 ? '▲' : change.absolute < 0 ? '▼' : ''
  const heard = change.absolute > 0 ? t('up') : change.absolute < 0 ? t('down') : ''
  return (
    <span className={`change ${tone}`}>
      <span aria-hidden="true">{sign} </span>
      <span className="unseen">{heard} </span>
      {change.absolute === 0 ? t('unchanged') : changeSize(change, reading, language)}
      {tone === 'even' ? null : (
        <span className="unseen"> ({t(tone === 'good' ? 'for_the_better' : 'for_the_worse')})</span>
      )}
      <small>
        {noise && change.absolute !== 0
          ? t(reading.margin === undefined ? 'within_noise' : 'within_margin')
          : partial && tone === 'even' && verdict === undefined
            ? t('day_not_over')
            : t('against', { range: formatRange(comparison, language, false) })}
      </small>
    </span>
  )
}
