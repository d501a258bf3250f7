import type { Language, Words } from '../messages.ts'
import type { Program } from './decide.ts'

export const surveyKinds = ['nps', 'csat', 'ces', 'own'] as const
/** What the one number of a survey is; `own` asks none that goes into a KPI. */
export type SurveyKind = (typeof surveyKinds)[number]

export const surveySubjects = ['relationship', 'purchase', 'request'] as const
/** What is asked about: how things stand between us, a purchase, a request for help that was resolved. */
export type SurveySubject = (typeof surveySubjects)[number]

export const surveyStates = ['draft', 'running', 'paused', 'closed'] as const
export type SurveyState = (typeof surveyStates)[number]

/** A text in the languages a survey speaks. */
export type Spoken = Readonly<Partial<Record<Language, string>>>

/** A question beside the one with the score; never a must. */
export type OwnQuestion = {
  readonly id: string
  readonly kind: 'scale' | 'choice' | 'text'
  readonly words: Spoken
  /** Of a scale 1 … most, what its ends mean. */
  readonly most?: number
  readonly low?: Spoken
  readonly high?: Spoken
  readonly choices?: readonly { readonly id: string; readonly words: Spoken }[]
}

/** What the owner has written in place of the usual words. */
export type SurveyTexts = {
  readonly subject?: Spoken
  readonly greeting?: Spoken
  readonly question?: Spoken
  readonly comment?: Spoken
  readonly thanks?: Spoken
}

export type SurveyRules = Pick<
  Program,
  'every_days' | 'apart_days' | 'spread_days' | 'reminder_after_days' | 'valid_days' | 'after_request_days'
> & {
  /** Of a survey about one thing: days after it, and for how many days it is still asked about. */
  readonly wait_days: number
  readonly within_days: number
}

export type SurveyDefinition = {
  readonly id: string
  readonly name: string
  readonly kind: SurveyKind
  readonly about: SurveySubject
  /** Who may be asked: all who have not refused, or only who has agreed. */
  readonly consent: 'not_refused' | 'given'
  /** Of these product lines and places only; empty: all. */
  readonly product_lines: readonly string[]
  readonly locations: readonly string[]
  /** The first is the one mails are written in. */
  readonly languages: readonly Language[]
  readonly rules: SurveyRules
  readonly texts: SurveyTexts
  readonly questions: readonly OwnQuestion[]
}

/** A survey as it stands: what is asked has a number that grows when it is changed after somebody was asked. */
export type Survey = SurveyDefinition & {
  readonly state: SurveyState
  readonly version: number
  readonly created_at: string
  readonly changed_at: string
}

const relationshipRules: SurveyRules = {
  every_days: 180,
  apart_days: 90,
  spread_days: 14,
  reminder_after_days: 5,
  valid_days: 30,
  after_request_days: 7,
  wait_days: 0,
  within_days: 0,
}

/** What holds where nothing was said, by what is asked about. */
export const usualRules: Readonly<Record<SurveySubject, SurveyRules>> = {
  relationship: relationshipRules,
  purchase: { ...relationshipRules, spread_days: 1, valid_days: 14, wait_days: 3, within_days: 7 },
  // The request it asks about was resolved just now: waiting for that would be waiting for ever.
  request: {
    ...relationshipRules,
    spread_days: 1,
    valid_days: 14,
    after_request_days: 0,
    wait_days: 1,
    within_days: 7,
  },
}

/** Lowest and highest score of a kind. */
export const scaleOf = (kind: SurveyKind): readonly [number, number] | null =>
  kind === 'nps' ? [0, 10] : kind === 'csat' ? [1, 5] : kind === 'ces' ? [1, 7] : null

export const isScore = (kind: SurveyKind, score: number): boolean => {
  const scale = scaleOf(kind)
  return scale !== null && Number.isInteger(score) && score >= scale[0] && score <= scale[1]
}

/** A survey as the decision who is asked takes it. */
export const programOf = ({ id, about, rules }: SurveyDefinition): Program => ({
  id,
  relationship: about === 'relationship',
  every_days: rules.every_days,
  apart_days: rules.apart_days,
  spread_days: rules.spread_days,
  reminder_after_days: rules.reminder_after_days,
  valid_days: rules.valid_days,
  after_request_days: rules.after_request_days,
  event: about === 'relationship' ? null : { wait_days: rules.wait_days, within_days: rules.within_days },
})

/** A text in the asked language, or in another the survey speaks, or the usual words. */
export const spoken = (text: Spoken | undefined, usual: Words, language: Language): string =>
  text?.[language]?.trim() || usual[language]
