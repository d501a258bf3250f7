/** Sales as the list of metrics words them, over rows one by one. */
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
  ratio,
  sum,
  type Told,
  text,
} from './ledger.ts'

export type Line = {
  readonly order: string
  readonly raw: Raw
  readonly status: string
  readonly placed: number
  /** When it counts as sold; null while it does not. */
  readonly sold: number | null
  readonly units: number
  readonly gross: number
  readonly discount: number
  readonly cost: number | null
  readonly line: string | null
  readonly dims: Dims
}
export type Order = {
  readonly id: string
  readonly at: number
  readonly placed: number
  readonly customer: string | null
  readonly lines: readonly Line[]
}
export type Return = {
  readonly at: number
  readonly amount: number
  readonly units: number
  readonly cost: number | null
  readonly unsold: boolean
  readonly slip: string
  readonly order: string | null
  readonly dims: Dims
}

const weekday = (millis: number): string => String(new Date(millis).getUTCDay() || 7)
const goods = ['product', 'category', 'brand', 'product_line']

export const salesOf = (company: Company) => {
  const [shops, products] = [byId(company, 'location', 'location_id'), byId(company, 'product', 'product_id')]
  const place = (id: string | null, province: string | null): Dims => ({
    location: id,
    location_kind: text(shops.get(id ?? ''), 'kind'),
    channel: text(shops.get(id ?? ''), 'channel'),
    province: provinceCode(province) ?? provinceCode(text(shops.get(id ?? ''), 'province')),
  })
  const item = (raw: Raw, category = text(raw, 'category')): Dims => {
    const product = products.get(text(raw, 'product_id') ?? '')
    return {
      product: text(raw, 'product_id'),
      category: category ?? text(product, 'category'),
      brand: text(product, 'brand'),
      product_line: text(product, 'product_line'),
    }
  }
  const basic = company['order_line']!.map((raw) => {
    const status = text(raw, 'status') ?? 'completed'
    const placed = clock(text(raw, 'placed_at'))!
    const completed = clock(text(raw, 'completed_at'))
    const units = number(raw, 'quantity')!
    const each = number(raw, 'unit_cost') ?? number(products.get(text(raw, 'product_id') ?? ''), 'unit_cost')
    return {
      order: raw['order_id']!,
      raw,
      status,
      placed,
      sold: status === 'completed' ? (completed ?? placed) : status === 'returned' ? completed : null,
      units,
      gross: units * number(raw, 'unit_price')!,
      own: number(raw, 'line_discount') ?? 0,
      cost: each === null ? null : each * units,
    }
  })
  const first = new Map<string, { at: number; order: string }>()
  for (const { sold, order, raw } of basic) {
    const customer = text(raw, 'customer_id')
    if (sold === null || customer === null) continue
    const known = first.get(customer)
    if (!known || sold < known.at || (sold === known.at && order < known.order))
      first.set(customer, { at: sold, order })
  }
  const kind = (customer: string | null, order: string | null): string | null =>
    customer === null ? null : first.get(customer)?.order === order ? 'new' : 'returning'
  const lines: Line[] = [...Map.groupBy(basic, ({ order }) => order).values()].flatMap((all) => {
    // An order's discount is borne by its lines as they are worth after their own.
    const whole = number(all[0]!.raw, 'order_discount') ?? 0
    const weights = all.map((one) => (one.status === 'cancelled' ? 0 : Math.max(0, one.gross - one.own)))
    const weight = sum(weights, (one) => one)
    return all.map((one, i) => ({
      ...one,
      discount: one.own + (weight > 0 ? (whole * weights[i]!) / weight : 0),
      line: text(products.get(text(one.raw, 'product_id') ?? ''), 'product_line'),
      dims: {
        ...place(text(one.raw, 'location_id'), text(one.raw, 'province')),
        ...item(one.raw),
        rep: text(one.raw, 'rep'),
        customer_kind: kind(text(one.raw, 'customer_id'), one.order),
        weekday: weekday(one.sold ?? one.placed),
        hour: String(new Date(one.sold ?? one.placed).getUTCHours()),
      },
    }))
  })
  const orders: Order[] = [
    ...Map.groupBy(
      lines.filter((line) => line.sold !== null),
      (line) => line.order,
    ),
  ].map(([id, own]) => ({
    id,
    at: Math.min(...own.map((line) => line.sold!)),
    placed: Math.min(...own.map((line) => line.placed)),
    customer: text(own[0]!.raw, 'customer_id'),
    lines: own,
  }))
  const byOrder = Map.groupBy(lines, (line) => line.order)
  const slips = company['return_line']!.map((raw): Return => {
    const own = byOrder.get(text(raw, 'order_id') ?? '') ?? []
    const same = own.filter((line) => text(line.raw, 'product_id') === text(raw, 'product_id'))
    const priced = same.filter((line) => text(line.raw, 'unit_cost') !== null)
    const each = priced.length
      ? sum(priced, (line) => line.units * number(line.raw, 'unit_cost')!) / sum(priced, (line) => line.units)
      : number(products.get(text(raw, 'product_id') ?? ''), 'unit_cost')
    const at = clock(text(raw, 'returned_at'))!
    const named =
      same
        .map((line) => text(line.raw, 'category'))
        .filter((name) => name !== null)
        .sort()[0] ?? null
    return {
      at,
      amount: number(raw, 'amount')!,
      units: number(raw, 'quantity')!,
      cost: each === null ? null : each * number(raw, 'quantity')!,
      unsold: own.length > 0 && own.every((line) => line.sold === null),
      slip: text(raw, 'order_id') ?? raw['return_id']!,
      order: text(raw, 'order_id'),
      dims: {
        ...place(text(raw, 'location_id') ?? text(own[0]?.raw, 'location_id'), text(own[0]?.raw, 'province')),
        ...item(raw, named),
        rep: text(own[0]?.raw, 'rep'),
        customer_kind: kind(text(own[0]?.raw, 'customer_id'), text(raw, 'order_id')),
        weekday: weekday(at),
        hour: String(new Date(at).getUTCHours()),
      },
    }
  })
  const slipped = new Set(slips.map((slip) => slip.order))
  const sentBack = lines
    .filter((line) => line.status === 'returned' && !slipped.has(line.order))
    .map(
      (line): Return => ({
        at: line.sold ?? line.placed,
        amount: line.gross - line.discount,
        units: line.units,
        cost: line.cost,
        unsold: line.sold === null,
        slip: line.order,
        order: line.order,
        dims: line.dims,
      }),
    )
  return { lines, orders, returns: [...slips, ...sentBack], first, place, shops }
}

