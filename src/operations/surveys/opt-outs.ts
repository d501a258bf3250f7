import { Fault } from '#core/fault.ts'
import { addressIn, maskedAddress } from '#core/mail.ts'
import type { Invitation, OptOut } from '#core/surveys/invitation.ts'
import type { ShownOptOut } from '#core/surveys/told.ts'
import { mailboxKey } from './candidates.ts'
import type { SurveyDeps } from './dependencies.ts'

/** Who is asked nothing any more. */
export const listOptOuts = ({
  surveys,
  people,
}: SurveyDeps): {
  readonly opt_outs: readonly ShownOptOut[]
} => {
  const all = surveys.optOuts()
  const named = people(
    'customer',
    all.flatMap(({ customer_id }) => (customer_id === null ? [] : [customer_id])),
  )
  return {
    opt_outs: all.map(({ mailbox: _, ...optOut }) => ({
      ...optOut,
      name: named.get(optOut.customer_id ?? '')?.name ?? null,
    })),
  }
}

/** Takes down a no; said again it changes nothing. */
const note = (optOut: Omit<OptOut, 'id' | 'at'>, deps: SurveyDeps): OptOut => {
  const same = deps.surveys
    .optOuts()
    .find(({ customer_id, mailbox }) => customer_id === optOut.customer_id && mailbox === optOut.mailbox)
  if (same) return same
  const whole = { ...optOut, id: deps.linkToken(), at: deps.wall() }
  deps.surveys.addOptOut(whole)
  return whole
}

/** The no of who was invited: of the mailbox, and of the customer by whatever address. */
export const optOutInvited = (
  { customer_id, mailbox, domain }: Pick<Invitation, 'customer_id' | 'mailbox' | 'domain'>,
  how: OptOut['how'],
  deps: SurveyDeps,
): OptOut => deps.surveys.together(() => note({ how, customer_id, mailbox, shown: `…@${domain}` }, deps))

/**
 * A no that reached somebody of ours.
 * @throws Fault `survey.nobody_named`, `mail.address_unfit`
 */
export const optOut = (
  { email, customer }: { readonly email: string | undefined; readonly customer: string | undefined },
  deps: SurveyDeps,
): { readonly opt_out: Omit<OptOut, 'mailbox'> } => {
  const [text, customer_id] = [email?.trim() || null, customer?.trim() || null]
  if (text === null && customer_id === null) throw new Fault('survey.nobody_named')
  const address = text === null ? null : addressIn(text)
  if (text !== null && address === null)
    throw new Fault('mail.address_unfit', { field: 'email', address: text.slice(0, 100) })
  const { mailbox: _, ...shown } = deps.surveys.together(() =>
    note(
      {
        how: 'owner',
        customer_id,
        mailbox: address === null ? null : mailboxKey(address, deps),
        shown: address === null ? null : maskedAddress(address),
      },
      deps,
    ),
  )
  return { opt_out: shown }
}

/** Only where who had said no has said yes. @throws Fault `survey.opt_out_unknown` */
export const dropOptOut = (id: string, { surveys }: SurveyDeps): { readonly dropped: string } => {
  if (!surveys.optOuts().some((known) => known.id === id))
    throw new Fault('survey.opt_out_unknown', { id: id.slice(0, 60) })
  surveys.dropOptOut(id)
  return { dropped: id }
}
