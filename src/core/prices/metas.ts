import type { Candidate, CandidateRole } from './candidate.ts'
import { isCurrencyCode } from './currency.ts'
import { readMachineNumber } from './numbers.ts'
import type { PageFacts } from './page-facts.ts'
import { moneyIn, readPriceText } from './price-text.ts'

const amountMetas: readonly (readonly [name: string, role: CandidateRole, weight: number])[] = [
  ['product:sale_price:amount', 'price', 2.2],
  ['product:price:amount', 'price', 2],
  ['og:price:amount', 'price', 2],
  ['og:price', 'price', 1.5],
  ['product:price', 'price', 1.5],
  ['price', 'price', 1.5],
  ['product:original_price:amount', 'list', 1],
  ['og:price:standard_amount', 'list', 1],
  ['product:pretax_price:amount', 'other', 0],
  ['cxenseparse:pricevalue', 'price', 1],
]
const textMetas: readonly (readonly [name: string, weight: number])[] = [
  ['twitter:data1', 1],
  ['twitter:label1', 0.5],
  ['og:description', 0.5],
  ['og:title', 0.6],
  ['description', 0.4],
  ['twitter:description', 0.4],
  ['twitter:title', 0.4],
]

/** Currency the page's meta tags name, or null. */
export const metaCurrency = (facts: PageFacts): string | null => {
  for (const name of [
    'product:price:currency',
    'og:price:currency',
    'product:sale_price:currency',
    'og:currency',
    'currency',
    'pricecurrency',
  ]) {
    const value = facts.metas.get(name)?.[0]?.value.trim().toUpperCase()
    if (value !== undefined && isCurrencyCode(value)) return value
  }
  return null
}

export const metaCandidates = (facts: PageFacts): readonly Candidate[] => {
  const currency = metaCurrency(facts)
  const hint = { currency, language: facts.language }
  const numbers = amountMetas.flatMap(([name, role, weight]) =>
    (facts.metas.get(name) ?? []).flatMap(({ value, at }): Candidate[] => {
      const machine = readMachineNumber(value, hint)
      const text = machine.amounts.length > 0 ? null : readPriceText(value, hint).price
      const amounts = text === null ? machine.amounts : [text.amount, ...text.alternatives]
      const [amount, ...alternatives] = amounts
      if (amount === undefined || amount === '0') return []
      return [
        {
          source: 'meta',
          role,
          amount,
          alternatives,
          sure: text?.sure ?? machine.sure,
          currency: currency ?? text?.currency ?? null,
          possibleCurrencies: [],
          path: `meta ${name}`,
          raw: value.slice(0, 120),
          weight,
          at,
          marks: [],
        },
      ]
    }),
  )
  const texts = textMetas.flatMap(([name, weight]) =>
    (facts.metas.get(name) ?? []).flatMap(({ value, at }): Candidate[] => {
      const { price } = readPriceText(value, { ...hint, currency })
      if (price === null || price.amount === '0' || price.currencyText === null) return []
      return [
        {
          source: 'meta',
          role: 'price',
          ...moneyIn(price),
          path: `meta ${name}`,
          raw: value.slice(0, 120),
          weight,
          at,
          marks: ['in_a_sentence'],
        },
      ]
    }),
  )
  return [...numbers, ...texts]
}
