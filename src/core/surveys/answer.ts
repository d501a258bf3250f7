import type { OwnQuestion, SurveyDefinition } from './survey.ts'
import { isScore } from './survey.ts'

/** What a form said, checked against what was asked. */
export type Answer = {
  readonly score: number | null
  readonly comment: string | null
  readonly answers: Readonly<Record<string, string>>
}

/** Most letters of a comment and of an own question answered in words. */
export const mostComment = 2_000
const mostOwn = 1_000

/** Text as a person wrote it: no signs that cannot be seen but line ends, no more than so many letters. */
const written = (text: string | undefined, most: number): string | null => {
  const clean = (text ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs meant
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .trim()
  return clean === '' ? null : [...clean].slice(0, most).join('')
}

const ownAnswer = (question: OwnQuestion, given: string | undefined): string | null => {
  if (given === undefined || given === '') return null
  if (question.kind === 'text') return written(given, mostOwn)
  if (question.kind === 'choice') return question.choices?.some(({ id }) => id === given) ? given : null
  const score = Number(given)
  return /^\d{1,2}$/.test(given) && score >= 1 && score <= (question.most ?? 5) ? given : null
}

/**
 * Reads a form. What does not fit is as if it had not been said.
 * @returns null where nothing at all was said
 */
export const readAnswer = (
  { kind, questions }: Pick<SurveyDefinition, 'kind' | 'questions'>,
  field: (name: string) => string | undefined,
): Answer | null => {
  const said = field('score') ?? ''
  const score = /^\d{1,2}$/.test(said) && isScore(kind, Number(said)) ? Number(said) : null
  const comment = written(field('comment'), mostComment)
  const answers = Object.fromEntries(
    questions.flatMap((question) => {
      const answer = ownAnswer(question, field(`q_${question.id}`))
      return answer === null ? [] : [[question.id, answer]]
    }),
  )
  return score === null && comment === null && Object.keys(answers).length === 0 ? null : { score, comment, answers }
}
