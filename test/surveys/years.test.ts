import { expect, test } from 'vitest'
import { type CustomerFacts, decideSurvey, type Program, type Sent } from '#core/surveys/decide.ts'
import type { SendingHours } from '#core/surveys/opening.ts'

/** Years lived through; more by the environment, for a longer look. */
const years = Number(process.env['NHIP_SURVEY_YEARS'] ?? 4_000)

/** Mulberry32, by its author Tommy Ettinger. */
const chanceOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const hour = 3_600_000
const start = Date.UTC(2026, 0, 1)
const wall = (time: number): string => new Date(time).toISOString().slice(0, 19)
const days = (from: string, to: string): number =>
  (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / (24 * hour)

const holidays = ['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-04-30', '2026-05-01', '2026-09-02']
const sending: SendingHours = {
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [String(day), ['08:30', '18:00'] as const])),
  holidays: new Set(holidays),
}
const base = { every_days: 180, apart_days: 90, reminder_after_days: 5, valid_days: 30, after_request_days: 7 }
const programs: readonly Program[] = [
  { ...base, id: 'nps', relationship: true, spread_days: 14 },
  { ...base, id: 'csat', relationship: false, spread_days: 3 },
  { ...base, id: 'ces', relationship: false, spread_days: 1, reminder_after_days: null },
]

type World = { -readonly [K in keyof CustomerFacts]: CustomerFacts[K] }
type Event = {
  readonly at: string
  readonly what: 'invite' | 'remind'
  readonly program: Program
  readonly world: World
  readonly of?: string
}

/** One customer’s year: things happen at any time, the sender wakes at any time, several times a moment or not for weeks. */
const live = (seed: number): readonly Event[] => {
  const chance = chanceOf(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)]!
  const world: World = {
    customer_id: `K${seed}`,
    opens_on: chance() < 0.15 ? null : wall(start + (chance() * 240 - 60) * 24 * hour).slice(0, 10),
    may_be_contacted: chance() > 0.03,
    opted_out: false,
    reachable: chance() > 0.03,
    has_open_request: false,
    last_request_resolved_on: null,
    sent: [],
    answers: [],
  }
  const events: Event[] = []
  const change = (which: Sent, next: Partial<Sent>): void => {
    world.sent = world.sent.map((each) => (each === which ? { ...each, ...next } : each)).sort(() => chance() - 0.5)
  }
  const happen = (at: string): void => {
    const roll = chance()
    if (roll < 0.2 && world.sent.length > 0) change(pick(world.sent), { answered_at: at })
    else if (roll < 0.25) world.answers = [{ at, relationship: chance() < 0.5 }, ...world.answers]
    else if (roll < 0.3) world.has_open_request = true
    else if (roll < 0.42 && world.has_open_request)
      Object.assign(world, { has_open_request: false, last_request_resolved_on: at.slice(0, 10) })
    else if (roll < 0.44) world.opted_out = true
    else if (roll < 0.46) world.reachable = !world.reachable
    else if (roll < 0.5)
      world.opens_on =
        chance() < 0.2 ? null : wall(Date.parse(`${at}Z`) + (chance() * 200 - 60) * 24 * hour).slice(0, 10)
  }
  const wake = (at: string): string | null => {
    let next: string | null = null
    for (const program of chance() < 0.5 ? programs : [...programs].reverse()) {
      const decision = decideSurvey(world, program, sending, at)
      const before = { ...world }
      if (decision.action === 'invite') {
        events.push({ at, what: 'invite', program, world: before })
        world.sent = [
          ...world.sent,
          { program: program.id, relationship: program.relationship, at, reminded_at: null, answered_at: null },
        ]
      } else if (decision.action === 'remind') {
        events.push({ at, what: 'remind', program, world: before, of: decision.sent_at })
        const which = world.sent.find((each) => each.program === program.id && each.at === decision.sent_at)!
        change(which, { reminded_at: at })
      } else if (decision.until !== null && (next === null || decision.until < next)) next = decision.until
    }
    return next
  }
  let time = start
  while (time < start + 365 * 24 * hour) {
    const next = wake(wall(time))
    if (chance() < 0.2) wake(wall(time))
    if (chance() < 0.4) happen(wall(time))
    const jump = Math.floor(chance() * 20 * 24 * 60) * 60_000
    const told = next === null ? Number.POSITIVE_INFINITY : Date.parse(`${next}Z`)
    time = chance() < 0.5 && told < time + 100 * 24 * hour && told > time ? told : time + jump + 60_000
  }
  return events
}

test(`in ${years} customer years nobody is asked too early, too often, at a wrong hour, or after a no; some are asked`, () => {
  let [invited, reminded] = [0, 0]
  for (let seed = 1; seed <= years; seed++) {
    const events = live(seed)
    const invitations = events.filter(({ what }) => what === 'invite')
    for (const [i, { at, what, program, world, of }] of events.entries()) {
      const named = `seed ${seed}, event ${i}`
      const weekday = new Date(`${at}Z`).getUTCDay()
      if (weekday === 0 || weekday === 6 || holidays.includes(at.slice(0, 10)))
        throw new Error(`${named}: on a day off`)
      if (at.slice(11) < '08:30:00' || at.slice(11) >= '18:00:00') throw new Error(`${named}: in quiet hours`)
      if (world.opted_out || !world.reachable || !world.may_be_contacted) throw new Error(`${named}: after a no`)
      if (world.has_open_request) throw new Error(`${named}: while a request is open`)
      if (what === 'invite') {
        invited += 1
        if (world.opens_on === null || at.slice(0, 10) < world.opens_on) throw new Error(`${named}: too early`)
        for (const answer of world.answers) if (days(answer.at, at) < 90) throw new Error(`${named}: just answered`)
      } else {
        reminded += 1
        const own = world.sent.find((each) => each.program === program.id && each.at === of)
        if (!own || own.answered_at !== null || own.reminded_at !== null)
          throw new Error(`${named}: reminded for nothing`)
        if (days(of!, at) < 5 || days(of!, at) >= 30) throw new Error(`${named}: reminded at a wrong time`)
      }
    }
    for (const [i, later] of invitations.entries())
      for (const earlier of invitations.slice(0, i)) {
        const apart = days(earlier.at, later.at)
        if (apart < 90) throw new Error(`seed ${seed}: two surveys ${apart} days apart`)
        if (earlier.program.relationship && later.program.relationship && apart < 180)
          throw new Error(`seed ${seed}: two relationship surveys ${apart} days apart`)
      }
    const reminders = events.filter(({ what }) => what === 'remind').map(({ program, of }) => `${program.id} ${of}`)
    if (new Set(reminders).size < reminders.length) throw new Error(`seed ${seed}: reminded twice`)
  }
  // Rules that send nothing would keep every one of these promises.
  expect(invited).toBeGreaterThan(years)
  expect(reminded).toBeGreaterThan(years / 10)
}, 600_000)
