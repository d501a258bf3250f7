import { Fault } from '#core/fault.ts'
import type { Language } from '#core/messages.ts'
import type { PublicCode, WaveCounts } from '#core/surveys/invitation.ts'
import { composeSurveyMail } from '#core/surveys/survey-mail.ts'
import { wordsOf } from '#core/surveys/survey-words.ts'
import type { ListedSurvey, ShownCode, ShownSurvey } from '#core/surveys/told.ts'
import type { SurveyDeps } from './dependencies.ts'
import { publicUrl } from './public-url.ts'
import { surveyOf } from './round.ts'

type Totals = Omit<WaveCounts, 'month'>

const totalsOf = (waves: readonly WaveCounts[]): Totals => {
  const sum = (name: keyof Totals): number => waves.reduce((total, wave) => total + wave[name], 0)
  return {
    invited: sum('invited'),
    delivered: sum('delivered'),
    bounced: sum('bounced'),
    unsure: sum('unsure'),
    reminded: sum('reminded'),
    answered: sum('answered'),
  }
}

export const listSurveys = (deps: SurveyDeps): { readonly surveys: readonly ListedSurvey[] } => ({
  surveys: deps.surveys.surveys().map((survey) => ({ ...survey, ...totalsOf(deps.surveys.waves(survey.id)) })),
})

const example = 'x'.repeat(22)

/** One survey, and the mail as it would arrive. @throws Fault `survey.unknown` */
export const showSurvey = (id: string, language: Language | undefined, deps: SurveyDeps): ShownSurvey => {
  const survey = surveyOf(id, deps)
  const { organisation } = deps.settings()
  const spoken = language ?? survey.languages[0] ?? deps.language
  const url = publicUrl(deps)
  return {
    survey: { ...survey, ...totalsOf(deps.surveys.waves(id)) },
    words: Object.fromEntries(survey.languages.map((each) => [each, wordsOf(survey, organisation, each)])),
    mail: composeSurveyMail(survey, {
      organisation,
      language: spoken,
      links: { answer: `${url}/s/${example}`, unsubscribe: `${url}/u/${example}` },
      reminds: false,
    }),
  }
}

const shownCode = (code: PublicCode, deps: SurveyDeps): ShownCode => ({
  ...code,
  url: `${publicUrl(deps)}/q/${code.code}`,
})

export const listCodes = (deps: SurveyDeps): { readonly codes: readonly ShownCode[] } => ({
  codes: deps.surveys.codes().map((code) => shownCode(code, deps)),
})

/** A public link to a survey, for a sign at a place; one that stands already is given again. @throws Fault `survey.unknown` */
export const addCode = (
  survey: string,
  location: string | undefined,
  deps: SurveyDeps,
): { readonly code: ShownCode } => {
  surveyOf(survey, deps)
  const place = location?.trim() || null
  const same = deps.surveys
    .codes()
    .find((one) => one.survey === survey && one.location_id === place && one.closed_at === null)
  const code = same ?? {
    code: deps.linkToken().slice(0, 12),
    survey,
    location_id: place,
    created_at: deps.wall(),
    closed_at: null,
  }
  if (!same) deps.surveys.putCode(code)
  return { code: shownCode(code, deps) }
}

/** @throws Fault `survey.code_unknown` */
export const closeCode = (code: string, deps: SurveyDeps): { readonly code: ShownCode } => {
  const found = deps.surveys.code(code)
  if (!found) throw new Fault('survey.code_unknown', { code: code.slice(0, 40) })
  const closed = { ...found, closed_at: found.closed_at ?? deps.wall() }
  deps.surveys.putCode(closed)
  return { code: shownCode(closed, deps) }
}
