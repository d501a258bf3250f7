import { formatNumber, formatPercent, formatRelative } from '../format.ts'
import { defineMessages, fill, type Language } from '../messages.ts'
import type { Where } from './leaf-table.ts'
import type { SearchResult } from './segment.ts'

const words = defineMessages({
  above: {
    vi: 'Đo được {observed}, dự kiến {expected}: cao hơn {size}.',
    en: 'Observed {observed} against {expected} expected: {size} above.',
  },
  below: {
    vi: 'Đo được {observed}, dự kiến {expected}: thấp hơn {size}.',
    en: 'Observed {observed} against {expected} expected: {size} below.',
  },
  equal: { vi: 'Đo được {observed}, đúng như dự kiến.', en: 'Observed {observed}, as expected.' },
  noise: { vi: 'Chênh lệch nằm trong dao động thường.', en: 'The difference is within normal variation.' },
  across: {
    vi: 'Chênh lệch trải đều: không phần nào khác hẳn các phần còn lại.',
    en: 'It is across the board: no part moved otherwise than the rest.',
  },
  cannot: { vi: 'Quá ít số liệu để kết luận.', en: 'There is too little data to conclude from.' },
  parts: { vi: 'Chênh lệch nằm ở {parts}.', en: 'The difference lies in {parts}.' },
  part: { vi: '{name} ({effect}{share})', en: '{name} ({effect}{share})' },
  share: { vi: ', chiếm {share}', en: ', {share} of it' },
  more: { vi: ' và {count} phần nữa', en: ' and {count} more' },
  without_one: { vi: 'Không kể phần này', en: 'Without it' },
  without_more: { vi: 'Không kể {count} phần đó', en: 'Without these {count} parts' },
  rest_noise: {
    vi: '{without}, còn lại {effect}, trong dao động thường.',
    en: '{without} the rest is {effect}, within normal variation.',
  },
  rest: { vi: '{without}, còn lại {effect}.', en: '{without} the rest is {effect}.' },
  points: { vi: 'điểm %', en: 'pts' },
  missing: { vi: 'không rõ', en: 'unknown' },
})

/** A size with about three digits; a ratio below 1 as a share. */
export const shownSize = (value: number, ratio: boolean, language: Language): string => {
  if (ratio && Math.abs(value) < 1) return formatPercent(value, language, Math.abs(value) < 0.1 ? 2 : 1)
  const digits = Math.abs(value) >= 100 || value === 0 ? 0 : 2 - Math.floor(Math.log10(Math.abs(value)))
  return formatNumber(value, language, Math.min(8, Math.max(0, digits)))
}

/** A change with its sign; of a ratio below 1 in percentage points. */
export const shownChange = (value: number, ratio: boolean, language: Language): string => {
  const small = ratio && Math.abs(value) < 1
  const size = small
    ? `${shownSize(100 * value, false, language)} ${words.points[language]}`
    : shownSize(value, false, language)
  return value > 0 ? `+${size}` : size
}

export type FileChange = Pick<SearchResult, 'verdict'> & {
  readonly ratio: boolean
  readonly observed: number | null
  readonly expected: number | null
  readonly absolute: number
  readonly relative: number | null
  readonly segments: readonly {
    readonly where: Where
    readonly effect: number
    readonly share: number | null
    readonly pValue: number
  }[]
  readonly rest: number
  readonly restWithinNoise: boolean
}

/** Conditions as a name: `a=a1, b=b2`. */
export const nameOfWhere = (where: Where, language: Language): string =>
  Object.entries(where)
    .map(([dimension, member]) => `${dimension}=${member === '' ? words.missing[language] : member}`)
    .join(', ')

const named = 3

const sentencesIn = (change: FileChange, language: Language): readonly string[] => {
  const { verdict, ratio, observed, expected, absolute, relative, segments, rest, restWithinNoise } = change
  const size = (value: number): string => shownSize(value, ratio, language)
  const difference =
    relative === null
      ? shownChange(Math.abs(absolute), ratio, language).replace(/^\+/, '')
      : formatRelative(Math.abs(relative), language).replace(/^\+/, '')
  const headline =
    observed === null || expected === null
      ? []
      : [
          fill(absolute > 0 ? words.above : absolute < 0 ? words.below : words.equal, language, {
            observed: size(observed),
            expected: size(expected),
            size: difference,
          }),
        ]
  if (verdict === 'cannot_say') return [...headline, words.cannot[language]]
  if (verdict === 'within_noise') return [...headline, words.noise[language]]
  if (verdict === 'across_the_board') return [...headline, words.across[language]]
  const parts = segments.slice(0, named).map(({ where, effect, share }) =>
    fill(words.part, language, {
      name: nameOfWhere(where, language),
      effect: shownChange(effect, ratio, language),
      share: share === null ? '' : fill(words.share, language, { share: formatPercent(share, language, 0) }),
    }),
  )
  const more = segments.length > named ? fill(words.more, language, { count: segments.length - named }) : ''
  return [
    ...headline,
    fill(words.parts, language, { parts: `${parts.join('; ')}${more}` }),
    fill(restWithinNoise ? words.rest_noise : words.rest, language, {
      without: fill(segments.length === 1 ? words.without_one : words.without_more, language, {
        count: segments.length,
      }),
      effect: shownChange(rest, ratio, language),
    }),
  ]
}

/** At most three sentences in each language. */
export const fileSentences = (change: FileChange): Readonly<Record<Language, readonly string[]>> => ({
  vi: sentencesIn(change, 'vi'),
  en: sentencesIn(change, 'en'),
})
