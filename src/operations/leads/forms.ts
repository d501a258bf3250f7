import { Fault } from '#core/fault.ts'
import { oneOf } from '#core/given.ts'
import { escapeHtml } from '#core/html.ts'
import { type Lead, type LeadForm, leadStates, type ShownForm, type ShownLead, signings } from '#core/leads/lead.ts'
import { usualConsent, usualTitle, usWords } from '#core/leads/page-words.ts'
import { mappingIn } from '#core/leads/payload.ts'
import { fill, languages } from '#core/messages.ts'
import type { LeadDeps } from './dependencies.ts'

const shown = (form: LeadForm, address: string): ShownForm => {
  const page = `${address}/f/${form.id}`
  return {
    ...form,
    page,
    embed: `<iframe src="${page}?embed=1" title="${escapeHtml(form.title)}" style="border:0;width:100%;height:640px" loading="lazy"></iframe>`,
    hook: `${address}/hooks/${form.id}`,
  }
}

const formOf = (id: string, deps: LeadDeps): LeadForm => {
  const form = deps.leads.form(id)
  if (!form) throw new Fault('lead.form_unknown', { form: id.slice(0, 80) })
  return form
}

export const listForms = (deps: LeadDeps) => ({
  forms: deps.leads.forms().map((form) => shown(form, deps.address())),
  leads: deps.leads.counts(),
})

export type GivenForm = {
  readonly form?: string | undefined
  readonly title?: string | undefined
  readonly language?: string | undefined
  readonly source?: string | undefined
  readonly campaign?: string | undefined
  readonly location_id?: string | undefined
  readonly product_lines: readonly string[]
  readonly consent?: string | undefined
  readonly signing?: string | undefined
  readonly mapping?: string | undefined
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The value of an option, where one was given. */
const chosen = <T extends string>(option: string, given: string | undefined, allowed: readonly T[]): T | undefined =>
  given === undefined || given === '' ? undefined : oneOf(option, given, allowed)

/** A text of what was given, what stood, or nothing: an empty text takes away. */
const kept = (given: string | undefined, before: string | null | undefined): string | null =>
  given === undefined ? (before ?? null) : given.trim() === '' ? null : given.trim()

/**
 * Makes a form, or changes the one named: what is left out stays as it was.
 * @throws Fault `lead.form_unknown`, `lead.source_missing`, `lead.mapping_unreadable`, `option.unknown_value`
 */
export const putForm = (given: GivenForm, deps: LeadDeps): ShownForm => {
  const before = given.form === undefined ? null : formOf(given.form, deps)
  const language = chosen('language', given.language, languages) ?? before?.language ?? deps.language
  const source = kept(given.source, before?.source)
  if (source === null) throw new Fault('lead.source_missing')
  const mapping =
    given.mapping === undefined
      ? (before?.mapping ?? null)
      : given.mapping === ''
        ? null
        : mappingIn(parsed(given.mapping))
  if (given.mapping !== undefined && given.mapping !== '' && mapping === null)
    throw new Fault('lead.mapping_unreadable')
  const organisation = deps.settings().organisation || usWords[language]
  const form: LeadForm = {
    id: before?.id ?? deps.randomToken().slice(0, 22),
    title: kept(given.title, before?.title) ?? fill(usualTitle, language, { organisation }),
    language,
    source,
    campaign: kept(given.campaign, before?.campaign),
    location_id: kept(given.location_id, before?.location_id),
    product_lines: given.product_lines.length > 0 ? given.product_lines : (before?.product_lines ?? []),
    consent: kept(given.consent, before?.consent) ?? fill(usualConsent, language, { organisation }),
    signing: chosen('signing', given.signing, signings) ?? before?.signing ?? 'nhip',
    mapping,
    created_at: before?.created_at ?? deps.now(),
    closed_at: before?.closed_at ?? null,
  }
  deps.leads.putForm(form)
  return shown(form, deps.address())
}

/** Closes a form, or opens it again: what came in by it stays. */
export const setClosed = (id: string, closed: boolean, deps: LeadDeps): ShownForm => {
  const form = { ...formOf(id, deps), closed_at: closed ? deps.now() : null }
  deps.leads.putForm(form)
  return shown(form, deps.address())
}

/**
 * What signatures of a form are made with: a new one of ours, told once, or the one the other system gave.
 * @throws Fault `lead.form_unknown`, `lead.secret_missing`
 */
export const setSecret = (id: string, given: string | undefined, deps: LeadDeps) => {
  const form = formOf(id, deps)
  const own = given === undefined || given === ''
  // Their secret is theirs to give; one of ours would never fit their signatures.
  if (own && form.signing !== 'nhip') throw new Fault('lead.secret_missing', { signing: form.signing })
  const secret = own ? deps.randomToken() : given
  deps.leads.putSecret(id, secret)
  return {
    form: id,
    hook: shown(form, deps.address()).hook,
    ...(own ? { secret } : {}),
    ...(form.signing === 'meta' ? { verify_token: deps.keyedHash(`hook ${id}`).slice(0, 32) } : {}),
  }
}

export const listLeads = (state: string | undefined, most: number | undefined, deps: LeadDeps) => ({
  leads: deps.leads
    .leads(chosen('state', state, leadStates) ?? null, Math.max(1, Math.min(500, most ?? 50)))
    .map(({ phone_hash: _, email_hash: __, key: ___, ...lead }): ShownLead => lead),
  counts: deps.leads.counts(),
})

const heldLead = (id: string, deps: LeadDeps): Lead => {
  const lead = deps.leads.lead(id)
  if (!lead) throw new Fault('lead.unknown', { lead: id.slice(0, 80) })
  return lead
}

/**
 * Somebody has looked: it becomes a contact. One that is a contact already stays so.
 * @throws Fault `lead.unknown`, `lead.decided`
 */
export const acceptLead = (id: string, deps: LeadDeps) => {
  const lead = heldLead(id, deps)
  if (lead.state === 'refused') throw new Fault('lead.decided', { lead: id })
  if (lead.state !== 'accepted') deps.leads.put({ ...lead, state: 'accepted' })
  return { lead: id, state: 'accepted' as const }
}

/**
 * Somebody has looked: it is nobody who wants anything. What it said of a person is gone with that.
 * @throws Fault `lead.unknown`, `lead.decided`
 */
export const refuseLead = (id: string, deps: LeadDeps) => {
  const lead = heldLead(id, deps)
  if (lead.state === 'accepted') throw new Fault('lead.decided', { lead: id })
  deps.leads.put({ ...lead, name: null, phone: null, email: null, note: null, state: 'refused' })
  return { lead: id, state: 'refused' as const }
}
