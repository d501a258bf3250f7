import type { Staged } from '#core/batch.ts'
import { entity } from '#core/entity.ts'
import { name } from '#core/sql.ts'
import type { PersonRow, Store } from '#core/store.ts'
import type { Row } from '#core/warehouse.ts'
import { precedenceOf } from './columns.ts'

/** Lines fetched at a time, so that a large file of people is never held whole. */
const page = 20_000

/** Brings what the staged rows say of people into the store, unseen until their batch is accepted. */
export const bringPeople = async (
  run: (sql: string) => Promise<readonly Row[]>,
  store: Store,
  sequence: number,
  staged: readonly Staged[],
): Promise<void> => {
  store.dropPendingPeople()
  for (const [part, { entity: entityName, table, secondary }] of staged.entries()) {
    const of = entity(entityName)
    const personal = of.fields.filter((field) => field.personal)
    if (personal.length === 0) continue
    const said = personal.map((field) => `${name(field.name)} is not null`).join(' or ')
    const columns = personal.map((field) => `${name(field.name)} as ${field.personal}`).join(', ')
    const [span] = await run(`select min(line) as first, max(line) as last from ${table} where ${said}`)
    if (!span || span['first'] === null) continue
    const precedence = precedenceOf(sequence, part, secondary)
    const fetched = (from: number): Promise<readonly Row[]> =>
      run(
        `select ${name(of.key[0]!)} as id, ${columns} from ${table} where line >= ${from} and line < ${from + page} and (${said})`,
      )
    let coming: Promise<readonly Row[]> | null = fetched(Number(span['first']))
    for (let from = Number(span['first']); coming; from += page) {
      const rows: readonly Row[] = await coming
      // The next are on their way while these are written.
      coming = from + page <= Number(span['last']) ? fetched(from + page) : null
      coming?.catch(() => undefined)
      const people = rows.map((row): PersonRow => ({ ...row, entity: of.name, id: String(row['id']), precedence }))
      if (people.length > 0) store.addPeople(sequence, people)
    }
  }
}
