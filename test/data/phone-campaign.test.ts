import { expect, test } from 'vitest'
import type { Reading } from '#core/reading.ts'
import {
  type Cells,
  dataPath,
  describeWithData,
  expectGroups,
  fileOf,
  gathered,
  rawRows,
  useProduct,
  valuesBy,
} from './product.ts'

const file = dataPath('phone-campaign', 'bank_market.csv')
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

type Contact = { readonly source: string; readonly day: string; readonly attempts: number; readonly won: boolean }

/** Days from the order of the whole file's rows: the year grows where the months go back over a year's end. */
const yearsOf = (rows: readonly Cells[]): ReadonlyMap<string, number> => {
  const years = new Map<string, number>()
  let [year, last] = [2008, 0]
  for (const row of rows) {
    const month = months.indexOf(row['month']!)
    if (last >= 9 && month <= 2) year++
    last = month
    years.set(row['Cust_num']!, year)
  }
  return years
}

const contactsOf = (rows: readonly Cells[], years: ReadonlyMap<string, number>): Contact[] =>
  rows.map((row) => {
    const two = (value: number | string): string => String(value).padStart(2, '0')
    return {
      source: row['contact']!,
      day: `${years.get(row['Cust_num']!)}-${two(months.indexOf(row['month']!) + 1)}-${two(row['day']!)}`,
      attempts: Number(row['campaign']),
      won: row['y'] === 'yes',
    }
  })

/** E. B. Wilson's interval of a share, 95 %, written out. */
const wilson = (won: number, of: number): readonly [number, number] => {
  const [z, p] = [1.959963984540054, won / of]
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  return [middle - half, middle + half]
}

/** Chance of a standard normal value as far out as z either way, by Simpson's rule. */
const beyond = (z: number): number => {
  const [steps, end] = [20_000, z + 12]
  const h = (end - z) / steps
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  let sum = density(z) + density(end)
  for (let i = 1; i < steps; i++) sum += (i % 2 ? 4 : 2) * density(z + i * h)
  return (2 * sum * h) / 3
}

const isRate = (reading: Reading, won: number, of: number): void => {
  expect([reading.numerator, reading.denominator]).toEqual([won, of])
  expect(reading.value).toBeCloseTo(won / of, 12)
  const [low, high] = wilson(won, of)
  expect(reading.interval?.[0]).toBeCloseTo(low, 9)
  expect(reading.interval?.[1]).toBeCloseTo(high, 9)
}

const count = <T>(items: readonly T[], condition: (item: T) => boolean): number => items.filter(condition).length
const one = (): number => 1

