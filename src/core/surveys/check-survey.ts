import { Fault } from '../fault.ts'
import { oneOf } from '../given.ts'
import { type Language, languages } from '../messages.ts'
import {
  type OwnQuestion,
  type Spoken,
  type SurveyDefinition,
  type SurveyRules,
  type SurveyTexts,
  surveyKinds,
  surveySubjects,
  usualRules,
} from './survey.ts'

/** What was said of a survey; what is left out stays as it was, or is as usual. */
export type GivenSurvey = {
  readonly id: string
  readonly name?: string | undefined
  readonly kind?: string | undefined
  readonly about?: string | undefined
  readonly consent?: string | undefined
  readonly product_lines?: readonly string[] | undefined
  readonly locations?: readonly string[] | undefined
  readonly languages?: readonly string[] | undefined
  readonly rules?: unknown
  readonly texts?: unknown
  readonly questions?: unknown
}

const idForm = /^[a-z0-9][a-z0-9-]{1,39}$/

const unfit = (field: string, expected: string): Fault => new Fault('survey.unfit', { field, expected })

const recordOf = (field: string, value: unknown): Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unfit(field, '{…}')
  return value as Readonly<Record<string, unknown>>
}

const mostText = 600

const spokenOf = (field: string, value: unknown): Spoken => {
  const given = recordOf(field, value)
  const known = Object.entries(given)
  if (!known.every(([key, text]) => languages.includes(key as Language) && typeof text === 'string'))
    throw unfit(field, '{"vi":"…","en":"…"}')
  if (known.some(([, text]) => String(text).length > mostText)) throw unfit(field, `≤ ${mostText}`)
  return Object.fromEntries(known.map(([key, text]) => [key, String(text).normalize('NFC').trim()]))
}

/** Bounds of each rule: three months between two surveys of how things stand, and between any two a month. */
const bounds: Readonly<Record<keyof SurveyRules, readonly [number, number]>> = {
  every_days: [90, 1095],
  apart_days: [30, 1095],
  spread_days: [1, 90],
  reminder_after_days: [2, 30],
  valid_days: [3, 90],
  after_request_days: [0, 90],
  wait_days: [0, 90],
  within_days: [1, 30],
}

const rulesOf = (value: unknown, before: SurveyRules): SurveyRules => {
  const given = recordOf('rules', value)
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(bounds, name))
  if (unknown !== undefined)
    throw new Fault('option.unknown_value', { option: 'rules', value: unknown, allowed: Object.keys(bounds) })
  for (const [name, days] of Object.entries(given)) {
    const [least, most] = bounds[name as keyof SurveyRules]
    if (name === 'reminder_after_days' && days === null) continue
    if (!Number.isInteger(days) || (days as number) < least || (days as number) > most)
      throw unfit(name, `${least} … ${most}`)
  }
  const rules = { ...before, ...given } as SurveyRules
  if (rules.reminder_after_days !== null && rules.reminder_after_days >= rules.valid_days)
    throw unfit('reminder_after_days', `< valid_days (${rules.valid_days})`)
  return rules
}

const textNames: readonly (keyof SurveyTexts)[] = ['subject', 'greeting', 'question', 'comment', 'thanks']

const textsOf = (value: unknown): SurveyTexts =>
  Object.fromEntries(
    Object.entries(recordOf('texts', value)).map(([name, text]) => {
      oneOf('texts', name, textNames)
      return [name, spokenOf(name, text)]
    }),
  )

const mostQuestions = 6

