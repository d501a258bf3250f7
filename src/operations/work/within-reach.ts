import { Fault } from '#core/fault.ts'
import { quote } from '#core/sql.ts'
import type { WorkDeps } from './dependencies.ts'
import { isHidden, rowsBehind } from './waiting.ts'

type Person = { readonly contact_id: string | null; readonly customer_id: string | null }

const ever = (deps: WorkDeps): string => `2000-01-01..${deps.today()}`

/** Rows of metrics in which a person of the asker’s part stands. */
const places = (column: keyof Person, deps: WorkDeps): readonly (readonly [metric: string, period: string])[] =>
  column === 'contact_id'
    ? [
        ['contacts_new', ever(deps)],
        ['contacts_duplicate', ever(deps)],
      ]
    : [
        ['active_customers', 'today'],
        ['overdue_customers', 'today'],
        ['requests_open', 'today'],
        ['resolution_hours', ever(deps)],
        ['detractors_open', ever(deps)],
        ['nps', ever(deps)],
      ]

const stands = async (statement: string, column: string, id: string, deps: WorkDeps): Promise<boolean> =>
  (await deps.query(`select 1 as found from (${statement}) p where p.${column} = ${quote(id)} limit 1`)).length > 0

/** Tables a person may be named in, whoever asks. */
const tables: Readonly<Record<keyof Person, readonly string[]>> = {
  contact_id: ['contact'],
  customer_id: ['customer', 'order_line', 'contact', 'request', 'survey_answer'],
}

const isKnown = async (column: keyof Person, id: string, deps: WorkDeps): Promise<boolean> => {
  for (const table of tables[column]) if (await stands(`select ${column} from ${table}`, column, id, deps)) return true
  return false
}

const isWithin = async (column: keyof Person, id: string, deps: WorkDeps): Promise<boolean> => {
  if (!deps.scope) return true
  for (const [metric, period] of places(column, deps))
    try {
      if (await stands(rowsBehind(metric, period, [], deps), column, id, deps)) return true
    } catch (error) {
      if (!isHidden(error)) throw error
    }
  return false
}

/**
 * A log is written about people of the asker’s own part only; who stands elsewhere and who stands nowhere are told
 * apart to nobody who may not see the whole.
 * @throws Fault `work.person_unknown`, `work.outside`
 */
export const demandWithin = async (person: Person, deps: WorkDeps): Promise<void> => {
  for (const column of ['contact_id', 'customer_id'] as const) {
    const id = person[column]
    if (id === null) continue
    if (!(await isWithin(column, id, deps))) throw new Fault('work.outside', { person: id })
    if (!deps.scope && !(await isKnown(column, id, deps))) throw new Fault('work.person_unknown', { person: id })
  }
}
