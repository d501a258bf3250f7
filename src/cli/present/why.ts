import type { Factor, Segment, WhyAnswer } from '#core/explain/answer.ts'
import { type FactorId, factorWords } from '#core/explain/factor-words.ts'
import { formatChange, formatPercent, formatValue } from '#core/format.ts'
import { defineMessages, type Language } from '#core/messages.ts'
import type { Unit } from '#core/metric.ts'
import { textTable } from './table.ts'

const words = defineMessages({
  where: { vi: 'Ở đâu', en: 'Where' },
  what: { vi: 'Gồm những gì', en: 'What it consists of' },
  effect: { vi: 'Đóng góp', en: 'Contribution' },
  share: { vi: 'Tỷ lệ', en: 'Share' },
  now: { vi: 'Kỳ này', en: 'Now' },
  before: { vi: 'Kỳ trước', en: 'Before' },
  usual: { vi: 'Thường', en: 'Usual' },
  rate: { vi: 'Trong từng phần', en: 'Within' },
  mix: { vi: 'Cơ cấu', en: 'Mix' },
  rest: { vi: 'còn lại', en: 'everything else' },
  along: { vi: 'Đi cùng với', en: 'Goes together with' },
  notes: { vi: 'Lưu ý', en: 'Notes' },
  first: { vi: 'Phần thứ nhất', en: 'First' },
  second: { vi: 'Phần thứ hai', en: 'Second' },
})

type Shown = Omit<WhyAnswer, 'split'>

const share = (of: number | null, language: Language): string =>
  of === null || Math.abs(of) > 10 ? '' : formatPercent(of, language, 0)

const segmentTable = (answer: Shown, language: Language): string => {
  if (answer.segments.length === 0) return ''
  const format = { language, ...(answer.currency ? { currency: answer.currency } : {}) }
  const unit: Unit = answer.unit
  const value = (amount: number | null): string => (amount === null ? '' : formatValue(amount, unit, format))
  const ratio = answer.rest.mix_effect !== null
  const right = { align: 'right' as const }
  const change = (amount: number | null): string => (amount === null ? '' : formatChange(amount, unit, format))
  const row = (segment: Segment): string[] => [
    `  ${Object.values(segment.labels).join(' · ')}`,
    change(segment.effect),
    share(segment.share, language),
    value(segment.observed),
    value(segment.expected),
    value(segment.usual),
    ...(ratio ? [change(segment.rate_effect), change(segment.mix_effect)] : []),
  ]
  const heads = answer.between ? [words.first, words.second] : [words.now, words.before]
  return `\n${textTable(
    [
      { head: words.where[language] },
      { head: words.effect[language], ...right },
      { head: words.share[language], ...right },
      ...heads.map((head) => ({ head: head[language], ...right })),
      { head: words.usual[language], ...right },
      ...(ratio
        ? [
            { head: words.rate[language], ...right },
            { head: words.mix[language], ...right },
          ]
        : []),
    ],
    [
      ...answer.segments.map(row),
      [
        `  ${words.rest[language]}`,
        change(answer.rest.effect),
        '',
        '',
        '',
        '',
        ...(ratio ? [change(answer.rest.rate_effect), change(answer.rest.mix_effect)] : []),
      ],
    ],
  )}`
}

const factorTable = (answer: Shown, language: Language): string => {
  const told = answer.factors.filter((factor) => factor.effect !== 0)
  if (told.length < 2) return ''
  const format = { language, ...(answer.currency ? { currency: answer.currency } : {}) }
  const rows = [...told]
    .sort((a: Factor, b: Factor) => Math.abs(b.effect) - Math.abs(a.effect))
    .map((factor) => [
      `  ${factorWords[factor.id as FactorId]?.[language] ?? factor.id}`,
      formatChange(factor.effect, answer.unit, format),
      share(factor.share, language),
    ])
  return `\n${textTable(
    [
      { head: words.what[language] },
      { head: words.effect[language], align: 'right' },
      { head: words.share[language], align: 'right' },
    ],
    rows,
  )}`
}

const list = (head: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `\n${head}:\n${items.map((item) => `  ${item}\n`).join('')}`

const parts = (answer: Shown, language: Language): string =>
  `${segmentTable(answer, language)}${factorTable(answer, language)}`

/** Why a metric changed, as a person reads it in a terminal: the sentences, then where, of what, with what, and notes. */
export const presentWhy = (answer: WhyAnswer, language: Language): string => {
  const notes = [...answer.guards].map((guard) => guard.words[language])
  return `${answer.sentences[language].join('\n')}\n${parts(answer, language)}${answer.split ? parts(answer.split, language) : ''}${list(
    words.along[language],
    answer.companions.map((companion) => {
      const part = Object.values(companion.labels).join(' · ')
      return `${companion.words[language]}${part === '' ? '' : ` (${part})`}`
    }),
  )}${list(words.notes[language], notes)}`
}
