import { Fault } from '#core/fault.ts'
import { isLoopbackName } from '#core/loopback.ts'
import { checkSurvey, type GivenSurvey } from '#core/surveys/check-survey.ts'
import { checkSending } from '#core/surveys/sending.ts'
import { type Survey, surveyStates } from '#core/surveys/survey.ts'
import type { ShownSending } from '#core/surveys/told.ts'
import { serverOf } from '../mail/mail-server.ts'
import type { SurveyDeps } from './dependencies.ts'
import { publicUrl } from './public-url.ts'
import { surveyOf } from './round.ts'

const asks = ({ kind, texts, questions, languages }: Survey): string =>
  JSON.stringify([kind, texts.question, questions, languages])

/**
 * Adds a survey, as a draft, or changes one. What is asked becomes a new version once somebody was asked.
 * @throws Fault `survey.*`, `option.unknown_value`
 */
export const putSurvey = (given: GivenSurvey, deps: SurveyDeps): Survey => {
  const before = deps.surveys.survey(given.id.trim())
  const checked = checkSurvey(given, before)
  const wall = deps.wall()
  const next: Survey = {
    ...checked,
    state: before?.state ?? 'draft',
    version: before?.version ?? 1,
    created_at: before?.created_at ?? wall,
    changed_at: wall,
  }
  const isAnew = before !== null && asks(before) !== asks(next) && deps.surveys.invitations(before.id).length > 0
  deps.surveys.putSurvey(isAnew ? { ...next, version: next.version + 1 } : next)
  return surveyOf(next.id, deps)
}

/** @throws Fault `survey.unknown`, `survey.is_closed`, `option.unknown_value` */
export const setSurveyState = (id: string, state: string, deps: SurveyDeps): Survey => {
  const survey = surveyOf(id, deps)
  const next = surveyStates.find((known) => known === state)
  if (next === undefined || next === 'draft')
    throw new Fault('option.unknown_value', { option: 'state', value: state, allowed: surveyStates.slice(1) })
  if (survey.state === 'closed' && next !== 'closed') throw new Fault('survey.is_closed', { id })
  deps.surveys.setState(id, next, deps.wall())
  return surveyOf(id, deps)
}

export const shownSending = (deps: SurveyDeps): ShownSending => ({
  ...deps.surveys.sending(),
  reached_at: publicUrl(deps),
  has_mail_server: deps.mail.mailServer() !== null,
})

/**
 * Changes when surveys go out, and turns sending on or off.
 * @throws Fault `survey.unfit`, `survey.url_missing`, `mail.no_server`, `mail.password_missing`
 */
export const setSending = (
  given: {
    readonly on?: boolean | undefined
    readonly url?: string | undefined
    readonly hours?: unknown
    readonly daily_cap?: number | null | undefined
  },
  deps: SurveyDeps,
): ShownSending => {
  const next = checkSending(given, deps.surveys.sending())
  if (given.on === true) {
    const server = serverOf(deps)
    const url = new URL(next.url ?? deps.address())
    // A link to this machine leads nobody anywhere, unless the mail stays on it as well.
    if (isLoopbackName(url.hostname) && !isLoopbackName(server.host))
      throw new Fault('survey.url_missing', { url: url.origin })
  }
  deps.surveys.putSending({ ...next, on: given.on ?? next.on })
  return shownSending(deps)
}
