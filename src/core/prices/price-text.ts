import { type Amount, approximate, compared, divided, isZero, shifted } from './amount.ts'
import { plainText } from './characters.ts'
import { type CurrencyWriting, currencyDigits } from './currency.ts'
import type { PriceHint } from './numbers.ts'
import { ask, before, free, type Judged, judge, month, type PriceRole } from './price-roles.ts'
import { type NumberToken, numberTokens } from './price-tokens.ts'

/** An amount of money in a text. `alternatives` are other readings of the same digits, the likelier first. */
export type TextPrice = {
  readonly amount: Amount
  readonly alternatives: readonly Amount[]
  readonly sure: boolean
  readonly currency: string | null
  readonly currencyText: string | null
  readonly possibleCurrencies: readonly string[]
  readonly role: PriceRole
  readonly from: boolean
  readonly per: { readonly quantity: string; readonly unit: string } | null
  readonly tax: 'included' | 'excluded' | null
  readonly raw: string
}

/** The amount and currency of a text, as a candidate holds them. */
export const moneyIn = ({ amount, alternatives, sure, currency, possibleCurrencies }: TextPrice) => ({
  amount,
  alternatives,
  sure,
  currency,
  possibleCurrencies,
})

export type PriceTextKind =
  | 'price'
  | 'range'
  | 'from'
  | 'several'
  | 'multibuy'
  | 'tiers'
  | 'free'
  | 'on_request'
  | 'other_money'
  | 'none'

/**
 * What a piece of text says of a price. `price` is what one pays; null when the text names none or several.
 * `prices` holds every amount with its role in the order written: an instalment, a saving or a free-shipping threshold
 * is there with its role and is never `price`.
 */
export type PriceText = {
  readonly kind: PriceTextKind
  readonly price: TextPrice | null
  readonly list: TextPrice | null
  readonly upTo: TextPrice | null
  readonly unitPrice: { readonly amount: Amount; readonly quantity: string; readonly unit: string } | null
  readonly discountPercent: number | null
  readonly prices: readonly TextPrice[]
}

const nothing: PriceText = {
  kind: 'none',
  price: null,
  list: null,
  upTo: null,
  unitPrice: null,
  discountPercent: null,
  prices: [],
}

const priceOf = ({ token, role, from, tax }: Judged, shared: CurrencyWriting | null, hint: PriceHint): TextPrice => {
  const writing = token.currency ?? shared
  const code = writing?.code ?? null
  const hinted = hint.currency ?? null
  const currency =
    code ??
    (writing === null || (hinted !== null && writing.possible.includes(hinted)) ? hinted : byLanguage(writing, hint))
  const digits = currencyDigits(currency)
  const [amount, ...others] = token.amounts as [Amount, ...Amount[]]
  const tiny = currency === 'VND' && !isZero(amount) && approximate(amount) < 1000 && !token.magnitude
  // `$22999` may be `$229⁹⁹` that lost its raised cents.
  const lostCents = (digits ?? 2) === 2 && /^\d{4,}$/.test(token.raw) && /^[$€£]$/.test(writing?.text ?? '')
  return {
    amount,
    alternatives: [...others, ...(tiny ? [shifted(amount, 3)] : []), ...(lostCents ? [shifted(amount, -2)] : [])],
    sure: token.sure && !tiny && !lostCents && !(digits !== null && (amount.split('.')[1]?.length ?? 0) > digits),
    currency,
    currencyText: writing?.text ?? null,
    possibleCurrencies: writing?.possible ?? [],
    role,
    from,
    per: token.per,
    tax,
    raw: token.raw,
  }
}

const byLanguage = (writing: CurrencyWriting, hint: PriceHint): string | null => {
  const language = hint.language?.toLowerCase() ?? ''
  if (/^[¥￥]$/.test(writing.text)) return language.startsWith('ja') ? 'JPY' : language.startsWith('zh') ? 'CNY' : null
  return null
}

