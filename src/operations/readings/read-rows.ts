import type { EntityName } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import type { Emit } from '#core/operation.ts'
import { planRows } from '#core/plan-rows.ts'
import type { Row } from '#core/warehouse.ts'
import type { ReadingDeps } from './dependencies.ts'
import { metricNamed, type ReadingInput, requestOf } from './request.ts'

/** Whose name and number stand beside a row: the first of these its columns name. */
const persons: readonly (readonly [column: string, entity: EntityName])[] = [
  ['contact_id', 'contact'],
  ['customer_id', 'customer'],
]

/** Rows with what is needed to call the person they are about, taken from the store, where names alone live. */
const withPeople = (rows: readonly Row[], deps: ReadingDeps): readonly Row[] => {
  const person = persons.find(([column]) => rows[0] !== undefined && column in rows[0])
  if (!person) return rows
  const [column, entity] = person
  const ids = [...new Set(rows.map((row) => row[column]).filter((id): id is string => typeof id === 'string'))]
  const people = deps.people(entity, ids)
  return rows.map((row) => {
    const found = people.get(String(row[column]))
    const contactable = { name: found?.name ?? null, phone: found?.phone ?? null, email: found?.email ?? null }
    return { [column]: row[column] ?? null, ...contactable, ...row }
  })
}

/** What customers wrote beside their answers: words of theirs live in the store as well. */
const withComments = (rows: readonly Row[], deps: ReadingDeps): readonly Row[] => {
  if (rows[0] === undefined || !('answer_id' in rows[0])) return rows
  const ids = rows.map((row) => row['answer_id']).filter((id): id is string => typeof id === 'string')
  const answers = deps.people('survey_answer', ids)
  return rows.map((row) => ({ ...row, comment: answers.get(String(row['answer_id']))?.note ?? null }))
}

const shown = (rows: readonly Row[], deps: ReadingDeps): readonly Row[] => withPeople(withComments(rows, deps), deps)

const wholeNumber = (limit: number | null): number | null => {
  if (limit !== null && !(Number.isSafeInteger(limit) && limit >= 0))
    throw new Fault('option.unknown_value', { option: 'limit', value: String(limit), allowed: ['0', '1', '2', '…'] })
  return limit
}

/**
 * The rows behind a metric's current period, newest first (work to do: oldest first), in chunks.
 * @param limit null for all
 * @throws Fault `rows.hidden_for_anonymity` for metrics over employees' answers, `option.unknown_value` for a limit
 * that is no whole number.
 */
export const readRows = async (
  input: ReadingInput & { readonly limit?: number | null },
  deps: ReadingDeps,
  each: Emit,
): Promise<void> => {
  const metric = metricNamed(input.id)
  const statement = planRows(metric, requestOf(input, deps), wholeNumber(input.limit ?? null), deps.settings())
  let some = false
  await deps.stream(statement, (rows) => {
    some = true
    return each(shown(rows, deps))
  })
  if (some) return
  const columns = await deps.query(`select column_name from (describe ${statement})`)
  const none = Object.fromEntries(columns.map((column) => [String(column['column_name']), null]))
  await each([], Object.keys(shown([none], deps)[0]!))
}
