import { newProvinces, oldProvinces } from './provinces.data.ts'

/** 34 since 2025-07-01, 63 before. */
export type ProvinceList = 34 | 63

/** First day of the 34 provinces. */
export const mergedOn = '2025-07-01'

const newNames = new Map(newProvinces.map(([code, name]) => [code, name]))
const oldNames = new Map(oldProvinces.map(([code, name]) => [code, name]))
const successors = new Map(oldProvinces.map(([code, , , successor]) => [code, successor]))

export const provinceCodes = (list: ProvinceList): readonly string[] => [...(list === 34 ? newNames : oldNames).keys()]

/** Name without its type, e.g. `Hà Nội`; null for a code the list does not have. */
export const provinceName = (code: string, list: ProvinceList): string | null =>
  (list === 34 ? newNames : oldNames).get(code) ?? null

/** The one of the 34 that one of the 63 became part of; null for a code that is none of the 63. */
export const successorOf = (oldCode: string): string | null => successors.get(oldCode) ?? null

/** The ones of the 63 that one of the 34 was made from. */
export const predecessorsOf = (code: string): readonly string[] =>
  oldProvinces.filter(([, , , successor]) => successor === code).map(([old]) => old)

/**
 * Name with its type on a day, e.g. `Tỉnh Đồng Nai` until 2026-04-29, `Thành phố Đồng Nai` since.
 * Null for a code the list does not have.
 */
export const provinceFullName = (code: string, list: ProvinceList, on: string): string | null => {
  const found = (list === 34 ? newProvinces : oldProvinces).find((province) => province[0] === code)
  if (!found) return null
  const type = found[2]
  return `${type === 'c' || (type !== 't' && on >= type) ? 'Thành phố' : 'Tỉnh'} ${found[1]}`
}

const sameName = new Map(
  newProvinces.flatMap(([code, name]) => {
    const old = oldProvinces.find((province) => province[1] === name || (province[0] === '46' && code === '46'))
    return old ? [[code, old[0]] as const] : []
  }),
)

/** The one of the 63 that had the name of one of the 34. */
export const namesakeOf = (code: string): string | null => sameName.get(code) ?? null

/**
 * The one of the 63 a row lies in, as an SQL expression: what was resolved, else, for rows from before the 34, the
 * province of the same name, as there was no other then.
 * @param day expression giving the day the row counts by
 */
export const provinceOldSql = (province: string, provinceOld: string, day: string): string =>
  `coalesce(${provinceOld}, case when ${day} < date '${mergedOn}' then case ${province} ${[...sameName]
    .map(([code, old]) => `when '${code}' then '${old}'`)
    .join(' ')} end end)`
