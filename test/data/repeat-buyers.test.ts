import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dataPath, describeWithData, useProduct } from './product.ts'

type Rhythm = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number }
/** Days of purchase of a customer, in order, as numbers of days. */
type Buyer = { readonly id: string; readonly days: readonly number[] }
type History = {
  readonly id: string
  readonly x: number
  readonly recency: number
  readonly age: number
  readonly days: readonly number[]
}

const sample = dataPath('repeat-buyers', 'CDNOW_sample.txt')
const dayNumber = (text: string): number =>
  Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6, 8))) / 86_400_000
const linesOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')

const buyersOf = (lines: readonly string[]): Buyer[] =>
  [...Map.groupBy(lines, (line) => line.slice(7, 11).trim())].map(([id, own]) => ({
    id,
    days: [...new Set(own.map((line) => dayNumber(line.slice(12, 20))))].sort((a, b) => a - b),
  }))

const historiesOn = (buyers: readonly Buyer[], on: number): History[] =>
  buyers.flatMap(({ id, days: all }) => {
    const days = all.filter((day) => day <= on)
    return days.length === 0
      ? []
      : [{ id, x: days.length - 1, recency: (days.at(-1)! - days[0]!) / 7, age: (on - days[0]!) / 7, days }]
  })

/** ln Γ by Stirling's series, pushed up to where it is exact to the last digits. */
const logGamma = (value: number): number => {
  let [x, shift] = [value, 0]
  for (; x < 20; x++) shift += Math.log(x)
  const inverse = 1 / (x * x)
  return (
    (x - 0.5) * Math.log(x) -
    x +
    0.5 * Math.log(2 * Math.PI) +
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x -
    shift
  )
}
const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b)

/** Log-likelihood as printed in the paper (Fader, Hardie and Lee 2005, section 4.2), customer by customer. */
const likelihood = ({ r, alpha, a, b }: Rhythm, histories: readonly History[]): number =>
  histories.reduce((sum, { x, recency, age }) => {
    const first =
      logBeta(a, b + x) -
      logBeta(a, b) +
      logGamma(r + x) +
      r * Math.log(alpha) -
      logGamma(r) -
      (r + x) * Math.log(alpha + age)
    if (x === 0) return sum + first
    const second =
      logBeta(a + 1, b + x - 1) -
      logBeta(a, b) +
      logGamma(r + x) +
      r * Math.log(alpha) -
      logGamma(r) -
      (r + x) * Math.log(alpha + recency)
    return sum + Math.max(first, second) + Math.log1p(Math.exp(-Math.abs(first - second)))
  }, 0)

const alive = ({ r, alpha, a, b }: Rhythm, { x, recency, age }: History): number =>
  x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x))

