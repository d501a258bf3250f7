import type { MetricScope } from '#core/access.ts'
import type { EntityName } from '#core/entity.ts'
import type { Language } from '#core/messages.ts'
import type { Settings } from '#core/settings.ts'
import type { Person } from '#core/store.ts'
import type { Columns, Row } from '#core/warehouse.ts'

/** What a reading needs from the world; it changes nothing there. */
export type ReadingDeps = {
  readonly query: (sql: string) => Promise<readonly Row[]>
  readonly stream: (sql: string, each: (rows: readonly Row[]) => void | Promise<void>) => Promise<void>
  readonly columns: (sql: string) => Promise<Columns>
  readonly settings: () => Settings
  /** Today in the organisation's time zone. */
  readonly today: () => string
  /** Wall clock there at this moment, `2026-11-18T11:40:00`; where left out, readings are as of the end of today. */
  readonly wall?: () => string
  /** The moment, ISO instant. */
  readonly now: () => string
  readonly language: Language
  /** What the asker may read of each metric; left out, everything. */
  readonly scope?: MetricScope
  /** Ids of the batches that stand. */
  readonly imports: () => readonly string[]
  readonly people: (entity: EntityName, ids: readonly string[]) => ReadonlyMap<string, Person>
}
