import type { LeadStore } from '#core/leads/lead.ts'
import type { Language } from '#core/messages.ts'
import type { Settings } from '#core/settings.ts'
import type { ImportRows } from '../targets/dependencies.ts'

export type LeadDeps = {
  readonly leads: LeadStore
  readonly settings: () => Settings
  readonly language: Language
  /** Wall clock of the organisation, `2026-11-18T09:30:00`. */
  readonly wall: () => string
  readonly now: () => string
  readonly randomId: () => string
  readonly randomToken: () => string
  /** SHA-256 in hex. */
  readonly digestOf: (text: string) => string
  /** Keyed by the data directory: cannot be tried out without it. */
  readonly keyedHash: (text: string) => string
  readonly importRows: ImportRows
  /** Where the pages are reached. */
  readonly address: () => string
}
