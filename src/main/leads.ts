import { keyedDigest } from '#adapters/secrets.ts'
import type { Store } from '#core/store.ts'
import type { LeadDeps } from '#operations/leads/dependencies.ts'

/** What taking in leads needs. */
export const leadsFor = (store: Store): Pick<LeadDeps, 'leads' | 'keyedHash'> => ({
  leads: store.leads,
  keyedHash: (text) => keyedDigest(store.hashingKey(), text),
})
