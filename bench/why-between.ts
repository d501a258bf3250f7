import { compose } from '#core/explain/compose.ts'
import type { Question } from '#core/explain/question.ts'
import { sumOf } from '#core/explain/sums.ts'
import { say } from './figures.ts'
import { type Chance, chanceFrom, leavesOf, placeIn, salesExplained } from './why-company.ts'

/** What one store is, before chance: its sales are the product, over its goods, of all of it. */
type Store = {
  readonly visitors: number
  readonly buying: number
  readonly items: number
  /** Share of each of its goods in what it sells; 0 for what it does not have. */
  readonly shares: readonly number[]
  readonly prices: readonly number[]
}

const goods = 24

const normalised = (shares: readonly number[]): number[] => {
  const sum = shares.reduce((a, b) => a + b, 0)
  return shares.map((share) => share / sum)
}

/** Two large stores over a quarter whose visitors, buying rate, mix and goods differ by chance as planted; prices are the same. */
const storesOf = (chance: Chance): readonly [Store, Store] => {
  const prices = Array.from({ length: goods }, () => 150_000 * Math.exp(0.8 * chance.normal()))
  const taste = Array.from({ length: goods }, () => Math.exp(0.7 * chance.normal()))
  const one = (visitors: number, buying: number, lacks: readonly number[]): Store => ({
    visitors,
    buying,
    items: 2,
    shares: normalised(taste.map((weight, k) => (lacks.includes(k) ? 0 : weight * Math.exp(0.5 * chance.normal())))),
    prices,
  })
  const differing = (): number => Math.exp((0.1 + 0.2 * chance.next()) * (chance.next() < 0.5 ? 1 : -1))
  return [one(300_000 * differing(), 0.18 * differing(), [0, 1]), one(300_000, 0.18, [2, 3, 4])]
}

type Effects = Readonly<Record<string, number>>

/**
 * Worked out apart from the engine: the mean over all orders in which the five differences can be put in, one after
 * another, of what each adds to the expected sales. Goods: what of the items is goods both have, and the own goods.
 */
const truthOf = ([a, b]: readonly [Store, Store]): Effects => {
  const both = a.shares.map((share, k) => share > 0 && b.shares[k]! > 0)
  const common = ({ shares }: Store): number => shares.reduce((sum, share, k) => sum + (both[k] ? share : 0), 0)
  const names = ['footfall', 'conversion', 'units_per_order', 'assortment', 'product_mix'] as const
  const salesWith = (isNew: (name: (typeof names)[number]) => boolean): number => {
    const of = (name: (typeof names)[number]): Store => (isNew(name) ? a : b)
    const [goodsOf, mixOf] = [of('assortment'), of('product_mix')]
    const shared = common(goodsOf) / common(mixOf)
    const perItem = a.prices.reduce(
      (sum, price, k) => sum + price * (both[k] ? mixOf.shares[k]! * shared : goodsOf.shares[k]!),
      0,
    )
    return of('footfall').visitors * of('conversion').buying * of('units_per_order').items * perItem
  }
  const totals: Record<string, number> = {}
  let count = 0
  const walk = (done: readonly (typeof names)[number][]): void => {
    if (done.length === names.length) count++
    for (const name of names) {
      if (done.includes(name)) continue
      const before = salesWith((one) => done.includes(one))
      const after = salesWith((one) => one === name || done.includes(one))
      // Every order that begins so is one of those of what is left.
      const ways = Array.from({ length: names.length - done.length - 1 }, (_, i) => i + 1).reduce((x, y) => x * y, 1)
      totals[name] = (totals[name] ?? 0) + (after - before) * ways
      walk([...done, name])
    }
  }
  walk([])
  return Object.fromEntries(names.map((name) => [name, totals[name]! / count]))
}

/** What the stores sold by chance, explained as `nhip why net_sales --between location=A,B` does. */
const foundOf = (chance: Chance, stores: readonly [Store, Store]): { effects: Effects; change: number } => {
  const drawn = stores.map(({ visitors, buying, items, shares, prices }) => {
    const came = chance.poisson(visitors)
    const orders = chance.poisson(came * buying)
    const units = shares.map((share) => chance.poisson(orders * items * share))
    return { came, orders, units, gross: units.map((count, k) => count * prices[k]!) }
  })
  const windows = (of: (store: (typeof drawn)[number]) => readonly number[]): Float64Array[] =>
    drawn.map((store) => Float64Array.from(of(store)))
  const cells = Array.from({ length: goods }, (_, k) => ({ product: `g${k}` }))
  const leaves = leavesOf(
    cells,
    ['current', 'previous'],
    [windows(({ units }) => units), windows(({ gross }) => gross)],
  )
  const groups = leavesOf(
    [{}],
    ['current', 'previous'],
    [
      windows(({ came }) => [came]),
      windows(({ orders }) => [orders]),
      windows(({ units }) => [units.reduce((a, b) => a + b, 0)]),
    ],
  )
  const question = {
    explanation: salesExplained,
    columnOf: placeIn(['units', 'gross']),
    groupColumnOf: placeIn(['visitors', 'orders', 'units']),
    slots: leaves.slots,
    tested: ['current', 'previous'],
  } as unknown as Question
  const { factors } = compose({
    question,
    leaves,
    groups,
    explicit: true,
    sides: true,
    aligned: true,
    worked: null,
    standing: false,
    most: 0,
  })
  const [now, before] = leaves.columns[1]!
  return {
    effects: Object.fromEntries(
      factors.ids.map((id, i) => [id, factors.matrix.reduce((sum, row) => sum + row[i]!, 0)]),
    ),
    change: sumOf(now!) - sumOf(before!),
  }
}

/** Shares of all ups and downs together, in points. */
const sharesOf = (effects: Effects): Record<string, number> => {
  const gross = Object.values(effects).reduce((sum, effect) => sum + Math.abs(effect), 0)
  return Object.fromEntries(Object.entries(effects).map(([id, effect]) => [id, (100 * effect) / gross]))
}

export type BetweenScore = {
  readonly mean: number
  readonly within: number
  readonly worst: number
  readonly exact: number
}

/** Store A against store B over seeds: points of share by which the factors miss the planted ones. */
export const scoreBetween = (seeds: number): BetweenScore => {
  const errors: number[] = []
  let exact = 0
  for (let seed = 0; seed < seeds; seed++) {
    const chance = chanceFrom(31_000_000 + seed)
    const stores = storesOf(chance)
    const truth = sharesOf(truthOf(stores))
    const { effects, change } = foundOf(chance, stores)
    const found = sharesOf(effects)
    const ids = new Set([...Object.keys(truth), ...Object.keys(found)])
    errors.push(...[...ids].map((id) => Math.abs((found[id] ?? 0) - (truth[id] ?? 0))))
    const sum = Object.values(effects).reduce((a, b) => a + b, 0)
    if (Math.abs(sum - change) <= 1e-9 * Math.abs(change)) exact++
  }
  return {
    mean: errors.reduce((a, b) => a + b, 0) / errors.length,
    within: errors.filter((error) => error <= 2).length / errors.length,
    worst: Math.max(...errors),
    exact: exact / seeds,
  }
}

export const benchWhyBetween = (seeds: number): void => {
  const { mean, within, worst, exact } = scoreBetween(seeds)
  say(
    `Store A against store B, ${seeds} pairs with planted visitors, buying rate, mix and goods: shares of the factors off by ${mean.toFixed(2)} points on average, ${(100 * within).toFixed(1)} % of them within 2, worst ${worst.toFixed(1)}; effects add up in ${(100 * exact).toFixed(0)} %`,
  )
}
