import { dayOfNumber } from '#core/calendar/day.ts'
import { type Location, locations, type Product, personName, personPhone, products, type Rep, reps } from './company.ts'
import type { Won } from './contacts.ts'
import { busyness, type Span, textOf } from './days.ts'
import { type Random, randomFrom, weighted } from './random.ts'
import { diggingStore, drawnAway, rivalLine, type Stories } from './stories.ts'
import type { Put } from './write.ts'

export type Customer = {
  readonly id: string
  readonly location: Location
  readonly owner: Rep
  readonly line: string
  readonly first: number
  /** How readily this customer comes back. */
  readonly rate: number
  /** Day after which the customer never comes back. */
  readonly until: number
}

/** A completed purchase of a known customer, for after-sale care and surveys. */
export type Purchase = { readonly customer: Customer; readonly at: number; readonly line: string }

const repsAt = Map.groupBy(reps, (rep) => rep.location_id)
const byId = new Map(locations.map((location) => [location.id, location]))
const lineDraw = new Map(
  [...Map.groupBy(products, (product) => product.product_line)].map(([line, items]) => [
    line,
    weighted(items, (item) => item.popularity),
  ]),
)
const draw = weighted(products, (product) => product.popularity)

type Books = {
  readonly put: Put
  readonly span: Span
  readonly stories: Stories
  readonly random: Random
  readonly customers: Customer[]
  readonly byLocation: Map<string, Customer[]>
  readonly purchases: Purchase[]
  orders: number
  returns: number
}

const admit = (
  books: Books,
  id: string,
  location: Location,
  owner: Rep,
  line: string,
  day: number,
  person: { name: string; phone: string; email: string },
): Customer => {
  const { random } = books
  const customer: Customer = {
    id,
    location,
    owner,
    line,
    first: day,
    rate: random.lognormal(0.6, 0.9),
    until: day + random.lognormal(260, 1),
  }
  books.customers.push(customer)
  const list = books.byLocation.get(location.id)
  if (list) list.push(customer)
  else books.byLocation.set(location.id, [customer])
  const opted = random.chance(0.96)
  books.put('customer', [
    id,
    person.name,
    person.phone,
    person.email || null,
    owner.id,
    location.id,
    location.province || null,
    dayOfNumber(day),
    opted ? 1 : 0,
  ])
  return customer
}

/** A product of that day's taste; the rival's promotion draws buyers of its line away from our online channels. */
const choose = (books: Books, location: Location, day: number, wanted: string | null): Product => {
  const product = wanted ? lineDraw.get(wanted)!(books.random) : draw(books.random)
  const { rivalPromotion } = books.stories
  const tempted =
    location.kind === 'online' &&
    product.product_line === rivalLine &&
    day >= rivalPromotion[0] &&
    day <= rivalPromotion[1]
  return tempted && books.random.chance(drawnAway) ? draw(books.random) : product
}

const order = (
  books: Books,
  location: Location,
  at: number,
  customer: Customer | null,
  contact: string | null,
  rep: Rep,
  wanted: string | null,
): void => {
  const { random, put, span } = books
  const day = Math.floor(at / 86_400)
  const id = `DH${String(++books.orders).padStart(7, '0')}`
  const online = location.kind === 'online'
  const arrives = online ? at + 86_400 * (1.5 + 2.5 * random.next()) : at
  const cancelled = random.chance(online ? 0.055 : 0.006)
  const status = cancelled
    ? 'cancelled'
    : arrives <= span.now
      ? 'completed'
      : arrives - span.now < 86_400 * 2
        ? 'shipped'
        : 'confirmed'
  const completed = status === 'completed' ? textOf(arrives) : null
  const voucher = random.chance(online ? 0.22 : 0.09) ? 10_000 * (1 + random.below(5)) : 0
  const lines = 1 + random.poisson(0.9)
  const province = online ? buyers(random).province : location.province
  let main: Product | null = null
  for (let line = 1; line <= lines; line++) {
    const product = choose(books, location, day, line === 1 ? wanted : null)
    main ??= product
    const quantity = random.chance(0.14) ? 2 + random.below(3) : 1
    const discount = random.chance(0.16)
      ? Math.round((product.list_price * quantity * (0.05 + 0.1 * random.next())) / 1000) * 1000
      : 0
    put('order_line', [
      id,
      line,
      textOf(at),
      completed,
      status,
      location.id,
      customer?.id ?? null,
      contact,
      rep.id,
      product.id,
      quantity,
      product.list_price,
      discount,
      voucher,
      province,
    ])
    const returned = arrives + 86_400 * (2 + 9 * random.next())
    if (status === 'completed' && random.chance(online ? 0.034 : 0.012) && returned < span.now)
      put('return_line', [
        `TH${String(++books.returns).padStart(6, '0')}`,
        1,
        textOf(returned),
        id,
        location.id,
        customer?.id ?? null,
        product.id,
        1,
        product.list_price - Math.round(discount / quantity),
      ])
  }
  if (customer && status === 'completed' && main)
    books.purchases.push({ customer, at: arrives, line: main.product_line })
}

