import { fold } from '../fold.ts'

/** What a piece of an address says it is; `bare` says nothing. */
export type PieceKind = 'province' | 'city' | 'district' | 'ward' | 'bare'

/** One piece of an address: its kind, the letter of its exact type (`q` quận … `p` phường …), and its name folded to letters and digits. */
export type Piece = { readonly kind: PieceKind; readonly type: string; readonly name: string; readonly words: string }

export const compact = (folded: string): string => folded.replace(/[^a-z0-9]/g, '')

/** Names that hold a dash of their own, so that it is not taken for a separator. */
const dashed =
  /(ba ria|br|thua thien|t\.?\s?t|phan rang|sai gon|vung tau|quang nam|gia lai|dak lak)\s*[-–—]\s*(vung tau|vt|hue|thap cham|gia dinh|con dao|da nang|kon tum|dak nong)/g

const forms: readonly (readonly [RegExp, PieceKind, string])[] = [
  [/^(?:tinh|t) (.+)$/, 'province', ''],
  [/^(.+) province$/, 'province', ''],
  [/^thu do (.+)$/, 'province', ''],
  [/^(?:thanh pho|tp|t p) ?(.+)$/, 'city', 'c'],
  [/^(.+) (?:city|capital)$/, 'city', 'c'],
  [/^(?:quan|q) ?(\d+)$/, 'district', 'q'],
  [/^district (\d+)$/, 'district', 'q'],
  [/^(?:quan|q) (.+)$/, 'district', 'q'],
  [/^(?:huyen|h) (.+)$/, 'district', 'h'],
  [/^(?:thi xa|tx|t x) (.+)$/, 'district', 'x'],
  [/^(.+) district$/, 'district', ''],
  [/^(?:phuong|p) ?(\d+)$/, 'ward', 'p'],
  [/^(?:phuong|p) (.+)$/, 'ward', 'p'],
  [/^(?:xa|x) (.+)$/, 'ward', 'x'],
  [/^(?:thi tran|tt|t t) (.+)$/, 'ward', 't'],
  [/^dac khu (.+)$/, 'ward', 'd'],
  [/^(.+) ward$/, 'ward', ''],
]

/** A piece from its words, folded and single-spaced. */
export const pieceOf = (words: string): Piece => {
  for (const [form, kind, type] of forms) {
    const match = form.exec(words)
    if (match) return { kind, type, name: compact(match[1]!).replace(/^0+(?=\d)/, ''), words }
  }
  return { kind: 'bare', type: '', name: compact(words), words }
}

const separators = /[,;|/\n\t()[\]]|\s[-–—]\s/
const eager = /[,;|/\n\t()[\]]|[-–—]/

/** Cuts an address into its pieces, in order; without the country. `dashes`: a dash without spaces separates too. */
export const piecesOf = (text: string, dashes = false): readonly Piece[] =>
  fold(text)
    .replace(dashed, '$1 $2')
    .split(dashes ? eager : separators)
    .map((piece) =>
      piece
        .replace(/[._'’"“”:]/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/\b(?:viet ?nam|vn)$/, '')
        .trim(),
    )
    .filter((piece) => piece !== '')
    .map(pieceOf)
