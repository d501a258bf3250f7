/** Numbers as people type and paste them, in Vietnamese or English writing. Nothing is guessed where it matters. */

import type { Language } from '#core/messages.ts'
import type { Unit } from '#core/metric.ts'

export type Problem = 'unreadable' | 'ambiguous' | 'share' | 'clear'
export type Read = { readonly value: number } | { readonly problem: Problem }

export type NumberKind = {
  readonly unit: Unit
  readonly language: Language
  /** Whole by nature: three digits after a mark are thousands. */
  readonly whole: boolean
}

type Mark = '.' | ','
type Piece = { readonly digits: string; readonly sign: number; readonly times: number; readonly percent: boolean }

const times: readonly (readonly [RegExp, number])[] = [
  [/(tỷ|tỉ|ty|bn|b)$/, 1e9],
  [/(triệu|trieu|tr|mn|m)$/, 1e6],
  [/(nghìn|nghin|ngàn|ngan|k)$/, 1e3],
]
const currency = /(us\$|vnđ|vnd|đồng|dong|usd|eur|₫|đ|\$|€|£|¥)/g

/** A text without signs, currency, percent and words for size; null where what is left is no number. */
const pieceOf = (text: string): Piece | null => {
  let rest = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s\u00a0\u202f\u2009'’]/g, '')
    .replace(currency, '')
  const negative = /^\(.*\)$/.test(rest) || /^[-−]/.test(rest)
  rest = rest.replace(/^\((.*)\)$/, '$1').replace(/^[-−+]/, '')
  const percent = rest.endsWith('%')
  if (percent) rest = rest.slice(0, -1)
  let size = 1
  for (const [word, each] of times)
    if (size === 1 && word.test(rest)) {
      size = each
      rest = rest.replace(word, '')
    }
  return /^\d[\d.,]*$/.test(rest) ? { digits: rest, sign: negative ? -1 : 1, times: size, percent } : null
}

/** The mark of decimals a text shows by itself: null where it has none, or one that could be either. */
const shownBy = (digits: string): Mark | 'either' | null => {
  const found = [...digits].filter((sign): sign is Mark => sign === '.' || sign === ',')
  const last = found.at(-1)
  if (last === undefined) return null
  const other = last === '.' ? ',' : '.'
  if (found.includes(other)) return last
  if (found.length > 1) return other
  const at = digits.indexOf(last)
  return digits.length - at - 1 !== 3 || at > 3 || digits.startsWith('0') ? last : 'either'
}

const amountOf = (digits: string, decimal: Mark): number | null => {
  const group = decimal === '.' ? ',' : '.'
  const [whole = '', fraction, ...more] = digits.split(decimal)
  if (more.length > 0 || fraction?.includes(group)) return null
  // Thousands stand in threes; 12.34.567 is a slip, not a number.
  if (whole.includes(group) && !new RegExp(`^\\d{1,3}(\\${group}\\d{3})+$`).test(whole)) return null
  return Number(`${whole.replaceAll(group, '') || '0'}.${fraction ?? '0'}`)
}

const inUnit = (value: number, piece: Piece, kind: NumberKind): Read => {
  const scaled = piece.sign * value * piece.times
  // 4,2 tỷ is 4 200 000 000, not what binary fractions make of it.
  const exact = Number(scaled.toPrecision(15))
  if (kind.unit !== 'rate') return piece.percent ? { problem: 'unreadable' } : { value: exact }
  if (piece.percent || exact === 0 || Math.abs(exact) > 1) return { value: Number((exact / 100).toPrecision(15)) }
  // 0,12 may be 12% or 0,12%.
  return { problem: 'share' }
}

/**
 * The texts of one block, read in one writing: what any of them shows (both marks, a repeated one, other than three
 * digits after it) holds for those that could be either. Where none shows it, whole numbers take the mark for
 * thousands and others the reader's own writing; where they contradict each other, those that could be either are
 * left unread. A share is typed in percent.
 */
export const readNumbers = (
  texts: readonly { readonly text: string; readonly kind: NumberKind }[],
): readonly Read[] => {
  const pieces = texts.map(({ text }) => pieceOf(text))
  const shown = new Set(
    pieces.flatMap((piece) => {
      const mark = piece ? shownBy(piece.digits) : null
      return mark === '.' || mark === ',' ? [mark] : []
    }),
  )
  return pieces.map((piece, i): Read => {
    if (!piece) return { problem: 'unreadable' }
    const { kind } = texts[i]!
    const own = shownBy(piece.digits)
    const usual: Mark = kind.language === 'vi' ? ',' : '.'
    if (own === 'either' && shown.size === 0 && kind.whole && piece.times === 1)
      return inUnit(Number(piece.digits.replace(/[.,]/, '')), piece, kind)
    if (own === 'either' && shown.size > 1) return { problem: 'ambiguous' }
    // Thousands by nature, decimals by the rest of the block.
    if (own === 'either' && kind.whole && piece.times === 1 && piece.digits.includes([...shown][0]!))
      return { problem: 'ambiguous' }
    const decimal = own === '.' || own === ',' ? own : ([...shown][0] ?? usual)
    const value = amountOf(piece.digits, own === 'either' || own === null ? decimal : own)
    return value === null ? { problem: 'unreadable' } : inUnit(value, piece, kind)
  })
}
