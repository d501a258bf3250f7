import type { EntityName } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { findHeader } from '#core/header.ts'
import { recogniseTable } from '#core/import/recognise.ts'
import type { Formats, Mapping } from '#core/mapping.ts'
import type { Params } from '#core/messages.ts'
import type { OpenedTable } from '#core/table.ts'
import { headersDigest, isSheet, nameOf, ownHeaders } from './choose-tables.ts'
import type { ImportDeps } from './dependencies.ts'

/** Rows of a file that are shown as they stand. */
const shownRows = 20
/** Rows a column's values are gathered over, and how many different ones are still told. */
const [searchedRows, mostValues] = [2_000, 24]

export type LookedTable = {
  readonly sheet: string | null
  /** Row of the file the headers stand on, 1-based. */
  readonly header_row: number
  readonly headers: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly (string | null)[] }[]
  /** Of each column the different values of the first rows; empty where there are many. */
  readonly values: readonly (readonly string[])[]
  /** What the table is taken for; null where it is not recognised. */
  readonly source: string | null
  readonly entities: readonly EntityName[]
  /** Headers it was recognised by. */
  readonly recognised_by: readonly string[]
  /** Mapped by hand before, and remembered. */
  readonly remembered: boolean
  readonly mappings: readonly Mapping[]
  readonly refusal: { readonly code: string; readonly params: Params; readonly detail: string } | null
}

export type LookedFile = { readonly file: string; readonly bytes: number; readonly tables: readonly LookedTable[] }

const firstRows = async (table: OpenedTable, width: number, deps: ImportDeps) => {
  const columns = Array.from({ length: width }, (_, i) => `c${i + 1}`)
  const { inOrder } = table
  const rows = await deps.run(
    inOrder
      ? `select ${columns.join(', ')} from (${inOrder.select}) limit ${searchedRows}`
      : `select line, ${columns.join(', ')} from (${table.select}) order by line limit ${searchedRows}`,
  )
  return rows.map((row, i) => ({
    line: inOrder ? inOrder.firstLine + i : Number(row['line']),
    cells: columns.map((column) => {
      const value = row[column]
      return value === null || value === undefined ? null : String(value)
    }),
  }))
}

const fewValues = (rows: readonly { readonly cells: readonly (string | null)[] }[], column: number): string[] => {
  const found = new Set<string>()
  for (const { cells } of rows) {
    const cell = cells[column]
    if (cell !== null && cell !== undefined) found.add(cell)
    if (found.size > mostValues) return []
  }
  return [...found]
}

const recognised = (table: OpenedTable, headers: readonly string[], as: string | null, deps: ImportDeps) => {
  const kept = as === null ? deps.mappingFor(headersDigest(table.headers, deps)) : null
  const own = kept?.filter((mapping) => isSheet(mapping, table)) ?? []
  const known = own.length > 0 ? own : null
  try {
    const choice = recogniseTable({ ...table, headers }, { as, remembered: known, sources: deps.sources })
    const source = deps.sources.find(({ slug }) => slug === choice.source)
    const by = source
      ? source.signature.flatMap((aliases) => findHeader({ ...table, headers }, aliases) ?? [])
      : Object.values(choice.mappings[0]?.columns ?? {})
    return {
      source: choice.source,
      entities: [...new Set(choice.mappings.map((mapping) => mapping.entity))],
      recognised_by: by,
      remembered: known !== null,
      mappings: choice.mappings,
      refusal: null,
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { code, params } = error
    return {
      source: null,
      entities: [],
      recognised_by: [],
      remembered: false,
      mappings: [],
      refusal: { code, params, detail: faultSentence(code, params, deps.language) },
    }
  }
}

const lookAtTable = async (table: OpenedTable, as: string | null, deps: ImportDeps): Promise<LookedTable> => {
  const headers = ownHeaders(table.headers)
  const rows = await firstRows(table, headers.length, deps)
  return {
    sheet: table.sheet ?? null,
    header_row: table.header_row,
    headers,
    rows: rows.slice(0, shownRows),
    values: headers.map((_, i) => fewValues(rows, i)),
    ...recognised(table, headers, as, deps),
  }
}

export type Looking = {
  readonly files: readonly string[]
  readonly as: string | null
  readonly headerRow: number | null
  readonly formats: Formats | null
}

/**
 * Headers, first rows and what each table is taken for; changes nothing.
 * @throws Fault `file.*`, `sheet.*` where a file as a whole cannot be read
 */
export const lookAtFiles = async (
  { files, as, headerRow, formats }: Looking,
  deps: ImportDeps,
): Promise<{ readonly files: readonly LookedFile[] }> => {
  const looked: LookedFile[] = []
  for (const path of files) {
    const workspace = await deps.workspace()
    try {
      const opened = await deps.openTables(path, {
        workspace: workspace.folder,
        query: deps.query,
        ...(headerRow === null ? {} : { header_row: headerRow }),
        ...(formats === null ? {} : { formats }),
      })
      const tables: LookedTable[] = []
      for (const table of opened.tables) tables.push(await lookAtTable(table, as, deps))
      looked.push({ file: nameOf(path), bytes: opened.bytes, tables })
    } finally {
      await workspace.clear()
    }
  }
  return { files: looked }
}