const distinct = (prices: readonly TextPrice[]): readonly TextPrice[] =>
  prices.filter(
    (price, index) => prices.findIndex((other) => other.amount === price.amount && other.role === price.role) === index,
  )

/** Tokens that can be money: with a currency or magnitude; without any such in the text, one that is written like a price. */
const moneyTokens = (text: string, tokens: readonly NumberToken[]): readonly NumberToken[] => {
  const readable = tokens.filter((token) => token.amounts.length > 0 && !token.percent && !token.other)
  const named = readable.filter((token) => token.currency !== null || token.magnitude)
  if (named.length > 0)
    return readable.filter(
      (token) =>
        named.includes(token) ||
        (token.shaped && !/^\d{1,2}[.]\d{1,2}$/.test(token.raw)) ||
        /(?:^|\P{L})(?:from|từ|od|von|de|entre|between)\s*$/iu.test(text.slice(0, token.start)),
    )
  if (month.test(text) || /\d\s?\/\s?(?:5|10)(?!\d)/.test(text) || /^\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?$/.test(text))
    return []
  if (readable.length === 1 && tokens.length === 1) return readable
  const first = readable[0]
  return first?.shaped === true ? readable.filter((token) => token === first || token.shaped) : []
}

/**
 * Reads a price out of a short text.
 * @param input text as on the page, up to 300 characters are looked at
 * @param hint what else is known: the listing's currency, the page's language
 * @returns never throws; what cannot be told is in `alternatives`, `sure: false`, or left out
 */
export const readPriceText = (input: string, hint: PriceHint = {}): PriceText => {
  const text = plainText(input)
  if (!/[\d]/.test(text)) {
    if (ask.test(text)) return { ...nothing, kind: 'on_request' }
    if (free.test(text) && text.length <= 24) return { ...nothing, kind: 'free', price: zero(hint) }
    return nothing
  }
  const tokens = numberTokens(text, hint)
  const money = moneyTokens(text, tokens)
  const percentToken = tokens.find((token) => token.percent)
  const discountPercent = percentToken?.amounts[0] === undefined ? null : Number(percentToken.amounts[0])
  const coupon = before.coupon.test(text)
  if (money.length === 0) return ask.test(text) ? { ...nothing, kind: 'on_request' } : { ...nothing, discountPercent }
  const judged = tokens.flatMap((token, index) => {
    if (!money.includes(token)) return []
    const result = judge(text, tokens, index)
    return result === null
      ? []
      : [coupon && result.role === 'discount' ? { ...result, role: 'coupon' as const } : result]
  })
  const shared = money.find((token) => token.currency !== null)?.currency ?? null
  const prices = distinct(judged.map((each) => priceOf(each, shared, hint)))
  if (prices.length === 0) return ask.test(text) ? { ...nothing, kind: 'on_request' } : { ...nothing, discountPercent }
  if (ask.test(text) && money.every((token) => token.currency === null)) return { ...nothing, kind: 'on_request' }
  return concluded(text, tokens, prices, discountPercent)
}

const zero = (hint: PriceHint): TextPrice => ({
  amount: '0',
  alternatives: [],
  sure: true,
  currency: hint.currency ?? null,
  currencyText: null,
  possibleCurrencies: [],
  role: 'price',
  from: false,
  per: null,
  tax: null,
  raw: '',
})

