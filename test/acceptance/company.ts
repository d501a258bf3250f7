/**
 * A company drawn by lot, written as files with the contract's names: some fields missing, some values blank, commas
 * and quotes in names, shops and customers nobody listed, contacts that come again, spam, orders cancelled, refused
 * or sent back, an order's discount repeated on its lines.
 */
export type Raw = Readonly<Record<string, string>>
export type Company = Readonly<Record<string, readonly Raw[]>>

const millisPerDay = 86_400_000
const begin = Date.parse('2026-03-01T00:00:00Z')
const days = 290

/** Park and Miller's generator: the same company for the same seed, on every machine. */
const lot = (seed: number) => {
  let state = seed
  const below = (n: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % n
  }
  const of = <T>(items: readonly T[]): T => items[below(items.length)]!
  const maybe = (value: string, share = 0.8): string => (below(1000) < share * 1000 ? value : '')
  return { below, of, maybe }
}

const wall = (millis: number): string => new Date(millis).toISOString().slice(0, 19)
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const code = (letter: string, i: number): string => `${letter}${String(i).padStart(3, '0')}`

const provinces = ['Hà Nội', 'Nghệ An', 'Quảng Ninh', 'xứ lạ', '']
const methods = ['face_to_face', 'telesales', 'email', 'chat', 'sms', '']

