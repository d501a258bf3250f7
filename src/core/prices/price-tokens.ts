import { type Amount, added, amountOf, shifted } from './amount.ts'
import type { CurrencyWriting } from './currency.ts'
import { currenciesAfter, currenciesBefore, currencyAt } from './currency-places.ts'
import { type NumberReading, type PriceHint, readNumber } from './numbers.ts'
import { countNouns, magnitudes, perUnits } from './price-words.data.ts'

/** A number found in a text, with what stands glued or next to it. Positions are in the plain text. */
export type NumberToken = {
  readonly raw: string
  readonly start: number
  readonly end: number
  readonly amounts: readonly Amount[]
  readonly sure: boolean
  readonly currency: CurrencyWriting | null
  readonly magnitude: boolean
  readonly percent: boolean
  readonly per: { readonly quantity: string; readonly unit: string } | null
  /** `1.290.000` or `12.90`: written the way prices are */
  readonly shaped: boolean
  /** digits that are a count, a measure, a date or part of a word */
  readonly other: boolean
  readonly sign: '-' | '+' | null
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const letter = '\\p{L}'
const magnitudePattern = Object.keys(magnitudes)
  .sort((a, b) => b.length - a.length)
  .map((word) => (/^[万萬만億亿억千천]$/.test(word) ? word : `${escaped(word)}(?!${letter})`))
  .join('|')
const magnitudeAt = new RegExp(`\\s?(${magnitudePattern})`, 'iuy')
const perAt = new RegExp(
  `\\s?(?:/|per|pro|je|mỗi|một|par|por)\\s?(\\d+(?:[.,]\\d+)?)?\\s?(${Object.keys(perUnits)
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})(?!${letter})`,
  'iuy',
)
const countAt = new RegExp(`\\s?(?:${countNouns})(?!${letter})`, 'iuy')
const numberAt =
  /\d{1,3}(?: [.,] \d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+[.,] \d{2}(?!\d)(?=\s*(?:$|[^\d\s.,]))|\d+(?:[.,']\d+)*|(?<![\d\p{L}])[.,]\d{1,2}(?!\d)/gu

const vietnameseMagnitude = /^\s?(?:tr|triệu|nghìn|ngàn|củ|tỷ|tỉ)(?!\p{L})/iu

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

type Scaled = {
  readonly amounts: readonly Amount[]
  readonly sure: boolean
  readonly end: number
  readonly used: boolean
}

/** `1tr2`, `12 triệu 500 nghìn`, `1 triệu rưỡi`, `1万2800`: the number with the magnitude words behind it. */
const scaled = (text: string, raw: string, end: number, reading: NumberReading, depth = 0): Scaled => {
  const found = matchAt(magnitudeAt, text, end)
  if (found === null || depth > 3) return { ...reading, end, used: depth > 0 }
  const word = found[1]!.toLowerCase()
  const power = magnitudes[word] ?? 0
  const spaced = found[0].startsWith(' ')
  if (word === 'ng' && spaced) return { ...reading, end, used: depth > 0 }
  // `1.2tr` is 1.2 million, `1.290k` is 1,290 thousand: three digits before thousands are groups, else decimals.
  const tail = /[.,](\d+)$/.exec(raw)?.[1] ?? ''
  const decimal = power !== 3 || tail.length !== 3 ? amountOf(raw.replace(/\s/g, '').replace(',', '.')) : null
  const base = decimal ?? reading.amounts[0]
  if (base === undefined) return { ...reading, end, used: depth > 0 }
  let amount = shifted(base, power)
  let at = end + found[0].length
  const half = matchAt(/\s?(?:rưỡi|rưởi)/iuy, text, at)
  if (half !== null) {
    amount = added(amount, shifted('5', power - 1))
    return { amounts: [amount], sure: true, end: at + half[0].length, used: true }
  }
  const rest = matchAt(/\s?(\d+(?:[.,]\d+)*)/y, text, at)
  if (rest !== null) {
    const glued = !rest[0].startsWith(' ')
    const restEnd = at + rest[0].length
    const inner = scaled(text, rest[1]!, restEnd, readNumber(rest[1]!), depth + 1)
    const closes = /^\s*(?:$|[^\p{L}\d])/u.test(text.slice(restEnd)) || currencyAt(text, restEnd) !== null
    if (inner.used && inner.end > restEnd) {
      const innerPower = magnitudes[matchAt(magnitudeAt, text, restEnd)?.[1]?.toLowerCase() ?? ''] ?? 0
      if (innerPower < power) {
        amount = added(amount, inner.amounts[0] ?? '0')
        at = inner.end
      }
    } else if (/[万萬만億亿억千천]/.test(word)) {
      if (glued || rest[1]!.length === power) {
        amount = added(amount, amountOf(rest[1]!) ?? '0')
        at = restEnd
      }
    } else if (/^\d{1,3}$/.test(rest[1]!) && (glued || (closes && rest[1]!.length === 1))) {
      amount = added(amount, shifted(rest[1]!, power - rest[1]!.length))
      at = restEnd
    }
  }
  return { amounts: [amount], sure: true, end: at, used: true }
}

/** Every number of a plain text, each with its currency, magnitude and unit, in order. Linear in the text's length. */
export const numberTokens = (text: string, hint: PriceHint = {}): readonly NumberToken[] => {
  const tokens: NumberToken[] = []
  let at = 0
  let prefixStyle: boolean | null = null
  while (at < text.length) {
    const found = matchAt(numberAt, text, at)
    if (found === null) break
    const start = found.index
    const raw = found[0]
    const before = currenciesBefore(text, at, start)
    if (prefixStyle === null) prefixStyle = before.length > 0
    let end = start + raw.length
    const known = before[0]?.code ?? matchKnown(text, end) ?? hint.currency ?? null
    const reading = readNumber(raw, { ...hint, currency: known, likelyCurrency: before[0]?.possible[0] ?? null })
    const size = scaled(text, raw, end, reading)
    end = size.end
    const after = currenciesAfter(text, end)
    // A currency between two numbers with space on both sides belongs where the text's first currency stands.
    const between = after.list.length > 0 && text[end] === ' ' && /^\s?\d/.test(text.slice(after.end)) && prefixStyle
    const mine = between ? [] : after.list
    if (!between) end = after.end
    let amounts = size.amounts
    let sure = size.sure
    const writings = [...before, ...mine]
    const currency = writings.find((each) => each.code !== null) ?? writings[0] ?? null
    // `39 € 99`: cents behind the sign
    const cents =
      mine.length > 0 && before.length === 0
        ? matchAt(/\s?(\d{2})(?![\d.,])(?=\s*(?:$|[^\d\s\p{L}€$]))/uy, text, end)
        : null
    if (cents !== null && !/[.,]\d{1,2}$/.test(raw) && !size.used) {
      const whole = amounts.find((amount) => !amount.includes('.'))
      if (whole !== undefined) {
        amounts = [amountOf(`${whole}.${cents[1]!}`)!]
        sure = true
        end += cents[0].length
      }
    }
    // `$ 31 57`: cents behind a space
    const spacedCents =
      before.length > 0 && /^\d+$/.test(raw) && mine.length === 0
        ? matchAt(/ (\d{2})(?!\d)(?=\s*(?:$|[^\d\s\p{L}.,%/]))/uy, text, end)
        : null
    if (spacedCents !== null && !size.used) {
      // `$15 15` is one price twice as likely as fifteen cents.
      const twice = spacedCents[1] === raw
      const withCents = amountOf(`${raw}.${spacedCents[1]!}`) ?? raw
      amounts = twice ? [raw, withCents] : [withCents, raw]
      sure = !twice
      end += spacedCents[0].length
    }
    const dash = matchAt(/[.,] ?[-–]{1,2}/y, text, end) ?? matchAt(/:-/y, text, end)
    if (dash !== null) {
      end += dash[0].length
      // `1.299,-`: the dash stands for the cents, so the point before was of thousands.
      const whole = amounts.filter((amount) => !amount.includes('.'))
      if (whole.length > 0) {
        amounts = whole
        sure = true
      }
    }
    const lateCurrency = currency === null && dash !== null ? currenciesAfter(text, end) : null
    if (lateCurrency !== null) end = lateCurrency.end
    let finalCurrency = currency ?? lateCurrency?.list[0] ?? null
    const pence = finalCurrency === null ? matchAt(/ ?(¢|c(?!\p{L})|p(?!\p{L}))/uy, text, end) : null
    if (pence !== null && /^\d{1,2}$/.test(raw)) {
      amounts = [shifted(raw, -2)]
      finalCurrency =
        pence[1] === 'p'
          ? { text: 'p', code: 'GBP', possible: ['GBP'] }
          : { text: '¢', code: null, possible: ['USD', 'CAD', 'EUR'] }
      end += pence[0].length
    }
    if (finalCurrency === null && size.used && vietnameseMagnitude.test(text.slice(start + raw.length, end)))
      finalCurrency = { text: 'đồng', code: 'VND', possible: ['VND'] }
    const percent = finalCurrency === null ? matchAt(/ ?[%％]/y, text, end) : null
    if (percent !== null) end += percent[0].length
    const per = percent === null ? matchAt(perAt, text, end) : null
    const priceLike = finalCurrency !== null || size.used
    if (per !== null) {
      end += per[0].length
      // `1,299 €/l`: fuel and the like have three digits after the point.
      if (amounts.length > 1) sure = false
    }
    const previous = text[start - 1] ?? ''
    const glued =
      /[\p{L}_]/u.test(previous) &&
      !/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(previous) &&
      before.length === 0
    const next = text[end] ?? ''
    const other =
      (glued ||
        (per === null && !priceLike && (matchAt(countAt, text, end) !== null || /\p{L}/u.test(next))) ||
        /^\d+e\d/i.test(text.slice(start, end + 2))) &&
      !(finalCurrency !== null && !glued)
    const signText = text.slice(Math.max(0, start - 6), start)
    const sign =
      /(?:^|[\s(])[-–] ?(?:[^\d\s\p{L}]{1,3} ?)?$/u.test(signText) || (/^[-–]/.test(signText.trim()) && start < 5)
        ? '-'
        : null
    tokens.push({
      raw,
      start,
      end,
      amounts,
      sure,
      currency: finalCurrency,
      magnitude: size.used,
      percent: percent !== null,
      per:
        per === null ? null : { quantity: (per[1] ?? '1').replace(',', '.'), unit: perUnits[per[2]!.toLowerCase()]! },
      shaped: /[.,]\d{2}$/.test(raw) || /\d[.,' ]\d{3}(?!\d)/.test(raw) || dash !== null || spacedCents !== null,
      other,
      sign,
    })
    at = Math.max(end, start + raw.length)
  }
  return tokens
}

const matchKnown = (text: string, at: number): string | null => {
  const { list } = currenciesAfter(text, at)
  return list.find((each) => each.code !== null)?.code ?? null
}
