import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'
import { tiktokAds } from './source.ts'

const open = useSamples()
const sample = 'src/sources/tiktok-ads/sample.csv'

test('a decimal comma is a decimal comma, and the total below is left out', async () => {
  const file = await open(sample)
  expect(file.source).toBe('tiktok-ads')
  expect(await file.rows('spend', 'spend_id', 'from_on', 'source', 'campaign', 'amount')).toEqual([
    ['tiktok:2026-11-03:LONG_Khăn:Nữ 25+:18000001', '2026-11-03', 'tiktok', 'LONG_Khăn', 18.5],
    ['tiktok:2026-11-04:LONG_Khăn:Nữ 25+:18000001', '2026-11-04', 'tiktok', 'LONG_Khăn', 7.25],
  ])
})

test('a report with no dates is refused', () => {
  const headers = ['Campaign name', 'Ad group name', 'Cost', 'Impressions']
  expect(tiktokAds.recognise({ file: 'r.csv', headers, sample: [] })?.refusal?.code).toBe('spend.period_missing')
})
