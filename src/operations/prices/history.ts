import { addDays, later } from '#core/calendar/day.ts'
import { eventsOf } from '#core/prices/events.ts'
import { historyOf, type PriceInterval } from '#core/prices/history.ts'
import type { PricePoint, ProductEvent, ProductHistory } from '#core/prices/told.ts'
import { quote } from '#core/sql.ts'
import type { PriceDeps } from './dependencies.ts'
import { productNames } from './match.ts'

const mostDays = 800
const millis = (on: string): number => Date.parse(`${on}T00:00:00Z`)
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const plain = (value: unknown): string => String(Number(value))

/** What happened at one rival, told from the days its price was seen. */
const eventsIn = (competitor: string, rows: readonly Seen[], now: number): readonly ProductEvent[] => {
  const history: readonly PriceInterval[] = historyOf(
    rows.map((row) => ({
      at: millis(row.seen_on),
      amount: row.price > 0 ? plain(row.price) : null,
      list: row.list_price !== null && row.list_price > row.price ? plain(row.list_price) : null,
      currency: null,
      availability: row.availability,
    })),
  )
  return eventsOf(history, now).map((event) => ({
    competitor,
    type: event.type,
    after_on: event.after === null ? null : dayOf(event.after),
    by_on: dayOf(event.by),
    price: Number(event.amount),
    reference: event.reference === null ? null : Number(event.reference),
    days: event.days,
  }))
}

type Seen = {
  readonly kind: string
  readonly competitor: string | null
  readonly observed_by: string | null
  readonly seen_on: string
  readonly from_on: string
  readonly until_on: string
  readonly price: number
  readonly list_price: number | null
  readonly availability: 'in' | 'out' | 'unknown'
}

/**
 * Prices of a product, ours and every rival’s, over the days up to today, whatever way they came in; and what happened
 * at the rivals. Ours are prices seen under our own name, else those sold at.
 */
export const productHistory = async (
  product: string,
  days: number | undefined,
  deps: Pick<PriceDeps, 'query' | 'today'>,
): Promise<ProductHistory> => {
  const to_on = deps.today()
  const from_on = addDays(to_on, -Math.max(7, Math.min(days ?? 180, mostDays)))
  const rows = (await deps.query(
    `-- Stretches cut at month ends are put together again; a price list stands where nobody saw ours.
with cut as (
  select kind, competitor, seen_on, any_value(observed_by) as observed_by, any_value(price) as price,
    any_value(list_price) as list_price, any_value(availability) as availability,
    min(from_on) as from_on, max(until_on) as until_on
  from price_interval where product_id = ${quote(product)} group by all
)
select kind, competitor, observed_by, strftime(seen_on, '%Y-%m-%d') as seen_on, strftime(from_on, '%Y-%m-%d') as from_on,
  strftime(least(until_on, date '${to_on}' + 1), '%Y-%m-%d') as until_on, cast(price as double) as price,
  cast(list_price as double) as list_price, availability
from cut where until_on > date '${from_on}' and from_on <= date '${to_on}' order by kind, competitor, from_on`,
  )) as unknown as readonly Seen[]
  const [listed] = await deps.query(
    `select cast(list_price as double) as price from product where product_id = ${quote(product)} and list_price > 0`,
  )
  const byRival = Map.groupBy(rows, (row) => (row.kind === 'rival' ? row.competitor! : ''))
  const points = (of: readonly Seen[]): readonly PricePoint[] =>
    of.map(({ from_on: from, until_on, price, list_price, availability }) => ({
      from_on: later(from, from_on),
      until_on,
      price,
      list_price: list_price !== null && list_price > price ? list_price : null,
      availability,
    }))
  const seenOurs = rows.filter(({ kind }) => kind === 'own')
  const ours: readonly PricePoint[] =
    seenOurs.length > 0
      ? points(seenOurs)
      : listed
        ? [
            {
              from_on,
              until_on: addDays(to_on, 1),
              price: Number(listed['price']),
              list_price: null,
              availability: 'unknown',
            },
          ]
        : points(rows.filter(({ kind }) => kind === 'sold'))
  const rivals = [...byRival].filter(([name]) => name !== '')
  return {
    product_id: product,
    product_name: (await productNames([product], deps)).get(product) ?? null,
    from_on,
    to_on,
    lines: [
      ...(ours.length > 0 ? [{ competitor: null, observed_by: null, points: ours }] : []),
      ...rivals.map(([competitor, of]) => ({
        competitor,
        observed_by: of.at(-1)?.observed_by ?? null,
        points: points(of),
      })),
    ],
    events: rivals
      .flatMap(([competitor, of]) => eventsIn(competitor, of, millis(to_on)))
      .filter((event) => event.by_on >= from_on)
      .sort((a, b) => (a.by_on < b.by_on ? 1 : a.by_on > b.by_on ? -1 : a.competitor < b.competitor ? -1 : 1)),
  }
}
