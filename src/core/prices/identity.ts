import { fold } from '#core/fold.ts'

/** What is known of the thing watched; whatever is absent is not compared. */
export type Identity = {
  readonly name?: string | null
  readonly brand?: string | null
  readonly sku?: string | null
  readonly gtin?: string | null
  readonly mpn?: string | null
}

/** Whether the check digit of a GTIN-8, -12, -13 or -14 is right. */
export const isGtin = (text: string): boolean => {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) return false
  const digits = [...text].map(Number).reverse()
  const sum = digits.slice(1).reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10 === digits[0]
}

const nameTokens = (text: string): ReadonlySet<string> =>
  new Set(
    fold(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((token) => token.length > 1),
  )

/** Shared tokens ÷ all tokens, 0–1; 0 when either is empty. */
export const nameLikeness = (a: string, b: string): number => {
  const x = nameTokens(a)
  const y = nameTokens(b)
  if (x.size === 0 || y.size === 0) return 0
  const shared = [...x].filter((token) => y.has(token)).length
  return shared / (x.size + y.size - shared)
}

/** Share of the shorter name's tokens the other holds: a title with the shop's name behind still holds the product. */
export const nameHeld = (a: string, b: string): number => {
  const x = nameTokens(a)
  const y = nameTokens(b)
  if (x.size === 0 || y.size === 0) return 0
  const shared = [...x].filter((token) => y.has(token)).length
  return shared / Math.min(x.size, y.size)
}

const sameCode = (a: string, b: string): boolean =>
  a
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replace(/^0+/, '') ===
  b
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replace(/^0+/, '')

export type IdentityVerdict = {
  readonly matches: boolean
  readonly reason: 'gtin' | 'sku' | 'name' | 'unknown'
  readonly likeness: number
}

/**
 * Whether a page still shows the thing watched: two valid GTINs decide; else an equal SKU or part number;
 * else at least 0.4 of the name's tokens are shared. With nothing to compare it counts as the same.
 */
export const judgeIdentity = (known: Identity, seen: Identity): IdentityVerdict => {
  if (known.gtin && seen.gtin && isGtin(known.gtin) && isGtin(seen.gtin))
    return {
      matches: sameCode(known.gtin, seen.gtin),
      reason: 'gtin',
      likeness: sameCode(known.gtin, seen.gtin) ? 1 : 0,
    }
  for (const key of ['sku', 'mpn'] as const) {
    const mine = known[key]
    const theirs = seen[key]
    if (mine && theirs && sameCode(mine, theirs)) return { matches: true, reason: 'sku', likeness: 1 }
  }
  if (known.name && seen.name) {
    const likeness = Math.max(nameLikeness(known.name, seen.name), nameHeld(known.name, seen.name) * 0.8)
    return { matches: likeness >= 0.4, reason: 'name', likeness }
  }
  return { matches: true, reason: 'unknown', likeness: 1 }
}