export const drawCompany = (seed: number): Company => {
  const { below, of, maybe } = lot(seed)
  /** A moment in Hà Nội, written in one of the ways files write it. */
  const written = (millis: number): string =>
    of([wall(millis), wall(millis).replace('T', ' '), `${wall(millis)}+07:00`, `${wall(millis - 7 * 3_600_000)}Z`])
  const moment = (): number => begin + 1000 * below(days * 86_400)
  const day = (): string => wall(moment()).slice(0, 10)
  const places = [...times(6, (i) => code('S', i)), 'W1', 'unlisted']
  const reps = [...times(6, (i) => code('R', i)), 'R-unlisted']
  const goods = [...times(16, (i) => code('P', i)), 'P-unlisted']
  const buyers = [...times(90, (i) => code('C', i)), ...times(8, (i) => code('X', i))]
  const phone = (i: number): string => `09${String(10_000_000 + ((i * 7919) % 89_999_999))}`
  const phoneWritten = (i: number): string => {
    const plain = phone(i)
    return of([
      plain,
      `+84${plain.slice(1)}`,
      `84${plain.slice(1)}`,
      plain.slice(1),
      `${plain.slice(0, 4)} ${plain.slice(4)}`,
    ])
  }
  const mailWritten = (i: number): string => of([`k${i}@vidu.vn`, `K${i}@ViDu.vn`, ` k${i}@vidu.vn `])

  const contacts = times(420, (i) => {
    const at = moment()
    const who = below(330)
    return {
      at,
      row: {
        contact_id: code('K', i),
        received_at: written(at),
        name: maybe(`Trần, "Bé" ${i}`),
        phone: maybe(phoneWritten(who)),
        email: maybe(mailWritten(who), 0.3),
        source: of(['facebook', 'google', 'zalo', '']),
        campaign: maybe(of(['Tết, 2026', 'Hè']), 0.6),
        owner: maybe(of(reps)),
        team: maybe(of(['A', 'D']), 0.3),
        location_id: maybe(of(places), 0.6),
        province: of(provinces),
        product_line: maybe(of(['Bếp', 'Tắm']), 0.7),
        customer_id: maybe(of(buyers), 0.15),
        became_customer_at: maybe(written(at + millisPerDay * of([0, 3, 20, 45])), 0.06),
        status: of(['new', '', 'open', 'won', 'spam']),
      },
    }
  })
  const orders = times(430, (i) => ({
    order_id: code('O', i),
    at: moment(),
    status: of(['', '', 'completed', 'completed', 'completed', 'placed', 'shipped', 'cancelled', 'returned']),
    wait: of([0, 1, 26, 70]),
    location_id: of(places),
    customer_id: maybe(of(buyers)),
    rep: maybe(of(reps), 0.7),
    province: of(provinces),
    order_discount: of(['', '', String(1000 * below(60)), String(1 + below(99_999))]),
    lines: 1 + below(3),
  }))
  const line = (order: (typeof orders)[number], n: number): Raw => ({
    order_id: order.order_id,
    line_no: String(n + 1),
    placed_at: `${wall(order.at)}`,
    completed_at: order.wait > 0 && order.status !== 'placed' ? wall(order.at + order.wait * 3_600_000) : '',
    status: order.status,
    location_id: order.location_id,
    customer_id: order.customer_id,
    rep: order.rep,
    product_id: of(goods),
    category: maybe(of(['Nồi', 'Chảo']), 0.2),
    quantity: of(['1', '1', '2', '3', '0.5']),
    unit_price: of([String(60_000 + 1000 * below(800)), (40_000 + below(4_000_000) / 100).toFixed(2)]),
    line_discount: of(['', '', '0', String(500 * below(30))]),
    order_discount: order.order_discount,
    tax: maybe('5000', 0.3),
    shipping: maybe('30000', 0.3),
    unit_cost: maybe(String(1000 * (20 + below(300))), 0.4),
    province: order.province,
  })
  const order_line = orders.flatMap((order) => times(order.lines, (n) => line(order, n)))
  const activity = (i: number, at: number, rest: Raw): Raw => ({
    activity_id: code('A', i),
    at: written(at),
    contact_id: '',
    customer_id: '',
    rep: maybe(of(reps), 0.9),
    method: of(methods),
    direction: of(['outbound', 'outbound', 'outbound', 'inbound', '']),
    purpose: of(['selling', 'selling', 'care', 'support', '']),
    reached: of(['true', 'false', '']),
    minutes: maybe(String(below(40))),
    researched: of(['true', 'false', '']),
    automatic: of(['', 'false', 'false', 'true']),
    ...rest,
  })
  const minutes = [5, 30, 61, 200, 1500, 9000, 40_000]
  const attempts = contacts.flatMap(({ at, row }) =>
    times(of([0, 0, 1, 1, 2, 3]), () => ({
      at: at + 1000 * below(3600) + 60_000 * of(minutes),
      contact_id: row.contact_id,
    })),
  )
  return {
    location: [
      ...times(6, (i) => ({
        location_id: code('S', i),
        name: `Cửa hàng ${i}, "Láng"`,
        kind: 'store',
        channel: '',
        province: of(provinces),
      })),
      { location_id: 'W1', name: 'Shopee', kind: 'online', channel: 'shopee', province: '' },
    ],
    rep: times(6, (i) => ({ rep_id: code('R', i), name: `Nguyễn ${i}`, team: ['A', 'B', ''][i % 3]! })),
    product: times(16, (i) => ({
      product_id: code('P', i),
      name: `Hàng ${i}`,
      category: of(['Nồi', 'Chảo', '']),
      brand: of(['Sunhouse', '']),
      product_line: of(['Bếp', 'Tắm', '']),
      unit_cost: maybe(String(1000 * (20 + below(300)))),
      list_price: maybe(String(1000 * (50 + below(800))), 0.7),
    })),
    customer: times(90, (i) => ({
      customer_id: code('C', i),
      phone: maybe(phoneWritten(i), 0.7),
      email: maybe(mailWritten(i), 0.5),
      owner: maybe(of(reps), 0.6),
    })),
    contact: contacts.map(({ row }) => row),
    activity: [
      ...attempts.map(({ at, contact_id }, i) => activity(i, at, { contact_id })),
      ...times(260, (i) => activity(attempts.length + i, moment(), { customer_id: of(buyers) })),
    ],
    order_line,
    return_line: times(50, (i) => {
      const back = of(order_line)
      const known = i % 7 > 0
      return {
        return_id: code('T', i),
        line_no: '1',
        returned_at: written(moment()),
        order_id: known ? back['order_id']! : '',
        location_id: known ? maybe(back['location_id']!, 0.5) : of(places),
        product_id: known ? back['product_id']! : of(goods),
        quantity: '1',
        amount: String(1000 * (10 + below(290))),
      }
    }),
    spend: times(90, (i) => {
      const from = moment()
      const run = of([0, 0, 6, 30])
      return {
        spend_id: code('M', i),
        from_on: wall(from).slice(0, 10),
        to_on: run > 0 || below(2) === 0 ? wall(from + run * millisPerDay).slice(0, 10) : '',
        category: of(['advertising', 'advertising', 'agency', 'tools', 'salary', 'commission', 'other']),
        source: of(['facebook', 'google', '']),
        amount: of([String(1000 * (100 + below(8000))), '1000000.33']),
      }
    }),
    footfall: times(200, (i) => ({
      location_id: of(places),
      on: wall(begin + (i % days) * millisPerDay).slice(0, 10),
      visitors: String(1 + below(150)),
    })).filter(
      (row, i, all) => all.findIndex((other) => other.location_id === row.location_id && other.on === row.on) === i,
    ),
    price_observation: times(300, (i) => ({
      competitor: of(['Điện Máy Xanh', 'HC', 'Nguyễn Kim', 'own']),
      product_id: of(goods.slice(0, 10)),
      seen_at: written(begin + i * 79_000_000),
      price: String(1000 * (50 + below(800))),
      availability: of(['in', 'in', 'out', 'unknown', '']),
    })),
    request: times(80, (i) => {
      const at = moment()
      const resolved = maybe(written(at + 60_000 * (30 + below(40_000))), 0.7)
      return {
        request_id: code('Q', i),
        opened_at: written(at),
        customer_id: maybe(of(buyers)),
        resolved_at: resolved,
        topic: maybe(of(['bảo hành', 'đổi trả'])),
      }
    }),
    survey_answer: times(240, (i) => {
      const kind = of(['nps', 'nps', 'csat', 'ces'])
      const score = kind === 'nps' ? below(11) : 1 + below(kind === 'csat' ? 5 : 7)
      return {
        answer_id: code('V', i),
        kind,
        answered_at: written(moment()),
        score: String(score),
        customer_id: maybe(of(buyers)),
        product_line: of(['Bếp', '']),
        comment: maybe(`Ngày ${day()}, "tốt"`, 0.2),
      }
    }),
  }
}

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** One entity's file. */
export const csvOf = (rows: readonly Raw[]): string => {
  const columns = Object.keys(rows[0]!)
  return `${[columns, ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')))].map((one) => one.join(',')).join('\n')}\n`
}
