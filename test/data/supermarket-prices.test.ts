import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Cells, dataPath, describeWithData, fileOf, rawRows, useProduct } from './product.ts'

type Cart = 'budget' | 'midrange'
type Pair = { readonly ours: string; readonly theirs: string }

const csv = (cart: Cart): string => dataPath('supermarket-prices', `${cart}-cart.csv`)

/** Which good is compared with which: the JSON beside the file lists them in turns. */
const pairsOf = (cart: Cart): Pair[] => {
  const { items } = JSON.parse(readFileSync(dataPath('supermarket-prices', `${cart}-cart.json`), 'utf8')) as {
    items: readonly { store: string; id: string }[]
  }
  return items.flatMap((item, i) => (item.store === 'billa' ? [{ ours: item.id, theirs: items[i + 1]!.id }] : []))
}

type Offer = { readonly price: number; readonly out: boolean }

/** The newest row of a good up to a day. */
const offerOn = (rows: readonly Cells[] | undefined, day: string): Offer | null => {
  const newest = (rows ?? [])
    .filter((row) => row['priceDate']! <= day)
    .reduce<Cells | null>((best, row) => (best === null || row['priceDate']! > best['priceDate']! ? row : best), null)
  return newest && { price: Number(newest['price']), out: newest['isAvailable'] === 'false' }
}

const answersOn = (rows: readonly Cells[], pairs: readonly Pair[], day: string) => {
  const goods = Map.groupBy(rows, (row) => `${row['store']} ${row['id']}`)
  const both = pairs
    .map(({ ours, theirs }) => ({
      ours: offerOn(goods.get(`billa ${ours}`), day),
      theirs: offerOn(goods.get(`spar ${theirs}`), day),
    }))
    .filter((pair): pair is { ours: Offer; theirs: Offer } => pair.ours !== null && pair.theirs !== null)
  const valid = both.filter(({ theirs }) => !theirs.out)
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const ratio = (of: (ratio: number) => number): number =>
    mean(valid.map(({ ours, theirs }) => of(ours.price / theirs.price)))
  return {
    price_index: (100 * mean(valid.map(({ ours }) => ours.price))) / mean(valid.map(({ theirs }) => theirs.price)),
    price_index_geometric: 100 * Math.exp(ratio(Math.log)),
    price_index_unweighted: 100 * ratio((value) => value),
    undercut_share: valid.filter(({ ours, theirs }) => theirs.price <= 0.95 * ours.price + 1e-9).length / both.length,
    competitor_out_of_stock:
      1 -
      pairs.filter(({ theirs }) => offerOn(goods.get(`spar ${theirs}`), day)?.out === false).length /
        pairs.filter(({ theirs }) => offerOn(goods.get(`spar ${theirs}`), day) !== null).length,
  }
}

const sameAnswers = (
  product: ReturnType<typeof useProduct>,
  rows: () => readonly Cells[],
  pairs: () => readonly Pair[],
  days: readonly string[],
): void => {
  test.each(days)('every index on %s, from the newest prices up to that day', async (day) => {
    for (const [id, value] of Object.entries(answersOn(rows(), pairs(), day))) {
      const reading = await product.metric(id, { period: day, compare: 'none' })
      expect([id, reading.value]).toEqual([id, expect.closeTo(value, 9)])
    }
  })

  test('month by month', async () => {
    const [from, to] = [days[1]!, days.at(-1)!]
    const { series } = await product.metric('price_index', {
      period: `${from}..${to}`,
      compare: 'none',
      grain: 'month',
    })
    expect(series!.length).toBeGreaterThan(20)
    for (const point of series!)
      expect([point.to, point.value]).toEqual([
        point.to,
        expect.closeTo(answersOn(rows(), pairs(), point.to).price_index, 9),
      ])
  })

  test('the price on an earlier day beside it', async () => {
    const [then, now] = [days[2]!, days.at(-1)!]
    const reading = await product.metric('price_index', { period: now, compare: `${then}..${then}` })
    const [before, after] = [answersOn(rows(), pairs(), then).price_index, answersOn(rows(), pairs(), now).price_index]
    expect(reading.previous?.value).toBeCloseTo(before, 9)
    expect(reading.change?.absolute).toBeCloseTo(after - before, 9)
  })
}

for (const [cart, rowsRead, pairCount] of [
  ['budget', 2_754, 171],
  ['midrange', 1_497, 41],
] as const)
  describeWithData(`supermarket-prices, ${cart}, as it is`, () => {
    let rows: Cells[] = []
    const product = useProduct('2023-06-27T05:00:00Z', { currency: 'EUR' }, async ({ importOne }) => {
      rows = rawRows(csv(cart), ';')
      expect(pairsOf(cart)).toHaveLength(pairCount)
      const result = await importOne(csv(cart), `supermarket-prices/${cart}-cart.json`)
      expect(result).toMatchObject({ rows_read: rowsRead, rejected: 0 })
      const total = rows.reduce((sum, row) => sum + Math.round(Number(row['price']) * 100), 0) / 100
      expect(result.checks).toContainEqual({ name: 'sum_price', expected: total, actual: total, ok: true })
    })
    sameAnswers(
      product,
      () => rows,
      () => pairsOf(cart),
      ['2018-03-01', '2020-06-15', '2022-03-01', '2023-06-26'],
    )
  })

describeWithData(
  'supermarket-prices with rows dropped, days shifted, prices rescaled and other goods out of stock',
  () => {
    let rows: Cells[] = []
    const product = useProduct('2024-12-01T05:00:00Z', { currency: 'EUR' }, async ({ importOne, path }) => {
      const later = (day: string): string => new Date(Date.parse(day) + 400 * 86_400_000).toISOString().slice(0, 10)
      rows = rawRows(csv('budget'), ';')
        .filter((_, i) => i % 4 !== 2)
        .map((row) => ({
          ...row,
          priceDate: later(row['priceDate']!),
          price: ((Math.round(Number(row['price']) * 100) * (row['store'] === 'billa' ? 219 : 187)) / 10_000).toFixed(
            2,
          ),
          isAvailable: Number(row['id']!.slice(-1)) % 3 === 0 ? 'false' : 'true',
        }))
      await importOne(fileOf(path('changed.csv'), rows, ';'), 'supermarket-prices/budget-cart.json')
    })
    sameAnswers(
      product,
      () => rows,
      () => pairsOf('budget'),
      ['2019-04-05', '2021-07-20', '2023-04-05', '2024-07-30'],
    )
  },
)