const concluded = (
  text: string,
  tokens: readonly NumberToken[],
  prices: readonly TextPrice[],
  discountPercent: number | null,
): PriceText => {
  const found: PriceText = {
    ...nothing,
    prices,
    discountPercent,
    list: prices.find((price) => price.role === 'list') ?? null,
  }
  const payable = prices.filter((price) => price.role === 'price')
  const whole = payable.filter((price) => price.per === null || price.per.unit === 'piece' || payable.length === 1)
  const perUnit = [
    ...payable.filter((price) => price.per !== null && !whole.includes(price)),
    ...prices.filter((price) => price.role === 'unit'),
  ]
  const unitPrice =
    perUnit[0] === undefined
      ? null
      : { amount: perUnit[0].amount, quantity: perUnit[0].per?.quantity ?? '1', unit: perUnit[0].per?.unit ?? 'piece' }
  if ((text.match(/\d ?[–-] ?\p{Sc}/gu)?.length ?? 0) >= 2)
    return { ...found, kind: 'tiers', prices: prices.filter((price) => price.raw.includes('.')) }
  const [first, second] = whole
  if (first === undefined) return { ...found, kind: 'other_money', unitPrice }
  const bought =
    /(?<![\d.,])(\d{1,2}) ?(?:x |for|für|pour|por|per|za|\p{L}+ für(?: nur)?|\p{L}+ for)\s*(?:nur |only |just )?\D{0,4}$/iu.exec(
      text.slice(0, text.indexOf(first.raw)),
    ) ?? /mua (\d{1,2}) giá(?: chỉ)?\s*$/iu.exec(text.slice(0, text.indexOf(first.raw)))
  if (bought !== null && Number(bought[1]) >= 2 && whole.length === 1) {
    const count = Number(bought[1])
    return {
      ...found,
      kind: 'multibuy',
      price: first,
      unitPrice: {
        amount: divided(first.amount, count, currencyDigits(first.currency) ?? 2),
        quantity: '1',
        unit: 'piece',
      },
    }
  }
  if (isZero(first.amount) && whole.length === 1) return { ...found, kind: 'free', price: first }
  if (whole.length === 1) {
    const pack =
      first.per !== null
        ? /^\s*(\d{1,3}) ?\p{L}+/u.exec(
            text.slice(text.indexOf(first.raw) + first.raw.length).replace(/^.*?\/ ?\p{L}+/u, ''),
          )
        : null
    const own =
      first.per === null
        ? null
        : pack === null
          ? { amount: first.amount, ...first.per }
          : {
              amount: divided(first.amount, Number(pack[1]), currencyDigits(first.currency) ?? 2),
              quantity: '1',
              unit: 'piece',
            }
    return { ...found, kind: first.from ? 'from' : 'price', price: first, unitPrice: unitPrice ?? own }
  }
  if (second !== undefined && whole.length === 2) {
    const from = text.indexOf(first.raw) + first.raw.length
    const gap = text.slice(from, text.indexOf(second.raw, from)).toLowerCase()
    if (
      /^[^\d]{0,8}?(?:-|–|~|～|\bto\b|đến|tới|bis|à|hasta|al|until|do|до|\band\b|và)[^\d]{0,8}$/u.test(gap) &&
      !/\p{L}{5,}/u.test(gap.replace(/đến|tới/u, ''))
    )
      if (compared(first.amount, second.amount) < 0)
        return { ...found, kind: 'range', price: first, upTo: second, unitPrice }
    // `-19% 1.290.000₫ 1.590.000₫`: the percentage says which is which.
    const [low, high] = compared(first.amount, second.amount) < 0 ? [first, second] : [second, first]
    if (
      discountPercent !== null &&
      Math.abs((1 - approximate(low.amount) / approximate(high.amount)) * 100 - Math.abs(discountPercent)) <= 1
    )
      return { ...found, kind: 'price', price: low, list: { ...high, role: 'list' }, unitPrice }
    const saleLead = (price: TextPrice): boolean =>
      before.sale.test(text.slice(Math.max(0, text.indexOf(price.raw) - 16), text.indexOf(price.raw)).toLowerCase())
    if (
      found.list === null &&
      saleLead(second) &&
      !saleLead(first) &&
      compared(second.amount, first.amount) < 0 &&
      tokens.length >= 2
    )
      return { ...found, kind: 'price', price: second, list: { ...first, role: 'list' }, unitPrice }
  }
  return { ...found, kind: 'several', unitPrice }
}

/** The amount a text leads with, whatever its role: for texts already known to be a price. */
export const leadingAmount = (text: PriceText): TextPrice | null => text.price ?? text.prices[0] ?? null
