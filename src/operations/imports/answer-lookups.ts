import type { Compiled } from '#core/import/compile.ts'
import { type Lookup, provinceResolver } from '#core/import/lookups.ts'
import { quote } from '#core/sql.ts'
import type { Note } from '#core/table.ts'
import type { ImportDeps } from './dependencies.ts'
import type { Temporaries } from './stage-table.ts'

/** A column written by the list of 63 is read by it: some names mean less there than they do today. */
const placing = async (lookup: Lookup, texts: readonly string[]): Promise<Lookup['resolve']> => {
  const { listOfProvinces } = await import('#core/geography/resolve-province.ts')
  if (listOfProvinces(texts) === null) return lookup.resolve
  const { resolveOldProvince } = await import('#core/geography/resolve.ts')
  return provinceResolver(resolveOldProvince, lookup.values)
}

/** Finds what a lookup's values mean and stores those that do not mean themselves; null where there are none. */
export const answerLookup = async (
  lookup: Lookup,
  { relations, skip }: Compiled,
  raw: string,
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<{ table: string | null; notes: readonly Note[] }> => {
  const from = /^c\d+$/.test(lookup.sql) && !relations.includes('first_value') ? raw : null
  const values = await deps.run(
    from
      ? `select ${lookup.sql} as value, count(*) as rows from ${from} where ${lookup.sql} is not null and not coalesce(${skip}, false) group by 1`
      : `${relations} select ${lookup.sql} as value, count(*) as rows from placed where not skipped and ${lookup.sql} is not null group by 1`,
  )
  const rows: string[] = []
  const unknown: { value: string; rows: number }[] = []
  const literal = (text: string | null): string => (text === null ? 'null' : quote(text))
  const texts = values.map((row) => String(row['value']))
  const resolve = lookup.kind === 'province' ? await placing(lookup, texts) : lookup.resolve
  for (const row of values) {
    const value = String(row['value'])
    const meaning = resolve(value)
    if (!meaning) continue
    if (!meaning.known) unknown.push({ value, rows: Number(row['rows']) })
    rows.push(`(${quote(value)}, ${literal(meaning.meaning)}, ${literal(meaning.also)}, ${meaning.known})`)
  }
  const notes =
    lookup.kind === 'province' && unknown.length > 0
      ? [
          {
            code: 'province.unmapped',
            params: {
              column: lookup.header,
              rows: unknown.reduce((sum, entry) => sum + entry.rows, 0),
              examples: unknown.slice(0, 5).map((entry) => entry.value),
            },
          },
        ]
      : []
  if (rows.length === 0) return { table: null, notes }
  const table = temporaries.make('lookup')
  await deps.run(`create temp table ${table} (value varchar, meaning varchar, also varchar, known boolean)`)
  for (let at = 0; at < rows.length; at += 5_000)
    await deps.run(`insert into ${table} values ${rows.slice(at, at + 5_000).join(', ')}`)
  return { table, notes }
}
