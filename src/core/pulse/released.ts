import type { Words } from '../messages.ts'
import type { Question } from './questions.ts'
import type { PulseDimension } from './round.ts'

/** How many answers stand behind a number, as far as that is told. */
export const bandOf = (answers: number): string => {
  const from = answers < 10 ? 5 : Math.floor(answers / 10) * 10
  return `${from}–${answers < 10 ? 9 : from + 9}`
}

/** A number that is told: of `enps` the score in whole points, of the others the mean with one decimal. */
export type Told = {
  readonly score: number
  /** `5–9`, `10–19`, … */
  readonly answers: string
  /** Shares of unfavourable, between and favourable answers, in steps of 5 %. */
  readonly classes: readonly [number, number, number] | null
}

/** With its 95 % margin of error, for the whole alone: a part’s would tell how its answers spread. */
export type ToldWhole = Told & { readonly margin: number | null }

export type ToldUnit = { readonly unit: string; readonly told: Told | null }

export type ToldQuestion = {
  readonly question: Question
  /** Null: hidden. */
  readonly whole: ToldWhole | null
  /** By dimension the units of the plan; one whose number is null is hidden. */
  readonly by: Readonly<Partial<Record<PulseDimension, readonly ToldUnit[]>>>
}

/** A group whose number is known and of whom everybody asked has answered. */
export type KnownGroup = { readonly question: Question; readonly people: readonly string[] }

/** What a round has told, once and the same for everybody; nothing is added to it later. */
export type Released = {
  readonly on: string
  readonly questions: readonly ToldQuestion[]
  /** Null where too few wrote something. */
  readonly comments: readonly string[] | null
  /** Share of those asked who answered, in steps of 5 %, 95 % at most; null where too few did. */
  readonly participation: number | null
  /** Import that carries the answers to the numbers; null where none were told. */
  readonly import_id: string | null
  /** Kept for the audit of later rounds; shown to nobody. */
  readonly known: readonly KnownGroup[]
}

/** Against the round before that told of the question. */
export type WaveChange = { readonly score: number; readonly against: number; readonly within_noise: boolean | null }

/** A release as it is read. */
export type Wave = Pick<Released, 'on' | 'participation' | 'questions' | 'comments'> & {
  readonly round: string
  readonly number: number
  readonly floor: number
  /** Whether words were asked for at all. */
  readonly asked_comment: boolean
  /** By question, where an earlier round told of it. */
  readonly changes: Readonly<Partial<Record<Question, WaveChange>>>
}

/** What rounds have told, the newest first, with the sentences that were asked. */
export type PulseResults = { readonly waves: readonly Wave[]; readonly items: Readonly<Record<Question, Words>> }
