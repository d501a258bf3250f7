import { Fault } from '#core/fault.ts'
import { plainEmail, plainPhone } from '#core/leads/judge.ts'
import type { PersonIds } from '#core/persons/person.ts'
import { list, quote } from '#core/sql.ts'
import type { PersonDeps } from './dependencies.ts'

const textsOf = async (deps: PersonDeps, sql: string): Promise<readonly string[]> =>
  (await deps.run(sql)).map((row) => String(Object.values(row)[0]))

const among = (column: string, ids: readonly string[]): string =>
  ids.length === 0 ? 'false' : `${column} in ${list(ids)}`

/** Rows of a table that name them. */
export const ofThem = ({ contacts, customers }: PersonIds, columns: readonly string[]): string =>
  [
    ...(columns.includes('contact_id') ? [among('contact_id', contacts)] : []),
    ...(columns.includes('customer_id') ? [among('customer_id', customers)] : []),
  ].join(' or ')

export type Who = PersonIds & {
  /** Normal forms of every number and address known of them. */
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

/**
 * Everything one person is known by: contacts and customers of that number, address or id, those they are linked with,
 * and whoever has a number or address of these.
 * @throws Fault `person.unknown`
 */
export const whoIs = async (asked: string, deps: PersonDeps): Promise<Who> => {
  await deps.landing.settle()
  const text = asked.trim()
  const contacts = new Set(await textsOf(deps, `select contact_id from contact where contact_id = ${quote(text)}`))
  const customers = new Set(await textsOf(deps, `select customer_id from customer where customer_id = ${quote(text)}`))
  const [phones, emails] = [new Set<string>(), new Set<string>()]
  const isId = contacts.size + customers.size > 0
  const [phone, email] = [isId ? null : plainPhone(text), plainEmail(text)]
  if (phone !== null) phones.add(phone)
  if (email !== null) emails.add(email)
  for (let before = -1, known = 0; known !== before; ) {
    before = contacts.size + customers.size + phones.size + emails.size
    const named = deps.persons.idsOf(phones, emails)
    for (const id of named.contacts) contacts.add(id)
    for (const id of named.customers) customers.add(id)
    const linked = `contact where (${ofThem({ contacts: [...contacts], customers: [...customers] }, ['contact_id', 'customer_id'])})`
    for (const id of await textsOf(deps, `select contact_id from ${linked}`)) contacts.add(id)
    for (const id of await textsOf(deps, `select distinct customer_id from ${linked} and customer_id is not null`))
      customers.add(id)
    for (const [entity, ids] of [
      ['contact', contacts],
      ['customer', customers],
    ] as const)
      for (const person of deps.people(entity, [...ids]).values()) {
        const [number, address] = [plainPhone(person.phone ?? null), plainEmail(person.email ?? null)]
        if (number !== null) phones.add(number)
        if (address !== null) emails.add(address)
      }
    known = contacts.size + customers.size + phones.size + emails.size
  }
  const who = { contacts: [...contacts], customers: [...customers], phones: [...phones], emails: [...emails] }
  // Somebody may have left their details on a form and be nothing else yet.
  const isKnown = contacts.size + customers.size > 0 || deps.persons.gathered(who, hashesOf(who, deps)).leads.length > 0
  if (!isKnown) throw new Fault('person.unknown', { person: text.slice(0, 120) })
  return who
}

/** Keyed hashes as leads keep numbers and addresses. */
export const hashesOf = ({ phones, emails }: Pick<Who, 'phones' | 'emails'>, deps: PersonDeps): readonly string[] => [
  ...phones.map((phone) => deps.keyedHash(`phone ${phone}`)),
  ...emails.map((email) => deps.keyedHash(`email ${email}`)),
]
