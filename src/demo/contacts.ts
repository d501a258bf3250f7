import { locations, personName, personPhone, type Rep, reps, type Source, sources, stores } from './company.ts'
import { busyness, type Span, textOf } from './days.ts'
import type { Random } from './random.ts'
import { randomFrom, weighted } from './random.ts'
import type { Stories } from './stories.ts'
import { careRep, researcher } from './stories.ts'
import type { Put } from './write.ts'

const perDay = 150
const productLines = ['Nồi và chảo', 'Điện gia dụng', 'Đồ bếp', 'Bàn ăn', 'Phòng tắm', 'Làm sạch'] as const
/** Dearer goods take longer and are won less often. */
const lineWin: Readonly<Record<string, number>> = {
  'Nồi và chảo': 1.1,
  'Điện gia dụng': 0.85,
  'Đồ bếp': 1.1,
  'Bàn ăn': 1.05,
  'Phòng tắm': 1,
  'Làm sạch': 0.9,
}

/** A contact that was won: the sales side makes its first order. */
export type Won = {
  readonly contact_id: string
  readonly customer_id: string
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly at: number
  readonly location_id: string
  readonly rep: Rep
  readonly line: string
}

const repsAt = Map.groupBy(reps, (rep) => rep.location_id)
const drawStore = weighted(stores, (store) => store.ordersPerDay)
const locationOf = new Map(locations.map((location) => [location.id, location]))

/** Contacts come in at all hours, most between nine and ten in the evening. */
const secondOfDay = (random: Random): number => {
  const hour = random.chance(0.08)
    ? random.below(24)
    : 8 + Math.min(14, Math.floor(15 * Math.sqrt(random.next() * random.next()) * 1.35))
  return hour * 3600 + random.below(3600)
}

/** Moves a moment into working hours (8:00–17:30, Monday to Saturday, and later for the online team). */
const intoHours = (second: number): number => {
  const day = Math.floor(second / 86_400)
  const within = second - day * 86_400
  if (within < 8 * 3600) return day * 86_400 + 8 * 3600 + (second % 1700)
  if (within > 20.5 * 3600) return (day + 1) * 86_400 + 8 * 3600 + (second % 3500)
  return second
}

const volume = (source: Source, day: number, stories: Stories): number => {
  const shifted = day >= stories.mixShift[0] && day <= stories.mixShift[1]
  return source.id === 'tiktok' && shifted ? 4.2 : 1
}

type Attempts = { readonly put: Put; readonly random: Random; readonly span: Span; number: number }

/** Logs the attempts on one contact; returns when it was reached and whether it had been researched. */
const attempt = (
  state: Attempts,
  contact: string,
  source: Source,
  rep: Rep,
  received: number,
): { at: number; researched: boolean } | null => {
  const { put, random, span } = state
  if (random.chance(0.045)) return null
  let at = intoHours(received + 60 * random.lognormal(source.id === 'walk_in' ? 2 : 34, 1.15))
  const researched = random.chance(rep.id === researcher ? 0.93 : rep.researches)
  for (let i = 0; i < 6 && at < span.now; i++) {
    const method =
      source.id === 'walk_in'
        ? 'face_to_face'
        : random.chance(0.56)
          ? 'telesales'
          : random.chance(0.7)
            ? 'chat'
            : random.chance(0.6)
              ? 'email'
              : 'face_to_face'
    const reached = random.chance(
      method === 'face_to_face' ? 0.95 : method === 'telesales' ? 0.5 : method === 'chat' ? 0.58 : 0.25,
    )
    const minutes = Math.round((reached ? random.lognormal(7, 0.6) : 1 + random.next()) * 10) / 10
    put('activity', [
      `HD${++state.number}`,
      textOf(at),
      contact,
      null,
      rep.id,
      method,
      'outbound',
      'selling',
      reached ? 1 : 0,
      minutes,
      researched ? 1 : 0,
      0,
    ])
    if (reached) return { at, researched }
    at = intoHours(at + 86_400 * (0.7 + 1.6 * random.next()))
  }
  return null
}

