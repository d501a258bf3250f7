import { floorOf, type KeptCell, planRelease } from './anonymity.ts'
import { distributionFloor, mayKnowClasses, telling } from './anonymity-classes.ts'
import { releasedWithin } from './anonymity-taken.ts'
import type { DimensionName } from './dimension.ts'
import type { MeasureRow, Metric } from './metric.ts'
import type { Plan, Slot } from './plan.ts'
import type { ResultRow } from './read.ts'
import type { DayRange, ReadingRequest } from './reading.ts'
import type { Settings } from './settings.ts'

type Cell = KeptCell & { readonly row: ResultRow }

/** Share of a window's answers below which the rest is not passed off as the window. */
const fewestShown = 0.8

/** Measure that counts the answers of a metric whose authors stay unknown. */
export const countingMeasure = 'answers'

/**
 * Cells of answers → the rows a reading is made of (`slot, level, d1 …` and measures), holding only sums that may
 * be shown. `hidden` marks a row whose number may not be shown (its measures are gone), `rounded` one that leaves
 * out answers near the ends of its window or takes in some just beyond them; `spread_known` and `classes_known` one
 * of which may be told how its answers spread, and how many are in each class. Pure.
 */
export const anonymousRows = (
  plan: Plan & { readonly cells: readonly DimensionName[] },
  request: ReadingRequest,
  rows: readonly ResultRow[],
  settings: Settings,
  classesOf: Metric['classes'],
): readonly ResultRow[] => {
  const columns = plan.cells.map((dimension) => `c_${dimension}`)
  const cells = rows
    .map(
      (row): Cell => ({
        day: String(row['on_day']),
        members: columns.map((column) => (row[column] as string | null) ?? null),
        count: Number(row[countingMeasure] ?? 0),
        kept: (row['kept'] as string | null | undefined) ?? null,
        row,
      }),
    )
    .filter((cell) => cell.count > 0)
  const floor = floorOf(settings.anonymity_floor)
  const epochs = planRelease(cells, floor)
  const spreads = telling(epochs, (part) => count(part) >= distributionFloor)
  const classes = telling(epochs, (part) =>
    mayKnowClasses(count(part), classesOf?.(sumsOf(part, plan.measures)) ?? [], floor),
  )
  const known = (taken: readonly Cell[]): ResultRow => ({
    ...(spreads(taken) ? { spread_known: 1 } : {}),
    ...(classesOf && classes(taken) ? { classes_known: 1 } : {}),
  })
  const asked = cells.filter(filterOf(plan.cells, request))
  const positions = request.by.map((dimension) => plan.cells.indexOf(dimension))
  const keyOf = (cell: Cell): string => JSON.stringify(positions.map((i) => cell.members[i] ?? null))
  const rowIn = (selection: readonly Cell[], level: number): ((slot: Slot) => ResultRow[]) => {
    const members =
      level === 0 ? {} : Object.fromEntries(positions.map((at, i) => [`d${i + 1}`, selection[0]!.members[at] ?? null]))
    const chosen = new Set(selection)
    const taken = releasedWithin(epochs, (cell) => chosen.has(cell))
    const within = inWindows(selection)
    return ({ slot, from, to }) =>
      within({ from, to }).cells === 0
        ? []
        : [{ slot, level, ...members, ...shown(taken({ from, to }), plan.measures, { from, to }, within, known) }]
  }
  const whole = rowIn(asked, 0)
  const groups =
    request.by.length > 0 ? [...Map.groupBy(asked, keyOf).values()].map((selection) => rowIn(selection, 1)) : []
  return plan.slots.flatMap((slot) => [
    ...whole(slot),
    ...(slot.slot === 'current' || slot.slot === 'previous' ? groups.flatMap((group) => group(slot)) : []),
  ])
}

const isIn =
  ({ from, to }: DayRange) =>
  ({ day }: Cell): boolean =>
    day >= from && day <= to

const count = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.count, 0)

/** How many cells, and answers in them, a selection has in any window. */
const inWindows = (selection: readonly Cell[]): ((window: DayRange) => Counted) => {
  const days = [...Map.groupBy(selection, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1))
  const counted = days.map(([day, cells]) => ({ day, cells: cells.length, answers: count(cells) }))
  return ({ from, to }) => {
    const found = { cells: 0, answers: 0 }
    for (const { day, cells, answers } of counted) {
      if (day < from || day > to) continue
      found.cells += cells
      found.answers += answers
    }
    return found
  }
}
type Counted = { readonly cells: number; readonly answers: number }

/** Whether answers are left out only before the first day shown or after the last: a window with holes is no window. */
const isUnbroken = (taken: readonly Cell[], within: (window: DayRange) => Counted): boolean => {
  let [from, to] = [taken[0]!.day, taken[0]!.day]
  for (const { day } of taken) {
    if (day < from) from = day
    if (day > to) to = day
  }
  return within({ from, to }).cells === taken.length
}

const shown = (
  taken: readonly Cell[],
  measures: readonly string[],
  window: DayRange,
  within: (window: DayRange) => Counted,
  known: (taken: readonly Cell[]) => ResultRow,
): ResultRow => {
  const inside = taken.filter(isIn(window))
  const [answers, all] = [count(inside), within(window).answers]
  if (answers === 0 || answers < fewestShown * all || !isUnbroken(inside, within)) return { hidden: 1 }
  const isRounded = answers < all || inside.length < taken.length
  return { ...sumsOf(taken, measures), ...known(taken), ...(isRounded ? { rounded: 1 } : {}) }
}

const sumsOf = (cells: readonly Cell[], measures: readonly string[]): MeasureRow =>
  Object.fromEntries(
    measures.map((name) => {
      let sum: number | null = null
      for (const { row } of cells) {
        const value = row[name]
        if (typeof value === 'number') sum = (sum ?? 0) + value
      }
      return [name, sum] as const
    }),
  )

const filterOf = (dimensions: readonly DimensionName[], request: ReadingRequest) => {
  const filters = request.where.map((filter) => ({ ...filter, at: dimensions.indexOf(filter.dimension) }))
  return (cell: Cell): boolean =>
    filters.every(({ at, not, values }) => values.includes(cell.members[at] ?? null) !== not)
}
