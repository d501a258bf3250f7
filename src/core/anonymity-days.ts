const millisPerDay = 86_400_000

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

const weekOf = ofDay((day) => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * millisPerDay).toISOString().slice(0, 10)
})

/** First and last day of the calendar quarter a day lies in. */
export const quarterOf = ofDay((day): { readonly from: string; readonly to: string } => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const first = month - ((month - 1) % 3)
  const iso = (y: number, m: number, d: number): string => new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10)
  return { from: iso(year, first, 1), to: iso(year, first + 3, 0) }
})

/** Units of time, each inside the one before: a week that crosses a month's end is two. */
export const units: readonly ((day: string) => string)[] = [
  (day) => quarterOf(day).from,
  (day) => day.slice(0, 7),
  ofDay((day) => `${day.slice(0, 7)} ${weekOf(day)}`),
  (day) => day,
]
