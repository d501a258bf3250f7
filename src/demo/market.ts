import { dayNumber, dayOfNumber } from '#core/calendar/day.ts'
import { isoWeekOf } from '#core/calendar/unit.ts'
import { onlineLocations, products, reps, sources, stores, teams } from './company.ts'
import { busyness, type Span, textOf, weekdayOf } from './days.ts'
import { randomFrom } from './random.ts'
import { changedTeam, rival, rivalLine, type Stories } from './stories.ts'
import type { Put } from './write.ts'

const monthsIn = (span: Span): string[] => {
  const months = new Set<string>()
  for (let day = span.first; day <= span.last; day++) months.add(dayOfNumber(day).slice(0, 7))
  return [...months]
}

const lastOf = (month: string): string => {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10)
}

/** Advertising by day and campaign; salaries, commission, tools, agency and events by month. */
export const makeSpend = (span: Span, stories: Stories, put: Put): void => {
  const random = randomFrom('spend')
  const daily: Readonly<Record<string, number>> = {
    facebook: 2_300_000,
    google: 1_700_000,
    zalo: 900_000,
    tiktok: 700_000,
  }
  for (let day = span.first; day <= span.last; day++)
    for (const source of sources.filter((one) => one.paid))
      for (const [i, campaign] of source.campaigns.entries()) {
        const dearer = source.id === 'google' && day >= stories.googleCost[0] && day <= stories.googleCost[1] ? 1.85 : 1
        const more = source.id === 'tiktok' && day >= stories.mixShift[0] && day <= stories.mixShift[1] ? 2.4 : 1
        const amount =
          (daily[source.id]! / source.campaigns.length) *
          busyness(span, day, 'contact') *
          dearer *
          more *
          (1 + 0.12 * random.normal())
        put('spend', [
          `QC-${source.id}-${i + 1}-${dayOfNumber(day)}`,
          dayOfNumber(day),
          dayOfNumber(day),
          'advertising',
          source.id,
          campaign,
          null,
          null,
          null,
          Math.max(0, Math.round(amount / 1000) * 1000),
        ])
      }
  for (const month of monthsIn(span)) {
    const [from, to] = [`${month}-01`, lastOf(month)]
    const monthly = (
      name: string,
      category: string,
      amount: number,
      method: string | null,
      team: string | null,
    ): void =>
      put('spend', [
        `${name}-${month}`,
        from,
        to,
        category,
        null,
        null,
        method,
        team,
        null,
        Math.round((amount * (1 + 0.05 * random.normal())) / 1000) * 1000,
      ])
    for (const team of teams)
      monthly(`LUONG-${team}`, 'salary', 9_500_000 * (reps.filter((rep) => rep.team === team).length / 4), null, team)
    for (const team of teams) monthly(`HH-${team}`, 'commission', 11_000_000, null, team)
    monthly('CC-CRM', 'tools', 14_000_000, null, null)
    monthly('CC-TONGDAI', 'tools', 9_000_000, 'telesales', null)
    monthly('AG', 'agency', 25_000_000, null, null)
    if (Number(month.slice(5)) % 3 === 0) monthly('SK', 'events', 48_000_000, 'face_to_face', null)
  }
}

const rivals = [
  { name: rival, level: 1.01, url: 'https://bep-phuong-nam.example/p/' },
  { name: 'Gia Dụng 24', level: 0.985, url: 'https://gia-dung-24.example/p/' },
  { name: 'Nhà Đẹp Mart', level: 1.04, url: 'https://nha-dep-mart.example/p/' },
] as const

/** Prices of three competitors on the goods that sell most, looked at every third day. */
export const makePrices = (span: Span, stories: Stories, put: Put): void => {
  const random = randomFrom('prices')
  const watched = [...products].sort((a, b) => b.popularity - a.popularity).slice(0, 72)
  for (const product of watched)
    for (const competitor of rivals) {
      let list = Math.round((product.list_price * competitor.level * (1 + 0.06 * random.normal())) / 1000) * 1000
      let sale = 0
      for (let day = span.first + random.below(3); day <= span.last; day += 3) {
        if (random.chance(0.01)) list = Math.round((list * (1 + 0.03 * random.normal())) / 1000) * 1000
        if (sale > 0) sale--
        else if (random.chance(0.012)) sale = 2 + random.below(3)
        const planted =
          competitor.name === rival &&
          product.product_line === rivalLine &&
          day >= stories.rivalPromotion[0] &&
          day <= stories.rivalPromotion[1]
        const price = planted
          ? Math.round((list * 0.78) / 1000) * 1000
          : sale > 0
            ? Math.round((list * 0.9) / 1000) * 1000
            : list
        const seen = day * 86_400 + 5 * 3600 + random.below(5_000)
        if (seen < span.now)
          put('price_observation', [
            competitor.name,
            product.id,
            textOf(seen),
            price,
            list,
            random.chance(0.955) ? 'in' : 'out',
            `${competitor.url}${product.id.toLowerCase()}`,
          ])
      }
    }
}

