import type { Question } from './questions.ts'
import type { ToldQuestion, WaveChange } from './released.ts'

type Earlier = { readonly number: number; readonly questions: readonly ToldQuestion[] }

/**
 * How the numbers of a round differ from those of the last round before it that told them. Within noise: by less than
 * the two margins together, √(m₁² + m₂²).
 * @param earlier the newest first
 */
export const changesSince = (
  questions: readonly ToldQuestion[],
  earlier: readonly Earlier[],
): Readonly<Partial<Record<Question, WaveChange>>> =>
  Object.fromEntries(
    questions.flatMap(({ question, whole }): (readonly [Question, WaveChange])[] => {
      for (const { number, questions: others } of earlier) {
        const before = others.find((other) => other.question === question)?.whole
        if (!before || !whole) continue
        const score = Math.round((whole.score - before.score) * 10) / 10
        const within =
          whole.margin === null || before.margin === null
            ? null
            : Math.abs(score) < Math.hypot(whole.margin, before.margin)
        return [[question, { score, against: number, within_noise: within }]]
      }
      return []
    }),
  )
