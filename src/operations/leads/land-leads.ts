import { Fault } from '#core/fault.ts'
import { contactIdOf, forgotten, type Lead } from '#core/leads/lead.ts'
import type { Cell } from '#core/warehouse.ts'
import type { LeadDeps } from './dependencies.ts'

type LandDeps = Pick<LeadDeps, 'leads' | 'importRows' | 'digestOf'>

/** Leads that become contacts at a time. */
const most = 1_000

const rowOf = (lead: Lead, deps: LandDeps): Readonly<Record<string, Cell>> => {
  const form = deps.leads.form(lead.form)
  return {
    contact_id: contactIdOf(lead),
    received_at: lead.received_at,
    name: lead.name,
    phone: lead.phone,
    email: lead.email,
    source: form?.source ?? null,
    campaign: lead.campaign,
    location_id: form?.location_id ?? null,
    product_line: lead.product_line,
    province: lead.province,
  }
}

/** Brings them in as one import; null where a row of it was refused, which then none of them stands by. */
const brought = async (leads: readonly Lead[], deps: LandDeps): Promise<string | null> => {
  const name = `leads-${deps.digestOf(leads.map(({ id }) => id).join(' ')).slice(0, 12)}`
  const rows = leads.map((lead) => rowOf(lead, deps))
  try {
    const { import_id, counts } = await deps.importRows('contact', rows, name)
    return counts.loaded + counts.updated + counts.unchanged === leads.length ? import_id : null
  } catch (error) {
    // A disk that is full says nothing of the leads: they wait.
    if (error instanceof Fault) throw error
    return null
  }
}

/**
 * Makes contacts of accepted leads. Broken off at any moment it is done again with the same ids, which changes nothing
 * that stands. A lead that cannot be a contact is held with that as its reason; the others go on.
 * @returns how many became contacts
 */
export const landLeads = async (deps: LandDeps): Promise<number> => {
  const leads = deps.leads.waiting(most)
  if (leads.length === 0) return 0
  const landed = (lead: Lead, import_id: string): void => deps.leads.put({ ...forgotten(lead), import_id })
  const together = await brought(leads, deps)
  if (together !== null) {
    for (const lead of leads) landed(lead, together)
    return leads.length
  }
  let count = 0
  for (const lead of leads) {
    const alone = await brought([lead], deps)
    if (alone === null) deps.leads.put({ ...lead, state: 'held', reasons: ['refused_row'] })
    else {
      landed(lead, alone)
      count++
    }
  }
  return count
}
