/** A reading's parts as they are printed, in the reader's language. */

import { formatChange, formatInterval, formatPercent, formatRelative, formatValue } from '#core/format.ts'
import type { Language } from '#core/messages.ts'
import type { Unit, Value } from '#core/metric.ts'
import type { Change, Reading } from '#core/reading.ts'
import type { Say } from './language.tsx'

export type InUnit = {
  readonly unit: Unit
  readonly currency?: string | undefined
  /** Printed with one decimal more. */
  readonly finer?: boolean | undefined
}

const options = (of: InUnit, language: Language) => ({
  language,
  ...(of.currency ? { currency: of.currency } : {}),
  ...(of.finer ? { finer: true } : {}),
})

/** A sentence whose figures stay on one line with their units. */
export const kept = (sentence: string): string =>
  sentence.replace(
    /(\d) (₫|%|tỷ|triệu|nghìn|điểm|phút|giờ|ngày|tháng|bn|min|h|points?|days?|months?)(?![\p{L}\d])( ₫| %)?/gu,
    (_, digit: string, unit: string, more = '') => `${digit}\u00a0${unit}${more.replace(' ', '\u00a0')}`,
  )

/** A figure and its unit stay on one line. */
const together = (text: string): string => text.replaceAll(' ', '\u00a0')

export const amountText = (value: number | null, of: InUnit, language: Language): string => {
  const text = formatValue(value, of.unit, options(of, language))
  return value === null ? text : together(text)
}

/** A value as it is printed; of too few answers to be read as a number, the band it lies in. */
export const valueText = (value: Value, of: InUnit, language: Language): string => {
  if (value.value !== null && value.interval && value.flags?.includes('bands_only'))
    return formatInterval(value.interval, of.unit, options(of, language))
  const text = formatValue(value.value, of.unit, {
    ...options(of, language),
    ...(value.reason ? { reason: value.reason } : {}),
  })
  return value.value === null ? text : together(text)
}

/** `8,46 tỷ ₫` → the figure that is read first and what stands small beside it. */
export const figureAndUnit = (
  text: string,
): { readonly before: string; readonly figure: string; readonly unit: string } => {
  const match = /^([^\d−+-]*)([−+-]?[^\d]?[\d.,]+)(.*)$/.exec(text)
  return match ? { before: match[1]!, figure: match[2]!, unit: match[3]! } : { before: '', figure: text, unit: '' }
}

const inPoints = (change: Change, unit: Unit): boolean =>
  unit === 'rate' || unit === 'score' || unit === 'index' || change.relative === null

/** Size of a change without its sign. */
export const changeSize = (change: Change, of: InUnit, language: Language): string =>
  together(
    inPoints(change, of.unit)
      ? formatChange(change.absolute!, of.unit, options(of, language))
      : formatRelative(change.relative!, language),
  ).replace(/^[+−-]/, '')

export const signedChange = (amount: number | null, of: InUnit, language: Language): string =>
  amount === null ? '' : together(formatChange(amount, of.unit, options(of, language)))

/** How parts of a sum are printed: where a decimal would round most of them away, with one more. */
export const inParts = (of: InUnit, effects: readonly number[]): InUnit => {
  const largest = Math.max(0, ...effects.map(Math.abs)) * (of.unit === 'rate' ? 100 : 1)
  return largest < 1 ? { unit: of.unit, currency: of.currency, finer: true } : of
}

export const shareText = (share: number | null, language: Language): string =>
  share === null || Math.abs(share) > 10 ? '' : formatPercent(share, language, 0)

/** Too little is known for a difference to mean anything. */
const isTooFew = (flag: string): boolean => flag === 'bands_only' || flag === 'too_few'

export type Tone = 'good' | 'bad' | 'even'

/**
 * Whether a change is good or bad for its metric. Even where it has no good side, lies within noise, or its last day
 * is not over and nothing has said yet that it is more than that.
 * @param verdict what the explanation of it came to, which leaves days out that do not compare
 */
export const toneOf = (
  reading: Pick<Reading, 'change' | 'direction'> & Pick<Value, 'flags'>,
  verdict: string | undefined,
  partial: boolean,
): Tone => {
  const { change, direction } = reading
  if (!change?.absolute || direction === 'neither' || reading.flags?.some(isTooFew)) return 'even'
  if (verdict === 'within_noise' || change.within_noise === true) return 'even'
  const found = verdict === 'localised' || verdict === 'across_the_board'
  if (!found && (partial || change.within_noise === null)) return 'even'
  return change.absolute > 0 === (direction === 'up_is_good') ? 'good' : 'bad'
}

/** Flags in words; that there are few cases goes without saying where a band is shown. */
export const flagTexts = (flags: readonly string[] | undefined, say: Say): readonly string[] =>
  (flags ?? [])
    .filter((flag) => flag !== 'too_few' || !flags?.includes('bands_only'))
    .map((flag) => say.t(flag as Parameters<Say['t']>[0]))
