import { hypergeometric, logGamma } from './gamma.ts'
import { minimise } from './minimise.ts'

/**
 * Beta-geometric / NBD model of repeat buying: P. Fader, B. Hardie, K. L. Lee, “Counting your customers” the
 * easy way, *Marketing Science* 24 (2005) 275. Purchase rates are gamma(r, α), the chance of staying away for
 * good after a purchase is beta(a, b). Any time unit, the same for all; `alpha` is in it.
 */
export type BuyingRhythm = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number }

/** Customers with one history: repeat purchases, time of the last one, time observed, both since the first purchase. */
export type History = {
  readonly frequency: number
  readonly recency: number
  readonly age: number
  readonly customers: number
}

/** Fewest customers, and fewest of them with a repeat purchase, a fit is made for. */
export const fewestCustomers = 30
export const fewestRepeaters = 10

export type Fit = BuyingRhythm & { readonly logLikelihood: number }

/**
 * Log-likelihood of histories (equation 6 there). What depends on `frequency` alone is taken once each, and the
 * logarithm of a time once per distinct time: days and weeks repeat over many customers.
 */
const likelihoodOf = (histories: readonly History[]): ((rhythm: BuyingRhythm) => number) => {
  const times = [...new Set(histories.flatMap(({ recency, age }) => [recency, age]))]
  const index = new Map(times.map((time, i) => [time, i]))
  const groups = [...Map.groupBy(histories, (history) => history.frequency)].map(([x, members]) => ({
    x,
    age: Int32Array.from(members, (member) => index.get(member.age)!),
    recency: Int32Array.from(members, (member) => index.get(member.recency)!),
    customers: Float64Array.from(members, (member) => member.customers),
  }))
  const logs = new Float64Array(times.length)
  return ({ r, alpha, a, b }) => {
    for (const [i, time] of times.entries()) logs[i] = Math.log(alpha + time)
    const base = r * Math.log(alpha) - logGamma(r)
    const stay = logGamma(a + b) - logGamma(b)
    let total = 0
    for (const { x, age, recency, customers } of groups) {
      const shared = base + logGamma(r + x) + stay + logGamma(b + x) - logGamma(a + b + x)
      const leave = x > 0 ? Math.log(a) - Math.log(b + x - 1) : Number.NEGATIVE_INFINITY
      for (let i = 0; i < age.length; i++) {
        const alive = -(r + x) * logs[age[i]!]!
        const gone = leave - (r + x) * logs[recency[i]!]!
        const [larger, smaller] = alive > gone ? [alive, gone] : [gone, alive]
        total += customers[i]! * (shared + larger + Math.log1p(Math.exp(smaller - larger)))
      }
    }
    return total
  }
}

/** Above this many distinct histories the search begins on neighbours merged, and ends on all of them. */
const manyHistories = 4000

/** Histories of neighbouring times merged into their mean: a hundred steps of each time. */
const merged = (histories: readonly History[]): readonly History[] => {
  const step = histories.reduce((longest, { age }) => Math.max(longest, age), 0) / 100
  const near = Map.groupBy(
    histories,
    ({ frequency, recency, age }) => `${frequency}|${Math.floor(recency / step)}|${Math.floor(age / step)}`,
  )
  return [...near.values()].map((members) => {
    const customers = members.reduce((sum, member) => sum + member.customers, 0)
    const mean = (of: 'recency' | 'age'): number =>
      members.reduce((sum, member) => sum + member[of] * member.customers, 0) / customers
    return { frequency: members[0]!.frequency, recency: mean('recency'), age: mean('age'), customers }
  })
}

/**
 * Largest logarithms of r, α, a, b, and the smallest of any: beyond, customers are as good as equal and the model
 * is one of its own limits.
 */
const largest = [4, 12, 4, 10] as const
const smallest = -12

/**
 * Parameters under which the histories are likeliest, found on their logarithms. Null where there are fewer
 * than 30 customers or fewer than 10 with a repeat purchase: nothing could be said of the rest.
 */
export const fitBuyingRhythm = (histories: readonly History[]): Fit | null => {
  const known = histories.filter(({ age, customers }) => age > 0 && customers > 0)
  const count = (members: readonly History[]): number => members.reduce((sum, { customers }) => sum + customers, 0)
  const customers = count(known)
  if (customers < fewestCustomers || count(known.filter(({ frequency }) => frequency > 0)) < fewestRepeaters)
    return null
  const at = (point: readonly number[]): BuyingRhythm => {
    const [r, alpha, a, b] = point.map(Math.exp) as [number, number, number, number]
    return { r, alpha, a, b }
  }
  const worthOf = (members: readonly History[]) => {
    const likelihood = likelihoodOf(members)
    return (point: readonly number[]): number => {
      if (point.some((value, i) => value < smallest || value > largest[i]!)) return Number.POSITIVE_INFINITY
      const value = -likelihood(at(point)) / customers
      return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
    }
  }
  const age = known.reduce((sum, history) => sum + history.age * history.customers, 0) / customers
  const start = [0, Math.max(-10, Math.min(10, Math.log(age / 4))), 0, 0]
  const worth = worthOf(known)
  const { point, value } = minimise(worth, start, known.length > manyHistories ? { rough: worthOf(merged(known)) } : {})
  return { ...at(point), logLikelihood: -value * customers }
}

/** Probability that a customer with this history still buys (equation 7 of the authors' note on P(alive), 2008). */
export const aliveProbability = (
  { r, alpha, a, b }: BuyingRhythm,
  { frequency, recency, age }: Omit<History, 'customers'>,
): number =>
  frequency === 0
    ? 1
    : 1 / (1 + (a / (b + frequency - 1)) * Math.exp((r + frequency) * Math.log((alpha + age) / (alpha + recency))))

/** Below this first parameter the transformed series loses digits by cancelling, and the plain one is summed. */
export const cancelling = -10

/**
 * Purchases to be expected of a customer with this history in the coming `time` (equation 10). Written with
 * Euler's transformation, (1 − z)^(a−1) · ₂F₁(a + b − 1 − r, a − 1; a + b + x − 1; z), whose terms shrink at
 * least as fast as zⁿ and whose size does not grow with the number of purchases.
 */
export const expectedPurchases = (rhythm: BuyingRhythm, history: Omit<History, 'customers'>, time: number): number => {
  const { r, alpha, b } = rhythm
  const { frequency: x, age } = history
  // At a = 1 and at a + b + x = 1 the formula is 0 ÷ 0 with a finite limit: taken from both sides.
  const near = (a: number): boolean => Math.abs(a - 1) < 1e-5 || Math.abs(a + b + x - 1) < 1e-5
  const ahead = (a: number): number => {
    const z = time / (alpha + age + time)
    const c = a + b + x - 1
    const none =
      a + b - 1 - r < cancelling
        ? (1 - z) ** (r + x) * hypergeometric(r + x, b + x, c, z)
        : (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, c, z)
    return (c / (a - 1)) * (1 - none)
  }
  const purchases = near(rhythm.a) ? (ahead(rhythm.a + 2e-5) + ahead(rhythm.a - 2e-5)) / 2 : ahead(rhythm.a)
  return purchases * aliveProbability(rhythm, history)
}