export type Sales = ReturnType<typeof salesOf>

export const salesMetrics = (company: Company, sales: Sales): Readonly<Record<string, (ask: Ask) => Told>> => {
  const sold = (ask: Ask) => sales.lines.filter((line) => during(ask, line.sold) && passes(ask, line.dims))
  const back = (ask: Ask, unsold = false) =>
    sales.returns.filter((one) => one.unsold === unsold && during(ask, one.at) && passes(ask, one.dims))
  const net = (ask: Ask): number =>
    sum(sold(ask), (line) => line.gross - line.discount) - sum(back(ask), (one) => one.amount)
  const units = (ask: Ask): number => sum(sold(ask), (line) => line.units) - sum(back(ask), (one) => one.units)
  const orders = (ask: Ask): number =>
    ask.where.some(({ dimension }) => goods.includes(dimension))
      ? new Set(sold(ask).map((line) => line.order)).size
      : sales.orders.filter((order) => during(ask, order.at) && passes(ask, order.lines[0]!.dims)).length
  const profit = (ask: Ask) => {
    const [lines, returns] = [
      sold(ask).filter((line) => line.cost !== null),
      back(ask).filter((one) => one.cost !== null),
    ]
    const sales = sum(lines, (line) => line.gross - line.discount) - sum(returns, (one) => one.amount)
    return {
      lines: lines.length,
      sales,
      profit: sales - sum(lines, (line) => line.cost!) + sum(returns, (one) => one.cost!),
    }
  }
  const visits = (ask: Ask) =>
    company['footfall']!.filter((row) => {
      const at = Date.parse(row['on']!)
      return during(ask, at) && passes(ask, { ...sales.place(row['location_id']!, null), weekday: weekday(at) })
    })
  const visitors = (ask: Ask): number => sum(visits(ask), (row) => Number(row['visitors']))
  return {
    gross_sales: (ask) => ({ value: sum(sold(ask), (line) => line.gross) }),
    discounts: (ask) => ({ value: sum(sold(ask), (line) => line.discount) }),
    returns: (ask) => ({ value: sum(back(ask), (one) => one.amount) }),
    net_sales: (ask) => ({ value: net(ask) }),
    orders: (ask) => ({ value: orders(ask) }),
    units: (ask) => ({ value: units(ask) }),
    average_order_value: (ask) => ratio(net(ask), orders(ask)),
    units_per_order: (ask) => ratio(units(ask), orders(ask)),
    gross_profit: (ask) => ({ value: profit(ask).lines ? profit(ask).profit : null }),
    gross_margin: (ask) => (profit(ask).lines ? ratio(profit(ask).profit, profit(ask).sales) : { value: null }),
    return_rate: (ask) => {
      const refused = new Set(back(ask, true).map((one) => one.slip)).size
      return ratio(new Set(back(ask).map((one) => one.slip)).size + refused, orders(ask) + refused)
    },
    footfall: (ask) => ({ value: visitors(ask) }),
    store_conversion: (ask) => {
      const counted = new Set(visits(ask).map((row) => `${row['location_id']} ${row['on']}`))
      const there = sales.orders.filter((order) =>
        counted.has(`${order.lines[0]!.dims['location']} ${dayOf(order.at)}`),
      )
      return ratio(there.length, visitors(ask))
    },
    concentration: (ask) => {
      const shares = new Map<string | null, number>()
      const add = (where: string | null, amount: number) => shares.set(where, (shares.get(where) ?? 0) + amount)
      for (const line of sold(ask)) add(line.dims['location'] ?? null, line.gross - line.discount)
      for (const one of back(ask)) add(one.dims['location'] ?? null, -one.amount)
      const values = [...shares.values()].map((value) => Math.max(0, value))
      return ratio(
        sum(values, (value) => value * value),
        sum(values, (value) => value) ** 2,
      )
    },
  }
}
