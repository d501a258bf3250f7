import { currencyOfPlace, currencyRows, sharedWritings } from './currencies.data.ts'

/** Money as written: which currencies it can mean. `code` is null while several are possible. */
export type CurrencyWriting = {
  readonly text: string
  readonly code: string | null
  readonly possible: readonly string[]
}

const digitsByCode = new Map(currencyRows.map(([code, digits]) => [code, digits]))
const codeByWriting = new Map<string, string>()
for (const [code, , ...writings] of currencyRows)
  for (const writing of writings) if (!codeByWriting.has(writing)) codeByWriting.set(writing, code)

/** Digits a shop writes after the decimal separator: 0 for VND, 2 for EUR, 3 for KWD; null for an unknown code. */
export const currencyDigits = (code: string | null | undefined): number | null => digitsByCode.get(code ?? '') ?? null

export const isCurrencyCode = (text: string): boolean => digitsByCode.has(text)

/** Longest writings first, so that `us$` is not read as `$` after a stray `us`. */
export const writingsByLength: readonly string[] = [
  ...codeByWriting.keys(),
  ...Object.keys(sharedWritings),
  'ft',
  '¢',
].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))

/**
 * What a piece of text means as a currency, or null when it is none.
 * @param text as written, e.g. `₫`, `VNĐ`, `US$`, `Ft`, `$`
 */
export const readCurrency = (text: string): CurrencyWriting | null => {
  const trimmed = text.trim()
  // A forint is written `Ft`; `ft` is a foot.
  if (trimmed === 'Ft') return { text: trimmed, code: 'HUF', possible: ['HUF'] }
  const key = trimmed.toLowerCase()
  const shared = sharedWritings[key]
  if (shared !== undefined) return { text: trimmed, code: null, possible: shared }
  const code = codeByWriting.get(key)
  return code === undefined ? null : { text: trimmed, code, possible: [code] }
}

/** Currency that goes with a country-code domain (`vn`) or a language region (`vi-VN`, `de_AT`); null when unknown. */
export const currencyOfRegion = (region: string | null | undefined): string | null => {
  if (region === null || region === undefined) return null
  const parts = region.toLowerCase().split(/[-_.]/)
  const last = parts.at(-1) ?? ''
  const own = currencyOfPlace[last]
  if (parts.length > 1) return own ?? null
  const byLanguage: Readonly<Record<string, string>> = { vi: 'VND', ja: 'JPY', ko: 'KRW', zh: 'CNY', he: 'ILS' }
  return byLanguage[last] ?? null
}

export const currencyOfDomain = (host: string): string | null => {
  const end = host.toLowerCase().split('.').at(-1) ?? ''
  return end.length === 2 ? (currencyOfPlace[end] ?? null) : null
}
