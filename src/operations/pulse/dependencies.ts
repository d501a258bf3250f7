import type { Manifest } from '#core/batch.ts'
import type { Language } from '#core/messages.ts'
import type { PulseBoxes, PulseStore } from '#core/pulse/round.ts'
import type { Settings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import type { ImportRows } from '../targets/dependencies.ts'

/** What the answer page needs: it never learns who opened it. */
export type AnswerDeps = {
  readonly pulse: PulseStore
  readonly boxes: PulseBoxes
  readonly digestOf: (text: string) => string
  /** A number from 0 to n − 1 by chance. */
  readonly below: (n: number) => number
  readonly today: () => string
}

export type PulseDeps = AnswerDeps & {
  readonly settings: () => Settings
  readonly language: Language
  readonly randomId: () => string
  readonly importRows: ImportRows
  readonly batches: () => readonly Manifest[]
  readonly query: Warehouse['query']
  readonly readText: (path: string) => Promise<string>
  /** Where the pages are reached. */
  readonly address: () => string
}
