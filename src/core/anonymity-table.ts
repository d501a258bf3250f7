import { choose, chosenBy, floorOf, type KeptCell } from './anonymity.ts'
import { units } from './anonymity-days.ts'
import { keptTexts } from './anonymity-kept.ts'
import type { Model, Table, TableContext } from './metric.ts'
import { quote } from './sql.ts'
import type { Row } from './warehouse.ts'

/** What the table calls a measure's condition on the answers; a measure of all of them has none. */
export const selectionOf = (where: string | undefined): string => where ?? ''

/**
 * The table `model.release`: every group of answers of a day with its sums, and which of the sums it lies in may be
 * shown: chosen once for the answers that stand, so that no question waits for the choice. What a quarter's choice was
 * stays as long as its answers do.
 * @param selections conditions by which measures pick answers, as they stand in `Measure.where`
 */
export const releaseTable = (
  model: Model & { readonly release: NonNullable<Model['release']> },
  reads: readonly string[],
  selections: readonly (string | undefined)[],
): Table => {
  const members = Object.entries(model.dimensions).map(([name, { sql }]) => ({
    column: `c_${name}`,
    sql: `cast(${sql} as varchar)`,
  }))
  const names = members.map(({ column }) => column)
  const sums = Object.entries(model.release.sums)
  const cellsOf = (where: string | undefined): string =>
    `select ${quote(selectionOf(where))} as selection, m.${model.day} as on_day, ${members.map(({ column, sql }) => `${sql} as ${column}`).join(', ')}${sums.map(([column, sql]) => `, cast(${sql} as double) as ${column}`).join('')}
from ${model.name} m${where ? ` where ${where}` : ''} group by all`
  const floor = ({ settings }: TableContext): number => floorOf(settings.anonymity_floor)
  const identity = (row: Row): string => JSON.stringify([row['selection'], row['on_day'], ...names.map((c) => row[c])])
  return {
    name: model.release.table,
    reads,
    sql: (
      context,
    ) => `-- One row per group of answers of a day: its sums, and which of the sums it lies in may be shown of ${floor(context)} answers or more (choice ${chosenBy}).
select cast(null as varchar) as selection, cast(null as date) as on_day, ${names.map((column) => `cast(null as varchar) as ${column}`).join(', ')}${sums.map(([column]) => `, cast(null as double) as ${column}`).join('')}, cast(null as varchar) as kept limit 0`,
    fit: {
      from: () => `${selections.map(cellsOf).join('\nunion all\n')}\norder by all`,
      apart: (row) => `${units[0]!(String(row['on_day']))} ${row['selection']}`,
      compute: (rows, context, standing = []) => {
        const known = new Map(standing.map((row) => [identity(row), String(row['kept'])]))
        const cells = rows.map((row) => ({
          row,
          day: String(row['on_day']),
          members: names.map((column) => row[column] as string | null),
          count: Number(row['answers']),
          kept: known.get(identity(row)) ?? null,
        }))
        const quarters = Map.groupBy(cells, ({ row, day }) => `${units[0]!(day)} ${row['selection']}`)
        return [...quarters.values()].flatMap((quarter: readonly (KeptCell & { readonly row: Row })[]) => {
          const texts = keptTexts(quarter, floor(context), choose(quarter, floor(context)))
          return quarter.map(({ row }, i) => ({ ...row, kept: texts[i]! }))
        })
      },
    },
  }
}
