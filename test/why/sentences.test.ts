import { describe, expect, test } from 'vitest'
import type { Segment } from '#core/explain/answer.ts'
import { companionWords } from '#core/explain/companion-words.ts'
import { factorWords } from '#core/explain/factor-words.ts'
import { guardWords } from '#core/explain/guard-words.ts'
import { sentenceWords } from '#core/explain/sentence-words.ts'
import { sentencesOf, type Unworded } from '#core/explain/sentences.ts'
import { basisWords } from '#core/explain/verdict.ts'

const names: Readonly<Record<string, string>> = {
  facebook: 'Facebook',
  '01': 'Hà Nội',
  CH01: 'Cầu Giấy',
  CH20: 'Quận 1',
  tiktok: 'TikTok',
}
const label = (_dimension: string, member: string): string => names[member] ?? member

const segment = (more: Partial<Segment>): Segment => ({
  where: {},
  labels: {},
  effect: 0,
  share: null,
  mix_effect: null,
  rate_effect: null,
  observed: null,
  expected: null,
  usual: null,
  p_value: 0.0004,
  also_seen_as: [],
  rest_without_it: { relative: -0.04, within_noise: true },
  ...more,
})

const contacts: Unworded = {
  metric: 'contacts_new',
  name: { vi: 'Contact mới', en: 'New contacts' },
  unit: 'count',
  direction: 'up_is_good',
  period: { from: '2026-11-16', to: '2026-11-18' },
  comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' },
  value: 1281,
  previous: 1493,
  change: { absolute: -212, relative: -0.142 },
  expected: { value: 1496, interval: [1402, 1590], basis: '8 comparable weeks', p_value: 0.001 },
  verdict: 'localised',
  factors: [{ id: 'traffic', effect: -212, share: 1 }],
  segments: [segment({ effect: -151, share: 0.712, observed: 120, expected: 271, usual: 268 })],
  rest: { effect: -61, mix_effect: null, rate_effect: null, within_noise: true },
  matrix: [[-151], [-61]],
  companions: [],
  guards: [],
  labels: { vi: label, en: label },
  wheres: [{ source: 'facebook', province: '01' }],
  reasons: [{ moved: 'value', against: 'comparison' }],
}

const gap: Unworded = {
  ...contacts,
  metric: 'net_sales',
  name: { vi: 'Doanh số thuần', en: 'Net sales' },
  unit: 'money',
  currency: 'VND',
  between: { dimension: 'location', members: ['CH01', 'CH20'], labels: ['Cầu Giấy', 'Quận 1'] },
  value: 1_057_000_000,
  previous: 1_400_000_000,
  change: { absolute: -343_000_000, relative: -0.245 },
  expected: null,
  verdict: 'across_the_board',
  segments: [],
  factors: [
    { id: 'footfall', effect: -236_670_000, share: 0.69 },
    { id: 'conversion', effect: -92_610_000, share: 0.27 },
    { id: 'price', effect: -13_720_000, share: 0.04 },
  ],
  wheres: [],
  reasons: [],
}

