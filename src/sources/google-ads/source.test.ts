import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'
import { readPeriod } from './period.ts'
import { googleAds } from './source.ts'

const open = useSamples()
const sample = 'src/sources/google-ads/sample.csv'

test('a row per campaign and day is a cost, the totals below are not, and they agree', async () => {
  const file = await open(sample)
  expect(file.source).toBe('google-ads')
  expect(
    await file.rows('spend', 'spend_id', 'from_on', 'to_on', 'category', 'source', 'campaign', 'amount', 'currency'),
  ).toEqual([
    ['google:2026-11-03:2001', '2026-11-03', '2026-11-03', 'advertising', 'google', 'Brand VN', 350_000, 'VND'],
    ['google:2026-11-04:2001', '2026-11-04', '2026-11-04', 'advertising', 'google', 'Brand VN', 275_500.5, 'VND'],
    ['google:2026-11-03:2002', '2026-11-03', '2026-11-03', 'advertising', 'google', 'Gia dụng [BU2]', 0, 'VND'],
  ])
  expect(file.checks).toEqual({ cost: true, total_row: true })
})

const head = (preamble: readonly (readonly string[])[]) => ({
  file: 'report.csv',
  headers: ['Campaign status', 'Campaign', 'Campaign ID', 'Currency code', 'Impr.', 'Cost'],
  sample: [],
  preamble,
})

test('without a Day column the dates above the header are those of every row', () => {
  const found = googleAds.recognise(head([['Campaign report'], ['January 1, 2026 - January 31, 2026']]))
  expect(found?.refusal).toBeUndefined()
  expect(found?.mappings[0]?.constants).toMatchObject({ from_on: '2026-01-01', to_on: '2026-01-31' })
})

test.each([
  [[['January 1', ' 2026 - January 31', ' 2026']], { from: '2026-01-01', to: '2026-01-31' }],
  [[['1 tháng 1, 2026 - 31 tháng 1, 2026']], { from: '2026-01-01', to: '2026-01-31' }],
  [[['Jan 5, 2026']], { from: '2026-01-05', to: '2026-01-05' }],
  [[['2026-01-05 - 2026-02-01']], { from: '2026-01-05', to: '2026-02-01' }],
  [[['01/02/2026 - 03/04/2026']], null],
  [[['January 31, 2026 - January 1, 2026']], null],
  [[], null],
])('the period of %j is %j', (preamble, period) => {
  expect(readPeriod(preamble)).toEqual(period)
})

test('a file that does not say when the money was spent is refused', () => {
  expect(googleAds.recognise(head([]))?.refusal?.code).toBe('spend.period_missing')
})
