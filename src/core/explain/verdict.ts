import { defineMessages } from '../messages.ts'
import type { Verdict } from './answer.ts'
import type { Composed } from './compose.ts'

/** What an expectation was taken from. */
export const basisWords = defineMessages({
  weeks: { vi: '{count} tuần tương tự', en: '{count} comparable weeks' },
  windows: { vi: '{count} kỳ tương tự', en: '{count} comparable windows' },
  season: {
    vi: '{count} kỳ tương tự và cùng mùa của {years} năm trước',
    en: '{count} comparable windows and the same season of {years} years',
  },
  tet: { vi: '{count} kỳ cùng khoảng cách tới Tết', en: '{count} windows as far from Tết, Tết-aligned' },
})

/**
 * Chance, where nothing happened, of saying that the whole moved. Together with what the segments are allowed it stays
 * at five in a hundred.
 */
export const wholeAnswerLevel = 0.015

export type Judging = {
  readonly composed: Pick<Composed, 'reasons' | 'judged'>
  /** Two windows or members were named to be compared. */
  readonly explicit: boolean
  /** A guard forbids a conclusion. */
  readonly stopped: boolean
}

/**
 * `localised` where a segment moved otherwise than the rest; `across_the_board` where only the whole did; else within
 * noise. Without any noise known nothing can be said.
 */
export const verdictOf = ({ composed, explicit, stopped }: Judging): Verdict => {
  if (stopped) return 'cannot_say'
  if (composed.reasons.length > 0) return 'localised'
  const { usual, comparison } = composed.judged
  if (usual === null && comparison === null) return 'cannot_say'
  // Unasked, the range is held against what is usual; the range before counts for a third, as for the segments.
  const moved = explicit
    ? (comparison ?? 1) < wholeAnswerLevel
    : usual
      ? usual.pValue < 0.7 * wholeAnswerLevel || (comparison ?? 1) < 0.3 * wholeAnswerLevel
      : (comparison ?? 1) < wholeAnswerLevel
  return moved ? 'across_the_board' : 'within_noise'
}
