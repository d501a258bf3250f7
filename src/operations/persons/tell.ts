import type { EntityName } from '#core/entity.ts'
import type { PersonIds, ToldPerson } from '#core/persons/person.ts'
import { name } from '#core/sql.ts'
import type { Row } from '#core/warehouse.ts'
import type { PersonDeps } from './dependencies.ts'
import { hashesOf, ofThem, whoIs } from './who.ts'

/** Tables with rows about persons, by what names them there, and the key their notes are kept under. */
const tables: readonly (readonly [EntityName, readonly string[], string])[] = [
  ['contact', ['contact_id', 'customer_id'], 'contact_id'],
  ['customer', ['customer_id'], 'customer_id'],
  ['activity', ['contact_id', 'customer_id'], 'activity_id'],
  ['order_line', ['customer_id', 'contact_id'], 'order_id'],
  ['return_line', ['customer_id'], 'return_id'],
  ['request', ['customer_id'], 'request_id'],
  ['survey_answer', ['customer_id'], 'answer_id'],
]

/** Kinds of rows whose notes were written by or about a person. */
export const notedEntities = ['activity', 'survey_answer'] as const

/** Keys of the rows of a table that name them. */
export const keysOf = async (entity: EntityName, ids: PersonIds, deps: PersonDeps): Promise<readonly string[]> => {
  const [, columns, key] = tables.find(([table]) => table === entity)!
  const rows = await deps.run(`select distinct ${name(key)} as id from ${name(entity)} where ${ofThem(ids, columns)}`)
  return rows.map((row) => String(row['id']))
}

const known = (ids: PersonIds, deps: PersonDeps): readonly ToldPerson[] =>
  (['contact', 'customer'] as const).flatMap((entity) => {
    const of = ids[`${entity}s`]
    const people = deps.people(entity, of)
    return of.map((id) => ({ entity, id, ...people.get(id) }))
  })

/** Who is meant, before anything is told or forgotten. @throws Fault `person.unknown` */
export const findPerson = async (asked: string, deps: PersonDeps) => ({ people: known(await whoIs(asked, deps), deps) })

/** Everything that is kept of one person, as rows by table. @throws Fault `person.unknown` */
export const exportPerson = async (asked: string, deps: PersonDeps) => {
  const who = await whoIs(asked, deps)
  const rows: Record<string, readonly Row[]> = {}
  for (const [entity, columns, key] of tables) {
    const found = await deps.run(
      `select * exclude (batch, line, precedence) from ${name(entity)} where ${ofThem(who, columns)} order by all`,
    )
    const notes = (notedEntities as readonly string[]).includes(entity)
      ? deps.people(entity, [...new Set(found.map((row) => String(row[key])))])
      : null
    rows[entity] = found.map((row) => {
      // Marks by which equal numbers are told apart mean nothing to whoever asks.
      const { phone_hash: _, email_hash: __, ...told } = row
      const note = notes?.get(String(row[key]))?.note
      return note ? { ...told, note } : told
    })
  }
  return { people: known(who, deps), rows, ...deps.persons.gathered(who, hashesOf(who, deps)) }
}