describe('an explanation in words', () => {
  test('where a change lies, and what of it is left', () => {
    expect(sentencesOf(contacts)).toEqual({
      vi: [
        'Contact mới giảm 14,2% so với 9–11/11/2026.',
        'Facebook ở Hà Nội giảm 151, chiếm 71% mức thay đổi; phần còn lại nằm trong dao động thường.',
      ],
      en: [
        'New contacts fell by 14.2% against 9–11 Nov 2026.',
        'Facebook in Hà Nội fell by 151, which accounts for 71% of the change; the rest is within normal variation.',
      ],
    })
  })

  test('two stores side by side', () => {
    expect(sentencesOf(gap)).toEqual({
      vi: [
        'Doanh số thuần của Cầu Giấy thấp hơn Quận 1 343 triệu ₫.',
        'Chênh lệch có ở khắp nơi: không phần nào khác hẳn các phần còn lại.',
        'Lượt khách chiếm 69% chênh lệch; tỷ lệ mua 27%.',
      ],
      en: [
        'Net sales of Cầu Giấy is ₫343m below Quận 1.',
        'The gap is everywhere: no part differs otherwise than the rest.',
        'Footfall accounts for 69% of the gap; the buying rate 27%.',
      ],
    })
  })

  test('noise is called noise', () => {
    const found = sentencesOf({ ...contacts, verdict: 'within_noise', segments: [], wheres: [], reasons: [] })
    expect(found.vi).toEqual([
      'Contact mới giảm 14,2% so với 9–11/11/2026, nằm trong dao động thường.',
      'Mức thường là 1.402 – 1.590.',
    ])
    expect(found.en[0]).toBe('New contacts fell by 14.2% against 9–11 Nov 2026, which is within normal variation.')
  })

  test('a segment that was off before and stayed so', () => {
    const still = segment({ effect: -3, observed: 30, expected: 33, usual: 148 })
    const found = sentencesOf({ ...contacts, segments: [still], reasons: [{ moved: 'value', against: 'usual' }] })
    expect(found.vi[1]).toBe('Facebook ở Hà Nội ở mức 30, mức thường là 148; phần còn lại nằm trong dao động thường.')
    expect(found.en[1]).toBe('Facebook in Hà Nội stands at 30, usually 148; the rest is within normal variation.')
  })

  test('a ratio that moved by the weight of one part', () => {
    const found = sentencesOf({
      ...contacts,
      metric: 'conversion_rate',
      name: { vi: 'Tỷ lệ chốt', en: 'Conversion rate' },
      unit: 'rate',
      value: 0.189,
      previous: 0.214,
      change: { absolute: -0.025, relative: -0.117 },
      rest: { effect: 0, mix_effect: -0.001, rate_effect: 0.001, within_noise: true },
      segments: [
        segment({
          effect: -0.026,
          share: 1.04,
          mix_effect: -0.027,
          rate_effect: 0.001,
          observed: 0.073,
          expected: 0.068,
        }),
      ],
      wheres: [{ source: 'tiktok' }],
      reasons: [{ moved: 'weight', against: 'comparison' }],
    })
    expect(found.vi).toEqual([
      'Tỷ lệ chốt giảm 2,5 điểm % so với 9–11/11/2026.',
      'Tỷ trọng của TikTok tăng, ở mức 7,3% so với cả nhóm 20,2%, chiếm 104% mức thay đổi; phần còn lại nằm trong dao động thường.',
    ])
    expect(found.en[1]).toBe(
      'TikTok gained weight, at 7.3% against 20.2% overall, which accounts for 104% of the change; the rest is within normal variation.',
    )
  })

  test('never more than three sentences, the pressing guard before factors and companions', () => {
    const words = { vi: 'Không có dữ liệu nào của ngày 17/11.', en: 'There are no data at all for 17 Nov.' }
    const found = sentencesOf({
      ...gap,
      guards: [{ code: 'days.missing', params: {}, words }],
      companions: [
        {
          id: 'footfall',
          where: {},
          labels: {},
          relative: -0.3,
          absolute: -90,
          p_value: 0.001,
          score: 3,
          params: {},
          words: { vi: 'lượt khách giảm 30%', en: 'footfall down 30%' },
        },
      ],
    })
    expect(found.vi).toHaveLength(3)
    expect(found.vi[2]).toBe(words.vi)
  })
})

describe('the words of explanations', () => {
  const all = Object.entries({
    ...sentenceWords,
    ...factorWords,
    ...guardWords,
    ...companionWords,
    ...basisWords,
  })

  test('none of them states a cause', () => {
    const causal = /(^|[\s“(])(vì|do|bởi|khiến|gây ra|nhờ|tại vì)([\s”).,:]|$)/i
    const english = /\b(because|caused?|due to|thanks to|led to|owing to)\b/i
    expect(all.filter(([, words]) => causal.test(words.vi) || english.test(words.en)).map(([key]) => key)).toEqual([])
  })

  test('a mark in a sentence stands in both languages', () => {
    const marks = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
    expect(all.filter(([, words]) => marks(words.vi).join() !== marks(words.en).join()).map(([key]) => key)).toEqual([])
  })

  test('Vietnamese is composed (NFC)', () => {
    expect(all.filter(([, words]) => words.vi !== words.vi.normalize('NFC')).map(([key]) => key)).toEqual([])
  })
})
