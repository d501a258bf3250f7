import { nameOfWhere, shownChange, shownSize } from '#core/explain/file-sentences.ts'
import { formatPercent } from '#core/format.ts'
import { defineMessages, type Language } from '#core/messages.ts'
import type { ExplainedSegment, Explanation } from '#operations/explain/explain-file.ts'
import { textTable } from './table.ts'

const words = defineMessages({
  part: { vi: 'Phần', en: 'Part' },
  effect: { vi: 'Đóng góp', en: 'Contribution' },
  share: { vi: 'Tỷ lệ', en: 'Share' },
  observed: { vi: 'Thực tế', en: 'Observed' },
  expected: { vi: 'Dự kiến', en: 'Expected' },
  rate: { vi: 'Trong phần đó', en: 'Within' },
  mix: { vi: 'Cơ cấu', en: 'Mix' },
  p: { vi: 'p', en: 'p' },
  rest: { vi: 'còn lại', en: 'everything else' },
  also: { vi: 'cũng là', en: 'also' },
})

const chance = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3))

/** The sentences, then the parts as a table. */
export const presentExplanation = (answer: Explanation, language: Language): string => {
  const text = `${answer.sentences[language].join('\n')}\n`
  if (answer.segments.length === 0) return text
  const ratio = answer.rest.mix_effect !== null
  const size = (value: number): string => shownSize(value, ratio, language)
  const change = (value: number | null): string => (value === null ? '' : shownChange(value, ratio, language))
  const name = (where: ExplainedSegment['where']): string =>
    nameOfWhere(Object.fromEntries(Object.entries(where).map(([key, member]) => [key, member ?? ''])), language)
  const row = (segment: ExplainedSegment): string[] => [
    `  ${[name(segment.where), ...segment.also_seen_as.map((where) => `(${words.also[language]} ${name(where)})`)].join(' ')}`,
    change(segment.effect),
    segment.share === null ? '' : formatPercent(segment.share, language, 0),
    size(segment.observed),
    size(segment.expected),
    ...(ratio ? [change(segment.rate_effect), change(segment.mix_effect)] : []),
    chance(segment.p_value),
  ]
  const right = { align: 'right' as const }
  const heads = [
    words.effect,
    words.share,
    words.observed,
    words.expected,
    ...(ratio ? [words.rate, words.mix] : []),
    words.p,
  ]
  const rest = [
    `  ${words.rest[language]}`,
    change(answer.rest.effect),
    '',
    '',
    '',
    ...(ratio ? [change(answer.rest.rate_effect), change(answer.rest.mix_effect)] : []),
  ]
  const table = textTable(
    [{ head: words.part[language] }, ...heads.map((head) => ({ head: head[language], ...right }))],
    [...answer.segments.map(row), rest],
  )
  return `${text}\n${table}`
}
