import { actorOf } from '#core/access.ts'
import { day, list } from '#core/sql.ts'
import type { LoggedContact } from '#core/work/answer.ts'
import { activityIdOf, keyOfFile } from '#core/work/log-names.ts'
import type { WorkDeps } from './dependencies.ts'
import { wallText } from './waiting.ts'

const most = 100

/** Logs the asker wrote today that stand, newest first. */
export const loggedToday = async (deps: WorkDeps): Promise<readonly LoggedContact[]> => {
  const by = actorOf(deps.access)
  const today = deps.today()
  const keys = deps
    .batches()
    .filter((batch) => batch.withdrawn_at === null && batch.by === by)
    .flatMap((batch) => keyOfFile(batch.file) ?? [])
    .slice(-most)
  if (keys.length === 0) return []
  const rows = await deps.query(
    `select v.activity_id, v.at, v.contact_id, v.customer_id, v.method, v.reached, v.next_step from activity v
where v.activity_id in ${list(keys.map(activityIdOf))} and cast(v.at as date) = ${day(today)} order by v.at desc, v.activity_id`,
  )
  const ids = (column: string): string[] => rows.flatMap((row) => (row[column] ? [String(row[column])] : []))
  const contacts = deps.people('contact', ids('contact_id'))
  const customers = deps.people('customer', ids('customer_id'))
  const start = activityIdOf('').length
  return rows.map((row) => ({
    key: String(row['activity_id']).slice(start),
    at: wallText(row['at'])!,
    contact_id: (row['contact_id'] as string | null) ?? null,
    customer_id: (row['customer_id'] as string | null) ?? null,
    name: contacts.get(String(row['contact_id']))?.name ?? customers.get(String(row['customer_id']))?.name ?? null,
    method: (row['method'] as string | null) ?? null,
    reached: (row['reached'] as boolean | null) ?? null,
    next_step: (row['next_step'] as string | null) ?? null,
  }))
}
