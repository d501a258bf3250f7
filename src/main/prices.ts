import { setTimeout as later } from 'node:timers/promises'
import { realTime } from '#adapters/clock.ts'
import { registrableDomain } from '#adapters/domain.ts'
import { openPageReader } from '#adapters/page-reader.ts'
import { randomBelow } from '#adapters/secrets.ts'
import type { Job } from '#core/job.ts'
import type { Outbound } from '#core/outbound.ts'
import { type Pace, usualPace } from '#core/prices/pace.ts'
import type { Store } from '#core/store.ts'
import type { FetchDeps, PriceDeps } from '#operations/prices/dependencies.ts'
import { fetchRound } from '#operations/prices/fetch-round.ts'
import { handOn } from '#operations/prices/hand-on.ts'
import { robotName, type Seen } from '#operations/prices/visit-page.ts'
import type { Company } from './company.ts'

/** What the operator says of the way out; nothing of it can be said on a page. */
export type WayOut = {
  /** Origins inside the network that may be asked all the same. */
  readonly trusted: readonly string[]
  /** Where whoever is asked can read who we are. */
  readonly contact: string | null
  readonly pace?: Pace
  /** In place of the usual way out. */
  readonly open?: (userAgent: string) => Outbound
}

export type Watching = {
  readonly deps: FetchDeps & Pick<PriceDeps, 'lately'>
  readonly close: () => Promise<void>
}

/** What watching other people’s pages needs; one for a data directory, since shops are asked one at a time. */
export const watchingFor = (store: Store, wayOut: WayOut | undefined): Watching => {
  const pages = openPageReader()
  const { trusted, contact, pace, open } = wayOut ?? { trusted: [], contact: null }
  const userAgent = `${robotName}/1.0${contact === null ? '' : ` (+${contact})`}`
  let opening: Promise<Outbound> | undefined
  return {
    deps: {
      watch: store.watch,
      // The library that speaks with servers is loaded by what asks them only.
      outbound: () => {
        opening ??= open
          ? Promise.resolve(open(userAgent))
          : import('#adapters/outbound.ts').then(({ openOutbound }) => openOutbound({ userAgent, trusted }))
        return opening
      },
      pages,
      pace: pace ?? usualPace,
      domainOf: registrableDomain,
      time: realTime,
      chance: () => randomBelow(1_000_000) / 1_000_000,
      rest: async (milliseconds, signal) =>
        later(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined),
      busy: new Set(),
      lately: new Map<string, Seen>(),
    },
    close: pages.close,
  }
}

/** Seconds between two looks at what is due, and between two batches of what was read. */
const [lookEvery, handOnEvery] = [5, 15 * 60]
const notesKept = 90 * 24 * 3_600_000

/** Pages are read when they are due; what was read is gathered into one batch. */
export const priceJobs = (company: Company): readonly Job[] => {
  const deps = (): PriceDeps => company.depsFor(company.language())
  return [
    { name: 'prices.fetch', every: lookEvery, run: async (signal) => void (await fetchRound(deps(), signal)) },
    {
      name: 'prices.hand_on',
      every: handOnEvery,
      run: async () => {
        const all = deps()
        if (await handOn(all)) await company.refresh()
        all.watch.forgetBefore(all.time() - notesKept)
      },
    },
  ]
}
