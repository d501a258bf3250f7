import { describe, expect, test } from 'vitest'
import { parsePageTree } from '#adapters/page-tree.ts'
import { added, amountOf, compared, divided, minorUnits, powerOfTenBetween, shifted } from '#core/prices/amount.ts'
import type { CandidateSource } from '#core/prices/candidate.ts'
import { type Gated, judgeChange, templateSuspected } from '#core/prices/gate.ts'
import { isGtin, judgeIdentity } from '#core/prices/identity.ts'
import { abstentionWords, holdWords, priceReasonWords, promotionReasonWords } from '#core/prices/reason-words.ts'
import { elementsOfRule, parseRule } from '#core/prices/rule.ts'

const price = (amount: string, sources: readonly CandidateSource[] = ['visible'], currency = 'VND'): Gated => ({
  amount,
  currency,
  sources,
})

describe('a new reading', () => {
  test.each([
    ['the first of a listing', null, price('100000'), null, 'accept'],
    ['the same amount', price('100000'), price('100000'), null, 'accept'],
    ['half, from the same source', price('100000'), price('50000'), null, 'accept'],
    ['less than half, from one source', price('100000'), price('49000'), null, 'change_large'],
    ['less than half, twice in a row', price('100000'), price('49000'), price('49000'), 'accept'],
    [
      'less than half, in the data and the text',
      price('100000'),
      price('49000', ['json_ld', 'visible']),
      null,
      'accept',
    ],
    ['within range but from another source', price('100000'), price('120000', ['json_ld']), null, 'change_large'],
    ['sixty per cent more', price('100000'), price('160000'), null, 'accept'],
    ['ten times as much', price('100000'), price('1000000', ['json_ld', 'visible']), null, 'separator_suspect'],
    ['a thousandth', price('100000'), price('100'), price('100'), 'separator_suspect'],
    ['a tenth, in both, twice', price('100000'), price('10000', ['json_ld', 'visible']), price('10000'), 'accept'],
    ['within 1 % of a hundredfold', price('100'), price('10050'), null, 'separator_suspect'],
    ['in another currency', price('100000'), price('100000', ['visible'], 'USD'), null, 'currency_changed'],
  ] as const)('%s', (_, last, next, held, expected) => {
    const verdict = judgeChange(last, next, held)
    expect(verdict.kind === 'accept' ? 'accept' : verdict.reason).toBe(expected)
  })

  test('of many of one host at once says the pages changed', () => {
    expect(templateSuspected(4, 10)).toBe(true)
    expect(templateSuspected(3, 10)).toBe(false)
    expect(templateSuspected(2, 3)).toBe(false)
  })
})

describe('exact amounts', () => {
  test('have one writing', () => {
    expect(['007', '1.50', '0.0', '1e3', '', '-1', '.5'].map(amountOf)).toEqual([
      '7',
      '1.5',
      '0',
      null,
      null,
      null,
      null,
    ])
  })

  test('are moved, added, parted and compared without a float', () => {
    expect(shifted('1.29', 6)).toBe('1290000')
    expect(shifted('129900', -2)).toBe('1299')
    expect(shifted('5', -3)).toBe('0.005')
    expect(added('0.1', '0.2')).toBe('0.3')
    expect(divided('10', 3, 2)).toBe('3.33')
    expect(divided('999000', 24, 0)).toBe('41625')
    expect(compared('10', '9.99')).toBeGreaterThan(0)
    expect(minorUnits('229.99', 2)).toBe(22_999n)
    expect(minorUnits('34.992', 2)).toBeNull()
    expect(powerOfTenBetween('129900', '1299')).toBe(2)
    expect(powerOfTenBetween('1290', '1299')).toBeNull()
  })
})

describe('whether it is the same thing', () => {
  test('a GTIN counts only with its check digit', () => {
    // Published examples of the check-digit rule.
    expect(['4006381333931', '96385074', '036000291452'].map(isGtin)).toEqual([true, true, true])
    expect(['4006381333932', '1234', 'abc'].map(isGtin)).toEqual([false, false, false])
  })

  test('an equal SKU outweighs an unlike name; nothing to compare counts as the same', () => {
    expect(judgeIdentity({ sku: 'AB-12', name: 'Kettle' }, { sku: 'ab12', name: 'Chaleira' }).matches).toBe(true)
    expect(judgeIdentity({ name: 'Nồi chiên 5 lít' }, { name: 'Noi chien 5 lit | Cửa hàng' }).matches).toBe(true)
    expect(judgeIdentity({ name: 'Nồi chiên 5 lít' }, { name: 'Máy ép chậm' }).matches).toBe(false)
    expect(judgeIdentity({}, { name: 'Kettle' }).matches).toBe(true)
  })
})

describe('the place a person points at', () => {
  const nodes = parsePageTree(
    '<div id="a"><p class="x y">1</p><section><p class="x">2</p></section></div><p class="x" data-k="v">3</p>',
  )
  const found = (rule: string): string[] | null => elementsOfRule(nodes, rule)?.map((at) => nodes[at + 1]!.text) ?? null
  test.each([
    ['#a .x', ['1', '2']],
    ['#a > .x', ['1']],
    ['p.x.y', ['1']],
    ['[data-k=v]', ['3']],
    ['p[data-k="v"]', ['3']],
    ['.none', []],
  ])('%s', (rule, expected) => expect(found(rule)).toEqual(expected))
  test.each(['', 'p:nth-child(2)', 'a,b', '{', 'p ~ p', 'x'.repeat(301)])(
    '%s is not understood and matches nothing',
    (rule) => expect(parseRule(rule)).toBeNull(),
  )
})

test('every reason has a sentence in both languages, none of which claims a cause', () => {
  for (const words of Object.values({
    ...abstentionWords,
    ...priceReasonWords,
    ...holdWords,
    ...promotionReasonWords,
  })) {
    expect(words.vi.length).toBeGreaterThan(10)
    expect(words.en.length).toBeGreaterThan(10)
    expect(words.vi).not.toMatch(/(^|\s)(vì|bởi|khiến|gây ra)(\s|$)/i)
    expect(words.en).not.toMatch(/\b(because|caused by|due to)\b/i)
  }
})
