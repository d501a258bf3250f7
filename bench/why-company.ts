import type { Explanation, Sum } from '#core/explain/explanation.ts'
import type { Leaves } from '#core/explain/leaves.ts'

/** Seeded chance (mulberry32), with what counts and amounts need. */
export const chanceFrom = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  /** Marsaglia and Tsang 2000; below one by the usual power of a uniform. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - next()) ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const poisson = (mean: number): number => {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    const limit = Math.exp(-mean)
    let [count, product] = [0, 1 - next()]
    while (product > limit) {
      count++
      product *= 1 - next()
    }
    return count
  }
  return {
    next,
    normal,
    poisson,
    /** A count whose variance is `dispersion` times its mean. */
    count: (mean: number, dispersion: number): number =>
      mean <= 0 ? 0 : poisson(dispersion <= 1 ? mean : gamma(mean / (dispersion - 1)) * (dispersion - 1)),
    binomial: (n: number, p: number): number => {
      let wins = 0
      for (let i = 0; i < n; i++) if (next() < p) wins++
      return wins
    },
    pick: (size: number): number => Math.floor(next() * size),
  }
}
export type Chance = ReturnType<typeof chanceFrom>

/** Shares that fall off as in trade: the k-th in proportion to 1 ÷ k^power, mixed up a little. */
const shares = (size: number, power: number, chance: Chance): number[] => {
  const raw = Array.from({ length: size }, (_, k) => (k + 1) ** -power * (0.8 + 0.4 * chance.next()))
  const sum = raw.reduce((a, b) => a + b, 0)
  return raw.map((value) => value / sum)
}

export const slots = ['current', 'previous', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'h7', 'h8'] as const

export type Cell = Readonly<Record<string, string>>

/** Changes one cell's mean (or its rate) in one week; 0 is the current week. */
export type Event = (
  cell: Cell,
  week: number,
) => { readonly volume?: number; readonly rate?: number; readonly price?: number; readonly as?: Cell }

/** Cells and columns of windows → leaves. */
export const leavesOf = (
  cells: readonly Cell[],
  slots: readonly string[],
  columns: Leaves['columns'],
  functionOf: Leaves['functionOf'] = {},
): Leaves => {
  const dimensions = Object.keys(cells[0]!)
  const members = dimensions.map((dimension) => [...new Set(cells.map((cell) => cell[dimension]!))])
  const places = members.map((names) => new Map(names.map((name, i) => [name, i])))
  return {
    table: {
      dimensions,
      members,
      codes: dimensions.map((dimension, d) => Int32Array.from(cells, (cell) => places[d]!.get(cell[dimension]!)!)),
      size: cells.length,
    },
    slots,
    columns,
    functionOf,
  }
}

/** Weeks of columns → leaves. The week before is also the first of the comparable ones. */
const weeklyOf = (
  cells: readonly Cell[],
  weeks: readonly (readonly Float64Array[])[],
  functionOf: Leaves['functionOf'] = {},
): Leaves => {
  const order = [0, 1, 1, 2, 3, 4, 5, 6, 7, 8]
  const columns = weeks[0]!.map((_, column) => order.map((week) => weeks[week]![column]!))
  return leavesOf(cells, slots, columns, functionOf)
}

/** Place of a sum of one column among the names of all. */
export const placeIn =
  (names: readonly string[]) =>
  (sum: Sum): number =>
    names.indexOf(Object.keys(sum)[0]!)

const sources = ['facebook', 'google', 'tiktok', 'zalo', 'shopee', 'walk_in', 'referral', 'web']
const rates = [0.2, 0.24, 0.07, 0.22, 0.15, 0.34, 0.3, 0.2]
export const dispersion = 1.2

