import { expect, test } from 'vitest'
import type { Reading } from '#core/reading.ts'
import { dataPath, describeWithData, expectGroups, fileOf, gathered, rawRows, useProduct, valuesBy } from './product.ts'

type Line = {
  readonly basket: string
  readonly store: string
  readonly household: string
  readonly product: string
  readonly quantity: number
  /** In cents, so that sums are whole numbers. */
  readonly net: number
  readonly discount: number
  readonly day: string
  readonly hour: number
}

const cents = (text: string): number => Math.round(Number(text) * 100)

/** Lines as the file has them, with the day and hour of a time zone worked out by the platform's own calendar. */
const linesOf = (path: string, timeZone: string): Line[] => {
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return rawRows(path).map((row) => {
    const local = calendar.format(new Date(Number(row['transaction_timestamp']) * 1000))
    return {
      basket: row['basket_id']!,
      store: row['store_id']!,
      household: row['household_id']!,
      product: row['product_id']!,
      quantity: Number(row['quantity']),
      net: cents(row['sales_value']!),
      discount: cents(row['retail_disc']!),
      day: local.slice(0, 10),
      hour: Number(local.slice(11, 13)),
    }
  })
}

const sum = (lines: readonly Line[], value: (line: Line) => number): number =>
  lines.reduce((all, line) => all + value(line), 0)
const net = (line: Line): number => line.net / 100
const within = (lines: readonly Line[], from: string, to: string): Line[] =>
  lines.filter((line) => line.day >= from && line.day <= to)
const weekday = (day: string): string => String(new Date(`${day}T00:00:00Z`).getUTCDay() || 7)
const seriesOf = (reading: Reading): Record<string, number | null> =>
  Object.fromEntries(
    (reading.series ?? []).filter((point) => point.value !== null).map((point) => [point.from, point.value]),
  )

/** What any file of this kind must answer, whatever its rows, recomputed over the raw file. */
const sameAnswers = (name: string, product: ReturnType<typeof useProduct>, lines: () => readonly Line[]): void => {
  const whole = { period: '2016-06-01..2018-06-30', compare: 'none' }

  test(`${name}: totals, orders, units and ratios`, async () => {
    const all = lines()
    const orders = new Set(all.map((line) => line.basket)).size
    const expected = {
      net_sales: sum(all, (line) => line.net) / 100,
      gross_sales: sum(all, (line) => line.net + line.discount) / 100,
      discounts: sum(all, (line) => line.discount) / 100,
      orders,
      units: sum(all, (line) => line.quantity),
      average_order_value: sum(all, (line) => line.net) / 100 / orders,
      units_per_order: sum(all, (line) => line.quantity) / orders,
      customers_new: new Set(all.map((line) => line.household)).size,
    }
    for (const [id, value] of Object.entries(expected)) {
      const reading = await product.metric(id, whole)
      expect([id, reading.value], id).toEqual([id, expect.closeTo(value, 6)])
    }
  })

  test(`${name}: by location, weekday, hour, and two at once`, async () => {
    const all = lines()
    for (const [by, of] of [
      ['location', (line: Line) => line.store],
      ['weekday', (line: Line) => weekday(line.day)],
      ['hour', (line: Line) => String(line.hour)],
      ['location,weekday', (line: Line) => `${line.store} | ${weekday(line.day)}`],
    ] as const)
      expectGroups(valuesBy(await product.metric('net_sales', { ...whole, by: by.split(',') })), gathered(all, of, net))
    const orders = new Map(
      [...Map.groupBy(all, (line) => line.store)].map(([store, of]) => [
        store,
        new Set(of.map((line) => line.basket)).size,
      ]),
    )
    expectGroups(valuesBy(await product.metric('orders', { ...whole, by: ['location'] })), orders)
  })

  test(`${name}: months, weeks and days of a series`, async () => {
    const all = lines()
    const monday = (day: string): string => {
      const date = new Date(`${day}T00:00:00Z`)
      date.setUTCDate(date.getUTCDate() - Number(weekday(day)) + 1)
      return date.toISOString().slice(0, 10)
    }
    const [from, to] = ['2017-03-06', '2017-08-20']
    const shown = within(all, from, to)
    const days = await product.metric('net_sales', { period: `${from}..${to}`, compare: 'none', grain: 'day' })
    expectGroups(
      seriesOf(days),
      gathered(shown, (line) => line.day, net),
    )
    const weeks = await product.metric('net_sales', { period: `${from}..${to}`, compare: 'none', grain: 'week' })
    expectGroups(
      seriesOf(weeks),
      gathered(shown, (line) => monday(line.day), net),
    )
    const months = await product.metric('net_sales', { period: '2017', compare: 'none', grain: 'month' })
    expectGroups(
      seriesOf(months),
      gathered(within(all, '2017-01-01', '2017-12-31'), (line) => `${line.day.slice(0, 7)}-01`, net),
    )
  })

  test(`${name}: two periods, their change, and filters both ways`, async () => {
    const all = lines()
    const stores = [...new Set(all.map((line) => line.store))].sort().slice(0, 40)
    const [may, april] = [within(all, '2017-05-01', '2017-05-31'), within(all, '2017-04-01', '2017-04-30')]
    for (const [where, kept] of [
      [[], () => true],
      [[`location=${stores.join(',')}`], (line: Line) => stores.includes(line.store)],
      [
        [`location!=${stores.join(',')}`, 'weekday=6,7'],
        (line: Line) => !stores.includes(line.store) && Number(weekday(line.day)) > 5,
      ],
    ] as const) {
      const reading = await product.metric('net_sales', { period: '2017-05', compare: '2017-04', where: [...where] })
      const [now, then] = [sum(may.filter(kept), net), sum(april.filter(kept), net)]
      expect(reading.value).toBeCloseTo(now, 6)
      expect(reading.previous?.value).toBeCloseTo(then, 6)
      expect(reading.change?.absolute).toBeCloseTo(now - then, 6)
      expect(reading.change?.relative).toBeCloseTo((now - then) / then, 9)
    }
  })

  test(`${name}: repeat buyers of the year before a day`, async () => {
    for (const [from, to] of [
      ['2016-10-02', '2017-10-01'],
      ['2016-06-12', '2017-06-11'],
    ] as const) {
      const baskets = Map.groupBy(within(lines(), from, to), (line) => line.household)
      const repeated = [...baskets.values()].filter((of) => new Set(of.map((line) => line.basket)).size > 1).length
      const reading = await product.metric('repeat_purchase_rate', { period: to, compare: 'none' })
      expect([reading.numerator, reading.denominator]).toEqual([repeated, baskets.size])
    }
  })

  test(`${name}: the rows behind a number add up to it`, async () => {
    const [store] = [
      ...gathered(
        lines(),
        (line) => line.store,
        () => 1,
      ),
    ].sort((a, b) => b[1] - a[1])[0]!
    const expected = lines().filter((line) => line.store === store)
    const rows = await product.rows('net_sales', { ...whole, where: [`location=${store}`] })
    expect(rows).toHaveLength(expected.length)
    const added = rows.reduce((all, row) => all + Math.round(Number(row['net_amount']) * 100), 0)
    expect(added).toBe(sum(expected, (line) => line.net))
  })
}