const questionOf = (value: unknown, at: number): OwnQuestion => {
  const field = `questions ${at + 1}`
  const given = recordOf(field, value)
  const id = String(given['id'] ?? '')
  if (!idForm.test(id)) throw unfit(`${field} id`, 'a-z, 0-9, -')
  const kind = oneOf(`${field} kind`, String(given['kind'] ?? ''), ['scale', 'choice', 'text'] as const)
  const words = spokenOf(`${field} words`, given['words'])
  if (Object.keys(words).length === 0) throw unfit(`${field} words`, '{"vi":"…"}')
  if (kind === 'text') return { id, kind, words }
  if (kind === 'scale') {
    const most = given['most'] ?? 5
    if (!Number.isInteger(most) || (most as number) < 2 || (most as number) > 10) throw unfit(`${field} most`, '2 … 10')
    const ends = (['low', 'high'] as const).filter((end) => given[end] !== undefined)
    return {
      id,
      kind,
      words,
      most: most as number,
      ...Object.fromEntries(ends.map((end) => [end, spokenOf(`${field} ${end}`, given[end])])),
    }
  }
  const choices = Array.isArray(given['choices']) ? (given['choices'] as readonly unknown[]) : []
  if (choices.length < 2 || choices.length > 12) throw unfit(`${field} choices`, '2 … 12')
  return {
    id,
    kind,
    words,
    choices: choices.map((choice, n) => {
      const each = recordOf(`${field} choices ${n + 1}`, choice)
      const choiceId = String(each['id'] ?? n + 1)
      if (!/^[a-z0-9-]{1,40}$/.test(choiceId)) throw unfit(`${field} choices ${n + 1}`, 'a-z, 0-9, -')
      return { id: choiceId, words: spokenOf(`${field} choices ${n + 1}`, each['words']) }
    }),
  }
}

const questionsOf = (value: unknown): readonly OwnQuestion[] => {
  if (!Array.isArray(value) || value.length > mostQuestions) throw unfit('questions', `[…] (≤ ${mostQuestions})`)
  const all = value.map(questionOf)
  if (new Set(all.map(({ id }) => id)).size < all.length) throw unfit('questions', 'id ≠ id')
  return all
}

/**
 * A survey as said, checked.
 * @param before what stands already; null: nothing
 * @throws Fault `survey.id_unfit`, `survey.unfit`, `survey.kind_fixed`, `option.unknown_value`
 */
export const checkSurvey = (given: GivenSurvey, before: SurveyDefinition | null): SurveyDefinition => {
  const id = given.id.trim()
  if (!idForm.test(id)) throw new Fault('survey.id_unfit', { id: id.slice(0, 60) })
  const kind = oneOf('kind', given.kind ?? before?.kind ?? 'nps', surveyKinds)
  const about = oneOf(
    'about',
    given.about ?? before?.about ?? (kind === 'nps' ? 'relationship' : 'purchase'),
    surveySubjects,
  )
  // Answers on two scales under one name could not be told apart.
  if (before && (before.kind !== kind || before.about !== about))
    throw new Fault('survey.kind_fixed', { id, kind: before.kind, about: before.about })
  const name = (given.name ?? before?.name ?? id).normalize('NFC').replaceAll(/\s+/g, ' ').trim()
  if (name === '' || name.length > 120) throw unfit('name', '1 … 120')
  const speaks = (given.languages ?? before?.languages ?? languages).map((each) => oneOf('languages', each, languages))
  const questions = given.questions === undefined ? (before?.questions ?? []) : questionsOf(given.questions)
  if (kind === 'own' && questions.length === 0)
    throw unfit('questions', '[{"id":"…","kind":"text","words":{"vi":"…"}}]')
  return {
    id,
    name,
    kind,
    about,
    consent: oneOf('consent', given.consent ?? before?.consent ?? 'not_refused', ['not_refused', 'given'] as const),
    product_lines: given.product_lines ?? before?.product_lines ?? [],
    locations: given.locations ?? before?.locations ?? [],
    languages: speaks.length === 0 ? languages : [...new Set(speaks)],
    rules: rulesOf(given.rules ?? {}, before?.rules ?? usualRules[about]),
    texts: given.texts === undefined ? (before?.texts ?? {}) : textsOf(given.texts),
    questions,
  }
}
