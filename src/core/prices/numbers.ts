import { type Amount, amountOf } from './amount.ts'
import { currencyDigits } from './currency.ts'

/** What else is known of how a shop writes: its currency, language (BCP 47) and decimal separator if learnt. */
export type PriceHint = {
  readonly currency?: string | null
  readonly language?: string | null
  readonly decimal?: '.' | ',' | null
  /** the likeliest of the currencies a sign like `$` is shared by; decides separators only */
  readonly likelyCurrency?: string | null
}

/** One number as written and what it can mean, the likelier reading first. `sure` when there is one reading. */
export type NumberReading = { readonly amounts: readonly Amount[]; readonly sure: boolean }

const unreadable: NumberReading = { amounts: [], sure: false }

const one = (text: string): NumberReading => {
  const amount = amountOf(text)
  return amount === null ? unreadable : { amounts: [amount], sure: true }
}

const grouped = (parts: readonly string[]): boolean =>
  parts[0]!.length >= 1 &&
  parts[0]!.length <= 3 &&
  parts[0] !== '0' &&
  parts.slice(1).every((part) => part.length === 3)

/** 1,29,900 – lakhs and crores. */
const groupedIndian = (parts: readonly string[]): boolean =>
  parts.length >= 3 &&
  parts[0]!.length <= 2 &&
  parts.at(-1)!.length === 3 &&
  parts.slice(1, -1).every((part) => part.length === 2)

/** Languages whose shops write the decimal part after a dot; the others of Europe and Vietnamese after a comma. */
const dotLanguages = /^(en|zh|ja|ko|th|he|hi|ms|tl|fil|bn|ur|es-(mx|us|pe|gt|do|ni|hn|sv|pa))\b/i
const commaLanguages =
  /^(vi|de|fr|it|es|pt|nl|pl|cs|sk|da|sv|nb|no|nn|fi|ru|uk|tr|id|ro|hu|bg|hr|sl|el|lt|lv|et|sr|ca|is)\b/i

const decimalOfLanguage = (language: string | null | undefined): '.' | ',' | null => {
  if (language === null || language === undefined) return null
  if (dotLanguages.test(language)) return '.'
  return commaLanguages.test(language) ? ',' : null
}

const commaCurrencies = new Set(
  'EUR PLN CZK RON SEK NOK DKK BRL ARS COP TRY UAH RUB BYN BGN HRK UYU DOP VES BOB PYG CLP IDR VND HUF RSD ISK'.split(
    ' ',
  ),
)

/** Separator the shops of a currency write before its minor units; null for a currency that is not known. */
const decimalOfCurrency = (code: string | null | undefined): '.' | ',' | null =>
  code === null || code === undefined || currencyDigits(code) === null ? null : commaCurrencies.has(code) ? ',' : '.'

/** One separator once with three digits after it: thousands or thousandths. */
const ambiguous = (whole: string, separator: string, tail: string, hint: PriceHint): NumberReading => {
  const decimal = amountOf(`${whole}.${tail}`)
  if (whole === '' || /^0/.test(whole) || whole.length > 3)
    return decimal === null ? unreadable : one(`${whole || '0'}.${tail}`)
  const thousands = amountOf(`${whole}${tail}`)!
  const digits = currencyDigits(hint.currency)
  if (digits === 3) return { amounts: [decimal!], sure: true }
  if (digits === 0) return { amounts: [thousands], sure: true }
  if (separator === "'") return one(`${whole}${tail}`)
  if (hint.decimal !== undefined && hint.decimal !== null)
    return hint.decimal === separator
      ? { amounts: [decimal!, thousands], sure: false }
      : { amounts: [thousands], sure: true }
  const spoken = decimalOfLanguage(hint.language)
  // Three digits after the point are rare money in every language: thousands first, sure where the language agrees.
  if (spoken !== null && spoken !== separator) return { amounts: [thousands], sure: true }
  const written = decimalOfCurrency(hint.currency ?? hint.likelyCurrency)
  if (written !== null && written !== separator) return { amounts: [thousands], sure: true }
  return { amounts: [thousands, decimal!], sure: false }
}

/**
 * Reads digits with separators (`.`, `,`, `'`, spaces), no sign, no currency.
 * Two different separators: the last is the decimal one if it stands once and the groups before it are whole.
 * One that repeats: groups of three, or Indian groups; anything else is refused (`12.90.000` is not a price).
 * One that stands once: decimal unless three digits follow, then the currency, the shop's habit and its language decide;
 * where they do not, both readings are given and `sure` is false.
 */
export const readNumber = (raw: string, hint: PriceHint = {}): NumberReading => {
  const text = raw.replace(/ ?([.,']) ?/g, '$1').trim()
  if (!/^[.,]?\d[\d.,' ]*$/.test(text) || text.length > 40) return unreadable
  const tight = text.replace(/(\d) (?=\d{3}(?!\d))/g, '$1 ')
  const separators = [...tight.replace(/\d/g, '')]
  const kinds = [...new Set(separators)]
  if (kinds.length === 0) return one(tight)
  if (kinds.length === 1) {
    const separator = kinds[0]!
    const parts = tight.split(separator)
    if (separators.length > 1 || separator === ' ')
      return grouped(parts) || (separator === ',' && groupedIndian(parts)) ? one(parts.join('')) : unreadable
    const [whole = '', tail = ''] = parts
    if (tail.length !== 3) return separator === "'" ? unreadable : one(`${whole || '0'}.${tail}`)
    return ambiguous(whole, separator, tail, hint)
  }
  if (kinds.length > 2) return unreadable
  const [group, decimal] = kinds as [string, string]
  if (decimal === ' ' || decimal === "'" || separators.lastIndexOf(group) > separators.indexOf(decimal))
    return unreadable
  if (separators.filter((separator) => separator === decimal).length > 1) return unreadable
  const at = tight.lastIndexOf(decimal)
  const parts = tight.slice(0, at).split(group)
  if (!grouped(parts) && !(group === ',' && groupedIndian(parts))) return unreadable
  return one(`${parts.join('')}.${tight.slice(at + 1)}`)
}

/**
 * A number meant for machines (`content="…"`, JSON): the dot is the decimal separator, except that `1290.000` or
 * `24.990` in a currency without minor units can be groups – then both readings are given, groups first.
 * Written for people after all (`1.290.000`, `1,299.00`, `39,90 €`), it is read as such.
 */
export const readMachineNumber = (raw: string, hint: PriceHint = {}): NumberReading => {
  const text = raw.trim()
  if (/^\d+$/.test(text)) return one(text)
  if (/^\d*\.\d+$/.test(text)) {
    const [whole = '', tail = ''] = text.split('.')
    const plain = amountOf(`${whole || '0'}.${tail}`)
    if (plain === null) return unreadable
    const likeGroups = tail.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
    if (likeGroups && currencyDigits(hint.currency) === 0) return { amounts: [`${whole}${tail}`, plain], sure: false }
    return likeGroups && tail !== '000' && currencyDigits(hint.currency) !== 3
      ? { amounts: [plain, `${whole}${tail}`], sure: false }
      : { amounts: [plain], sure: true }
  }
  return readNumber(text, hint)
}
