/**
 * An exact decimal number as text: digits, at most one dot, no leading zeros, no trailing zeros after the dot
 * (`1290000`, `229.99`, `0.5`). Two amounts are equal when their texts are.
 */
export type Amount = string

/** Digits with an optional dot → the canonical text; null when it is no plain decimal or is beyond 15 whole digits. */
export const amountOf = (text: string): Amount | null => {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (found === null) return null
  const whole = found[1]!.replace(/^0+(?=\d)/, '')
  const part = (found[2] ?? '').replace(/0+$/, '')
  if (whole.length > 15) return null
  return part === '' ? whole : `${whole}.${part}`
}

const split = (amount: Amount): { units: bigint; scale: number } => {
  const [whole, part = ''] = amount.split('.')
  return { units: BigInt(`${whole}${part}`), scale: part.length }
}

const join = (units: bigint, scale: number): Amount => {
  const digits = units.toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return amountOf(text) ?? '0'
}

/** amount × 10^power, exactly; power may be negative. */
export const shifted = (amount: Amount, power: number): Amount => {
  const { units, scale } = split(amount)
  return power > scale ? join(units * 10n ** BigInt(power - scale), 0) : join(units, scale - power)
}

export const added = (a: Amount, b: Amount): Amount => {
  const x = split(a)
  const y = split(b)
  const scale = Math.max(x.scale, y.scale)
  return join(x.units * 10n ** BigInt(scale - x.scale) + y.units * 10n ** BigInt(scale - y.scale), scale)
}

/** Negative when a < b, 0 when equal, positive when a > b. */
export const compared = (a: Amount, b: Amount): number => {
  if (a === b) return 0
  const x = split(a)
  const y = split(b)
  const scale = Math.max(x.scale, y.scale)
  const difference = x.units * 10n ** BigInt(scale - x.scale) - y.units * 10n ** BigInt(scale - y.scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** amount ÷ count, rounded half up to `digits` after the dot. */
export const divided = (amount: Amount, count: number, digits: number): Amount => {
  const { units, scale } = split(amount)
  const power = BigInt(digits + 1)
  const raised = (units * 10n ** power) / (BigInt(count) * 10n ** BigInt(scale))
  return join((raised + 5n) / 10n, digits)
}

export const isZero = (amount: Amount): boolean => amount === '0'

/** For ratios and gates only; never to be stored. */
export const approximate = (amount: Amount): number => Number(amount)

/** Whole minor units (cents; đồng for VND), or null when the amount has more digits than the currency writes. */
export const minorUnits = (amount: Amount, digits: number): bigint | null => {
  const { units, scale } = split(amount)
  return scale > digits ? null : units * 10n ** BigInt(digits - scale)
}

/** The integer power n ≠ 0 with a = b × 10^n exactly; null when there is none. */
export const powerOfTenBetween = (a: Amount, b: Amount): number | null => {
  if (isZero(a) || isZero(b)) return null
  for (let power = -6; power <= 6; power++) if (power !== 0 && shifted(b, power) === a) return power
  return null
}
