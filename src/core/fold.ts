const marks = /\p{M}+/gu
const spaces = /[\s\u00a0\u200b\ufeff]+/gu

/**
 * A text in the one form in which two writings of it are equal: NFC, no outer spaces, single inner spaces, and
 * the letter Đ of Vietnamese where a file has the look-alike Ð of Icelandic, which NFC leaves alone.
 */
export const exact = (text: string): string =>
  text.normalize('NFC').replaceAll('\u00d0', '\u0110').replaceAll('\u00f0', '\u0111').replace(spaces, ' ').trim()

/** A text for lenient matching only, never for keeping: `exact`, in lower case and without diacritics (đ → d). */
export const fold = (text: string): string =>
  exact(text).toLowerCase().normalize('NFD').replace(marks, '').replaceAll('\u0111', 'd').normalize('NFC')
