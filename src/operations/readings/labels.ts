import { type DimensionName, missingWords, undescribedWords } from '#core/dimension.ts'
import { provinceName } from '#core/geography/provinces.ts'
import { regionWords } from '#core/geography/regions.ts'
import { memberWords } from '#core/member-words.ts'
import { fill } from '#core/messages.ts'
import type { ResultRow } from '#core/read.ts'
import { list } from '#core/sql.ts'
import type { ReadingDeps } from './dependencies.ts'

export type Labels = (dimension: string, member: string | null) => string

const named: Partial<Record<DimensionName, { readonly table: string; readonly key: string }>> = {
  location: { table: 'location', key: 'location_id' },
  product: { table: 'product', key: 'product_id' },
}

/**
 * Looks up, once per answer, the names of the members it shows. A member without one is shown as it stands, one that
 * its list does not hold yet is marked so.
 */
export const labelsFor = async (
  by: readonly DimensionName[],
  rows: readonly ResultRow[],
  deps: ReadingDeps,
): Promise<Labels> => {
  const names = new Map<string, string>()
  for (const [i, dimension] of by.entries()) {
    const ids = [...new Set(rows.map((row) => row[`d${i + 1}`]).filter((id): id is string => typeof id === 'string'))]
    if (ids.length === 0) continue
    const source = named[dimension]
    if (source) {
      const found = await deps.query(
        `select ${source.key} as id, name from ${source.table} where ${source.key} in ${list(ids)}`,
      )
      const known = new Set(found.map((row) => row['id']))
      for (const id of ids)
        if (!known.has(id)) names.set(`${dimension}.${id}`, fill(undescribedWords, deps.language, { id }))
      for (const row of found) if (row['name'] !== null) names.set(`${dimension}.${row['id']}`, String(row['name']))
    } else if (dimension === 'owner' || dimension === 'rep') {
      for (const [id, person] of deps.people('rep', ids)) if (person.name) names.set(`${dimension}.${id}`, person.name)
    }
  }
  return (dimension, member) => {
    if (member === null) return missingWords(dimension as DimensionName)[deps.language]
    if (dimension === 'province') return provinceName(member, 34) ?? member
    if (dimension === 'province_old') return provinceName(member, 63) ?? member
    if (dimension === 'region') return regionWords(member)?.[deps.language] ?? member
    return names.get(`${dimension}.${member}`) ?? memberWords[`${dimension}.${member}`]?.[deps.language] ?? member
  }
}