const buyers = weighted(
  locations.filter((location) => location.kind === 'store'),
  (location) => location.ordersPerDay,
)

/** Someone who has bought there before: readier and still living customers more often. */
const returning = (books: Books, location: Location, day: number): Customer | null => {
  const list = books.byLocation.get(location.id)
  if (!list || list.length < 20) return null
  let best: Customer | null = null
  for (let i = 0; i < 4; i++) {
    const one = books.random.pick(list)
    if (one.until > day && one.first < day && (!best || one.rate > best.rate)) best = one
  }
  return best
}

const openHours = (random: Random, day: number, online: boolean): number =>
  day * 86_400 +
  (online
    ? 7 * 3600 + random.below(16 * 3600)
    : 9 * 3600 + Math.floor(12 * 3600 * Math.sqrt(random.next() * (0.4 + 0.6 * random.next()))))

/** A year of orders, returns, visitors and customers. */
export const makeSales = (
  span: Span,
  stories: Stories,
  won: readonly Won[],
  put: Put,
): { customers: readonly Customer[]; purchases: readonly Purchase[] } => {
  const random = randomFrom('sales')
  const books: Books = {
    put,
    span,
    stories,
    random,
    customers: [],
    byLocation: new Map(),
    purchases: [],
    orders: 0,
    returns: 0,
  }
  let next = 0
  let walkIns = 0
  for (let day = span.first; day <= span.last; day++) {
    for (; next < won.length && won[next]!.at < (day + 1) * 86_400; next++) {
      const one = won[next]!
      const location = byId.get(one.location_id)!
      const customer = admit(books, one.customer_id, location, one.rep, one.line, day, one)
      order(books, location, one.at, customer, one.contact_id, one.rep, one.line)
    }
    for (const location of locations) {
      const online = location.kind === 'online'
      const digging =
        location.id === diggingStore && day >= stories.footfall[0] && day <= stories.footfall[1] ? 0.66 : 1
      const expected = 0.85 * location.ordersPerDay * busyness(span, day, location.kind) * digging
      const share = day === span.last ? Math.max(0.02, Math.min(1, ((span.now % 86_400) / 3600 - 9) / 12.5)) : 1
      const count = random.poisson(expected * share)
      put('footfall', [
        location.id,
        dayOfNumber(day),
        Math.max(count, Math.round((count * (1 + 0.06 * random.normal())) / location.buyingRate)),
      ])
      const staff = repsAt.get(location.id)!
      for (let i = 0; i < count; i++) {
        const at = openHours(random, day, online)
        if (at >= span.now) continue
        const rep = random.pick(staff)
        if (!random.chance(online ? 0.85 : 0.55)) {
          order(books, location, at, null, null, rep, null)
          continue
        }
        const known = random.chance(0.66) ? returning(books, location, day) : null
        const customer =
          known ??
          admit(books, `KV${String(++walkIns).padStart(6, '0')}`, location, rep, 'Đồ bếp', day, {
            name: personName(random),
            phone: personPhone(500_000 + walkIns),
            email: random.chance(0.3) ? `mua${walkIns}@example.com` : '',
          })
        order(books, location, at, customer, null, known?.owner ?? rep, null)
      }
    }
  }
  return { customers: books.customers, purchases: books.purchases }
}
