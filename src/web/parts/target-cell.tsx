import { formatPercent } from '#core/format.ts'
import type { Reading } from '#core/reading.ts'
import { targetBarOf } from '#core/target-bar.ts'
import { type Say, useSay } from '../language.tsx'
import { amountText } from '../shown.ts'

/** A sum that fills up over the days has a pace; any other number only a distance. */
const hasPace = ({ target }: Reading): boolean =>
  target !== null && target.expected_now !== null && target.expected_now !== target.target && target.pace !== null

/** How a reading stands against its target, in few words. */
const targetWords = (reading: Reading, { t, language }: Say): string => {
  const { target, direction, unit, value } = reading
  if (!target) return t('no_target')
  const goal = amountText(target.target, reading, language)
  if (value === null || target.achieved === null) return t('plain_target', { target: goal })
  if (hasPace(reading)) return t('of_today', { share: formatPercent(target.pace!, language, 0) })
  if (unit === 'score') return t('score_target', { value: amountText(value, reading, language), target: goal })
  if (direction === 'neither') return t('plain_target', { target: goal })
  if (direction === 'down_is_good') return t('at_most', { target: goal })
  return t('of_target', { share: formatPercent(target.achieved, language, 0), target: goal })
}

/** Bar towards the target with the tick of what is due by now, and the same in words. */
export const TargetCell = ({ reading }: { readonly reading: Reading }) => {
  const say = useSay()
  const bar = targetBarOf(reading)
  const status = reading.target?.status ?? 'none'
  return (
    <>
      {bar ? (
        <svg className={`bar ${status}`} width="132" height="16" aria-hidden="true">
          <rect className="track" x="0" y="4" width="132" height="8" rx="4" />
          <rect className="fill" x="0" y="4" width={Math.max(2, 132 * bar.fill)} height="8" rx="4" />
          <rect className="tick" x={Math.min(130, 132 * bar.tick)} y="0" width="2" height="16" />
        </svg>
      ) : null}
      <small>
        {targetWords(reading, say)}
        {status === 'none' ? '' : ` · ${say.t(hasPace(reading) ? status : `${status}_level`)}`}
      </small>
    </>
  )
}
