import { type Epoch, floorOf, type KeptCell, planRelease } from './anonymity.ts'
import { takeReleased } from './anonymity-taken.ts'
import type { DimensionName } from './dimension.ts'
import type { Plan, Slot } from './plan.ts'
import type { ResultRow } from './read.ts'
import type { ReadingRequest } from './reading.ts'
import type { Settings } from './settings.ts'

type Cell = KeptCell & { readonly row: ResultRow }

/** Share of a window's answers below which the rest is not passed off as the window. */
const fewestShown = 0.8

/** Measure that counts the answers of a metric whose authors stay unknown. */
export const countingMeasure = 'answers'

/**
 * Cells of answers → the rows a reading is made of (`slot, level, d1 …` and measures), holding only sums that may
 * be shown. `hidden` marks a row whose number may not be shown (its measures are gone), `rounded` one that leaves
 * out answers near the ends of its window or takes in some just beyond them. Pure.
 */
export const anonymousRows = (
  plan: Plan & { readonly cells: readonly DimensionName[] },
  request: ReadingRequest,
  rows: readonly ResultRow[],
  settings: Settings,
): readonly ResultRow[] => {
  const cells = rows
    .map(
      (row): Cell => ({
        day: String(row['on_day']),
        members: plan.cells.map((dimension) => (row[`c_${dimension}`] as string | null) ?? null),
        count: Number(row[countingMeasure] ?? 0),
        kept: (row['kept'] as string | null | undefined) ?? null,
        row,
      }),
    )
    .filter((cell) => cell.count > 0)
  const epochs = planRelease(cells, floorOf(settings.anonymity_floor))
  const passes = filterOf(plan.cells, request)
  const asked = cells.filter(passes)
  const positions = request.by.map((dimension) => plan.cells.indexOf(dimension))
  const keyOf = (cell: Cell): string => JSON.stringify(positions.map((i) => cell.members[i] ?? null))
  const groups = request.by.length > 0 ? [...Map.groupBy(asked, keyOf)] : []
  const rowOf = (
    slot: Slot,
    selection: readonly Cell[],
    within: (cell: Cell) => boolean,
    level: number,
  ): ResultRow[] => {
    const window = { from: slot.from, to: slot.to }
    const inWindow = selection.filter((cell) => cell.day >= window.from && cell.day <= window.to)
    if (inWindow.length === 0) return []
    const members =
      level === 0 ? {} : Object.fromEntries(positions.map((at, i) => [`d${i + 1}`, selection[0]!.members[at] ?? null]))
    return [{ slot: slot.slot, level, ...members, ...shown(epochs, plan.measures, within, window, inWindow) }]
  }
  return plan.slots.flatMap((slot) => [
    ...rowOf(slot, asked, passes, 0),
    ...(slot.slot === 'current' || slot.slot === 'previous'
      ? groups.flatMap(([key, selection]) => rowOf(slot, selection, (cell) => passes(cell) && keyOf(cell) === key, 1))
      : []),
  ])
}

const count = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.count, 0)

/** Whether answers are left out only before the first day shown or after the last: a window with holes is no window. */
const isUnbroken = (taken: readonly Cell[], inWindow: readonly Cell[]): boolean => {
  const days = taken.map((cell) => cell.day).sort()
  const between = inWindow.filter((cell) => cell.day >= days[0]! && cell.day <= days.at(-1)!)
  return between.length === taken.length
}

const shown = (
  epochs: readonly Epoch<Cell>[],
  measures: readonly string[],
  selects: (cell: Cell) => boolean,
  window: { readonly from: string; readonly to: string },
  inWindow: readonly Cell[],
): ResultRow => {
  const taken = takeReleased(epochs, selects, window)
  const inside = taken.filter((cell) => cell.day >= window.from && cell.day <= window.to)
  const [answers, all] = [count(inside), count(inWindow)]
  if (answers === 0 || answers < fewestShown * all || !isUnbroken(inside, inWindow)) return { hidden: 1 }
  const sums = measures.map((name) => {
    const known = taken.map((cell) => cell.row[name]).filter((value): value is number => typeof value === 'number')
    return [name, known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null] as const
  })
  return { ...Object.fromEntries(sums), ...(answers < all || inside.length < taken.length ? { rounded: 1 } : {}) }
}

const filterOf = (dimensions: readonly DimensionName[], request: ReadingRequest) => {
  const filters = request.where.map((filter) => ({ ...filter, at: dimensions.indexOf(filter.dimension) }))
  return (cell: Cell): boolean =>
    filters.every(({ at, not, values }) => values.includes(cell.members[at] ?? null) !== not)
}
