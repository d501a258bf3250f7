import { Fault } from '#core/fault.ts'
import type { PersonDeps } from './dependencies.ts'
import { keysOf, notedEntities } from './tell.ts'
import { hashesOf, whoIs } from './who.ts'

/**
 * Forgets one person everywhere: names, numbers, addresses, notes and comments go, and no later import brings them
 * back. Rows that count stay, under ids that name nobody; a no to being asked stays too.
 * @throws Fault `person.unknown`, `person.not_confirmed`
 */
export const forgetPerson = async (asked: string, confirmed: boolean, deps: PersonDeps) => {
  const who = await whoIs(asked, deps)
  const counts = { contacts: who.contacts.length, customers: who.customers.length }
  if (!confirmed) throw new Fault('person.not_confirmed', counts)
  // What finds the others goes last: broken off, the same call finds them again and goes on.
  let notes = 0
  for (const entity of notedEntities) notes += deps.persons.forget(entity, await keysOf(entity, who, deps), true)
  const gathered = deps.persons.forgetGathered(who, hashesOf(who, deps))
  const refused_rows = await deps.scrubRefused(who.phones, who.emails)
  deps.persons.forget('contact', who.contacts, true)
  deps.persons.forget('customer', who.customers, true)
  deps.persons.shred()
  return { ...counts, notes, gathered, refused_rows }
}

/** Lets imports say again who a forgotten contact or customer is, such as somebody who comes back. */
export const readmitPerson = async (id: string, deps: PersonDeps) => ({
  readmitted: deps.persons.readmit('contact', [id]) + deps.persons.readmit('customer', [id]),
})
