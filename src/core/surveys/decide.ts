import { addDays, later } from '../calendar/day.ts'
import { isOpen, nextOpen, type SendingHours } from './opening.ts'

/** One survey as it is run. Distances are days of the calendar, counted from the day something was sent. */
export type Program = {
  readonly id: string
  /** Asks how the relationship stands (NPS), not how one thing went (CSAT, CES). */
  readonly relationship: boolean
  /** Between two relationship surveys; 180 unless said. */
  readonly every_days: number
  /** Between any two surveys of one person; 90 unless said. */
  readonly apart_days: number
  /** Days over which those who become due at once are spread. */
  readonly spread_days: number
  /** Days after which an invitation without an answer is recalled to mind, once; null: never. */
  readonly reminder_after_days: number | null
  /** Days an invitation can be answered. */
  readonly valid_days: number
  /** Days to wait after a request for help was resolved. */
  readonly after_request_days: number
  /** Asks about one thing that happened: from so many days after it, for so many days; later it is not asked about. */
  readonly event?: { readonly wait_days: number; readonly within_days: number } | null
}

export type Sent = {
  readonly program: string
  readonly relationship: boolean
  readonly at: string
  readonly reminded_at: string | null
  readonly answered_at: string | null
}

/** What is known of a customer. Walls are texts of one clock, `2026-11-18T11:40:00`; lists stand in any order. */
export type CustomerFacts = {
  readonly customer_id: string
  /** The day the gate of the first purchase opens; null where nothing was bought that stands. */
  readonly opens_on: string | null
  readonly may_be_contacted: boolean
  readonly opted_out: boolean
  /** False without an address that takes mail: none known, or the last came back. */
  readonly reachable: boolean
  readonly has_open_request: boolean
  readonly last_request_resolved_on: string | null
  /** Every invitation of any survey. */
  readonly sent: readonly Sent[]
  /** Answers given without an invitation, by link or code. */
  readonly answers: readonly { readonly at: string; readonly relationship: boolean }[]
  /** The day of what a survey about one thing asks about; null or left out: nothing of the kind happened. */
  readonly event_on?: string | null
  /** Until when the server of the address asked to be left alone. */
  readonly put_off_until?: string | null
}

export const holdReasons = [
  'opted_out',
  'not_allowed',
  'unreachable',
  'no_purchase',
  'no_event',
  'open_request',
  'too_early',
  'asked_lately',
  'asked_this_cycle',
  'request_lately',
  'spread',
  'put_off',
  'too_late',
  'quiet_hours',
  'never_open',
  'daily_cap',
] as const
export type HoldReason = (typeof holdReasons)[number]

export type SurveyDecision =
  | { readonly action: 'invite' }
  | { readonly action: 'remind'; readonly sent_at: string }
  /** `until`: the first moment this survey is sent if nothing else happens; null where time alone changes nothing. */
  | { readonly action: 'hold'; readonly reason: HoldReason; readonly until: string | null }

const hold = (reason: HoldReason, until: string | null = null): SurveyDecision => ({ action: 'hold', reason, until })

/** FNV-1a: the same place for the same customer, survey and round, whoever asks. */
const placeOf = (text: string, places: number): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return places > 1 ? hash % places : 0
}

const dayIn = (wall: string): string => wall.slice(0, 10)

/** Days of the last survey a customer was asked or answered, of those that count; null: never. */
const lastDay = (days: readonly string[]): string | null =>
  days.reduce<string | null>((a, b) => (a ? later(a, b) : b), null)

/** The first day this survey may ask on; null where there is nothing it could ask about. */
const opensFor = (facts: CustomerFacts, { event }: Program): string | null =>
  event ? (facts.event_on ? addDays(facts.event_on, event.wait_days) : null) : facts.opens_on

/** The last day on which what happened is still asked about. */
const lastFor = (facts: CustomerFacts, { event }: Program): string | null =>
  event && facts.event_on ? addDays(facts.event_on, event.wait_days + event.within_days) : null

const stops = (facts: CustomerFacts, program: Program): HoldReason | null =>
  facts.opted_out
    ? 'opted_out'
    : !facts.may_be_contacted
      ? 'not_allowed'
      : !facts.reachable
        ? 'unreachable'
        : opensFor(facts, program) === null
          ? program.event
            ? 'no_event'
            : 'no_purchase'
          : facts.has_open_request
            ? 'open_request'
            : null

