import { Temporal } from 'temporal-polyfill'

/** The moment and the day, by the real clock or a fixed one. */
export type Clock = {
  /** ISO instant, `2026-11-18T04:40:00Z`. */
  readonly now: () => string
  /** Date in a time zone, `2026-11-18`. */
  readonly today: (timeZone: string) => string
  /** Wall clock in a time zone, `2026-11-18T11:40:00`. */
  readonly wall: (timeZone: string) => string
}

/** @param fixed ISO instant at which time stands still; null for the real clock */
export const clockAt = (fixed: string | null): Clock => {
  const instant = (): Temporal.Instant =>
    fixed === null ? Temporal.Now.instant() : Temporal.Instant.from(new Date(fixed).toISOString())
  const local = (timeZone: string): Temporal.PlainDateTime => instant().toZonedDateTimeISO(timeZone).toPlainDateTime()
  return {
    now: () => instant().round('second').toString(),
    today: (timeZone) => local(timeZone).toPlainDate().toString(),
    wall: (timeZone) => local(timeZone).round('second').toString(),
  }
}

/** Whether there is a time zone of that name, such as `Asia/Ho_Chi_Minh`. */
export const isTimeZone = (name: string): boolean => {
  try {
    return Temporal.Now.zonedDateTimeISO(name).timeZoneId !== ''
  } catch {
    return false
  }
}

/** Milliseconds since this process began, for progress and patience. */
export const elapsed = (): number => performance.now()

/** Milliseconds since 1970 by the real clock, whatever moment answers are given for: what lets people in keeps to it. */
export const realTime = (): number => Temporal.Now.instant().epochMilliseconds
