/** Sentences that say what is new in readings: the overview's headline and the one at the head of each KPI. */

import { formatChange, formatPercent, formatRange, formatRelative, formatValue } from './format.ts'
import { defineMessages, fill, type Language, type Words } from './messages.ts'
import type { Reading } from './reading.ts'

/** A reading with what it is called inside a sentence. */
export type Told = Pick<
  Reading,
  'value' | 'reason' | 'unit' | 'currency' | 'direction' | 'interval' | 'target' | 'change' | 'comparison'
> & { readonly subject: Words }

/** `against` the whole target, or what should have been reached by today. */
export type Standing = {
  readonly side: 'good' | 'bad'
  readonly above: boolean
  readonly against: 'today' | 'target'
  /** How far off, as printed: `11%`, `2,5 điểm %`. */
  readonly size: string
  /** How far off, for ranking: share of what was expected. */
  readonly weight: number
}

const words = defineMessages({
  'today.above': {
    vi: '{subject} vượt {size} so với mức cần đạt hôm nay',
    en: '{subject} ran {size} ahead of what was due by today',
  },
  'today.below': {
    vi: '{subject} thiếu {size} so với mức cần đạt hôm nay',
    en: '{subject} fell {size} short of what was due by today',
  },
  'target.above': { vi: '{subject} cao hơn mục tiêu {size}', en: '{subject} came in {size} above target' },
  'target.below': { vi: '{subject} thấp hơn mục tiêu {size}', en: '{subject} came in {size} below target' },
  'today.above.short': { vi: 'vượt {size} so với mức cần đạt hôm nay', en: '{size} ahead of what was due by today' },
  'today.below.short': { vi: 'thiếu {size} so với mức cần đạt hôm nay', en: '{size} short of what was due by today' },
  'target.above.short': { vi: 'cao hơn mục tiêu {size}', en: '{size} above target' },
  'target.below.short': { vi: 'thấp hơn mục tiêu {size}', en: '{size} below target' },
  'up.short': { vi: 'tăng {size}', en: 'up {size}' },
  'down.short': { vi: 'giảm {size}', en: 'down {size}' },
  up: { vi: '{subject} tăng {size}', en: '{subject} rose by {size}' },
  down: { vi: '{subject} giảm {size}', en: '{subject} fell by {size}' },
  but: { vi: '{first}, nhưng {second}', en: '{first}, but {second}' },
  and: { vi: '{first}, và {second}', en: '{first}, and {second}' },
  against: { vi: '{sentence} so với {range}', en: '{sentence} against {range}' },
  nothing_known: { vi: 'Kỳ này chưa có dữ liệu', en: 'There is no data for this period yet' },
  quiet: {
    vi: 'Không chỉ số nào thay đổi ngoài dao động thường',
    en: 'No number moved beyond its usual variation',
  },
  quiet_targets: {
    vi: 'Các chỉ số có mục tiêu đều đúng mức cần đạt',
    en: 'Every number with a target is where it should be',
  },
})

/** A sentence's first letter, except of a word written like `eNPS`. */
const capital = (text: string): string => text.replace(/^\p{Ll}(?!\p{Lu})/u, (letter) => letter.toUpperCase())

const inUnit = (told: Told, language: Language) => ({
  language,
  ...(told.currency ? { currency: told.currency } : {}),
})

/**
 * Where a reading stands against its target. Null where it has none, nothing was expected yet, its target has no good
 * side, or the target lies within the reading's own margin of error, so that nothing can be said.
 */
export const standingOf = (told: Told, language: Language): Standing | null => {
  const { target, value, unit, direction } = told
  if (!target || value === null || target.expected_now === null || target.pace === null || direction === 'neither')
    return null
  const level = target.expected_now
  if (told.interval && told.interval[0] <= level && level <= told.interval[1]) return null
  // What a target expects by now need not be of the same days as the value, so the distance is read off the pace.
  const gap = target.pace - 1
  if (Math.abs(gap) < 0.005) return null
  const above = gap > 0
  const inPoints = unit === 'rate' || unit === 'score' || unit === 'index'
  return {
    side: above === (direction === 'up_is_good') ? 'good' : 'bad',
    above,
    against: level === target.target ? 'target' : 'today',
    size: inPoints
      ? formatChange(Math.abs(gap * level), unit, inUnit(told, language)).replace(/^\+/, '')
      : formatPercent(Math.abs(gap), language, Math.abs(gap) < 0.1 ? 1 : 0),
    weight: Math.abs(gap),
  }
}

