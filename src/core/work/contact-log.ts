import { addDays, dayOf } from '../calendar/day.ts'
import { entity } from '../entity.ts'
import { Fault } from '../fault.ts'
import type { Cell } from '../warehouse.ts'
import { activityIdOf } from './log-names.ts'

const choicesOf = (field: string): readonly string[] =>
  entity('activity').fields.find(({ name }) => name === field)?.choices ?? []

export const methods = choicesOf('method')
const nextSteps = choicesOf('next_step')
const purposes = choicesOf('purpose')

/** One contact made by a person of ours, as it is said on a page, by a command or over HTTP. */
export type GivenLog = {
  /** Made where the log is written down, so that sent again it is known again. */
  readonly key: string
  readonly contact_id?: string | undefined
  readonly customer_id?: string | undefined
  /** Wall clock of the organisation; the moment it is sent where left out. */
  readonly at?: string | undefined
  readonly method?: string | undefined
  readonly purpose?: string | undefined
  /** Left out: not known. */
  readonly reached?: boolean | undefined
  readonly minutes?: number | undefined
  readonly researched?: boolean | undefined
  readonly next_step?: string | undefined
  readonly next_on?: string | undefined
}

export type ContactLog = {
  readonly key: string
  readonly contact_id: string | null
  readonly customer_id: string | null
  readonly at: string
  readonly method: string
  readonly purpose: string
  readonly reached: boolean | null
  readonly minutes: number | null
  readonly researched: boolean | null
  readonly next_step: string | null
  readonly next_on: string | null
}

/** Days a log may be late: a phone without a line over a holiday. */
const lateDays = 31
/** Minutes a clock elsewhere may be ahead. */
const aheadMinutes = 5
const mostMinutes = 24 * 60

const keyForm = /^[A-Za-z0-9_-]{8,64}$/
const wallForm = /^(\d{4})-(\d\d)-(\d\d)[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

const oneOf = (field: string, value: string | undefined, allowed: readonly string[], usual: string): string => {
  if (value === undefined || value === '') return usual
  if (!allowed.includes(value)) throw new Fault('option.unknown_value', { option: field, value, allowed })
  return value
}

const isDay = (text: string): boolean => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  return parts !== null && dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== null
}

const minutesOfWall = (wall: string): number => Date.parse(`${wall.replace(' ', 'T').slice(0, 16)}:00Z`) / 60_000

const momentOf = (given: string | undefined, now: string): string => {
  if (given === undefined || given === '') return now.slice(0, 19)
  const unfit = (): Fault =>
    new Fault('work.at_unfit', { at: given.slice(0, 40), now: now.slice(0, 16), days: lateDays })
  if (!wallForm.test(given) || !isDay(given.slice(0, 10))) throw unfit()
  const behind = minutesOfWall(now) - minutesOfWall(given)
  if (behind < -aheadMinutes || behind > lateDays * 1440) throw unfit()
  // What is ahead by a clock's error would stand after the moment it is read at.
  const at = given.replace(' ', 'T').padEnd(19, ':00')
  return behind < 0 ? now.slice(0, 19) : at
}

const textOf = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value)

/**
 * Checks what was said; pure, the moment is given.
 * @param now wall clock of the organisation, `2026-11-18T11:40:00`
 * @throws Fault `work.key_unfit`, `work.person_missing`, `work.at_unfit`, `work.minutes_unfit`, `work.next_unfit`,
 * `option.unknown_value`
 */
export const checkLog = (given: GivenLog, now: string): ContactLog => {
  if (!keyForm.test(given.key)) throw new Fault('work.key_unfit', { key: given.key.slice(0, 80) })
  const [contact, customer] = [textOf(given.contact_id), textOf(given.customer_id)]
  if (contact === null && customer === null) throw new Fault('work.person_missing')
  const minutes = given.minutes ?? null
  if (minutes !== null && !(Number.isFinite(minutes) && minutes >= 0 && minutes <= mostMinutes))
    throw new Fault('work.minutes_unfit', { minutes: String(minutes), most: mostMinutes })
  const nextOn = textOf(given.next_on)
  const nextStep = textOf(given.next_step) === null ? null : oneOf('next_step', given.next_step, nextSteps, '')
  const today = now.slice(0, 10)
  const isNext = nextOn === null || (isDay(nextOn) && nextOn >= today && nextOn <= addDays(today, 366))
  if (!isNext || (nextOn !== null && (nextStep === null || nextStep === 'none')))
    throw new Fault('work.next_unfit', { next_on: nextOn ?? '', today })
  return {
    key: given.key,
    contact_id: contact,
    customer_id: customer,
    at: momentOf(given.at, now),
    method: oneOf('method', given.method, methods, 'telesales'),
    purpose: oneOf('purpose', given.purpose, purposes, contact === null ? 'care' : 'selling'),
    reached: given.reached ?? null,
    minutes,
    researched: given.researched ?? null,
    next_step: nextStep,
    next_on: nextOn,
  }
}

/** The row of the log. @param rep name rows carry as rep, where known */
export const activityRow = (log: ContactLog, rep: string | null): Readonly<Record<string, Cell>> => ({
  activity_id: activityIdOf(log.key),
  at: log.at.replace('T', ' '),
  contact_id: log.contact_id,
  customer_id: log.customer_id,
  rep,
  method: log.method,
  direction: 'outbound',
  purpose: log.purpose,
  reached: log.reached,
  minutes: log.minutes,
  researched: log.researched,
  automatic: false,
  next_step: log.next_step,
  next_on: log.next_on,
})
