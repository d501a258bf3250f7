import { addDays } from '#core/calendar/day.ts'
import { holidayTest } from '#core/calendar/holidays.ts'
import { addressIn, mailboxOf } from '#core/mail.ts'
import type { Candidate, CustomerFacts, Sent } from '#core/surveys/decide.ts'
import type { Invitation } from '#core/surveys/invitation.ts'
import type { SendingHours } from '#core/surveys/opening.ts'
import { planFacts } from '#core/surveys/plan-facts.ts'
import { programOf, type Survey } from '#core/surveys/survey.ts'
import type { Row } from '#core/warehouse.ts'
import type { SurveyDeps } from './dependencies.ts'

/** A customer who may be asked, with all that is written into the invitation. */
export type Asked = Candidate & {
  readonly survey: Survey
  readonly address: string | null
  readonly name: string | null
  readonly location_id: string | null
  readonly product_line: string | null
  readonly owner: string | null
}

/** Domain part of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

export const mailboxKey = (address: string, { keyedId }: Pick<SurveyDeps, 'keyedId'>): string =>
  keyedId(`mailbox\n${mailboxOf(address)}`)

/** When surveys go out: the hours set, without public holidays and the days off an owner has added. */
export const sendingHours = ({
  surveys,
  settings,
  today,
}: Pick<SurveyDeps, 'surveys' | 'settings' | 'today'>): SendingHours => {
  const isHoliday = holidayTest(settings().holidays)
  const from = today()
  const days = Array.from({ length: 800 }, (_, n) => addDays(from, n - 1))
  return { hours: surveys.sending().hours, holidays: new Set(days.filter(isHoliday)) }
}

const text = (row: Row, name: string): string | null => (row[name] === null ? null : String(row[name]))

const sentOf = (invitations: readonly Invitation[], about: ReadonlyMap<string, Survey>): readonly Sent[] =>
  invitations
    // What did not arrive asked nobody.
    .filter(({ state }) => state !== 'failed' && state !== 'bounced')
    .map(({ survey, at, reminded_at, answered_at }) => ({
      program: survey,
      relationship: about.get(survey)?.about === 'relationship',
      at,
      reminded_at,
      answered_at,
    }))

const answersOf = (joined: string | null): CustomerFacts['answers'] =>
  (joined ?? '')
    .split(' ')
    .filter((each) => each !== '')
    .map((each) => ({ at: each.slice(each.indexOf('@') + 1), relationship: each.startsWith('nps@') }))

const later = (a: string | null | undefined, b: string | undefined): string | null =>
  !a ? (b ?? null) : b && b > a ? b : a

const eventOf = (row: Row, { about }: Survey): string | null =>
  about === 'purchase' ? text(row, 'bought_on') : about === 'request' ? text(row, 'resolved_on') : null

const isMeant = (row: Row, { product_lines, locations, about }: Survey): boolean => {
  const line = text(row, about === 'relationship' ? 'first_line' : 'product_line')
  const place = text(row, about === 'relationship' ? 'home_id' : 'location_id')
  return (
    (product_lines.length === 0 || (line !== null && product_lines.includes(line))) &&
    (locations.length === 0 || (place !== null && locations.includes(place)))
  )
}

/**
 * Everybody some surveys could ask, with what is known of them: one question to the tables, the rest from the store.
 * @param customers these only; null: everybody
 * @param due leaves out who cannot be asked today, where nobody wants to know when
 */
export const candidatesFor = async (
  asking: readonly Survey[],
  { customers, due }: { readonly customers: readonly string[] | null; readonly due: boolean },
  deps: SurveyDeps,
): Promise<readonly Asked[]> => {
  if (asking.length === 0) return []
  const rows = await deps.askTables(planFacts({ wall: deps.wall(), customers, due }))
  const people = deps.people(
    'customer',
    rows.map((row) => String(row['customer_id'])),
  )
  const about = new Map(deps.surveys.surveys().map((survey) => [survey.id, survey]))
  const invitations = deps.surveys.invitations(null)
  const [byCustomer, byMailbox] = [
    Map.groupBy(invitations, (one) => one.customer_id),
    Map.groupBy(invitations, (one) => one.mailbox),
  ]
  const optOuts = deps.surveys.optOuts()
  const outCustomers = new Set(optOuts.map(({ customer_id }) => customer_id))
  const outMailboxes = new Set(optOuts.map(({ mailbox }) => mailbox))
  const known = new Map(deps.surveys.mailboxes().map((state) => [state.mailbox, state]))
  const paused = deps.surveys.pausedDomains()
  return rows.flatMap((row) => {
    const customer = String(row['customer_id'])
    const person = people.get(customer)
    const address = addressIn(person?.email ?? '')
    const mailbox = address === null ? null : mailboxKey(address, deps)
    const state = mailbox === null ? undefined : known.get(mailbox)
    const own = byCustomer.get(customer) ?? []
    const shared = mailbox === null ? [] : (byMailbox.get(mailbox) ?? []).filter((one) => one.customer_id !== customer)
    const facts: Omit<CustomerFacts, 'may_be_contacted'> = {
      customer_id: customer,
      opens_on: text(row, 'opens_on'),
      opted_out: outCustomers.has(customer) || (mailbox !== null && outMailboxes.has(mailbox)),
      reachable: address !== null && !state?.stopped_at,
      has_open_request: row['has_open_request'] === true,
      last_request_resolved_on: text(row, 'resolved_on'),
      // Of a mailbox several share, what was sent to another of them was sent there; only the own is recalled to mind.
      sent: [
        ...sentOf(own, about),
        ...sentOf(shared, about).map((one) => ({ ...one, reminded_at: one.reminded_at ?? one.at })),
      ],
      answers: answersOf(text(row, 'answers')),
      put_off_until: address === null ? null : later(state?.put_off_until, paused.get(domainOf(address))),
    }
    const agreed = row['may_be_contacted']
    return asking
      .filter((survey) => isMeant(row, survey))
      .map((survey) => ({
        survey,
        program: programOf(survey),
        facts: {
          ...facts,
          may_be_contacted: survey.consent === 'given' ? agreed === true : agreed !== false,
          event_on: eventOf(row, survey),
        },
        ...(mailbox === null ? {} : { mailbox }),
        address,
        name: person?.name ?? null,
        location_id: text(row, 'location_id'),
        product_line: text(row, 'product_line'),
        owner: text(row, 'owner'),
      }))
  })
}