const standingClause = (told: Told, standing: Standing, language: Language): string =>
  fill(words[`${standing.against}.${standing.above ? 'above' : 'below'}`], language, {
    subject: told.subject[language],
    size: standing.size,
  })

const changeSize = (told: Told, language: Language): string => {
  const { absolute, relative } = told.change!
  const points = told.unit === 'rate' || told.unit === 'score' || told.unit === 'index' || relative === null
  return (
    points ? formatChange(absolute!, told.unit, inUnit(told, language)) : formatRelative(relative!, language)
  ).replace(/^[+−-]/, '')
}

const moved = (told: Told): boolean =>
  told.change?.within_noise === false && told.change.absolute !== null && told.change.absolute !== 0

const changeClause = (told: Told, language: Language): string =>
  fill(words[told.change!.absolute! > 0 ? 'up' : 'down'], language, {
    subject: told.subject[language],
    size: changeSize(told, language),
  })

const goodMove = (told: Told): boolean => told.change!.absolute! > 0 === (told.direction !== 'down_is_good')

type Clause = { readonly text: string; readonly good: boolean; readonly weight: number }

/** The best and the worst, or the two that stand out most on one side: never more than two clauses. */
const joined = (clauses: readonly Clause[], language: Language): string | null => {
  const ranked = [...clauses].sort((a, b) => b.weight - a.weight)
  const [good, bad] = [ranked.filter((each) => each.good), ranked.filter((each) => !each.good)]
  const pair = good[0] && bad[0] ? [good[0], bad[0]] : ranked.slice(0, 2)
  const [first, second] = pair
  if (!first) return null
  if (!second) return first.text
  return fill(words[first.good === second.good ? 'and' : 'but'], language, { first: first.text, second: second.text })
}

/**
 * The news of a period in one sentence: first where numbers stand against their targets, where there are none what
 * moved beyond noise.
 * @param partial the last day of the period is not over, so that changes do not compare yet
 */
export const composeNews = (readings: readonly Told[], language: Language, partial = false): string => {
  if (readings.every((told) => told.value === null)) return `${words.nothing_known[language]}.`
  const standings = readings.flatMap((told) => {
    const standing = standingOf(told, language)
    return standing
      ? [
          {
            text: standingClause(told, standing, language),
            good: standing.side === 'good',
            weight: standing.weight,
          },
        ]
      : []
  })
  const news = joined(standings, language)
  if (news !== null) return `${capital(news)}.`
  if (readings.some((told) => told.target !== null && told.value !== null)) return `${words.quiet_targets[language]}.`
  const moves = partial
    ? []
    : readings.filter(moved).map((told) => ({
        text: changeClause(told, language),
        good: goodMove(told),
        weight: Math.abs(told.change!.relative ?? 0),
      }))
  const range = readings.find((told) => told.comparison)?.comparison
  const movement = joined(moves, language)
  if (movement === null || !range) return `${words.quiet[language]}.`
  return `${capital(fill(words.against, language, { sentence: movement, range: formatRange(range, language, false) }))}.`
}

/** `Doanh số thuần 8,46 tỷ ₫, vượt 3% so với mức cần đạt hôm nay.` */
export const composeHeadline = (told: Told, language: Language): string => {
  const { value, unit } = told
  const shown = formatValue(value, unit, {
    ...inUnit(told, language),
    ...(told.reason ? { reason: told.reason } : {}),
  })
  const lead = `${capital(told.subject[language])} ${shown}`
  if (value === null) return `${capital(told.subject[language])}: ${shown}.`
  const standing = standingOf(told, language)
  const rest = standing
    ? fill(words[`${standing.against}.${standing.above ? 'above' : 'below'}.short`], language, { size: standing.size })
    : moved(told) && told.comparison
      ? fill(words.against, language, {
          sentence: fill(words[told.change!.absolute! > 0 ? 'up.short' : 'down.short'], language, {
            size: changeSize(told, language),
          }),
          range: formatRange(told.comparison, language, false),
        })
      : null
  return rest === null ? `${lead}.` : `${lead}, ${rest}.`
}
