import { type CurrencyWriting, readCurrency, writingsByLength } from './currency.ts'

/** Writings that are also words or parts of words: money only with a capital, next to a number. */
const capitalOnly = new Set('all try mad le sr dt ld bd jd kd br bs tk r dh qr nis php din.'.split(' '))
const known = new Set(writingsByLength)
const longest = writingsByLength[0]?.length ?? 0
const firsts = new Set(writingsByLength.map((writing) => writing[0]!))
const lasts = new Set(writingsByLength.map((writing) => writing.at(-1)!))
// Chinese, Japanese and Korean are written without spaces: a character there ends no word.
const letter = /[^\P{L}\u3040-\u9fff\uac00-\ud7af]/u

const currencyOf = (text: string): CurrencyWriting | null =>
  capitalOnly.has(text.toLowerCase()) && text[0] !== text[0]!.toUpperCase() ? null : readCurrency(text)

type Found = { readonly currency: CurrencyWriting; readonly start: number; readonly end: number }

/** `đ` of `đơn` is a letter of a word: what begins or ends with a letter must not touch another. */
const stands = (text: string, start: number, end: number): boolean =>
  !(letter.test(text[start]!) && start > 0 && letter.test(text[start - 1]!)) &&
  !(letter.test(text[end - 1]!) && end < text.length && letter.test(text[end]!))

const found = (text: string, start: number, end: number): Found | null => {
  const writing = text.slice(start, end)
  if (!known.has(writing.toLowerCase()) || !stands(text, start, end)) return null
  const currency = currencyOf(writing)
  return currency === null ? null : { currency, start, end }
}

/** The currency written at a place or one space behind it, the longest writing first. */
export const currencyAt = (text: string, at: number): Found | null => {
  const start = text[at] === ' ' ? at + 1 : at
  const first = text[start]?.toLowerCase()
  if (first === undefined || !firsts.has(first)) return null
  for (let length = Math.min(longest, text.length - start); length > 0; length--) {
    const one = found(text, start, start + length)
    if (one !== null) return one
  }
  return null
}

const endingAt = (text: string, from: number, end: number): Found | null => {
  const last = text[end - 1]?.toLowerCase()
  if (last === undefined || !lasts.has(last)) return null
  for (let length = Math.min(longest, end - from); length > 0; length--) {
    const one = found(text, end - length, end)
    if (one !== null) return one
  }
  return null
}

/** Up to two currencies behind a number (`₫`, `$ AUD`) and where they end. */
export const currenciesAfter = (
  text: string,
  at: number,
): { readonly list: readonly CurrencyWriting[]; readonly end: number } => {
  const list: CurrencyWriting[] = []
  let end = at
  for (let one = currencyAt(text, end); one !== null && list.length < 2; one = currencyAt(text, end)) {
    list.push(one.currency)
    end = one.end
  }
  return { list, end }
}

/** Up to two currencies before a number (`NZD $`, `US$:`), the nearest first, none before `from`. */
export const currenciesBefore = (text: string, from: number, at: number): readonly CurrencyWriting[] => {
  const list: CurrencyWriting[] = []
  let end = at
  while (list.length < 2) {
    let place = end
    if (place > from && text[place - 1] === ' ') place--
    let one = endingAt(text, from, place)
    if (one === null && place > from && /[:.]/.test(text[place - 1]!)) one = endingAt(text, from, place - 1)
    if (one === null) break
    list.push(one.currency)
    end = one.start
  }
  return list
}
