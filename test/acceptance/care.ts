/** Rivals' prices, customers at hand and what they say, as the list of metrics words them. */
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
  quantile,
  ratio,
  shift,
  sum,
  type Told,
  text,
} from './ledger.ts'
import type { Sales } from './sales.ts'

const median = (values: readonly number[]): number => quantile(values, 0.5)!
const mean = (values: readonly number[]): number => sum(values, (value) => value) / values.length

export const careMetrics = (
  company: Company,
  sales: Sales,
): Readonly<Record<string, (ask: Ask) => Told & { margin?: number }>> => {
  const products = byId(company, 'product', 'product_id')
  const latest = (rows: readonly Raw[], until: string, key: (raw: Raw) => string): Raw[] => {
    const last = new Map<string, Raw>()
    for (const raw of rows) {
      const at = clock(text(raw, 'seen_at'))!
      const known = last.get(key(raw))
      if (dayOf(at) <= until && (!known || at > clock(text(known, 'seen_at'))!)) last.set(key(raw), raw)
    }
    return [...last.values()]
  }
  const listings = (ask: Ask): Raw[] =>
    latest(
      company['price_observation']!.filter((raw) => raw['competitor'] !== 'own'),
      ask.period.to,
      (raw) => `${raw['competitor']} ${raw['product_id']}`,
    ).filter((raw) => {
      const product = products.get(raw['product_id']!)
      const dims: Dims = {
        competitor: raw['competitor']!,
        product: raw['product_id']!,
        category: text(product, 'category'),
        brand: text(product, 'brand'),
        product_line: text(product, 'product_line'),
      }
      return passes(ask, dims)
    })
  /** Our price: that seen last, else the price list, else that of the last sale. */
  const ours = (product: string, on: string): number | null => {
    const [seen] = latest(
      company['price_observation']!.filter((raw) => raw['competitor'] === 'own' && raw['product_id'] === product),
      on,
      () => '',
    )
    const sold = sales.lines.filter(
      (line) => line.sold !== null && dayOf(line.sold) <= on && text(line.raw, 'product_id') === product,
    )
    const last = sold.reduce<(typeof sold)[number] | null>(
      (best, line) => (best && best.sold! >= line.sold! ? best : line),
      null,
    )
    return number(seen, 'price') ?? number(products.get(product), 'list_price') ?? number(last?.raw, 'unit_price')
  }
  const market = (ask: Ask) =>
    [...Map.groupBy(listings(ask), (raw) => raw['product_id']!)].map(([product, rows]) => {
      const prices = rows.filter((raw) => raw['availability'] !== 'out').map((raw) => number(raw, 'price')!)
      const recent = sales.lines.filter(
        (line) =>
          line.sold !== null &&
          dayOf(line.sold) <= ask.period.to &&
          dayOf(line.sold) > shift(ask.period.to, -90) &&
          text(line.raw, 'product_id') === product,
      )
      return { ours: ours(product, ask.period.to), prices, units: sum(recent, (line) => line.units) || 1 }
    })
  const priced = (ask: Ask) => market(ask).filter((one) => one.ours !== null && one.prices.length > 0)

  const bought = Map.groupBy(
    sales.orders.filter((order) => order.customer !== null),
    (order) => order.customer!,
  )
  const talks = company['activity']!.map((raw) => {
    const contact = company['contact']!.find((one) => one['contact_id'] === text(raw, 'contact_id'))
    return {
      raw,
      at: clock(text(raw, 'at'))!,
      customer: text(raw, 'customer_id') ?? text(contact, 'customer_id'),
      human: text(raw, 'automatic') !== 'true',
    }
  })
  const isCare = ({ raw }: { raw: Raw }): boolean => ['care', 'support'].includes(text(raw, 'purpose') ?? '')
  const cameToUs = ({ raw }: { raw: Raw }): boolean =>
    text(raw, 'direction') === 'inbound' ||
    text(raw, 'reached') === 'true' ||
    (text(raw, 'reached') === null && text(raw, 'method') === 'face_to_face')
  const signs = new Map<string, number[]>()
  const sign = (customer: string | null, at: number) =>
    customer !== null && signs.set(customer, [...(signs.get(customer) ?? []), at])
  for (const talk of talks) if (talk.human && cameToUs(talk)) sign(talk.customer, talk.at)
  for (const raw of company['request']!) sign(text(raw, 'customer_id'), clock(text(raw, 'opened_at'))!)
  for (const raw of company['survey_answer']!) sign(text(raw, 'customer_id'), clock(text(raw, 'answered_at'))!)
  for (const [customer, orders] of bought)
    for (const order of [...orders].sort((a, b) => a.at - b.at).slice(1)) sign(customer, order.at)
  const lately = (at: number, days: number, ask: Ask): boolean =>
    dayOf(at) <= ask.period.to && dayOf(at) > shift(ask.period.to, -days)
  const active = (ask: Ask) => [...bought].filter(([, orders]) => orders.some((order) => lately(order.at, 365, ask)))

  const scores = (ask: Ask, kind: string): number[] =>
    company['survey_answer']!.filter(
      (raw) =>
        raw['kind'] === kind &&
        during(ask, clock(text(raw, 'answered_at'))) &&
        passes(ask, { product_line: text(raw, 'product_line'), survey_kind: kind }),
    ).map((raw) => number(raw, 'score')!)
  return {
    price_index: (ask) =>
      ratio(
        sum(priced(ask), (one) => one.units * one.ours!),
        sum(priced(ask), (one) => one.units * median(one.prices)),
        100,
      ),
    price_index_unweighted: (ask) =>
      ratio(
        sum(priced(ask), (one) => one.ours! / mean(one.prices)),
        priced(ask).length,
        100,
      ),
    undercut_share: (ask) => {
      const known = market(ask).filter((one) => one.ours !== null)
      return ratio(known.filter((one) => one.prices.some((price) => price <= 0.95 * one.ours!)).length, known.length)
    },
    competitor_out_of_stock: (ask) =>
      ratio(listings(ask).filter((raw) => raw['availability'] === 'out').length, listings(ask).length),
    active_customers: (ask) => ({ value: active(ask).length }),
    engaged_rate: (ask) =>
      ratio(
        active(ask).filter(([customer]) => signs.get(customer)?.some((at) => lately(at, 90, ask))).length,
        active(ask).length,
      ),
    repeat_purchase_rate: (ask) =>
      ratio(
        active(ask).filter(([, orders]) => orders.filter((order) => lately(order.at, 365, ask)).length > 1).length,
        active(ask).length,
      ),
    after_sale_coverage: (ask) => {
      const recent = [...bought].filter(([, orders]) => orders.some((order) => lately(order.at, 90, ask)))
      const cared = recent.filter(([customer, orders]) => {
        const since = Math.min(...orders.filter((order) => lately(order.at, 90, ask)).map((order) => order.at))
        return talks.some(
          (talk) =>
            talk.customer === customer &&
            talk.human &&
            isCare(talk) &&
            (text(talk.raw, 'direction') ?? 'outbound') === 'outbound' &&
            talk.at >= since &&
            dayOf(talk.at) <= ask.period.to,
        )
      })
      return ratio(cared.length, recent.length)
    },
    answer_rate: (ask) => {
      const made = talks.filter(
        (talk) =>
          talk.human &&
          isCare(talk) &&
          (text(talk.raw, 'direction') ?? 'outbound') === 'outbound' &&
          during(ask, talk.at),
      )
      return ratio(made.filter((talk) => text(talk.raw, 'reached') === 'true').length, made.length)
    },
    requests_open: (ask) => ({
      value: company['request']!.filter(
        (raw) =>
          dayOf(clock(text(raw, 'opened_at'))!) <= ask.period.to &&
          (text(raw, 'resolved_at') === null || dayOf(clock(text(raw, 'resolved_at'))!) > ask.period.to),
      ).length,
    }),
    resolution_hours: (ask) => ({
      value: quantile(
        company['request']!.filter((raw) => during(ask, clock(text(raw, 'resolved_at')))).map(
          (raw) => (clock(text(raw, 'resolved_at'))! - clock(text(raw, 'opened_at'))!) / 3_600_000,
        ),
        0.5,
      ),
    }),
    nps: (ask) => {
      const all = scores(ask, 'nps')
      const [up, down] = [
        all.filter((score) => score >= 9).length / all.length,
        all.filter((score) => score <= 6).length / all.length,
      ]
      return all.length === 0
        ? { value: null }
        : {
            value: 100 * (up - down),
            denominator: all.length,
            margin: 196 * Math.sqrt((up + down - (up - down) ** 2) / all.length),
          }
    },
    csat: (ask) => ratio(scores(ask, 'csat').filter((score) => score >= 4).length, scores(ask, 'csat').length),
    ces: (ask) => ({ value: scores(ask, 'ces').length > 0 ? mean(scores(ask, 'ces')) : null }),
    detractors_open: (ask) => ({
      value: company['survey_answer']!.filter((raw) => {
        const at = clock(text(raw, 'answered_at'))!
        const dims = { product_line: text(raw, 'product_line'), survey_kind: 'nps' }
        if (raw['kind'] !== 'nps' || number(raw, 'score')! > 6 || !during(ask, at) || !passes(ask, dims)) return false
        const called = (talk: (typeof talks)[number]): boolean =>
          talk.customer === text(raw, 'customer_id') && talk.at >= at && talk.human && isCare(talk)
        return (
          text(raw, 'customer_id') === null ||
          !talks.some(
            (talk) =>
              called(talk) && (text(talk.raw, 'reached') === 'true' || text(talk.raw, 'direction') === 'inbound'),
          )
        )
      }).length,
    }),
  }
}