const questions = [
  'enps',
  'belonging',
  'process_agreement',
  'recognition',
  'workload',
  'tools',
  'manager_support',
  'growth',
] as const
const usual: Readonly<Record<string, number>> = {
  belonging: 3.9,
  process_agreement: 3.8,
  recognition: 3.6,
  workload: 3.3,
  tools: 3.5,
  manager_support: 3.9,
  growth: 3.4,
}
const bands = ['< 1 năm', '1–3 năm', '> 3 năm'] as const

/** One pulse round a month: every team's people, most of whom answer, never with a name. */
export const makePulse = (span: Span, stories: Stories, put: Put): void => {
  const random = randomFrom('pulse')
  let number = 0
  const people = teams.flatMap((team) => {
    const places = [...new Set(reps.filter((rep) => rep.team === team).map((rep) => rep.location_id))]
    return Array.from({ length: 26 }, (_, i) => ({ team, location: places[i % places.length]!, band: bands[i % 3]! }))
  })
  for (const month of monthsIn(span)) {
    const opened = Math.round(Date.parse(`${month}-10T00:00:00Z`) / 86_400_000)
    for (const person of people)
      for (const question of questions) {
        if (!random.chance(0.72)) continue
        const day = opened + random.below(5)
        if (day > span.last || day < span.first) continue
        const hurt = person.team === changedTeam && day >= stories.processChange
        const shift = hurt ? (question === 'process_agreement' ? -1.3 : question === 'belonging' ? -0.35 : 0) : 0
        const score =
          question === 'enps'
            ? Math.max(0, Math.min(10, Math.round(7.9 + (hurt ? -1 : 0) + 1.9 * random.normal())))
            : Math.max(1, Math.min(5, Math.round(usual[question]! + shift + 0.85 * random.normal())))
        put('pulse_answer', [
          `PA${String(++number).padStart(6, '0')}`,
          question,
          dayOfNumber(day),
          score,
          person.team,
          person.location,
          person.band,
        ])
      }
  }
}

/** What the seven are held to: rates and scores by month, sums by week and by month, sales by location too. */
export const makeTargets = (span: Span, put: Put): void => {
  const set = (
    metric: string,
    period: string,
    target: number,
    scope: string | null = null,
    minimum: number | null = null,
    stretch: number | null = null,
  ): void => put('target', [metric, period, scope, minimum, target, stretch])
  const contacts = (days: number): number => Math.round((150 * days) / 10) * 10
  const sales = (ordersPerDay: number, days: number, season: number): number =>
    Math.round((ordersPerDay * days * 0.85 * 1_220_000 * season) / 1_000_000) * 1_000_000
  const everywhere = [...stores, ...onlineLocations]
  const seasonAt = (iso: string): number => busyness(span, dayNumber(iso), 'store')
  for (const month of monthsIn(span)) {
    const season = seasonAt(`${month}-15`)
    set('contacts_new', month, contacts(30.4), null, contacts(27), contacts(34))
    set('contact_coverage', month, 0.95, null, 0.9, 1)
    set('conversion_rate', month, 0.13)
    set('cac', month, 140_000)
    set('price_index', month, 100)
    set('engaged_rate', month, 0.8, null, 0.7, 0.85)
    set('enps', month, 15, null, 5, 30)
    set('nps', month, 30, null, 20, 40)
    let total = 0
    for (const location of everywhere) {
      const amount = sales(location.ordersPerDay, 30.4, season)
      total += amount
      set('net_sales', month, amount, `location=${location.id}`)
    }
    set('net_sales', month, total, null, Math.round(total * 0.9), Math.round(total * 1.1))
  }
  for (let monday = span.first; monday <= span.last + 6; monday++) {
    if (weekdayOf(monday) !== 1) continue
    const iso = dayOfNumber(monday)
    const { year, week } = isoWeekOf(iso)
    const period = `${year}-W${String(week).padStart(2, '0')}`
    set('contacts_new', period, contacts(7))
    const season = seasonAt(dayOfNumber(monday + 3)) / 0.93
    set(
      'net_sales',
      period,
      everywhere.reduce((sum, one) => sum + sales(one.ordersPerDay, 7, season), 0),
    )
  }
}
