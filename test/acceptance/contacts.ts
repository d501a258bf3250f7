/** New contacts and what they cost, as the list of metrics words them. */
import type { Company, Raw } from './company.ts'
import {
  type Ask,
  byId,
  clock,
  type Dims,
  dayOf,
  during,
  number,
  passes,
  provinceCode,
  quantile,
  ratio,
  sameMail,
  samePhone,
  span,
  sum,
  type Told,
  text,
} from './ledger.ts'
import type { Order, Sales } from './sales.ts'

type Attempt = { readonly at: number; readonly reached: boolean; readonly researched: boolean }
type Contact = {
  readonly id: string
  readonly at: number
  readonly raw: Raw
  readonly repeated: boolean
  readonly attempts: readonly Attempt[]
  readonly won: number | null
  readonly dims: Dims
}
const acquisition = ['advertising', 'agency', 'tools', 'events', 'salary', 'commission']
const repeatMillis = 90 * 86_400_000

const namesOf = (raw: Raw | undefined, customer: string | null): string[] =>
  [
    customer === null ? null : `c ${customer}`,
    samePhone(text(raw, 'phone')) && `p ${samePhone(text(raw, 'phone'))}`,
    sameMail(text(raw, 'email')) && `m ${sameMail(text(raw, 'email'))}`,
  ].filter((name): name is string => name !== null && name !== '')

