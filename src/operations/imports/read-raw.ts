import {
  type ColumnFacts,
  cleaningSql,
  oddColumns,
  odditiesSql,
  profileSql,
  readOddities,
  readProfile,
  type Uses,
} from '#core/import/profile.ts'
import type { OpenedTable } from '#core/table.ts'
import type { ImportDeps } from './dependencies.ts'
import type { Temporaries } from './stage-table.ts'

/** The used columns of a table, read once. */
export type Raw = {
  readonly table: string
  /** Relation with `line`, `place` and the columns, in the order of the file. */
  readonly relation: string
}

/** Reads the used columns of a file into a temporary table; the file itself is read just this once. */
export const readRaw = async (
  opened: OpenedTable,
  columns: readonly string[],
  mended: boolean,
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<Raw> => {
  const table = temporaries.make('raw')
  // A cell that was made safe for spreadsheets in a file of refused rows is what it was before.
  const cell = (column: string): string =>
    mended ? `regexp_replace(${column}, '^''([=+\\-@＝＋－＠])', '\\1') as ${column}` : column
  const cells = columns.map(cell).join(', ')
  const { inOrder } = opened
  if (inOrder && columns.length > 0) {
    await deps.run(`create temp table ${table} as select ${cells} from (${inOrder.select})`)
    return { table, relation: `(select ${inOrder.firstLine} + rowid as line, rowid + 1 as place, * from ${table})` }
  }
  await deps.run(`create temp table ${table} as select line${cells === '' ? '' : `, ${cells}`} from (${opened.select})`)
  return { table, relation: `(select rowid + 1 as place, * from ${table})` }
}

/** Measures the columns in one pass and cleans those that need it. */
export const measureRaw = async (
  raw: Raw,
  uses: ReadonlyMap<string, Uses>,
  deps: ImportDeps,
): Promise<{
  readonly rows: number
  readonly facts: ReadonlyMap<string, ColumnFacts>
  readonly suspicious: ReadonlySet<string>
}> => {
  const [row] = await deps.run(profileSql(raw.table, uses))
  const facts = new Map(readProfile(row!, uses))
  const suspicious = new Set<string>()
  const odd = oddColumns(row!, uses)
  if (odd.length > 0) {
    const [found] = await deps.run(odditiesSql(raw.table, odd))
    const again = new Map<string, Uses>()
    for (const column of odd) {
      const oddities = readOddities(found!, column)
      if (oddities.suspicious) suspicious.add(column)
      const use = uses.get(column)!
      const statements = cleaningSql(raw.table, column, use, oddities)
      for (const statement of statements) await deps.run(statement)
      if (statements.length > 0) again.set(column, { ...use, id: false, text: false })
    }
    if (again.size > 0) {
      const [measured] = await deps.run(profileSql(raw.table, again))
      for (const [column, fact] of readProfile(measured!, again)) facts.set(column, fact)
    }
  }
  return { rows: Number(row!['rows']), facts, suspicious }
}
