import { sql } from 'kysely'
import type { CandidateSource } from '#core/prices/candidate.ts'
import type { PriceInterval } from '#core/prices/history.ts'
import type {
  ListingChange,
  ListingState,
  Sighting,
  VisitNote,
  VisitOutcome,
  WatchedListing,
  WatchStore,
} from '#core/prices/watched.ts'
import type { PriceTables } from './price-tables.ts'
import type { Statements } from './statements.ts'
import { sqlOf } from './tables.ts'

type ListingRow = PriceTables['price_listing']
type StretchRow = PriceTables['price_stretch']

const read = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T))
const written = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

const stretchOf = (row: StretchRow): PriceInterval & { readonly sources: readonly CandidateSource[] } => ({
  amount: row.amount,
  list: row.list,
  currency: row.currency,
  availability: row.availability as PriceInterval['availability'],
  previousCheckAt: row.previous_check_at,
  firstSeenAt: row.first_seen_at,
  lastSeenAt: row.last_seen_at,
  confirmations: row.confirmations,
  closedAt: row.closed_at,
  sources: JSON.parse(row.sources) as readonly CandidateSource[],
})

const listingOf = (row: ListingRow, open: StretchRow | undefined): WatchedListing => ({
  ...row,
  identity: read(row.identity),
  rule: read(row.rule),
  state: row.state as ListingState,
  outcome: row.outcome as VisitOutcome | null,
  review: read(row.review),
  rule_case: read(row.rule_case),
  open: open ? stretchOf(open) : null,
})

const structured = ['identity', 'rule', 'review', 'rule_case'] as const

/** A change as it stands in columns. */
const columnsOf = (change: ListingChange): Partial<ListingRow> =>
  Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      (structured as readonly string[]).includes(name) ? written(value) : value,
    ]),
  )

