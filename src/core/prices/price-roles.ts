import type { NumberToken } from './price-tokens.ts'
import { askWords, freeWords, monthWords, wordsAfter, wordsBefore } from './price-words.data.ts'

export type PriceRole =
  | 'price'
  | 'list'
  | 'discount'
  | 'instalment'
  | 'threshold'
  | 'shipping'
  | 'member'
  | 'coupon'
  | 'deposit'
  | 'unit'
  | 'tax_excluded'
  | 'converted'

/** Chinese, Japanese and Korean words stand without spaces; the others end where a letter does not follow. */
const wordPattern = (words: string): string => {
  const [unspaced, spaced] = [true, false].map((wanted) =>
    words
      .split('|')
      .filter((word) => /^[\u3040-\u9fff\uac00-\ud7af]/u.test(word) === wanted)
      .join('|'),
  )
  return unspaced === ''
    ? `(?<!\\p{L})(?:${spaced})(?!\\p{L})`
    : `(?:(?<!\\p{L})(?:${spaced})(?!\\p{L})|(?:${unspaced}))`
}
const anywhere = (words: string): RegExp => new RegExp(wordPattern(words), 'iu')
export const before = Object.fromEntries(
  Object.entries(wordsBefore).map(([role, words]) => [role, anywhere(words)]),
) as Record<keyof typeof wordsBefore, RegExp>
const after = Object.fromEntries(
  Object.entries(wordsAfter).map(([role, words]) => [role, new RegExp(`^[\\s(*,:.-]*(?:${words})(?!\\p{L})`, 'iu')]),
) as Record<keyof typeof wordsAfter, RegExp>
export const free = new RegExp(wordPattern(freeWords), 'iu')
export const ask = new RegExp(wordPattern(askWords), 'iu')
export const month = new RegExp(wordPattern(monthWords), 'iu')

const everywhere = Object.entries(before).map(
  ([role, pattern]) => [role as keyof typeof wordsBefore, new RegExp(pattern.source, 'giu')] as const,
)

/** The role word nearest before the number wins: `Giá gốc … Giá KM …`. */
const roleBefore = (text: string): keyof typeof wordsBefore | null => {
  let best: keyof typeof wordsBefore | null = null
  let bestEnd = -1
  if (!/\p{L}/u.test(text)) return null
  for (const [role, pattern] of everywhere) {
    const found = [...text.matchAll(pattern)].at(-1)
    if (found === undefined) continue
    const end = found.index + found[0].length
    if (end > bestEnd || (end === bestEnd && role !== 'sale' && role !== 'from')) {
      best = role
      bestEnd = end
    }
  }
  return best
}

const strongRoles = new Set(['threshold', 'instalment', 'coupon'])

/** A number that is money, and what the words around it make of it. */
export type Judged = {
  readonly token: NumberToken
  readonly role: PriceRole
  readonly from: boolean
  readonly tax: 'included' | 'excluded' | null
}

/** What a number is, by the words and signs around it; null when it counts or names something. */
export const judge = (text: string, tokens: readonly NumberToken[], index: number): Judged | null => {
  const token = tokens[index]!
  const previous = tokens[index - 1]
  const following = tokens[index + 1]
  const lead = text.slice(previous?.end ?? 0, token.start).toLowerCase()
  const tail = text.slice(token.end, following?.start ?? text.length).toLowerCase()
  const named = roleBefore(lead)
  // `40.00€ Brez DDV: 36.53€`: the words belong to the amount they lead to.
  const excluded = after.taxExcluded.test(tail)
  const tax =
    after.taxIncluded.test(tail) || /税込|đã (bao )?gồm vat|incl\.? vat/u.test(tail)
      ? 'included'
      : !excluded
        ? null
        : following !== undefined && /:\s*\p{Sc}?\s*$/u.test(tail)
          ? 'included'
          : 'excluded'
  const from = named === 'from' || /^ ?\+/.test(tail) || /^ ?[~∼～](?!\s*\d)/u.test(tail)
  const role = ((): PriceRole | 'sold' => {
    if (after.discount.test(tail)) return 'discount'
    if (/^\(.*\)$/.test(text)) return 'discount'
    if (/(?<![\d.,])\d{1,2} ?[x×] ?\p{Sc}?\s?$/iu.test(text.slice(0, token.start))) return 'instalment'
    if (after.instalment.test(tail) || token.per?.unit === 'month') return 'instalment'
    if (after.threshold.test(tail)) return 'shipping'
    if (named === 'from' && before.threshold.test(lead) && !/^\s*(?:dès|over|above)\s*$/u.test(lead)) return 'threshold'
    for (const strong of strongRoles) if (before[strong as 'threshold'].test(lead)) return strong as PriceRole
    if (after.member.test(tail)) return 'member'
    if (after.coupon.test(tail)) return 'coupon'
    if (after.list.test(tail)) return 'list'
    switch (named) {
      case 'list':
        return 'list'
      case 'discount':
        return 'discount'
      case 'shipping':
        return 'shipping'
      case 'member':
        return 'member'
      case 'deposit':
        return 'deposit'
      case 'unit':
        return 'unit'
      case 'taxExcluded':
        return tokens.some((other, at) => at < index && other.currency !== null) ? 'tax_excluded' : 'price'
      case 'sold':
        return token.currency === null ? 'sold' : 'price'
      default:
        return 'price'
    }
  })()
  if (role === 'sold') return null
  if (role === 'price' && token.sign === '-' && token.currency !== null && previous === undefined)
    return { token, role: 'discount', from, tax }
  // `AED 8000 (USD 2179)`: the same price in other money
  if (
    role === 'price' &&
    /\(\s*\S{0,4}\s*$/u.test(lead) &&
    previous?.currency?.code &&
    token.currency?.code &&
    previous.currency.code !== token.currency.code
  )
    return { token, role: 'converted', from, tax }
  return {
    token,
    role,
    from,
    tax: role !== 'price' ? tax : named === 'taxExcluded' ? 'excluded' : named === 'taxIncluded' ? 'included' : tax,
  }
}