export const contactMetrics = (
  company: Company,
  sales: Sales,
): Readonly<Record<string, (ask: Ask) => Told & { p90?: number | null }>> => {
  const [reps, customers, shops] = [
    byId(company, 'rep', 'rep_id'),
    byId(company, 'customer', 'customer_id'),
    sales.shops,
  ]
  const team = (owner: string | null): string | null => text(reps.get(owner ?? ''), 'team')

  // A phone or an e-mail that arrived in the 90 days before is a repeat, itself a repeat or not; spam is nothing.
  const lastSeen = new Map<string, number>()
  const arrivals = company['contact']!.filter((raw) => text(raw, 'status') !== 'spam')
    .map((raw) => ({ raw, id: raw['contact_id']!, at: clock(text(raw, 'received_at'))! }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map((arrival) => {
      const keys = namesOf(arrival.raw, null)
      const repeated = keys.some((key) => arrival.at - (lastSeen.get(key) ?? Number.NEGATIVE_INFINITY) <= repeatMillis)
      for (const key of keys) lastSeen.set(key, arrival.at)
      return { ...arrival, repeated }
    })

  const attempts = new Map<string, Attempt[]>()
  for (const raw of company['activity']!) {
    if ((text(raw, 'direction') ?? 'outbound') !== 'outbound' || text(raw, 'automatic') === 'true') continue
    const at = clock(text(raw, 'at'))!
    const customer = text(raw, 'customer_id')
    const selling = (text(raw, 'purpose') ?? 'selling') === 'selling'
    const latest = arrivals
      .filter((one) => !one.repeated && text(one.raw, 'customer_id') === customer && one.at <= at)
      .at(-1)
    const whose = text(raw, 'contact_id') ?? (selling ? latest?.id : undefined)
    if (whose === undefined) continue
    const attempt = { at, reached: text(raw, 'reached') === 'true', researched: text(raw, 'researched') === 'true' }
    attempts.set(whose, [...(attempts.get(whose) ?? []), attempt])
  }

  const ordersOf = new Map<string, Order[]>()
  for (const order of [...sales.orders].sort((a, b) => a.at - b.at)) {
    if (order.customer === null) continue
    for (const name of namesOf(customers.get(order.customer), order.customer))
      ordersOf.set(name, [...(ordersOf.get(name) ?? []), order])
  }
  const contacts = arrivals.map(({ raw, id, at, repeated }): Contact => {
    const bought = namesOf(raw, text(raw, 'customer_id'))
      .flatMap((name) => ordersOf.get(name) ?? [])
      .map((order) => order.at)
    const later = bought.filter((moment) => moment >= at)
    return {
      id,
      at,
      raw,
      repeated,
      attempts: attempts.get(id) ?? [],
      won: clock(text(raw, 'became_customer_at')) ?? (later.length > 0 ? Math.min(...later) : null),
      dims: {
        source: text(raw, 'source'),
        campaign: text(raw, 'campaign'),
        owner: text(raw, 'owner'),
        team: text(raw, 'team') ?? team(text(raw, 'owner')),
        location: text(raw, 'location_id'),
        location_kind: text(shops.get(text(raw, 'location_id') ?? ''), 'kind'),
        province: provinceCode(text(raw, 'province')),
        product_line: text(raw, 'product_line'),
        customer_kind: bought.some((moment) => moment < at) ? 'returning' : 'new',
        weekday: String(new Date(at).getUTCDay() || 7),
        hour: String(new Date(at).getUTCHours()),
      },
    }
  })

  const arrived = (ask: Ask) => contacts.filter((one) => !one.repeated && during(ask, one.at) && passes(ask, one.dims))
  const share = (all: readonly Contact[], part: (one: Contact) => boolean): Told =>
    ratio(all.filter(part).length, all.length)
  const firstOf = (one: Contact): number => Math.min(...one.attempts.map((attempt) => attempt.at))
  const within = (one: Contact, daysAfter: number, today: string): boolean =>
    one.won !== null && dayOf(one.won) <= today && one.won <= one.at + daysAfter * 86_400_000

  // Who was won, by the first order ever completed, and the contact they came from.
  const byName = new Map<string, Contact[]>()
  for (const one of contacts)
    for (const name of namesOf(one.raw, text(one.raw, 'customer_id')))
      byName.set(name, [...(byName.get(name) ?? []), one])
  const paid = new Set(
    company['spend']!.filter((raw) => text(raw, 'category') === 'advertising')
      .map((raw) => text(raw, 'source'))
      .filter((name) => name !== null),
  )
  const won = [...sales.first].map(([customer, { at, order }]) => {
    const before = namesOf(customers.get(customer), customer)
      .flatMap((name) => byName.get(name) ?? [])
      .filter((one) => one.at <= at)
    const origin = before.sort(
      (a, b) => Number(a.repeated) - Number(b.repeated) || b.at - a.at || (a.id < b.id ? -1 : 1),
    )[0]
    const owner = origin?.dims['owner'] ?? text(customers.get(customer), 'owner')
    const shop = sales.orders.find((one) => one.id === order)!.lines[0]!.dims
    const dims: Dims = {
      source: origin?.dims['source'] ?? null,
      campaign: origin?.dims['campaign'] ?? null,
      team: origin?.dims['team'] ?? team(owner),
      location: shop['location'] ?? null,
      location_kind: shop['location_kind'] ?? null,
    }
    return { at, dims, paid: dims['source'] !== null && paid.has(dims['source']!) }
  })
  const winners = (ask: Ask) => won.filter((one) => during(ask, one.at) && passes(ask, one.dims))
  const spent = (ask: Ask, kinds: readonly string[] = acquisition): number =>
    sum(company['spend']!, (raw) => {
      const dims = {
        source: text(raw, 'source'),
        campaign: null,
        team: null,
        location: null,
        location_kind: null,
        spend_category: text(raw, 'category'),
      }
      if (!kinds.includes(raw['category']!) || !passes(ask, dims)) return 0
      const [from, to] = [raw['from_on']!, text(raw, 'to_on') ?? raw['from_on']!]
      const shared = span([from, ask.period.from].sort()[1]!, [to, ask.period.to].sort()[0]!)
      return shared > 0 ? (number(raw, 'amount')! * shared) / span(from, to) : 0
    })
  return {
    contacts_new: (ask) => ({ value: arrived(ask).length }),
    contacts_duplicate: (ask) => ({
      value: contacts.filter((one) => one.repeated && during(ask, one.at) && passes(ask, one.dims)).length,
    }),
    contacts_unassigned: (ask) => ({ value: arrived(ask).filter((one) => one.dims['owner'] === null).length }),
    contact_coverage: (ask) => share(arrived(ask), (one) => one.attempts.length > 0),
    contacts_untouched: (ask) => ({ value: arrived(ask).filter((one) => one.attempts.length === 0).length }),
    contact_reach_rate: (ask) =>
      share(
        arrived(ask).filter((one) => one.attempts.length > 0),
        (one) => one.attempts.some((attempt) => attempt.reached),
      ),
    first_response_minutes: (ask) => {
      const waits = arrived(ask)
        .filter((one) => one.attempts.length > 0)
        .map((one) => Math.max(0, firstOf(one) - one.at) / 60_000)
      return { value: quantile(waits, 0.5), p90: quantile(waits, 0.9) }
    },
    conversion_rate: (ask) => share(arrived(ask), (one) => within(one, 30, ask.today)),
    conversion_rate_period: (ask) =>
      ratio(
        contacts.filter((one) => !one.repeated && during(ask, one.won) && passes(ask, one.dims)).length,
        arrived(ask).length,
      ),
    researched_rate: (ask) => {
      const tried = contacts.filter(
        (one) => !one.repeated && one.attempts.length > 0 && during(ask, firstOf(one)) && passes(ask, one.dims),
      )
      return share(tried, (one) => one.attempts.some((attempt) => attempt.at === firstOf(one) && attempt.researched))
    },
    spend: (ask) => ({ value: spent(ask) }),
    customers_new: (ask) => ({ value: winners(ask).length }),
    cac: (ask) => ratio(spent(ask), winners(ask).length),
    cac_paid: (ask) => ratio(spent(ask, ['advertising']), winners(ask).filter((one) => one.paid).length),
    cost_per_contact: (ask) => ratio(spent(ask), arrived(ask).length),
  }
}
