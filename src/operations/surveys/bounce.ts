import { Fault } from '#core/fault.ts'
import { mostBytes, readReturned } from '#core/surveys/bounce.ts'
import type { Invitation } from '#core/surveys/invitation.ts'
import { addHours, afterRefusal, domainPauseHours, type Verdict, verdictOf } from '#core/surveys/undelivered.ts'
import type { SurveyDeps } from './dependencies.ts'
import { optOutInvited } from './opt-outs.ts'

export type BounceResult = {
  /** `ignored`: says nothing of whether mail arrives, such as an out-of-office note. */
  readonly outcome: Verdict | 'complaint' | 'ignored'
  readonly survey: string | null
  readonly customer_id: string | null
  readonly status: string | null
}

const byToken = (tokens: readonly string[], { surveys, digestOf }: SurveyDeps): Invitation | null => {
  for (const token of tokens) {
    const found = surveys.invitationBy(digestOf(token), 'message')
    if (found) return found
  }
  return null
}

/**
 * Takes in a message that came back. It counts only where it carries the name of a message of ours, so that nobody can
 * have an address stopped by writing such a message.
 * @throws Fault `survey.not_a_bounce`, `survey.message_too_long`
 */
export const takeBounce = (raw: string, deps: SurveyDeps): BounceResult => {
  if (raw.length > mostBytes) throw new Fault('survey.message_too_long', { most: mostBytes / 2 ** 20 })
  const returned = readReturned(raw)
  if (returned.kind === 'other') return { outcome: 'ignored', survey: null, customer_id: null, status: null }
  const invitation = byToken(returned.tokens, deps)
  if (!invitation) throw new Fault('survey.not_a_bounce')
  const of = { survey: invitation.survey, customer_id: invitation.customer_id }
  if (returned.kind === 'complaint') {
    optOutInvited(invitation, 'complaint', deps)
    return { outcome: 'complaint', ...of, status: null }
  }
  const { status, response } = returned
  const permanent = returned.kind === 'failed' && !(status ?? '5').startsWith('4')
  const verdict = verdictOf(status, response, permanent)
  return deps.surveys.together(() => {
    const wall = deps.wall()
    // What was delayed is still on its way.
    if (returned.kind === 'failed' && invitation.state !== 'bounced' && invitation.answered_at === null)
      deps.surveys.changeInvitation(invitation.id, { state: 'bounced', detail: response || status })
    if (verdict === 'pause_domain') deps.surveys.pauseDomain(invitation.domain, addHours(wall, domainPauseHours))
    const after =
      // Told twice, it happened once.
      returned.kind === 'failed' && invitation.state !== 'bounced'
        ? afterRefusal(invitation.mailbox, deps.surveys.mailbox(invitation.mailbox), verdict, status, wall)
        : null
    if (after) deps.surveys.putMailbox(after)
    return { outcome: returned.kind === 'failed' ? verdict : 'none', ...of, status }
  })
}
