import { isQuestion, isScore, type Question } from './questions.ts'
import type { Gathered, PulseCell, Round } from './round.ts'
import { shuffled } from './shuffled.ts'

/** Longest comment kept. */
export const longestComment = 1000

export type GivenAnswer = {
  readonly answers: Readonly<Partial<Record<Question, number>>>
  readonly comment: string | null
}

/** What was answered of what the round asks; scores off their scale and questions not asked are left out. */
export const answerOf = (
  round: Pick<Round, 'questions' | 'comment'>,
  field: (name: string) => string | undefined,
): GivenAnswer => {
  const scores = round.questions.flatMap((question): [Question, number][] => {
    const text = field(question)?.trim() ?? ''
    const score = Number(text)
    return text !== '' && isQuestion(question) && isScore(question, score) ? [[question, score]] : []
  })
  const comment = (round.comment ? field('comment') : undefined)?.normalize('NFC').trim().slice(0, longestComment)
  return { answers: Object.fromEntries(scores), comment: comment ? comment : null }
}

export const isEmpty = ({ answers, comment }: GivenAnswer): boolean =>
  Object.keys(answers).length === 0 && comment === null

/**
 * What is gathered once somebody has answered; the same as before where the link was used. Scores go to the scores,
 * words to the words, the used link to the used links: each list in a new order of its own.
 * @param mark what stands for the used link
 */
export const gather = (
  before: Gathered,
  mark: string,
  cell: PulseCell,
  { answers, comment }: GivenAnswer,
  below: (n: number) => number,
): Gathered => {
  if (before.spent.includes(mark)) return before
  const ballots = Object.keys(answers).length > 0 ? [...before.ballots, { cell, answers }] : before.ballots
  const comments = comment === null ? before.comments : [...before.comments, comment]
  return {
    spent: [...before.spent, mark].sort(),
    ballots: shuffled(ballots, below),
    comments: shuffled(comments, below),
  }
}