/** Nine weeks of contacts by source, province, rep and team, and how many of them were won. */
export const contactLeaves = (chance: Chance, weekly: number, event: Event): Leaves => {
  const provinces = shares(12, 0.9, chance)
  const reps = shares(40, 0.4, chance)
  const bySource = shares(8, 0.8, chance)
  const known = new Map<string, { cell: Cell; mean: number; rate: number }>()
  for (let s = 0; s < 8; s++)
    for (let p = 0; p < 12; p++)
      for (let r = p % 4; r < 40; r += 4) {
        const cell = { source: sources[s]!, province: `p${p}`, owner: `o${r}`, team: `t${r % 8}` }
        const mean = weekly * bySource[s]! * provinces[p]! * reps[r]! * 4
        known.set(JSON.stringify(cell), { cell, mean, rate: rates[s]! })
      }
  const cells = [...known.values()]
  const place = new Map(cells.map(({ cell }, i) => [JSON.stringify(cell), i]))
  const weeks = Array.from({ length: 9 }, () => [[] as number[], [] as number[]])
  for (const { cell, mean, rate } of [...cells])
    for (let week = 0; week < 9; week++) {
      const { volume = 1, rate: times = 1, as = cell } = event(cell, week)
      const key = JSON.stringify(as)
      if (!place.has(key)) place.set(key, cells.push({ cell: as, mean: 0, rate }) - 1)
      const at = place.get(key)!
      const n = chance.count(mean * volume, dispersion)
      const [counts, wins] = weeks[week]!
      counts![at] = (counts![at] ?? 0) + n
      wins![at] = (wins![at] ?? 0) + chance.binomial(n, Math.min(1, rate * times))
    }
  const filled = (values: number[]): Float64Array =>
    Float64Array.from({ length: cells.length }, (_, i) => values[i] ?? 0)
  return weeklyOf(
    cells.map(({ cell }) => cell),
    weeks.map((week) => week.map(filled)),
    { team: 'owner' },
  )
}

export type Sales = { readonly leaves: Leaves; readonly groups: Leaves; readonly whale: number | null }

/** Nine weeks of sales by store, product, category and kind of customer, with visitors and orders of each store. */
export const salesLeaves = (chance: Chance, weekly: number, event: Event, whale = 0): Sales => {
  const stores = shares(25, 0.7, chance)
  const products = shares(48, 0.8, chance)
  const prices = products.map(() => 150_000 * Math.exp(0.8 * chance.normal()))
  const cells: Cell[] = []
  for (let s = 0; s < 25; s++)
    for (let p = 0; p < 48; p++)
      for (const kind of ['new', 'returning'])
        cells.push({ location: `s${s}`, product: `g${p}`, category: `c${p % 6}`, customer_kind: kind })
  const weeks = Array.from({ length: 9 }, () => [new Float64Array(cells.length), new Float64Array(cells.length)])
  const groupWeeks = Array.from({ length: 9 }, () => Array.from({ length: 3 }, () => new Float64Array(25)))
  for (let week = 0; week < 9; week++)
    for (const [i, cell] of cells.entries()) {
      const [s, p] = [Math.floor(i / 96), Math.floor(i / 2) % 48]
      const { volume = 1, price = 1 } = event(cell, week)
      const n = chance.count(
        weekly * stores[s]! * products[p]! * (cell['customer_kind'] === 'new' ? 0.4 : 0.6) * volume,
        dispersion,
      )
      weeks[week]![0]![i] = n
      weeks[week]![1]![i] = n * prices[p]! * price
      groupWeeks[week]![2]![s]! += n
    }
  const at = whale > 0 ? chance.pick(cells.length) : null
  if (at !== null) weeks[0]![1]![at]! += whale
  for (let week = 0; week < 9; week++)
    for (let s = 0; s < 25; s++) {
      const orders = Math.round(groupWeeks[week]![2]![s]! / 2)
      const { rate = 1 } = event({ location: `s${s}` }, week)
      groupWeeks[week]![1]![s] = orders
      groupWeeks[week]![0]![s] = chance.poisson(orders / (0.2 * rate))
    }
  return {
    leaves: weeklyOf(cells, weeks, { category: 'product' }),
    whale: at,
    groups: weeklyOf(
      Array.from({ length: 25 }, (_, s) => ({ location: `s${s}` })),
      groupWeeks,
    ),
  }
}

export const contactsExplained: Explanation = { value: { contacts: 1 } }
export const conversionExplained: Explanation = { value: { won: 1 }, base: { contacts: 1 } }
export const salesExplained: Explanation = {
  value: { gross: 1 },
  group: 'location',
  cells: 'product',
  chains: [
    {
      sign: 1,
      links: [
        { factor: 'footfall', column: { visitors: 1 }, group: true },
        { factor: 'conversion', column: { orders: 1 }, group: true, alone: 'orders' },
        { factor: 'units_per_order', column: { units: 1 }, group: true, alone: 'units' },
        { factor: 'product_mix', column: { units: 1 }, alone: 'units' },
        { factor: 'price', column: { gross: 1 }, alone: 'sales' },
      ],
    },
  ],
}
