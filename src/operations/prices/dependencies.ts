import type { Outbound } from '#core/outbound.ts'
import type { Pace } from '#core/prices/pace.ts'
import type { PageReader } from '#core/prices/page-reader.ts'
import type { WatchStore } from '#core/prices/watched.ts'
import type { AccountDeps } from '../accounts/dependencies.ts'
import type { ImportDeps } from '../imports/dependencies.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import type { ImportRows } from '../targets/dependencies.ts'
import type { Seen } from './visit-page.ts'

/** What asking other people's servers needs. */
export type FetchDeps = {
  readonly watch: WatchStore
  readonly outbound: () => Promise<Outbound>
  readonly pages: PageReader
  readonly pace: Pace
  readonly domainOf: (url: string) => string
  /** Milliseconds since 1970, by the real clock: servers go by it. */
  readonly time: () => number
  /** 0–1, for spreading requests over time. */
  readonly chance: () => number
  /** Waits so many milliseconds, or until stopped. */
  readonly rest: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  /** Shops being asked at this moment, by anybody of this process. */
  readonly busy: Set<string>
}

export type PriceDeps = FetchDeps &
  Pick<ReadingDeps, 'settings' | 'today' | 'language' | 'query'> &
  Pick<ImportDeps, 'openTables' | 'workspace' | 'run' | 'landing'> &
  Pick<AccountDeps, 'randomId'> & {
    /** Wall clock of the organisation, `2026-11-18T11:40:00`. */
    readonly wall: () => string
    readonly importRows: ImportRows
    /** Pages just read for somebody who has not saved them yet, by address and rule. */
    readonly lately: Map<string, Seen>
  }
