/** Imported when rows are imported, not at start: it brings the table of wards along. */

import { type Place, provinceResolver } from './resolve-province.ts'
import { wards } from './wards.data.ts'

const byEither = provinceResolver(null, wards)
const byOld = provinceResolver(63, wards)

/** Name, abbreviation, code or address → province, wards known; see `provinceResolver`. */
export const resolveProvince: (text: string) => Place | null = byEither

/** The same for a column known to be written by the list of 63; see `listOfProvinces`. */
export const resolveOldProvince: (text: string) => Place | null = byOld
