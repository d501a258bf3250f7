import { addDays } from '#core/calendar/day.ts'
import type { Language } from '#core/messages.ts'
import { type Answer, readAnswer } from '#core/surveys/answer.ts'
import type { Invitation, PublicCode, SurveyResponse } from '#core/surveys/invitation.ts'
import { answerPrefix } from '#core/surveys/plan-facts.ts'
import type { SurveyDefinition } from '#core/surveys/survey.ts'
import { type SurveyWords, wordsOf } from '#core/surveys/survey-words.ts'
import type { SurveyDeps } from './dependencies.ts'
import { optOutInvited } from './opt-outs.ts'

/** What a page for one who answers is made from. */
export type Asked = {
  readonly survey: SurveyDefinition
  /** Answers are still counted, and can be changed. */
  readonly open: boolean
  readonly language: Language
  readonly words: (language: Language) => SurveyWords
  /** What stands already. */
  readonly standing: Answer | null
}

export type Outcome = 'taken' | 'empty' | 'closed'

const tokenForm = /^[A-Za-z0-9_-]{22}$/

const invitationOf = (token: string, purpose: 'answer' | 'unsubscribe', deps: SurveyDeps): Invitation | null =>
  tokenForm.test(token) ? deps.surveys.invitationBy(deps.digestOf(token), purpose) : null

const askedBy = (survey: SurveyDefinition, deps: SurveyDeps): Pick<Asked, 'survey' | 'words'> => ({
  survey,
  words: (language) => wordsOf(survey, deps.settings().organisation, language),
})

const isOpen = (invitation: Invitation, survey: SurveyDefinition, deps: SurveyDeps): boolean =>
  deps.surveys.survey(survey.id)?.state !== 'closed' &&
  deps.wall().slice(0, 10) <= addDays(invitation.at.slice(0, 10), survey.rules.valid_days)

/** The survey as it was when that one was asked; null for a link there is none of. Opening it changes nothing. */
export const openInvitation = (
  token: string,
  deps: SurveyDeps,
): (Asked & { readonly invitation: Invitation }) | null => {
  const invitation = invitationOf(token, 'answer', deps)
  const survey = invitation ? deps.surveys.versionOf(invitation.survey, invitation.version) : null
  if (!invitation || !survey) return null
  return {
    ...askedBy(survey, deps),
    invitation,
    open: isOpen(invitation, survey, deps),
    language: invitation.language,
    standing: deps.surveys.responseTo(invitation.id),
  }
}

const isSame = (a: Answer, b: Answer): boolean =>
  a.score === b.score && a.comment === b.comment && JSON.stringify(a.answers) === JSON.stringify(b.answers)

type Place = Pick<
  SurveyResponse,
  'id' | 'invitation' | 'code' | 'source' | 'customer_id' | 'location_id' | 'product_line' | 'owner'
> & { readonly version: number }

/** Writes an answer down; the last one stands, those before are kept. Said twice, it stands once. */
const record = (
  answer: Answer,
  { survey, open }: Pick<Asked, 'survey' | 'open'>,
  place: Place,
  { language, suspect }: { readonly language: Language; readonly suspect: boolean },
  deps: SurveyDeps,
): Outcome => {
  const before = deps.surveys.response(place.id)
  if (before && !open) return 'closed'
  if (before && isSame(before, answer) && (before.suspect === suspect || suspect)) return 'taken'
  const wall = deps.wall()
  deps.surveys.putResponse({
    ...place,
    ...answer,
    survey: survey.id,
    kind: survey.kind,
    language,
    first_at: before?.first_at ?? wall,
    changed_at: wall,
    edits: (before?.edits ?? 0) + 1,
    late: !open,
    // A person who sends it after a machine has makes it count; a machine after a person takes nothing away.
    suspect: suspect && (before?.suspect ?? true),
    landed: before?.landed ?? null,
  })
  return open ? 'taken' : 'closed'
}

export type Given = {
  readonly field: (name: string) => string | undefined
  readonly language: Language
  /** It looks like a machine’s. */
  readonly suspect: boolean
}