/** The invitation that may be recalled to mind now or later: the last of this survey, once, while it can be answered. */
const reminderFor = (facts: CustomerFacts, program: Program, now: string): { at: string; from: string } | null => {
  if (program.reminder_after_days === null) return null
  const own = facts.sent.filter((sent) => sent.program === program.id)
  const last = own.reduce<Sent | null>((a, b) => (a && a.at >= b.at ? a : b), null)
  if (!last || last.reminded_at !== null || last.answered_at !== null) return null
  // Whoever answered by another way since has answered.
  if (facts.answers.some(({ at, relationship }) => relationship === last.relationship && at >= last.at)) return null
  const [from, end] = [program.reminder_after_days, program.valid_days].map((days) => addDays(dayIn(last.at), days))
  return dayIn(now) < end! ? { at: last.at, from: `${from}T00:00:00` } : null
}

/** From which day on each rule lets a customer be asked, the furthest last. */
const waits = (facts: CustomerFacts, program: Program): readonly (readonly [HoldReason, string])[] => {
  const asked = (counts: (each: { readonly relationship: boolean }) => boolean): string | null =>
    lastDay([
      ...facts.sent.filter(counts).map(({ at }) => dayIn(at)),
      ...facts.answers.filter(counts).map(({ at }) => dayIn(at)),
    ])
  const [any, relationship] = [asked(() => true), asked((each) => each.relationship)]
  const resolved = facts.last_request_resolved_on
  return [
    ['too_early', opensFor(facts, program)!] as const,
    ...(any === null ? [] : [['asked_lately', addDays(any, program.apart_days)] as const]),
    ...(program.relationship && relationship !== null
      ? [['asked_this_cycle', addDays(relationship, program.every_days)] as const]
      : []),
    ...(resolved === null ? [] : [['request_lately', addDays(resolved, program.after_request_days)] as const]),
  ].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/**
 * Whether a customer is asked now, and if not, until when they are held back and by which rule. Pure: a function of what
 * is known, however it came to be known.
 */
export const decideSurvey = (
  facts: CustomerFacts,
  program: Program,
  sending: SendingHours,
  now: string,
): SurveyDecision => {
  const stop = stops(facts, program)
  if (stop !== null) return hold(stop)
  const reminder = reminderFor(facts, program, now)
  if (reminder && now >= reminder.from && isOpen(now, sending)) return { action: 'remind', sent_at: reminder.at }
  const [reason, from] = waits(facts, program).at(-1)!
  const round = facts.sent.filter(({ program: id }) => id === program.id).length
  const place = placeOf(`${program.id}\n${facts.customer_id}\n${round}`, program.spread_days)
  const due = `${addDays(from, place)}T00:00:00`
  const free = facts.put_off_until ?? ''
  const opens = nextOpen([now, due, free].sort().at(-1)!, sending)
  if (opens === null) return hold('never_open')
  const last = lastFor(facts, program)
  if (last !== null && dayIn(opens) > last) return hold('too_late')
  if (dayIn(now) < from) return hold(reason, opens)
  if (now < due) return hold('spread', opens)
  if (now < free) return hold('put_off', opens)
  return opens === now ? { action: 'invite' } : hold('quiet_hours', opens)
}

export type Candidate = {
  readonly facts: CustomerFacts
  readonly program: Program
  /** Where mail to the customer goes; of several who share it one is asked. */
  readonly mailbox?: string
}

export type RoundDecision = SurveyDecision & { readonly customer_id: string; readonly program: string }

/**
 * Decides for many at once: at most so many invitations a day and one survey of a customer, whose gate opened earliest
 * first. Relationship surveys go before others, so that frequent small ones do not starve them. Reminders are not counted.
 * @param sentToday invitations already sent today
 */
export const decideRound = (
  candidates: readonly Candidate[],
  sending: SendingHours,
  now: string,
  dailyCap: number | null,
  sentToday: number,
): readonly RoundDecision[] => {
  const keyOf = ({ facts, program }: Candidate): string =>
    [facts.opens_on ?? '9999', program.relationship ? 0 : 1, facts.customer_id, program.id].join('\n')
  const ordered = candidates
    .map((each) => [keyOf(each), each] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const chosen = new Set<string>()
  let sent = sentToday
  return ordered.map(([, { facts, program, mailbox }]): RoundDecision => {
    const decision = decideSurvey(facts, program, sending, now)
    const of = { customer_id: facts.customer_id, program: program.id }
    if (decision.action !== 'invite') return { ...decision, ...of }
    const tomorrow = nextOpen(`${addDays(dayIn(now), 1)}T00:00:00`, sending)
    if (dailyCap !== null && sent >= dailyCap) return { action: 'hold', reason: 'daily_cap', until: tomorrow, ...of }
    const box = `box\n${mailbox ?? facts.customer_id}`
    if (chosen.has(facts.customer_id) || chosen.has(box)) {
      const until = nextOpen(`${addDays(dayIn(now), program.apart_days)}T00:00:00`, sending)
      return { action: 'hold', reason: 'asked_lately', until, ...of }
    }
    chosen.add(facts.customer_id).add(box)
    sent += 1
    return { ...decision, ...of }
  })
}
