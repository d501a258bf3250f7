import type { WorkedFactors } from '#core/explain/explanation.ts'
import { shapley } from '#core/explain/shapley.ts'
import type { MetricOptions, RelationContext } from '#core/metric.ts'
import type { Row } from '#core/warehouse.ts'
import { offered, offerSql } from './model.ts'
import { edgeSql, ourSql, windowSql } from './relations.ts'

/** One row per window, watched product and rival: what it asks, what we ask, and how much of it we sell. */
const offersSql = (context: RelationContext): string => `with offer as materialized (
  select m.*, ${context.filter(offered.dimensions)} as inside from (${offerSql}) m
),
${edgeSql(context.slots)},
${windowSql('weight', 'watched_total', ['product_id'], ['units'])},
${ourSql}
select s.slot, m.product_id as member, m.competitor, m.price, coalesce(m.availability <> 'out', true) as in_stock, o.price as our,
  greatest(coalesce(w.units, 0), 0) as units
from offer m join slot s on s.to_on = m.on_day join our o on o.on_day = m.on_day and o.product_id = m.product_id
left join weight w on w.on_day = m.on_day and w.product_id = m.product_id
where m.inside and s.slot in ('current', 'previous') order by s.slot, member, m.competitor`

type Offer = { readonly price: number; readonly inStock: boolean }
type State = { readonly our: number; readonly weight: number; readonly offers: ReadonlyMap<string, Offer> }

const middle = (prices: readonly number[]): number => {
  const sorted = [...prices].sort((a, b) => a - b)
  const at = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[at]! : (sorted[at - 1]! + sorted[at]!) / 2
}

/** Price of the market from offers, as the index takes it; null where none counts. */
const marketOf = (offers: ReadonlyMap<string, number>, market: string | undefined): number | null => {
  const prices = [...offers.values()]
  if (market !== undefined && !['median', 'mean', 'min'].includes(market)) return offers.get(market) ?? null
  if (prices.length === 0) return null
  if (market === 'min') return Math.min(...prices)
  return market === 'mean' ? prices.reduce((sum, price) => sum + price, 0) / prices.length : middle(prices)
}

const statesOf = (rows: readonly Row[], slot: string): Map<string, State> => {
  const own = rows.filter((row) => row['slot'] === slot)
  const products = Map.groupBy(own, (row) => String(row['member']))
  return new Map(
    [...products].map(([product, offers]) => [
      product,
      {
        our: Number(offers[0]!['our'] ?? 0),
        weight: Number(offers[0]!['units']) > 0 ? Number(offers[0]!['units']) : 1,
        offers: new Map(
          offers
            .filter((row) => Number(row['price']) > 0)
            .map((row) => [
              String(row['competitor']),
              { price: Number(row['price']), inStock: row['in_stock'] === true },
            ]),
        ),
      },
    ]),
  )
}

/** Prices of the offers that count by the stock of one window, each as asked in `prices`, else as in the other. */
const priced = (stock: State, prices: State, market: string | undefined): number | null => {
  const counting = [...stock.offers].filter(([, offer]) => offer.inStock)
  return marketOf(
    new Map(counting.map(([rival, offer]) => [rival, prices.offers.get(rival)?.price ?? offer.price])),
    market,
  )
}

const isValid = (state: State | undefined, market: string | undefined): state is State =>
  state !== undefined && state.our > 0 && (priced(state, state, market) ?? 0) > 0

type Spends = { readonly our: number; readonly market: number }

/** What each product adds to the change of Σ our ÷ Σ market from one set of spends to another; exact. */
const shares = (from: readonly Spends[], to: readonly Spends[]): number[] => {
  const total = (spends: readonly Spends[], of: keyof Spends): number => spends.reduce((sum, one) => sum + one[of], 0)
  const [n0, d0, n1, d1] = [total(from, 'our'), total(from, 'market'), total(to, 'our'), total(to, 'market')]
  if (d0 === 0 || d1 === 0) return from.map(() => 0)
  return from.map(
    (old, i) =>
      ((to[i]!.our - old.our) * (1 / d0 + 1 / d1)) / 2 - ((to[i]!.market - old.market) * (n0 + n1)) / (2 * d0 * d1),
  )
}

const factors = ['our_prices', 'their_prices', 'their_stock', 'weights'] as const

/**
 * Splits a change of the spend index, product by product, into our prices, rivals' prices, which offers count (stock)
 * and how much of each product we sell, by Shapley over products valid in both windows; products valid in one only
 * are the range.
 */
export const movesOf = (
  rows: readonly Row[],
  options: MetricOptions,
): ReadonlyMap<string, Readonly<Record<string, number>>> => {
  const [now, old] = [statesOf(rows, 'current'), statesOf(rows, 'previous')]
  const { market } = options
  const products = [...new Set([...now.keys(), ...old.keys()])].sort()
  const both = products.filter((name) => isValid(now.get(name), market) && isValid(old.get(name), market))
  const spends = (mask: number): Spends[] =>
    both.map((name) => {
      const pick = (bit: number): State => (mask & (1 << bit) ? now : old).get(name)!
      const weight = pick(3).weight
      return { our: weight * pick(0).our, market: weight * (priced(pick(2), pick(1), market) ?? 0) }
    })
  const all = Array.from({ length: 1 << factors.length }, (_, mask) => spends(mask))
  const effects = new Map<string, Record<string, number>>(products.map((name) => [name, { range: 0 }]))
  for (const [bit, factor] of factors.entries()) {
    const gains = all.map((spent, mask) => (mask & (1 << bit) ? null : shares(spent, all[mask | (1 << bit)]!)))
    for (const [i, name] of both.entries()) {
      // Of each product the steps of this factor alone: what it adds where the factors of `mask` have moved already.
      const step = (mask: number): number => (mask & (1 << bit) ? gains[mask ^ (1 << bit)]![i]! : 0)
      effects.get(name)![factor] = 100 * shapley(factors.length, step)[bit]!
    }
  }
  for (const [states, sign] of [
    [now, 1],
    [old, -1],
  ] as const) {
    const valid = products.filter((name) => isValid(states.get(name), market))
    const of = (name: string, counts: boolean): Spends => {
      const state = states.get(name)!
      return counts
        ? { our: state.weight * state.our, market: state.weight * priced(state, state, market)! }
        : { our: 0, market: 0 }
    }
    const matched = new Set(both)
    const gains = shares(
      valid.map((name) => of(name, matched.has(name))),
      valid.map((name) => of(name, true)),
    )
    for (const [i, name] of valid.entries()) effects.get(name)!['range']! += sign * 100 * gains[i]!
  }
  return effects
}

export const moves: WorkedFactors = { by: 'product', sql: offersSql, split: movesOf, residual: 'weights' }