/** Takes an answer to an invitation; null for a link there is none of. */
export const answerInvitation = (token: string, given: Given, deps: SurveyDeps): Outcome | null => {
  const asked = openInvitation(token, deps)
  if (!asked) return null
  const answer = readAnswer(asked.survey, given.field)
  if (!answer) return 'empty'
  const { id, version, customer_id, location_id, product_line, owner } = asked.invitation
  const place: Place = {
    id: `${answerPrefix}${deps.keyedId(`answer\n${id}`)}`,
    version,
    invitation: id,
    code: null,
    source: 'mail',
    customer_id,
    location_id,
    product_line,
    owner,
  }
  return deps.surveys.together(() => {
    const outcome = record(answer, asked, place, given, deps)
    const counts = outcome === 'taken' && !given.suspect && (answer.score !== null || asked.survey.kind === 'own')
    if (counts && deps.surveys.invitation(id)?.answered_at === null)
      deps.surveys.changeInvitation(id, { answered_at: deps.wall() })
    return outcome
  })
}

/** Asks no more of who holds a link, of whichever purpose; false for a link there is none of. Said twice it stands once. */
export const stopAsking = (
  token: string,
  purpose: 'answer' | 'unsubscribe',
  how: 'link' | 'one_click',
  deps: SurveyDeps,
): boolean => {
  const invitation = invitationOf(token, purpose, deps)
  if (!invitation) return false
  optOutInvited(invitation, how, deps)
  return true
}

/** The language of who holds a link to be asked no more; null for one there is none of. */
export const languageOfStop = (token: string, deps: SurveyDeps): Language | null =>
  invitationOf(token, 'unsubscribe', deps)?.language ?? null

/** A survey by its public code; null where there is none or it was never begun. */
export const openCode = (code: string, deps: SurveyDeps): (Asked & { readonly code: PublicCode }) | null => {
  const found = /^[A-Za-z0-9_-]{12}$/.test(code) ? deps.surveys.code(code) : null
  const survey = found ? deps.surveys.survey(found.survey) : null
  if (!found || !survey || survey.state === 'draft') return null
  return {
    ...askedBy(survey, deps),
    code: found,
    open: found.closed_at === null && survey.state !== 'closed',
    language: survey.languages[0] ?? deps.language,
    standing: null,
  }
}

const seal = (code: string, nonce: string, made: string, deps: SurveyDeps): string =>
  deps.keyedId(`form\n${code}\n${nonce}\n${made}`)

/** What a form at a public code carries, so that sent twice it is one answer, and none comes from where no form was. */
export const formKey = (code: string, deps: SurveyDeps): string => {
  const [nonce, made] = [deps.linkToken(), Math.floor(deps.time() / 1000).toString(36)]
  return `${nonce}.${made}.${seal(code, nonce, made, deps)}`
}

/** Seconds a form at a public code can be sent in, and below which no person has read it. */
const [mostSeconds, leastSeconds] = [24 * 3600, 1]

/** Takes an answer left at a public code; null where there is no such code, or its form did not come from here. */
export const answerCode = (code: string, key: string, given: Given, deps: SurveyDeps): Outcome | null => {
  const asked = openCode(code, deps)
  const [nonce = '', made = '', sealed = ''] = key.split('.')
  if (!asked || sealed !== seal(code, nonce, made, deps)) return null
  const age = deps.time() / 1000 - Number.parseInt(made, 36)
  if (!asked.open || age > mostSeconds) return 'closed'
  const answer = readAnswer(asked.survey, given.field)
  if (!answer) return 'empty'
  const place: Place = {
    id: `${answerPrefix}${deps.keyedId(`code\n${code}\n${nonce}`)}`,
    version: deps.surveys.survey(asked.survey.id)?.version ?? 1,
    invitation: null,
    code,
    source: 'code',
    customer_id: null,
    location_id: asked.code.location_id,
    product_line: null,
    owner: null,
  }
  return record(answer, asked, place, { ...given, suspect: given.suspect || age < leastSeconds }, deps)
}