const sameAnswers = (product: ReturnType<typeof useProduct>, contacts: () => readonly Contact[]): void => {
  const whole = { period: '2008-01-01..2010-12-31', compare: 'none' }

  test('contacts, attempts, conversion with its interval', async () => {
    const all = contacts()
    expect((await product.metric('contacts_new', whole)).value).toBe(all.length)
    isRate(
      await product.metric('conversion_rate', { ...whole, horizon: 'any' }),
      count(all, (contact) => contact.won),
      all.length,
    )
    // Arrival, attempt and success stand on one day in this file, so that a limit of days takes nobody away.
    isRate(
      await product.metric('conversion_rate', { ...whole, horizon: '1' }),
      count(all, (contact) => contact.won),
      all.length,
    )
    const [activities] = await product.query(
      'select count(*)::double as n, count(distinct contact_id)::double as of from activity',
    )
    expect(activities).toEqual({
      n: all.reduce((sum, contact) => sum + contact.attempts, 0),
      of: count(all, (contact) => contact.attempts > 0),
    })
  })

  test('by source and by month', async () => {
    const all = contacts()
    const found = (await product.metric('conversion_rate', { ...whole, horizon: 'any', by: ['source'] })).by!
    const sources = Map.groupBy(all, (contact) => contact.source)
    expect(found.map((group) => [group.members['source'], group.numerator, group.denominator]).sort()).toEqual(
      [...sources].map(([source, of]) => [source, count(of, (contact) => contact.won), of.length]).sort(),
    )
    const series = (await product.metric('contacts_new', { ...whole, grain: 'month' })).series!
    expectGroups(
      Object.fromEntries(series.filter((point) => point.value).map((point) => [point.from, point.value])),
      gathered(all, (contact) => `${contact.day.slice(0, 7)}-01`, one),
      0,
    )
  })

  test('coverage, and the worklist of those nobody called', async () => {
    const all = contacts()
    isRate(
      await product.metric('contact_coverage', whole),
      count(all, (contact) => contact.attempts > 0),
      all.length,
    )
    const untouched = all.filter((contact) => contact.attempts === 0)
    const found = valuesBy(await product.metric('contacts_untouched', { ...whole, by: ['source'] }))
    const sources = new Map([...new Set(all.map((contact) => contact.source))].map((source) => [source, 0]))
    for (const { source } of untouched) sources.set(source, sources.get(source)! + 1)
    expectGroups(found, sources, 0)
  })

  test('two periods compared by a test of two shares', async () => {
    const of = (from: string, to: string): readonly [number, number] => {
      const found = contacts().filter((contact) => contact.day >= from && contact.day <= to)
      return [count(found, (contact) => contact.won), found.length]
    }
    const [now, then] = [of('2009-05-01', '2009-05-31'), of('2008-06-01', '2008-06-30')]
    const reading = await product.metric('conversion_rate', { period: '2009-05', compare: '2008-06', horizon: 'any' })
    isRate(reading, ...now)
    expect([reading.previous?.numerator, reading.previous?.denominator]).toEqual(then)
    expect(reading.change?.absolute).toBeCloseTo(now[0] / now[1] - then[0] / then[1], 12)
    const pooled = (now[0] + then[0]) / (now[1] + then[1])
    const z = (now[0] / now[1] - then[0] / then[1]) / Math.sqrt(pooled * (1 - pooled) * (1 / now[1] + 1 / then[1]))
    const p = beyond(Math.abs(z))
    expect(Math.log(reading.change!.p_value!)).toBeCloseTo(Math.log(p), 4)
    expect(reading.change?.within_noise).toBe(p >= 0.05)
  })
}

describeWithData('phone-campaign, as it is', () => {
  let contacts: Contact[] = []
  const product = useProduct('2011-06-01T05:00:00Z', {}, async ({ importOne }) => {
    const rows = rawRows(file)
    contacts = contactsOf(rows, yearsOf(rows))
    expect(await importOne(file, 'phone-campaign/bank-market.json')).toMatchObject({
      rejected: 0,
      by_entity: { contact: { loaded: 45_211 }, activity: { loaded: 124_956 } },
    })
  })

  test('the published shares', async () => {
    const reading = await product.metric('conversion_rate', {
      period: '2008-05-01..2010-11-30',
      compare: 'none',
      horizon: 'any',
      by: ['source'],
    })
    expect([reading.numerator, reading.denominator]).toEqual([5_289, 45_211])
    expect(valuesBy(reading)['cellular']).toBeCloseTo(0.1492, 4)
    expect(valuesBy(reading)['telephone']).toBeCloseTo(0.1342, 4)
  })

  sameAnswers(product, () => contacts)
})

describeWithData('phone-campaign with rows dropped, days moved, some never called and others won', () => {
  let contacts: Contact[] = []
  const product = useProduct('2011-06-01T05:00:00Z', {}, async ({ importOne, path }) => {
    const rows = rawRows(file)
    const changed = rows
      .filter((_, i) => i % 3 !== 1)
      .map((row, i) => ({
        ...row,
        day: String((Number(row['day']) % 28) + 1),
        campaign: i % 11 === 0 ? '0' : String(Number(row['campaign']) + (i % 2)),
        y: i % 5 === 0 ? 'yes' : row['y']!,
      }))
    contacts = contactsOf(changed, yearsOf(rows))
    await importOne(fileOf(path('changed.csv'), changed), 'phone-campaign/bank-market.json')
  })
  sameAnswers(product, () => contacts)
})
