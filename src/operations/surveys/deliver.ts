import { addressIn, type Delivery, type Mailer, type MailSettings, type Message } from '#core/mail.ts'
import type { Language } from '#core/messages.ts'
import type { Invitation } from '#core/surveys/invitation.ts'
import type { SurveyDefinition } from '#core/surveys/survey.ts'
import { composeSurveyMail } from '#core/surveys/survey-mail.ts'
import { addHours, afterRefusal, domainPauseHours, verdictOf } from '#core/surveys/undelivered.ts'
import { type Asked, domainOf, mailboxKey } from './candidates.ts'
import type { SurveyDeps } from './dependencies.ts'
import { publicUrl } from './public-url.ts'

/** How sending of one mail ended; `stop` where the next would fare no better. */
export type Sent = { readonly outcome: Delivery['outcome'] | 'skipped'; readonly stop?: string }

type Tokens = { readonly answer: string; readonly unsubscribe: string; readonly message: string }

/** Tokens of one mail. That of the message is the same whenever it is asked for, so that a Message-ID never changes. */
const tokensFor = (invitation: string, turn: 'first' | 'reminder', deps: SurveyDeps): Tokens => ({
  answer: deps.linkToken(),
  unsubscribe: deps.linkToken(),
  message: deps.keyedId(`message\n${invitation}\n${turn}`),
})

const keep = (invitation: string, tokens: Tokens, { surveys, digestOf }: SurveyDeps): void => {
  for (const purpose of ['answer', 'unsubscribe', 'message'] as const)
    surveys.addToken(digestOf(tokens[purpose]), invitation, purpose)
}

export const messageId = (token: string, { from_address }: Pick<MailSettings, 'from_address'>): string =>
  `${token}.nhip@${domainOf(from_address)}`

