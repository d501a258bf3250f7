import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'
import { metaAds } from './source.ts'

const open = useSamples()
const sample = 'src/sources/meta-ads/sample.csv'

test('the currency is read out of the header and the report’s own total is left out', async () => {
  const file = await open(sample)
  expect(file.source).toBe('meta-ads')
  // 41.28 + 12.50 = 53.78, the total row; the rate of the dollar is 1 here.
  expect(await file.rows('spend', 'spend_id', 'from_on', 'to_on', 'source', 'campaign', 'amount')).toEqual([
    ['meta:2026-11-01:[BU2] Nồi:HN', '2026-11-01', '2026-11-03', 'facebook', '[BU2] Nồi', 41.28],
    ['meta:2026-11-01:[BU2] Nồi:HCM', '2026-11-01', '2026-11-03', 'facebook', '[BU2] Nồi', 12.5],
  ])
  expect(file.notes).toContain('currency.converted')
})

test('the Vietnamese report by day is read by day, without the subtotals that say All', async () => {
  const file = await open('src/sources/meta-ads/sample-vi.csv')
  expect(file.source).toBe('meta-ads')
  expect(await file.rows('spend', 'spend_id', 'from_on', 'to_on', 'amount', 'currency')).toEqual([
    ['meta:2026-11-03:LONG_Nồi:HN:Video 1', '2026-11-03', '2026-11-03', 180_000, 'VND'],
    ['meta:2026-11-04:LONG_Nồi:HN:Video 1', '2026-11-04', '2026-11-04', 120_000, 'VND'],
  ])
  expect(file.checks).toEqual({ amount_spent: true })
})

test('a report with no dates is refused', () => {
  const found = metaAds.recognise({ file: 'r.csv', headers: ['Campaign name', 'Amount spent (VND)'], sample: [] })
  expect(found?.refusal?.code).toBe('spend.period_missing')
})
