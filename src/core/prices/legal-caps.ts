/**
 * A limit of law on promotions, in force over a span of days. Kept as data with its source, so that an administrator
 * can change it when the law does; none of this is legal advice.
 */
export type LegalCap = {
  readonly id: string
  readonly country: string
  /** deepest discount as a share of the price just before */
  readonly deepest: number | null
  /** the same inside a concentrated programme announced by the authorities */
  readonly deepestInProgramme: number | null
  /** days a year a product may be sold at a discount */
  readonly daysPerYear: number | null
  readonly from: string
  /** last day in force, null while no end is known */
  readonly to: string | null
  readonly source: string
  /** whether somebody has checked it against the text of the law */
  readonly confirmed: boolean
}

export const legalCaps: readonly LegalCap[] = [
  {
    id: 'vn_promotion_value',
    country: 'VN',
    deepest: 0.5,
    deepestInProgramme: 1,
    daysPerYear: null,
    from: '2018-07-15',
    to: null,
    source: 'Nghị định 81/2018/NĐ-CP, điều 6 và 7',
    confirmed: false,
  },
  {
    id: 'vn_discount_days',
    country: 'VN',
    deepest: null,
    deepestInProgramme: null,
    daysPerYear: 120,
    from: '2018-07-15',
    to: null,
    source: 'Nghị định 81/2018/NĐ-CP, điều 10',
    confirmed: false,
  },
]

export type CapInForce = {
  readonly deepest: number | null
  readonly daysPerYear: number | null
  readonly caps: readonly LegalCap[]
}

/** The strictest of the caps in force on a day in a country. */
export const capsOn = (
  day: string,
  country: string,
  inProgramme: boolean,
  caps: readonly LegalCap[] = legalCaps,
): CapInForce => {
  const inForce = caps.filter((cap) => cap.country === country && cap.from <= day && (cap.to === null || day <= cap.to))
  const least = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value): value is number => value !== null)
    return known.length === 0 ? null : Math.min(...known)
  }
  return {
    deepest: least(inForce.map((cap) => (inProgramme ? cap.deepestInProgramme : cap.deepest))),
    daysPerYear: least(inForce.map((cap) => cap.daysPerYear)),
    caps: inForce,
  }
}