/**
 * A year of contacts and the work done on them.
 * @returns the contacts won, in the order of their purchase, and the number of activities written
 */
export const makeContacts = (span: Span, stories: Stories, put: Put): { won: Won[]; activities: number } => {
  const random = randomFrom('contacts')
  const state: Attempts = { put, random, span, number: 0 }
  const won: Won[] = []
  const recent: { phone: string; email: string; name: string }[] = []
  let number = 0
  for (let day = span.first; day <= span.last; day++) {
    for (const source of sources) {
      const count = random.poisson(
        perDay * source.share * busyness(span, day, 'contact') * volume(source, day, stories),
      )
      for (let i = 0; i < count; i++) {
        const store = drawStore(random)
        const inHanoi = store.province === 'Hà Nội'
        const broken =
          source.id === 'facebook' && inHanoi && day >= stories.facebookForm[0] && day <= stories.facebookForm[1]
        const received = day * 86_400 + secondOfDay(random)
        if ((broken && random.chance(0.8)) || received > span.now) continue
        const id = `CT${String(++number).padStart(6, '0')}`
        const again = recent.length > 50 && random.chance(0.03) ? random.pick(recent) : null
        const person = again ?? {
          name: personName(random),
          phone: personPhone(number),
          email: random.chance(0.45) ? `khach${number}@example.com` : '',
        }
        if (!again) recent[number % 4000] = person
        const team = repsAt.get(random.chance(0.8) ? store.id : 'web')!
        const rep = random.pick(team.filter((one) => one.id !== careRep || day < stories.careGap))
        const unassigned = random.chance(0.035)
        const line = random.pick(productLines)
        const spam = random.chance(0.012)
        const auto = source.id === 'facebook' || source.id === 'zalo'
        if (auto && received + 40 < span.now)
          put('activity', [
            `HD${++state.number}`,
            textOf(received + 40),
            id,
            null,
            null,
            'chat',
            'outbound',
            'selling',
            null,
            null,
            0,
            1,
          ])
        const reached = unassigned || spam ? null : attempt(state, id, source, rep, received)
        if (reached && random.chance(0.35) && reached.at + 7_200 < span.now)
          put('activity', [
            `HD${++state.number}`,
            textOf(reached.at + 7_200),
            id,
            null,
            rep.id,
            'chat',
            'inbound',
            'selling',
            1,
            2,
            0,
            0,
          ])
        let customer: string | null = null
        const chance = source.win * rep.skill * (lineWin[line] ?? 1) * (reached?.researched ? 1.45 : 0.93)
        if (reached && !again && random.chance(Math.min(0.8, chance))) {
          const at = reached.at + 86_400 * random.lognormal(3.2, 1)
          if (at < span.now) {
            customer = `KH${id.slice(2)}`
            const bought = source.id === 'website' ? 'web' : store.id
            won.push({
              contact_id: id,
              customer_id: customer,
              ...person,
              at: shopHours(at),
              location_id: bought,
              rep,
              line,
            })
          }
        }
        put('contact', [
          id,
          textOf(received),
          person.name,
          person.phone,
          person.email || null,
          source.id,
          source.campaigns.length > 0 ? random.pick(source.campaigns) : null,
          unassigned ? null : rep.id,
          unassigned ? null : rep.team,
          store.id,
          store.province,
          line,
          customer,
          spam ? 'spam' : null,
        ])
      }
    }
  }
  won.sort((a, b) => a.at - b.at)
  return { won: won.filter((one) => one.at < span.now), activities: state.number }
}

const shopHours = (second: number): number => {
  const day = Math.floor(second / 86_400)
  return day * 86_400 + 9 * 3600 + (Math.floor(second) % (11 * 3600))
}

export const provinceOf = (location: string): string => locationOf.get(location)?.province ?? ''
