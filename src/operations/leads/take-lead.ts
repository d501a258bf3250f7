import { addDays } from '#core/calendar/day.ts'
import { type Arrival, holdReasonsOf, missingIn, plainEmail, plainPhone } from '#core/leads/judge.ts'
import type { GivenLead, Lead, LeadForm } from '#core/leads/lead.ts'
import type { LeadDeps } from './dependencies.ts'

type TakeDeps = Pick<LeadDeps, 'leads' | 'wall' | 'randomId' | 'digestOf' | 'keyedHash'>

/** The same person within a day is one contact. */
const daysApart = 1

export type Taken =
  | { readonly missing: readonly ('name' | 'phone' | 'email')[] }
  | { readonly lead: Lead; readonly again: boolean }

/**
 * Takes in one lead: on disk when it returns. Nothing that names a person is turned away: what looks like spam is held
 * until somebody has looked, the same person again is kept beside the first.
 * @param key what makes it the same lead when it is sent again
 */
export const takeLead = (
  form: LeadForm,
  given: GivenLead,
  how: { readonly via: Lead['via']; readonly key: string; readonly arrival: Arrival },
  deps: TakeDeps,
): Taken => {
  const key = deps.digestOf(how.key)
  const before = deps.leads.byKey(form.id, key)
  if (before) return { lead: before, again: true }
  const missing = missingIn(given)
  // A system that sent half a lead cannot be asked again; a person can.
  if (missing.length > 0 && how.via === 'page') return { missing }
  const [phone, email] = [plainPhone(given.phone), plainEmail(given.email)]
  const hashes = {
    phone_hash: phone === null ? null : deps.keyedHash(`phone ${phone}`),
    email_hash: email === null ? null : deps.keyedHash(`email ${email}`),
  }
  const reasons = holdReasonsOf(given, how.arrival)
  const received_at = deps.wall()
  const known = deps.leads.isKnown(hashes, `${addDays(received_at.slice(0, 10), -daysApart)}${received_at.slice(10)}`)
  const lines = form.product_lines
  const { name, note, product_line, province, campaign } = given
  const lead: Lead = {
    id: deps.randomId(),
    form: form.id,
    key,
    via: how.via,
    received_at,
    name,
    phone: given.phone,
    // What is no address stands with nobody; it is in the note of whoever has to look.
    email: email === null ? null : given.email,
    note: given.email !== null && email === null ? [note, given.email].filter(Boolean).join(' · ') : note,
    product_line: how.via === 'page' ? (lines.find((line) => line === product_line) ?? lines[0] ?? null) : product_line,
    province,
    campaign: campaign ?? form.campaign,
    ...hashes,
    state: reasons.length > 0 ? 'held' : known ? 'repeat' : 'accepted',
    reasons,
    consent: how.via === 'page' ? form.consent : null,
    import_id: null,
  }
  deps.leads.put(lead)
  return { lead, again: false }
}
