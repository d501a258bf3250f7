import { csvLine } from '#core/csv.ts'

/** Numbers that look like chance and are the same each time (a linear congruence, as Numerical Recipes has it). */
const chance = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pad = (number: number): string => String(number).padStart(2, '0')
const dayBack = (back: number): string =>
  new Date(Date.UTC(2026, 10, 18) - back * 86_400_000).toISOString().slice(0, 10)

/** Which rep works where, in which team. */
export const staff = [
  { rep: 'Lan', location: 'S001', team: 'A' },
  { rep: 'Hoa', location: 'S001', team: 'B' },
  { rep: 'Nam', location: 'S002', team: 'A' },
  { rep: 'Tú', location: 'S003', team: 'B' },
] as const

type Given = { readonly [name: string]: string | number | null }

const csv = (rows: readonly Given[]): string =>
  [csvLine(Object.keys(rows[0]!)), ...rows.map((row) => csvLine(Object.values(row)))].join('')

/**
 * Ten weeks of a small company in three places, every kind of row with a place, a team and a rep where it may have one.
 * @param elsewhere multiplies every amount outside S001, to show what does not depend on it
 */
export const smallCompany = (elsewhere = 1): Readonly<Record<string, string>> => {
  const next = chance(20261118)
  const time = (): string => `${pad(8 + next(10))}:${pad(next(60))}`
  const person = (): (typeof staff)[number] => staff[next(staff.length)]!
  const other = (location: string): number => (location === 'S001' ? 1 : elsewhere)
  const customers = Array.from({ length: 90 }, (_, i) => {
    const { rep, location } = person()
    return {
      customer_id: `C${i}`,
      name: `Khách ${i}`,
      phone: `09${String(10_000_000 + i * 37)}`,
      owner: rep,
      location_id: location,
      first_seen_on: dayBack(20 + next(200)),
    }
  })
  /** Customers buy where they belong. */
  const regular = (location: string): string => {
    const theirs = customers.filter((customer) => customer.location_id === location)
    return theirs[next(theirs.length)]!.customer_id
  }
  const contacts = Array.from({ length: 420 }, (_, i) => {
    const { rep, location, team } = person()
    const day = next(70)
    return {
      contact_id: `T${i}`,
      received_at: `${dayBack(day)} ${time()}`,
      name: `Người ${i}`,
      phone: `08${String(20_000_000 + i * 41)}`,
      source: ['facebook', 'web', 'zalo'][next(3)]!,
      owner: next(8) === 0 ? null : rep,
      team,
      location_id: location,
      became_customer_at: next(4) === 0 ? `${dayBack(Math.max(0, day - next(9)))} 18:30` : null,
    }
  })
  const activities = contacts.flatMap((contact, i) =>
    next(5) === 0
      ? []
      : [
          {
            activity_id: `V${i}`,
            at: `${contact.received_at.slice(0, 10)} 19:${pad(next(60))}`,
            contact_id: contact.contact_id as string | null,
            customer_id: null as string | null,
            rep: contact.owner ?? 'Lan',
            method: ['telesales', 'chat', 'email'][next(3)]!,
            direction: 'outbound',
            purpose: 'selling',
            reached: next(2) === 0 ? 'true' : 'false',
            minutes: 3 + next(20),
            researched: next(2) === 0 ? 'true' : 'false',
          },
        ],
  )
  const care = customers.map((customer, i) => ({
    activity_id: `K${i}`,
    at: `${dayBack(next(60))} ${time()}`,
    contact_id: null,
    customer_id: customer.customer_id,
    rep: customer.owner,
    method: 'telesales',
    direction: next(3) === 0 ? 'inbound' : 'outbound',
    purpose: 'care',
    reached: next(2) === 0 ? 'true' : 'false',
    minutes: 2 + next(10),
    researched: 'false',
  }))
  const orders = Array.from({ length: 700 }, (_, i) => {
    const { rep, location } = person()
    return {
      order_id: `D${i}`,
      line_no: 1,
      placed_at: `${dayBack(next(70))} ${time()}`,
      status: next(25) === 0 ? 'cancelled' : 'completed',
      location_id: location,
      customer_id: next(3) === 0 ? null : regular(location),
      rep,
      product_id: `P${next(6)}`,
      quantity: 1 + next(3),
      unit_price: (50 + next(9)) * 1000 * other(location),
      line_discount: next(4) === 0 ? 2000 : 0,
      unit_cost: 31_000,
    }
  })
  return {
    location: csv(
      ['S001', 'S002', 'S003'].map((id, i) => ({
        location_id: id,
        name: `Cửa hàng ${id}`,
        kind: 'store',
        channel: 'store',
        province: ['Hà Nội', 'Hồ Chí Minh', 'Đà Nẵng'][i]!,
        opened_on: '2024-01-01',
        area_m2: 80 + 20 * i,
        headcount: 3 + i,
      })),
    ),
    rep: csv(
      staff.map(({ rep, location, team }) => ({
        rep_id: rep,
        name: rep,
        team,
        location_id: location,
        cost_per_minute: 1500,
      })),
    ),
    product: csv(
      Array.from({ length: 6 }, (_, i) => ({
        product_id: `P${i}`,
        name: `Hàng ${i}`,
        category: i < 3 ? 'bếp' : 'nhà',
        product_line: i < 3 ? 'bếp' : 'nhà',
        list_price: 60_000,
        unit_cost: 31_000,
        stock_on_hand: i,
      })),
    ),
    customer: csv(customers),
    contact: csv(contacts),
    activity: csv([...activities, ...care]),
    order_line: csv(orders),
    return_line: csv(
      orders.slice(0, 40).map((order, i) => ({
        return_id: `R${i}`,
        line_no: 1,
        returned_at: `${dayBack(next(20))} ${time()}`,
        order_id: order.order_id,
        location_id: order.location_id,
        product_id: order.product_id,
        quantity: 1,
        amount: order.unit_price,
      })),
    ),
    spend: csv(
      Array.from({ length: 120 }, (_, i) => {
        const { location, team } = person()
        return {
          spend_id: `S${i}`,
          from_on: dayBack(next(70)),
          category: ['advertising', 'agency', 'salary'][next(3)]!,
          source: ['facebook', 'web', 'zalo'][next(3)]!,
          team,
          location_id: location,
          amount: (100 + next(400)) * 1000 * other(location),
        }
      }),
    ),
    footfall: csv(
      Array.from({ length: 70 }, (_, back) => ['S001', 'S002', 'S003'].map((id) => ({ id, back })))
        .flat()
        .map(({ id, back }) => ({
          location_id: id,
          on: dayBack(back),
          visitors: 20 + next(40),
        })),
    ),
    price_observation: csv(
      Array.from({ length: 60 }, (_, i) => ({
        competitor: ['own', 'Chợ Lớn', 'Xanh'][i % 3]!,
        product_id: `P${next(6)}`,
        seen_at: `${dayBack(next(30))} ${time()}`,
        price: (48 + next(15)) * 1000,
      })),
    ),
    request: csv(
      Array.from({ length: 80 }, (_, i) => ({
        request_id: `Q${i}`,
        opened_at: `${dayBack(2 + next(60))} ${time()}`,
        customer_id: `C${next(90)}`,
        resolved_at: next(4) === 0 ? null : `${dayBack(next(2))} ${time()}`,
        topic: ['giao hàng', 'bảo hành'][next(2)]!,
        location_id: person().location,
      })),
    ),
    survey_answer: csv(
      Array.from({ length: 240 }, (_, i) => {
        const { rep, location } = person()
        const kind = ['nps', 'csat', 'ces'][next(3)]!
        return {
          answer_id: `A${i}`,
          kind,
          answered_at: `${dayBack(next(60))} ${time()}`,
          score: kind === 'nps' ? next(11) : 1 + next(kind === 'csat' ? 5 : 7),
          customer_id: `C${next(90)}`,
          location_id: location,
          owner: rep,
        }
      }),
    ),
    pulse_answer: csv(
      Array.from({ length: 200 }, (_, i) => {
        const { location, team } = person()
        return {
          answer_id: `E${i}`,
          question: i % 2 === 0 ? 'enps' : 'belonging',
          answered_on: dayBack(next(60)),
          score: i % 2 === 0 ? next(11) : 1 + next(5),
          team,
          location_id: location,
        }
      }),
    ),
    target: csv([
      { metric: 'net_sales', period: '2026-11', scope: 'location=S001', target: 9_000_000 },
      { metric: 'net_sales', period: '2026-11', scope: 'location=S002', target: 8_000_000 },
      { metric: 'net_sales', period: '2026-11', scope: null, target: 30_000_000 },
      { metric: 'contacts_new', period: '2026-11', scope: 'location=S001', target: 60 },
      { metric: 'contacts_new', period: '2026-11', scope: 'owner=Lan', target: 20 },
      { metric: 'enps', period: '2026-11', scope: null, target: 30 },
    ]),
  }
}
