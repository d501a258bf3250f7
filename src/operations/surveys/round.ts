import { weekdayOf } from '#core/calendar/day.ts'
import { holidayTest } from '#core/calendar/holidays.ts'
import { Fault } from '#core/fault.ts'
import { maskedAddress } from '#core/mail.ts'
import { decideRound, type HoldReason, type RoundDecision } from '#core/surveys/decide.ts'
import { holdWords } from '#core/surveys/reason-words.ts'
import type { Survey } from '#core/surveys/survey.ts'
import type { Preview, PreviewRow } from '#core/surveys/told.ts'
import { type Asked, candidatesFor, sendingHours } from './candidates.ts'
import type { SurveyDeps } from './dependencies.ts'

export type Decided = RoundDecision & { readonly asked: Asked }

/** @throws Fault `survey.unknown` */
export const surveyOf = (id: string, { surveys }: Pick<SurveyDeps, 'surveys'>): Survey => {
  const found = surveys.survey(id)
  if (!found) throw new Fault('survey.unknown', { id: id.slice(0, 60), ids: surveys.surveys().map((each) => each.id) })
  return found
}

/** Surveys that are under way, and one more where it is asked about before it is. */
const askingOf = (id: string | undefined, deps: SurveyDeps): readonly Survey[] => {
  const all = deps.surveys.surveys().filter(({ state }) => state === 'running')
  if (id === undefined) return all
  const one = surveyOf(id, deps)
  return all.some((survey) => survey.id === id) ? all : [...all, one]
}

/** Who is asked now, and who is not and why, over all surveys that are under way. */
export const decideNow = async (
  {
    survey,
    customers = null,
    due = false,
  }: { readonly survey?: string | undefined; readonly customers?: readonly string[] | null; readonly due?: boolean },
  deps: SurveyDeps,
): Promise<readonly Decided[]> => {
  const asked = await candidatesFor(askingOf(survey, deps), { customers, due }, deps)
  const wall = deps.wall()
  const { daily_cap } = deps.surveys.sending()
  const today = deps.surveys.invitedSince(`${wall.slice(0, 10)}T00:00:00`)
  const byKey = new Map(asked.map((one) => [`${one.facts.customer_id}\n${one.program.id}`, one]))
  return decideRound(asked, sendingHours(deps), wall, daily_cap, today).map((decision) => ({
    ...decision,
    asked: byKey.get(`${decision.customer_id}\n${decision.program}`)!,
  }))
}

/** End of today's hours, `18:00`; null on a day without any. */
export const endOfToday = ({
  surveys,
  settings,
  wall,
}: Pick<SurveyDeps, 'surveys' | 'settings' | 'wall'>): string | null => {
  const day = wall().slice(0, 10)
  const hours = surveys.sending().hours[String(weekdayOf(day))]
  return hours && !holidayTest(settings().holidays)(day) ? hours[1] : null
}

const rank: Readonly<Record<RoundDecision['action'], number>> = { invite: 0, remind: 1, hold: 2 }

const rowOf = ({ asked, ...decision }: Decided, language: SurveyDeps['language']): PreviewRow => {
  const held = decision.action === 'hold' ? decision : null
  return {
    customer_id: decision.customer_id,
    name: asked.name,
    address: asked.address === null ? null : maskedAddress(asked.address),
    survey: decision.program,
    action: decision.action,
    reason: held?.reason ?? null,
    why: held ? holdWords[held.reason][language] : null,
    until: held?.until ?? null,
    location_id: asked.location_id,
    product_line: asked.product_line,
    owner: asked.owner,
  }
}

export type PreviewRequest = {
  readonly survey?: string | undefined
  readonly action?: string | undefined
  readonly reason?: string | undefined
  readonly customer?: string | undefined
  readonly limit?: number | undefined
}

const countOf = (
  survey: Survey,
  decided: readonly Decided[],
  language: SurveyDeps['language'],
): Preview['counts'][number] => {
  const own = decided.filter(({ program }) => program === survey.id)
  const held = new Map<HoldReason, number>()
  for (const each of own) if (each.action === 'hold') held.set(each.reason, (held.get(each.reason) ?? 0) + 1)
  return {
    survey: survey.id,
    name: survey.name,
    state: survey.state,
    invite: own.filter(({ action }) => action === 'invite').length,
    remind: own.filter(({ action }) => action === 'remind').length,
    held: [...held]
      .map(([reason, customers]) => ({ reason, why: holdWords[reason][language], customers }))
      .sort((a, b) => b.customers - a.customers || (a.reason < b.reason ? -1 : 1)),
  }
}

/**
 * Exactly who gets what at this moment, who is held back until when and by which rule. Sends nothing.
 * @throws Fault `survey.unknown`, `option.unknown_value`
 */
export const previewRound = async (request: PreviewRequest, deps: SurveyDeps): Promise<Preview> => {
  const { survey, action, reason, customer } = request
  if (action !== undefined && !Object.hasOwn(rank, action))
    throw new Fault('option.unknown_value', { option: 'action', value: action, allowed: Object.keys(rank) })
  if (reason !== undefined && !Object.hasOwn(holdWords, reason))
    throw new Fault('option.unknown_value', { option: 'reason', value: reason, allowed: Object.keys(holdWords) })
  const decided = await decideNow({ survey, customers: customer === undefined ? null : [customer] }, deps)
  const shown = decided
    .filter((each) => survey === undefined || each.program === survey)
    .filter((each) => action === undefined || each.action === action)
    .filter((each) => reason === undefined || (each.action === 'hold' && each.reason === reason))
    .map((each) => rowOf(each, deps.language))
    .sort(
      (a, b) =>
        rank[a.action] - rank[b.action] ||
        ((a.until ?? '9999') < (b.until ?? '9999') ? -1 : (a.until ?? '9999') > (b.until ?? '9999') ? 1 : 0) ||
        (a.customer_id < b.customer_id ? -1 : 1),
    )
  return {
    at: deps.wall(),
    sending: deps.surveys.sending().on,
    counts: askingOf(survey, deps)
      .filter(({ id }) => survey === undefined || id === survey)
      .map((each) => countOf(each, decided, deps.language)),
    rows: shown.slice(0, Math.max(0, Math.min(request.limit ?? 50, 10_000))),
    total: shown.length,
  }
}
