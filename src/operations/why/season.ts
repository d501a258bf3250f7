import type { Comparable } from '#core/explain/comparable.ts'
import { type Season, seasonOf, strayingOf } from '#core/explain/season.ts'
import type { Metric } from '#core/metric.ts'
import type { DayRange, ReadingRequest } from '#core/reading.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { readPlain } from '../readings/read-plain.ts'

type Told = { readonly season: Season | null; readonly ordinary: ReturnType<typeof strayingOf> | null }

/** Days a metric cannot be told from as a whole number of windows, read from the metric itself as it is shown. */
const always = { from: '0001-01-01', to: '9999-12-31' }

/**
 * What years before tell: the season of the window, or around Tết how far ordinary windows stray. Read as the metric
 * itself is, in one statement, since the whole is enough for it.
 */
export const readSeason = async (
  metric: Metric,
  request: ReadingRequest,
  { years = [], ordinary = [] }: Comparable,
  deps: ReadingDeps,
): Promise<Told> => {
  const series: DayRange[] = [...years.flatMap((year) => [year.window, ...year.windows]), ...ordinary]
  if (series.length === 0) return { season: null, ordinary: null }
  const reading = await readPlain(metric, { ...request, comparison: null, by: [], series }, always, deps)
  const values = reading.series.map((step) => step.value)
  const known = (from: number, count: number): number[] =>
    values.slice(from, from + count).filter((value) => value !== null)
  let at = 0
  const told = years.map((year) => {
    const [value, windows] = [values[at] ?? 0, known(at + 1, year.windows.length)]
    at += 1 + year.windows.length
    return { value, windows }
  })
  return {
    season: seasonOf(told),
    ordinary: ordinary.length > 0 ? strayingOf(known(at, ordinary.length)) : null,
  }
}
