const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const subscripts = '₀₁₂₃₄₅₆₇₈₉'
/** First code of each run of ten digits that shops write prices with. */
const digitRuns = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10]

const plainDigit = (character: string): string => {
  const code = character.codePointAt(0)!
  const start = digitRuns.find((first) => code >= first && code < first + 10)
  return start === undefined ? character : String(code - start)
}

/** Longest text a price is looked for in; the rest of a longer one is left out. */
const longestPriceText = 300

/**
 * One writing for what shops write in many: plain digits and spaces, no invisible marks, raised cents as a decimal part
 * (`19⁹⁹` → `19.99`; normalising first would make it 1999), Arabic separators as `,` and `.`.
 */
export const plainText = (text: string): string => {
  const short = text.length > longestPriceText ? text.slice(0, longestPriceText) : text
  // Most texts hold nothing to change.
  if (/^[\x20-\x7e]*$/.test(short)) return short.replace(/ {2,}/g, ' ').trim()
  return short
    .replace(/(\d)([⁰¹²³⁴-⁹]{2}|[₀-₉]{2})(?![⁰¹²³⁴-⁹₀-₉])/g, (_, digit: string, cents: string) => {
      const raised = [...cents].map((c) => Math.max(superscripts.indexOf(c), subscripts.indexOf(c))).join('')
      return `${digit}.${raised}`
    })
    .replace(/[⁰¹²³⁴-⁹₀-₉]/g, '')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/gu, ' ')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/g, plainDigit)
    .replace(/\u066c/g, ',')
    .replace(/\u066b/g, '.')
    .replace(/[\uff0e\uff61]/g, '.')
    .replace(/[\uff0c]/g, ',')
    .replace(/[’‘`´ʹ′]/g, "'")
    .replace(/[−‒–—―]/g, '–')
    .replace(/[＄]/g, '$')
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .trim()
}
