import { Fault } from '#core/fault.ts'
import { oneAtATime } from '#core/one-at-a-time.ts'
import { isOpen } from '#core/surveys/opening.ts'
import { shareOf } from '#core/surveys/sending.ts'
import type { RoundResult } from '#core/surveys/told.ts'
import { serverOf } from '../mail/mail-server.ts'
import { sendingHours } from './candidates.ts'
import { type Sent, sendInvitation, sendReminder } from './deliver.ts'
import type { SurveyDeps } from './dependencies.ts'
import { type Decided, decideNow, endOfToday } from './round.ts'

/** Of two rounds the second finds what the first has sent. */
const oneByOne = oneAtATime()

const nothing = { invited: 0, reminded: 0, refused: 0, unsure: 0, held: 0, stopped: null }

const due = (decided: readonly Decided[], most: number): readonly Decided[] => {
  const reminders = decided.filter(({ action }) => action === 'remind')
  return [...reminders, ...decided.filter(({ action }) => action === 'invite').slice(0, most)]
}

type Round = {
  /** Work it out and send nothing. */
  readonly dryRun: boolean
  /** Most invitations of this round; null: all that are due today. */
  readonly most: number | null
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends what is due at this moment, one after the other. While sending is off it only says what would go out.
 * @throws Fault `mail.no_server`, `mail.password_missing`
 */
export const sendRound = ({ dryRun, most, signal }: Round, deps: SurveyDeps): Promise<RoundResult> =>
  oneByOne(async () => {
    const dry = dryRun || !deps.surveys.sending().on
    // Only this process sends, one round at a time: what stands as being sent was left so by one that was ended.
    const interrupted = dry ? 0 : deps.surveys.settleInterrupted()
    const decided = await decideNow({ due: true }, deps)
    const all = due(decided, most ?? Number.POSITIVE_INFINITY)
    const count = (action: Decided['action']): number => all.filter((each) => each.action === action).length
    const held = decided.length - all.length
    const at = deps.wall()
    if (dry) return { ...nothing, at, dry_run: true, invited: count('invite'), reminded: count('remind'), held }
    if (all.length === 0) return { ...nothing, at, dry_run: false, unsure: interrupted, held }
    const server = serverOf(deps)
    const mailer = await deps.openMailer(server)
    const done = { invited: 0, reminded: 0, refused: 0, unsure: interrupted }
    let stopped: string | null = null
    try {
      for (const each of all) {
        if (signal?.aborted || !deps.surveys.sending().on) break
        const { outcome, stop }: Sent =
          each.action === 'remind'
            ? await sendReminder(each.asked, each.sent_at, mailer, server, deps)
            : await sendInvitation(each.asked, mailer, server, deps)
        if (outcome === 'sent') done[each.action === 'remind' ? 'reminded' : 'invited'] += 1
        else if (outcome === 'refused' || outcome === 'unsure') done[outcome] += 1
        if (stop !== undefined) {
          stopped = stop
          break
        }
      }
    } finally {
      await mailer.close()
    }
    return { at, dry_run: false, ...done, held, stopped }
  })

/** Minutes from one round of the server to the next. */
export const roundMinutes = 1

/**
 * What the running server does every minute: nothing outside the hours, else its share of what is left for today.
 * @throws Fault `survey.stopped` where the mail server ended it
 */
export const sendByItself = async (deps: SurveyDeps, signal: AbortSignal): Promise<void> => {
  const { on, daily_cap } = deps.surveys.sending()
  if (!on || !deps.surveys.surveys().some(({ state }) => state === 'running')) return
  const wall = deps.wall()
  const until = endOfToday(deps)
  if (until === null || !isOpen(wall, sendingHours(deps))) return
  const left = daily_cap === null ? null : daily_cap - deps.surveys.invitedSince(`${wall.slice(0, 10)}T00:00:00`)
  const most = left === null ? null : shareOf(left, wall, until, roundMinutes)
  const { stopped } = await sendRound({ dryRun: false, most, signal }, deps)
  if (stopped !== null) throw new Fault('survey.stopped', { detail: stopped })
}
