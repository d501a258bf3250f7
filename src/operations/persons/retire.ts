import { quote } from '#core/sql.ts'
import type { PersonDeps } from './dependencies.ts'
import { keysOf, notedEntities } from './tell.ts'

/** Contacts and customers nothing was heard of, bought by or done for since a day. */
const quietSql = (entity: 'contact' | 'customer', since: string): string => {
  const day = `date ${quote(since)}`
  const ours = `${entity}_id`
  const seen = [
    `select ${ours} from activity v where v.at >= ${day}`,
    `select ${ours} from order_line where placed_at >= ${day}`,
    ...(entity === 'customer'
      ? [
          `select customer_id from request where opened_at >= ${day}`,
          `select customer_id from survey_answer where answered_at >= ${day}`,
          `select customer_id from contact where received_at >= ${day}`,
          `select customer_id from customer where first_seen_on >= ${day}`,
        ]
      : []),
  ]
  const heard = `select ${ours} from (${seen.join(' union all ')}) where ${ours} is not null`
  return entity === 'contact'
    ? `select contact_id as id from contact where received_at < ${day} and contact_id not in (${heard})
        and (customer_id is null or customer_id not in (select customer_id from order_line where placed_at >= ${day} and customer_id is not null))`
    : `select customer_id as id from customer where customer_id not in (${heard})`
}

/**
 * Forgets what names people nothing was heard of for the months an owner set; nothing where none are set. They are
 * taken in again when a later import names them.
 * @returns how many contacts and customers
 */
export const retirePeople = async (deps: PersonDeps): Promise<number> => {
  const months = deps.settings().retention_months
  if (months <= 0) return 0
  await deps.landing.settle()
  const [row] = await deps.run(
    `select cast(cast(date ${quote(deps.today())} - to_months(${Math.round(months)}) as date) as varchar) as since`,
  )
  const since = String(row!['since'])
  let count = 0
  for (const entity of ['contact', 'customer'] as const) {
    const quiet = (await deps.run(quietSql(entity, since))).map(({ id }) => String(id))
    const ids = deps.persons.kept(entity, quiet)
    if (ids.length === 0) continue
    const who = { contacts: entity === 'contact' ? ids : [], customers: entity === 'customer' ? ids : [] }
    for (const noted of notedEntities) deps.persons.forget(noted, await keysOf(noted, who, deps), false)
    deps.persons.forget(entity, ids, false)
    count += ids.length
  }
  if (count > 0) deps.persons.shred()
  return count
}
