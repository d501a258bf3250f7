import { defineMessages, type Words } from '../messages.ts'

/** What employees are asked, the first two before the others. */
export const questions = [
  'belonging',
  'process_agreement',
  'recognition',
  'workload',
  'tools',
  'manager_support',
  'growth',
  'enps',
] as const
export type Question = (typeof questions)[number]

export const isQuestion = (text: string): text is Question => (questions as readonly string[]).includes(text)

/** The sentence somebody agrees with or not; of `enps` the question itself. The wording of a trend is never edited. */
export const itemWords: Readonly<Record<Question, Words>> = defineMessages({
  belonging: { vi: 'Tôi thấy mình là một phần của tập thể', en: 'I feel part of this team' },
  process_agreement: { vi: 'Tôi đồng ý với quy trình bán hàng của mình', en: 'I agree with the sales process we use' },
  recognition: { vi: 'Khi tôi làm tốt, việc đó được ghi nhận', en: 'When I do well it is noticed' },
  workload: { vi: 'Khối lượng việc của tôi vừa sức', en: 'My workload is manageable' },
  tools: { vi: 'Tôi có đủ công cụ để làm tốt việc của mình', en: 'I have the tools I need to do my work well' },
  manager_support: { vi: 'Quản lý hỗ trợ tôi khi tôi cần', en: 'My manager supports me when I need it' },
  growth: { vi: 'Tôi có cơ hội phát triển ở đây', en: 'I have room to grow here' },
  enps: {
    vi: 'Bạn có sẵn lòng giới thiệu nơi này là chỗ làm tốt cho bạn bè không?',
    en: 'How likely are you to recommend this place to a friend as a place to work?',
  },
})

export const scaleOf = (question: Question): { readonly from: number; readonly to: number } =>
  question === 'enps' ? { from: 0, to: 10 } : { from: 1, to: 5 }

export const isScore = (question: Question, score: number): boolean =>
  Number.isInteger(score) && score >= scaleOf(question).from && score <= scaleOf(question).to

/** Class of a score: unfavourable, between, favourable (0–6, 7–8, 9–10 of `enps`; 1–2, 3, 4–5 of the others). */
export const classOf = (question: Question, score: number): 0 | 1 | 2 => {
  const [low, high] = question === 'enps' ? [6, 9] : [2, 4]
  return score <= low ? 0 : score < high ? 1 : 2
}

/** `whole`: every question and a comment, once a quarter; `short`: the two that were not asked longest. */
export type RoundKind = 'whole' | 'short'

/** Days a round stays open unless another end is said. */
export const usualDays: Readonly<Record<RoundKind, number>> = { whole: 14, short: 7 }

/**
 * What a round asks. A short one turns through the statements, two at a time, in their order; whether one would
 * recommend the place is asked in whole rounds only.
 * @param before what earlier rounds asked, the oldest first
 */
export const questionsFor = (kind: RoundKind, before: readonly (readonly Question[])[]): readonly Question[] => {
  if (kind === 'whole') return questions
  const lastAsked = (question: Question): number => before.findLastIndex((asked) => asked.includes(question))
  return questions
    .filter((question) => question !== 'enps')
    .toSorted((a, b) => lastAsked(a) - lastAsked(b) || questions.indexOf(a) - questions.indexOf(b))
    .slice(0, 2)
    .toSorted((a, b) => questions.indexOf(a) - questions.indexOf(b))
}
