import { amountOf } from './amount.ts'
import type { Candidate, CandidateRole } from './candidate.ts'
import { isCurrencyCode, readCurrency } from './currency.ts'
import { type Item, type ItemText, itemsOf, localName, textIn, textsOf, valuesOf } from './items.ts'
import { readMachineNumber } from './numbers.ts'
import type { PageFacts } from './page-facts.ts'
import { leadingAmount, readPriceText } from './price-text.ts'
import { type Product, walkItems } from './products.ts'

const currencyIn = (...items: readonly Item[]): string | null => {
  for (const item of items) {
    const text = textIn(item, 'pricecurrency', 'currency')
    if (text === null) continue
    if (isCurrencyCode(text.toUpperCase())) return text.toUpperCase()
    const read = readCurrency(text)
    if (read?.code) return read.code
  }
  return null
}

type Where = {
  readonly offer: Item
  readonly currency: string | null
  readonly weight: number
  readonly readAt: number
  readonly marks: readonly string[]
  readonly facts: PageFacts
}

const candidateOf = (value: ItemText, role: CandidateRole, key: string, where: Where): readonly Candidate[] => {
  const { offer, currency, marks } = where
  const hint = { currency, language: where.facts.language }
  let { weight } = where
  let reading = readMachineNumber(value.text, hint)
  let written: string | null = null
  let sure = reading.sure
  if (
    value.visible !== null ||
    reading.amounts.length === 0 ||
    (reading.amounts[0] === '0' && value.visible !== null)
  ) {
    const text = leadingAmount(readPriceText(value.text, hint))
    if (text === null) return []
    reading = { amounts: [text.amount, ...text.alternatives], sure: text.sure }
    sure = text.sure
    written = text.currency
  } else if (currency !== null && reading.sure && /^\d{1,3}\.\d{1,2}$/.test(value.text) && zeroDigits.has(currency)) {
    // 24.990 pesos whose last zero a serialiser dropped
    const [whole = '', part = ''] = value.text.split('.')
    reading = { amounts: [amountOf(`${whole}${part.padEnd(3, '0')}`)!, ...reading.amounts], sure: false }
    sure = false
  }
  const [amount, ...alternatives] = reading.amounts
  if (amount === undefined || /^9{5,}$/.test(amount)) return []
  const validUntil = textIn(offer, 'pricevaliduntil')
  const until = validUntil === null ? null : /^(\d{4})-(\d{2})-(\d{2})/.exec(validUntil)
  const over = until !== null && Date.UTC(Number(until[1]), Number(until[2]) - 1, Number(until[3]) + 2) < where.readAt
  if (over) weight *= 0.7
  return [
    {
      source: offer.source,
      role,
      amount,
      alternatives,
      sure,
      currency: currency ?? written,
      possibleCurrencies: [],
      path: `${offer.path}.${key}`,
      raw: value.text.slice(0, 120),
      weight,
      at: value.at,
      marks: over ? [...marks, 'validity_over'] : marks,
    },
  ]
}

const zeroDigits = new Set(['VND', 'CLP', 'PYG', 'IDR', 'COP', 'PKR', 'KRW', 'JPY', 'ISK', 'ARS', 'IRR', 'CRC', 'UGX'])

const offerCandidates = (
  offer: Item,
  product: Item,
  where: Omit<Where, 'offer' | 'currency'>,
  depth = 0,
): readonly Candidate[] => {
  const specs = itemsOf(offer, 'pricespecification')
  const currency = currencyIn(offer, ...specs, product)
  const here = { ...where, offer, currency }
  const used = textIn(offer, 'itemcondition')
  const role: CandidateRole = used !== null && /used|refurbished|damaged/.test(localName(used)) ? 'used' : 'price'
  const out: Candidate[] = []
  const prices = textsOf(offer, 'price')
  for (const value of prices) out.push(...candidateOf(value, role, 'price', here))
  const single = new Set(textsOf(offer, 'lowprice', 'highprice').map((value) => value.text)).size === 1
  for (const value of textsOf(offer, 'lowprice'))
    out.push(...candidateOf(value, single ? role : 'low', 'lowPrice', here))
  if (!single)
    for (const value of textsOf(offer, 'highprice')) out.push(...candidateOf(value, 'high', 'highPrice', here))
  for (const spec of specs) {
    const kind = localName(textIn(spec, 'pricetype') ?? '')
    const specRole: CandidateRole =
      valuesOf(spec, 'validformembertier').length > 0
        ? 'member'
        : /strikethrough|listprice|msrp|srp|regular/.test(kind)
          ? 'list'
          : valuesOf(spec, 'referencequantity').length > 0 && prices.length > 0
            ? 'other'
            : role
    for (const value of textsOf(spec, 'price', 'minprice'))
      out.push(
        ...candidateOf(value, specRole, 'priceSpecification.price', {
          ...here,
          offer: spec,
          currency: currencyIn(spec) ?? currency,
        }),
      )
  }
  if (depth < 3)
    for (const nested of itemsOf(offer, 'offers', 'itemoffered').filter((each) => each !== product))
      out.push(...offerCandidates(nested, product, where, depth + 1))
  return out
}

const priors = { json_ld: 3, microdata: 2.5, rdfa: 1.5 } as const

/** Amounts of the products and of offers outside any product. Weights fall where several products compete. */
export const structuredCandidates = (
  items: readonly Item[],
  products: readonly Product[],
  facts: PageFacts,
  readAt: number,
): readonly Candidate[] => {
  const best = products[0]?.likeness ?? 0
  const bySource = (source: Item['source']): readonly Product[] =>
    products.filter(
      ({ item }) =>
        item.source === source && (item.props.has('offers') || item.props.has('price') || item.props.has('hasvariant')),
    )
  const out: Candidate[] = []
  for (const source of ['json_ld', 'microdata', 'rdfa'] as const) {
    const own = bySource(source)
    own.forEach((product, index) => {
      const rival =
        own.length > 1 &&
        (index > 0 || own.filter((each) => Math.abs(each.likeness - product.likeness) < 0.05).length > 1)
      const far = product.likeness < best - 0.25 || (own.length > 1 && product.likeness < 0.35)
      const weight = far ? priors[source] * 0.1 : rival ? priors[source] * 0.5 : priors[source]
      const marks = [far ? 'another_product' : rival ? 'one_of_several_products' : 'the_product']
      const where = { weight, readAt, marks, facts }
      for (const offer of product.offers) out.push(...offerCandidates(offer, product.item, where))
      for (const value of textsOf(product.item, 'price', 'lowprice'))
        out.push(
          ...candidateOf(value, 'price', 'price', {
            ...where,
            offer: product.item,
            currency: currencyIn(product.item),
          }),
        )
    })
    if (own.length > 0) continue
    for (const top of items.filter((item) => item.source === source))
      walkItems(top, 0, (item, aside) => {
        if (
          aside ||
          !(
            item.types.length === 0 ||
            item.types.some((type) => type.endsWith('offer') || type === 'unitpricespecification')
          )
        )
          return
        out.push(
          ...offerCandidates(
            item,
            item,
            { weight: priors[source] * 0.5, readAt, marks: ['outside_a_product'], facts },
            3,
          ),
        )
      })
  }
  return out
}
