import { defineMessages, type Words } from '../messages.ts'
import { newProvinces } from './provinces.data.ts'

/** The six socio-economic regions, as drawn for the 34 provinces (government resolution 306/NQ-CP of 2025). */
export type Region =
  | 'northern_midlands'
  | 'red_river_delta'
  | 'north_central'
  | 'south_central'
  | 'southeast'
  | 'mekong_delta'

const words = defineMessages<Region>({
  northern_midlands: { vi: 'Trung du và miền núi phía Bắc', en: 'Northern Midlands and Mountains' },
  red_river_delta: { vi: 'Đồng bằng sông Hồng', en: 'Red River Delta' },
  north_central: { vi: 'Bắc Trung Bộ', en: 'North Central Coast' },
  south_central: { vi: 'Duyên hải Nam Trung Bộ và Tây Nguyên', en: 'South Central Coast and Central Highlands' },
  southeast: { vi: 'Đông Nam Bộ', en: 'Southeast' },
  mekong_delta: { vi: 'Đồng bằng sông Cửu Long', en: 'Mekong Delta' },
})

export const regions: readonly Region[] = Object.keys(words) as Region[]

/** Name of a region; null for a code that is none. */
export const regionWords = (code: string): Words | null => (code in words ? words[code as Region] : null)

/** Region of one of the 34 provinces; null for a code that is none. */
export const regionOf = (province: string): Region | null =>
  newProvinces.find(([code]) => code === province)?.[3] ?? null

/** The region of a column holding codes of the 34 provinces, as an SQL expression; null where unmapped. */
export const regionSql = (column: string): string =>
  `case ${regions
    .map((region) => {
      const codes = newProvinces.filter((province) => province[3] === region).map(([code]) => `'${code}'`)
      return `when ${column} in (${codes.join(', ')}) then '${region}'`
    })
    .join(' ')} end`
