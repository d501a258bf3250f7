import { shifted } from './amount.ts'
import type { Availability, Candidate, CandidateRole } from './candidate.ts'
import { currencyDigits } from './currency.ts'
import { readLenientJson } from './lenient-json.ts'
import { readMachineNumber } from './numbers.ts'
import type { PlatformAnswer } from './page.ts'

export type PlatformReading = {
  readonly candidates: readonly Candidate[]
  readonly availability: readonly Availability[]
}

const none: PlatformReading = { candidates: [], availability: [] }
type Fields = Readonly<Record<string, unknown>>
const recordOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

const variantOf = (url: string): string | null =>
  /[?&#](?:variant|variantid|variation_id)=(\d+)/i.exec(url)?.[1] ?? null

/**
 * Reads the product JSON of a shop's own interface.
 * Shopify's and Haravan's `.js` give whole minor units of the shop's currency (hundredths, whatever the currency),
 * their `.json` decimals; Sapo's gives đồng; WooCommerce's Store API says its own number of minor digits.
 * Several variants at several prices, none bound by the address: the lowest, as a “from”.
 */
export const readPlatform = (
  answer: PlatformAnswer | null | undefined,
  url: string,
  currency: string | null,
): PlatformReading => {
  if (answer === null || answer === undefined) return none
  const root = recordOf(readLenientJson(answer.json)[0])
  if (root === null) return none
  const product = recordOf(root['product']) ?? root
  if (answer.kind === 'woocommerce') return readWoo(product)
  const listed: readonly unknown[] = Array.isArray(product['variants']) ? product['variants'] : []
  const variants = listed.map(recordOf).filter((each): each is Fields => each !== null)
  const bound = variantOf(url)
  const mine = bound === null ? variants : variants.filter((each) => String(each['id']) === bound)
  const hundredths = (answer.kind === 'shopify' || answer.kind === 'haravan') && /\.js(?:$|\?)/.test(answer.url)
  const rows = mine.length > 0 ? mine : bound === null ? [product] : []
  const amounts = rows.flatMap((row) => amountIn(row['price'], hundredths, currency))
  const lowest = [...amounts].sort((a, b) => Number(a) - Number(b))[0]
  if (lowest === undefined) return none
  const several = new Set(amounts).size > 1
  const before = rows
    .flatMap((row) => amountIn(row['compare_at_price'], hundredths, currency))
    .filter((amount) => Number(amount) > Number(lowest))
  const out = [candidateOf(lowest, several ? 'low' : 'price', answer, currency, 'variants.price')]
  if (before[0] !== undefined && !several)
    out.push(candidateOf(before[0], 'list', answer, currency, 'variants.compare_at_price'))
  const states = rows.map((row) => row['available']).filter((each): each is boolean => typeof each === 'boolean')
  return { candidates: out, availability: states.length === 0 ? [] : [states.some((each) => each) ? 'in' : 'out'] }
}

const amountIn = (value: unknown, hundredths: boolean, currency: string | null): readonly string[] => {
  if (typeof value !== 'number' && typeof value !== 'string') return []
  const amount = readMachineNumber(String(value), { currency }).amounts[0]
  if (amount === undefined || amount === '0') return []
  return [hundredths && !amount.includes('.') ? shifted(amount, -2) : amount]
}

const candidateOf = (
  amount: string,
  role: CandidateRole,
  answer: PlatformAnswer,
  currency: string | null,
  key: string,
): Candidate => ({
  source: 'platform',
  role,
  amount,
  alternatives: [],
  sure: true,
  currency,
  possibleCurrencies: [],
  path: `${answer.kind} ${key}`,
  raw: amount,
  weight: 4,
  at: -1,
  marks: ['shop_interface'],
})

const readWoo = (product: Fields): PlatformReading => {
  const prices = recordOf(product['prices'])
  if (prices === null) return none
  const currency = typeof prices['currency_code'] === 'string' ? prices['currency_code'] : null
  const digits =
    typeof prices['currency_minor_unit'] === 'number' ? prices['currency_minor_unit'] : (currencyDigits(currency) ?? 2)
  const read = (key: string): string | null =>
    typeof prices[key] === 'string' && /^\d+$/.test(prices[key]) ? shifted(prices[key], -digits) : null
  const price = read('price')
  if (price === null || price === '0') return none
  const regular = read('regular_price')
  const answer: PlatformAnswer = { kind: 'woocommerce', url: '', json: '' }
  const ranged = recordOf(prices['price_range']) !== null
  const out = [candidateOf(price, ranged ? 'low' : 'price', answer, currency, 'prices.price')]
  if (regular !== null && Number(regular) > Number(price))
    out.push(candidateOf(regular, 'list', answer, currency, 'prices.regular_price'))
  const stock = product['is_in_stock']
  return { candidates: out, availability: typeof stock === 'boolean' ? [stock ? 'in' : 'out'] : [] }
}