const transactions = dataPath('retail-grocery', 'transactions_sample.csv')

describeWithData('retail-grocery, as it is', () => {
  let lines: Line[] = []
  const product = useProduct('2018-07-01T05:00:00Z', { currency: 'USD' }, async ({ importOne }) => {
    lines = linesOf(transactions, 'Asia/Ho_Chi_Minh')
    expect(await importOne(transactions, 'retail-grocery/transactions.json')).toMatchObject({
      rows_read: 75_000,
      loaded: 75_000,
      by_entity: { location: { loaded: 293 }, customer: { loaded: 2_377 } },
    })
    expect(await importOne(dataPath('retail-grocery', 'products.csv'), 'retail-grocery/products.json')).toMatchObject({
      loaded: 92_331,
    })
    await importOne(dataPath('retail-grocery', 'demographics.csv'), 'retail-grocery/demographics.json')
  })

  test('the known totals of the file', async () => {
    const whole = { period: '2017-01-01..2018-01-01', compare: 'none' }
    expect((await product.metric('net_sales', whole)).value).toBe(233_935.24)
    expect((await product.metric('discounts', whole)).value).toBe(40_180.91)
    expect((await product.metric('orders', whole)).value).toBe(47_243)
    expect((await product.metric('net_sales', { ...whole, by: ['location'] })).by).toHaveLength(293)
  })

  test('by category, brand and product line of the goods’ own file, what it lacks under no name', async () => {
    const goods = new Map(rawRows(dataPath('retail-grocery', 'products.csv')).map((row) => [row['product_id']!, row]))
    const whole = { period: '2017-01-01..2018-01-01', compare: 'none' }
    for (const [by, column] of [
      ['category', 'product_category'],
      ['brand', 'brand'],
      ['product_line', 'department'],
    ] as const)
      expectGroups(
        valuesBy(await product.metric('net_sales', { ...whole, by: [by] })),
        gathered(lines, (line) => goods.get(line.product)?.[column] || 'null', net),
      )
  })

  test('active customers by the segment of the households’ own file', async () => {
    const income = new Map(
      rawRows(dataPath('retail-grocery', 'demographics.csv')).map((row) => [row['household_id']!, row['income']!]),
    )
    const households = new Set(within(lines, '2017-01-02', '2018-01-01').map((line) => line.household))
    const known = [...households].filter((household) => income.has(household))
    const found = valuesBy(
      await product.metric('active_customers', { period: '2018-01-01', compare: 'none', by: ['segment'] }),
    )
    // The others stand in fifths of the product's own making, not under a level of income.
    const levels = Object.fromEntries(Object.entries(found).filter(([segment]) => !/^R\dF\dM\d$/.test(segment)))
    expectGroups(
      levels,
      gathered(
        known,
        (household) => income.get(household)!,
        () => 1,
      ),
    )
    expect(Object.values(found).reduce<number>((all, value) => all + value!, 0)).toBe(households.size)
  })

  sameAnswers('as it is', product, () => lines)
})

describeWithData('retail-grocery with rows dropped, days shifted and values rescaled, in New York', () => {
  let lines: Line[] = []
  const product = useProduct(
    '2018-07-01T05:00:00Z',
    { currency: 'USD', time_zone: 'America/New_York' },
    async ({ importOne, path }) => {
      const rescaled = (text: string | undefined): string => (Math.round(Number(text) * 137) / 100).toFixed(2)
      const changed = rawRows(transactions)
        .filter((_, i) => i % 7 !== 3)
        .map((row, i) => ({
          ...row,
          sales_value: rescaled(row['sales_value']),
          retail_disc: rescaled(row['retail_disc']),
          quantity: String(Number(row['quantity']) + (i % 3)),
          transaction_timestamp: String(Number(row['transaction_timestamp']) - 33 * 86_400 - (i % 5) * 3_607),
        }))
      const file = fileOf(path('changed.csv'), changed)
      lines = linesOf(file, 'America/New_York')
      expect(await importOne(file, 'retail-grocery/transactions.json')).toMatchObject({
        loaded: changed.length,
        rejected: 0,
      })
    },
  )
  sameAnswers('changed', product, () => lines)
})