/** Watched pages, in the operational store. */
export const openWatchStore = ({ all, run, write }: Statements): WatchStore => {
  const listings = sqlOf.selectFrom('price_listing').selectAll()
  const openOf = (ids: readonly string[] | null): ReadonlyMap<string, StretchRow> => {
    const stretches = sqlOf.selectFrom('price_stretch').selectAll().where('closed_at', 'is', null)
    const found = all(ids === null ? stretches : stretches.where('listing_id', 'in', ids))
    return new Map(found.map((row) => [row.listing_id, row]))
  }
  const withOpen = (rows: readonly ListingRow[], whole: boolean): readonly WatchedListing[] => {
    if (rows.length === 0) return []
    const open = openOf(whole ? null : rows.map((row) => row.listing_id))
    return rows.map((row) => listingOf(row, open.get(row.listing_id)))
  }
  const shop: WatchStore['shop'] = (domain) =>
    all(sqlOf.selectFrom('price_shop').selectAll().where('domain', '=', domain))[0] ?? {
      domain,
      next_at: 0,
      delay_seconds: 0,
      failures: 0,
      day: '',
      requests_today: 0,
    }
  const putShop: WatchStore['putShop'] = (state) =>
    void run(
      sqlOf
        .insertInto('price_shop')
        .values(state)
        .onConflict((conflict) => conflict.column('domain').doUpdateSet(state)),
    )
  const change: WatchStore['change'] = (id, given) => {
    const columns = columnsOf(given)
    if (Object.keys(columns).length > 0)
      run(sqlOf.updateTable('price_listing').set(columns).where('listing_id', '=', id))
  }
  return {
    listings: (ids) =>
      ids === undefined
        ? withOpen(all(listings.orderBy('product_id').orderBy('competitor').orderBy('url')), true)
        : ids.length === 0
          ? []
          : withOpen(all(listings.where('listing_id', 'in', ids.slice(0, 500))), false),
    listing: (id) => withOpen(all(listings.where('listing_id', '=', id)), false)[0] ?? null,
    listingAt: (productId, url) =>
      withOpen(all(listings.where('product_id', '=', productId).where('url', '=', url)), false)[0] ?? null,
    add: (drafts, at) =>
      write(() => {
        for (const draft of drafts)
          run(
            sqlOf.insertInto('price_listing').values({
              ...draft,
              identity: written(draft.identity),
              rule: written(draft.rule),
              state: 'active',
              created_at: at,
              due_at: at,
              misses: 0,
              unchanged: 0,
            } as ListingRow),
          )
      }),
    change: (id, given) => write(() => change(id, given)),
    remove: (id) => write(() => void run(sqlOf.deleteFrom('price_listing').where('listing_id', '=', id))),
    due: (now, most) =>
      all(
        sqlOf
          .selectFrom('price_listing as l')
          .leftJoin('price_shop as s', 's.domain', 'l.domain')
          // Of the bare column SQLite gives the one that stands beside the least.
          .select(['l.listing_id', 'l.domain', sql<number>`min(l.due_at)`.as('since')])
          .where('l.state', 'in', ['active', 'mismatch'])
          .where('l.due_at', '<=', now)
          .where(sql<boolean>`coalesce(s.next_at, 0) <= ${now}`)
          .groupBy('l.domain')
          .orderBy('since')
          .limit(most),
      ),
    shop,
    putShop: (state) => write(() => putShop(state)),
    robots: (origin) => all(sqlOf.selectFrom('price_robots').selectAll().where('origin', '=', origin))[0] ?? null,
    putRobots: (copy) =>
      write(
        () =>
          void run(
            sqlOf
              .insertInto('price_robots')
              .values(copy)
              .onConflict((conflict) => conflict.column('origin').doUpdateSet(copy)),
          ),
      ),
    finish: (id, result) =>
      write(() => {
        // Taken away while its page was being read.
        const [row] = all(listings.where('listing_id', '=', id))
        if (row === undefined) return
        change(id, result.change)
        putShop({ ...shop(row.domain), ...result.shop })
        run(sqlOf.insertInto('price_visit').values(result.note))
        for (const each of result.intervals) {
          const stretch = {
            last_seen_at: each.lastSeenAt,
            closed_at: each.closedAt,
            confirmations: each.confirmations,
            amount: each.amount,
            list: each.list,
            currency: each.currency,
            availability: each.availability,
            sources: JSON.stringify(each.sources),
          }
          run(
            sqlOf
              .insertInto('price_stretch')
              .values({
                listing_id: id,
                first_seen_at: each.firstSeenAt,
                previous_check_at: each.previousCheckAt,
                ...stretch,
              })
              .onConflict((conflict) => conflict.columns(['listing_id', 'first_seen_at']).doUpdateSet(stretch)),
          )
        }
        if (result.sighting) run(sqlOf.insertInto('price_sighting').values({ row: JSON.stringify(result.sighting) }))
      }),
    history: (id) =>
      all(sqlOf.selectFrom('price_stretch').selectAll().where('listing_id', '=', id).orderBy('first_seen_at')).map(
        stretchOf,
      ),
    visits: (id, most) =>
      all(
        sqlOf.selectFrom('price_visit').selectAll().where('listing_id', '=', id).orderBy('at', 'desc').limit(most),
      ) as readonly VisitNote[],
    changesAt: (domain, since) => {
      const [found] = all(
        sqlOf
          .selectFrom('price_listing as l')
          .innerJoin('price_stretch as s', (join) =>
            join.onRef('s.listing_id', '=', 'l.listing_id').on('s.closed_at', 'is', null),
          )
          .select([
            sql<number>`count(*)`.as('read'),
            sql<number>`coalesce(sum(s.first_seen_at >= ${since} and s.previous_check_at is not null), 0)`.as(
              'changed',
            ),
          ])
          .where('l.domain', '=', domain)
          .where('l.seen_at', '>=', since),
      )
      return found!
    },
    waiting: (most) =>
      all(sqlOf.selectFrom('price_sighting').selectAll().orderBy('sequence').limit(most)).map((row) => ({
        sequence: row.sequence!,
        sighting: JSON.parse(row.row) as Sighting,
      })),
    handedOn: (upTo) => write(() => void run(sqlOf.deleteFrom('price_sighting').where('sequence', '<=', upTo))),
    forgetBefore: (at) => write(() => void run(sqlOf.deleteFrom('price_visit').where('at', '<', at))),
  }
}