const messageFor = (
  survey: SurveyDefinition,
  invitation: Pick<Invitation, 'id' | 'language'>,
  to: string,
  tokens: Tokens,
  reminds: boolean,
  server: MailSettings,
  deps: SurveyDeps,
): Message => {
  const url = publicUrl(deps)
  const links = { answer: `${url}/s/${tokens.answer}`, unsubscribe: `${url}/u/${tokens.unsubscribe}` }
  const mail = composeSurveyMail(survey, {
    organisation: deps.settings().organisation,
    language: invitation.language,
    links,
    reminds,
  })
  const back = server.bounce_address?.replace(/(\+[^@]*)?@/, `+${tokens.message}@`)
  return {
    ...mail,
    to,
    message_id: messageId(tokens.message, server),
    ...(reminds ? { in_reply_to: messageId(deps.keyedId(`message\n${invitation.id}\nfirst`), server) } : {}),
    ...(back === undefined ? {} : { envelope_from: back }),
    headers: {
      'List-Unsubscribe': `<${links.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'X-Auto-Response-Suppress': 'All',
    },
  }
}

/** What a refusal means for the address, and whether it is about us all and not about this one. */
const learn = (
  delivery: Extract<Delivery, { outcome: 'refused' }>,
  { mailbox, domain }: Pick<Invitation, 'mailbox' | 'domain'>,
  deps: SurveyDeps,
): string | null => {
  if (delivery.at === 'sender') return delivery.response
  const verdict = verdictOf(delivery.status, delivery.response, delivery.permanent)
  const wall = deps.wall()
  if (verdict === 'pause_domain') deps.surveys.pauseDomain(domain, addHours(wall, domainPauseHours))
  const after = afterRefusal(mailbox, deps.surveys.mailbox(mailbox), verdict, delivery.status, wall)
  if (after) deps.surveys.putMailbox(after)
  return null
}

/** Whether what was decided a moment ago still holds for who is about to be written to. */
const stillMay = (asked: Asked, mailbox: string, deps: SurveyDeps): boolean =>
  !deps.surveys.isOptedOut(asked.facts.customer_id, mailbox) && !deps.surveys.mailbox(mailbox)?.stopped_at

/**
 * Sends one invitation. It stands in the store before a server hears of it: after a kill it may have been sent and is
 * never sent again. Only where it has certainly not been handed over is it as if it had never been.
 */
export const sendInvitation = async (
  asked: Asked,
  mailer: Mailer,
  server: MailSettings,
  deps: SurveyDeps,
): Promise<Sent> => {
  const { survey } = asked
  const address = asked.address
  if (address === null) return { outcome: 'skipped' }
  const mailbox = mailboxKey(address, deps)
  const language: Language = survey.languages[0] ?? deps.language
  const id = deps.linkToken()
  const tokens = tokensFor(id, 'first', deps)
  const invitation: Invitation = {
    id,
    survey: survey.id,
    version: survey.version,
    customer_id: asked.facts.customer_id,
    mailbox,
    domain: domainOf(address),
    language,
    state: 'sending',
    at: deps.wall(),
    reminder: null,
    reminded_at: null,
    answered_at: null,
    detail: null,
    location_id: asked.location_id,
    product_line: asked.product_line,
    owner: asked.owner,
  }
  const claimed = deps.surveys.together(() => {
    if (!stillMay(asked, mailbox, deps)) return false
    deps.surveys.addInvitation(invitation)
    keep(id, tokens, deps)
    return true
  })
  if (!claimed) return { outcome: 'skipped' }
  const delivery = await mailer.send(messageFor(survey, invitation, address, tokens, false, server, deps))
  return deps.surveys.together((): Sent => {
    switch (delivery.outcome) {
      case 'sent':
        deps.surveys.changeInvitation(id, { state: 'sent' })
        return delivery
      case 'unsure':
        deps.surveys.changeInvitation(id, { state: 'unsure', detail: delivery.detail })
        return delivery
      case 'unsent':
        deps.surveys.dropInvitation(id)
        return { outcome: 'unsent', stop: delivery.detail }
      case 'refused': {
        deps.surveys.changeInvitation(id, { state: 'failed', detail: delivery.response })
        const stop = learn(delivery, invitation, deps)
        return { outcome: 'refused', ...(stop === null ? {} : { stop }) }
      }
    }
  })
}

/** Recalls an invitation to mind, once; checked again at the last moment. */
export const sendReminder = async (
  asked: Asked,
  sentAt: string,
  mailer: Mailer,
  server: MailSettings,
  deps: SurveyDeps,
): Promise<Sent> => {
  const { surveys } = deps
  const address = addressIn(asked.address ?? '')
  const invitation = surveys.invitationTo(asked.survey.id, asked.facts.customer_id, sentAt)
  const survey = invitation ? surveys.versionOf(invitation.survey, invitation.version) : null
  if (address === null || !invitation || !survey) return { outcome: 'skipped' }
  const tokens = tokensFor(invitation.id, 'reminder', deps)
  const claimed = surveys.together(() => {
    const now = surveys.invitation(invitation.id)
    const fit = now && now.answered_at === null && now.reminded_at === null && now.state !== 'bounced'
    if (!fit || !stillMay(asked, invitation.mailbox, deps)) return false
    surveys.changeInvitation(invitation.id, { reminder: 'sending', reminded_at: deps.wall() })
    keep(invitation.id, tokens, deps)
    return true
  })
  if (!claimed) return { outcome: 'skipped' }
  const delivery = await mailer.send(messageFor(survey, invitation, address, tokens, true, server, deps))
  return surveys.together((): Sent => {
    if (delivery.outcome === 'unsent') {
      surveys.changeInvitation(invitation.id, { reminder: null, reminded_at: null })
      return { outcome: 'unsent', stop: delivery.detail }
    }
    surveys.changeInvitation(invitation.id, { reminder: delivery.outcome === 'refused' ? 'failed' : delivery.outcome })
    const stop = delivery.outcome === 'refused' ? learn(delivery, invitation, deps) : null
    return { outcome: delivery.outcome, ...(stop === null ? {} : { stop }) }
  })
}
