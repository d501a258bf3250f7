import { unitAround } from './calendar/unit.ts'

/** Of each day once: the same few hundred are asked for again for every answer and every window. */
const ofDay = <T>(work: (day: string) => T): ((day: string) => T) => {
  const done = new Map<string, T>()
  return (day) => {
    const known = done.get(day)
    if (known !== undefined) return known
    const made = work(day)
    done.set(day, made)
    return made
  }
}

/** First and last day of the calendar quarter a day lies in. */
export const quarterOf = ofDay((day) => unitAround('quarter', day))

/** Units of time, each inside the one before: a week that crosses a month's end is two. */
export const units: readonly ((day: string) => string)[] = [
  (day) => quarterOf(day).from,
  (day) => day.slice(0, 7),
  ofDay((day) => `${day.slice(0, 7)} ${unitAround('week', day).from}`),
  (day) => day,
]