/** Expected purchases in the time to come, with the hypergeometric series of the paper's equation 10 term by term. */
const expected = (rhythm: Rhythm, history: History, time: number): number => {
  const { r, alpha, a, b } = rhythm
  const { x, age } = history
  const z = time / (alpha + age + time)
  let [term, series] = [1, 1]
  for (let n = 0; n < 2_000; n++) {
    term *= (((r + x + n) * (b + x + n)) / ((a + b + x - 1 + n) * (n + 1))) * z
    series += term
  }
  const ahead = ((a + b + x - 1) / (a - 1)) * (1 - ((alpha + age) / (alpha + age + time)) ** (r + x) * series)
  return ahead * alive(rhythm, history)
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const overdue = (rhythm: Rhythm, history: History, on: number): boolean => {
  const gaps = history.days.slice(1).map((day, i) => day - history.days[i]!)
  const silent = on - history.days.at(-1)!
  return alive(rhythm, history) < 0.5 || (history.days.length >= 4 && silent > 2 * median(gaps))
}

const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

const sameAnswers = (product: ReturnType<typeof useProduct>, buyers: () => readonly Buyer[]): void => {
  const fitted = async (): Promise<Rhythm> => {
    const [row] = await product.query('select r, alpha, a, b from buying_rhythm')
    return row as unknown as Rhythm
  }
  const last = (): number => Math.max(...buyers().flatMap(({ days }) => days))

  test('no rhythm near the fitted one makes the histories likelier', async () => {
    const rhythm = await fitted()
    const histories = historiesOn(buyers(), last())
    const best = likelihood(rhythm, histories)
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      for (const factor of [0.98, 0.998, 1.002, 1.02])
        expect([name, factor, likelihood({ ...rhythm, [name]: rhythm[name] * factor }, histories) < best]).toEqual([
          name,
          factor,
          true,
        ])
  })

  test('expected orders, customer by customer and added up', async () => {
    const rhythm = await fitted()
    const histories = historiesOn(buyers(), last())
    const wanted = new Map(histories.map((history) => [history.id, expected(rhythm, history, 90 / 7)]))
    const rows = await product.rows('expected_orders_90d', { period: isoOf(last()) })
    expect(rows).toHaveLength(wanted.size)
    const wrong = rows.filter(
      (row) => !(Math.abs(Number(row['expected_orders']) - wanted.get(String(row['customer_id']))!) < 1e-6),
    )
    expect(wrong).toEqual([])
    const total = [...wanted.values()].reduce((sum, value) => sum + value, 0)
    expect((await product.metric('expected_orders_90d', { period: isoOf(last()), compare: 'none' })).value).toBeCloseTo(
      total,
      5,
    )
  })

  test.each([0, 45, 130])('customers overdue %i days before the last purchase', async (before) => {
    const [rhythm, on] = [await fitted(), last() - before]
    const wanted = historiesOn(buyers(), on)
      .filter((history) => overdue(rhythm, history, on))
      .map(({ id }) => id)
    expect(wanted.length).toBeGreaterThan(20)
    const rows = await product.rows('overdue_customers', { period: isoOf(on) })
    expect(rows.map((row) => String(row['customer_id'])).sort()).toEqual(wanted.sort())
    expect((await product.metric('overdue_customers', { period: isoOf(on), compare: 'none' })).value).toBe(
      wanted.length,
    )
  })
}

/** Purchases up to the end of the observation the authors fitted the model on. */
const calibration = (): string[] => linesOf(sample).filter((line) => line.slice(12, 20) <= '19970930')

describeWithData('repeat-buyers, the 39 weeks the authors fitted', () => {
  let buyers: Buyer[] = []
  const product = useProduct('1997-10-01T05:00:00Z', { currency: 'USD' }, async ({ importOne, path }) => {
    const lines = calibration()
    buyers = buyersOf(lines)
    writeFileSync(path('calibration.txt'), `${lines.join('\n')}\n`)
    expect(await importOne(path('calibration.txt'), 'repeat-buyers/cdnow-sample.json')).toMatchObject({
      loaded: lines.length,
      rejected: 0,
    })
  })

  test('the published parameters and likelihood', async () => {
    const [row] = await product.query(
      'select r, alpha, a, b, log_likelihood, customers::double as customers from buying_rhythm',
    )
    expect(['r', 'alpha', 'a', 'b'].map((name) => Number(row![name]).toFixed(3))).toEqual([
      '0.243',
      '4.414',
      '0.793',
      '2.426',
    ])
    expect(Number(row!['log_likelihood'])).toBeCloseTo(-9582.4, 1)
    expect(row!['customers']).toBe(2_357)
  })

  sameAnswers(product, () => buyers)
})

describeWithData('repeat-buyers with every third customer dropped and all days 27 years later', () => {
  let buyers: Buyer[] = []
  const product = useProduct('2026-01-01T05:00:00Z', { currency: 'USD' }, async ({ importOne, path }) => {
    const lines = linesOf(sample)
      .filter((line) => Number(line.slice(7, 11)) % 3 !== 0)
      .map((line) => `${line.slice(0, 12)}${Number(line.slice(12, 16)) + 27}${line.slice(16)}`)
    buyers = buyersOf(lines)
    writeFileSync(path('later.txt'), `${lines.join('\n')}\n`)
    expect(await importOne(path('later.txt'), 'repeat-buyers/cdnow-sample.json')).toMatchObject({
      loaded: lines.length,
      rejected: 0,
    })
  })
  sameAnswers(product, () => buyers)
})
