import { entities } from '#core/entities.ts'
import { Fault } from '#core/fault.ts'
import { exact } from '#core/fold.ts'
import { bindMappings } from '#core/import/bind.ts'
import { parseMapping } from '#core/import/mapping-json.ts'
import { type Choice, recogniseTable } from '#core/import/recognise.ts'
import { rejectsColumns } from '#core/import/rejects.ts'
import type { Mapping } from '#core/mapping.ts'
import type { Note, OpenedTable } from '#core/table.ts'
import type { ImportDeps } from './dependencies.ts'

export type Chosen = { readonly table: OpenedTable; readonly choice: Choice }

export const nameOf = (path: string): string => path.replace(/^.*[\\/]/, '')

/** @throws Fault `mapping.not_json`, `mapping.*` */
export const readMapping = async (path: string, deps: ImportDeps): Promise<readonly Mapping[]> => {
  const text = (await deps.readText(path)).replace(/^\ufeff/, '')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new Fault('mapping.not_json', { file: nameOf(path), detail })
  }
  return parseMapping(json)
}

/** Headers of the file itself, without those a file of refused rows carries behind them. */
export const ownHeaders = (headers: readonly string[]): readonly string[] => {
  const own = rejectsColumns(headers)
  return own ? headers.slice(0, own.from) : headers
}

/** What a header row is remembered by: its texts, whatever their Unicode form. */
export const headersDigest = (headers: readonly string[], deps: ImportDeps): string =>
  deps.sha256(JSON.stringify(ownHeaders(headers).map(exact)))

/** Whether a mapping is for this sheet of a workbook. */
export const isSheet = (mapping: Mapping, table: OpenedTable): boolean =>
  mapping.sheet === undefined || table.sheet === undefined || exact(mapping.sheet) === exact(table.sheet)

/** Tables as a mapping given by hand says: the sheets it names, or the first one that has its columns. */
const mappedTables = (
  tables: readonly OpenedTable[],
  mappings: readonly Mapping[],
  source: string,
): readonly Chosen[] => {
  const chosen = tables.flatMap((table) => {
    const own = mappings.filter((mapping) => isSheet(mapping, table))
    return own.length > 0 ? [{ table, choice: { source, mappings: own, checks: [], gathers: false } }] : []
  })
  if (chosen.length === 0)
    throw new Fault('sheet.not_found', {
      sheet: mappings[0]!.sheet ?? '',
      sheets: tables.map((table) => table.sheet ?? ''),
    })
  if (mappings.some((mapping) => mapping.sheet !== undefined)) return chosen
  const fitting = chosen.find(
    ({ table }) => bindMappings(mappings, [], ownHeaders(table.headers)).problems.length === 0,
  )
  return [fitting ?? chosen[0]!]
}

/** Columns of a file in our own format that are no field of its entity: not read, so they are named. */
const unusedColumns = ({ table, choice }: Chosen): readonly Note[] => {
  const of = entities.find((candidate) => candidate.name === choice.source)
  if (!of) return []
  const used = new Set(Object.values(choice.mappings[0]!.columns))
  const columns = ownHeaders(table.headers).filter((header) => !used.has(header) && header.trim() !== '')
  return columns.length > 0 ? [{ code: 'columns.unused', params: { entity: of.name, columns } }] : []
}

/**
 * The tables of a file that are imported, each with what it is taken for. Of several sheets those that are not
 * recognised are left out and named.
 * @throws Fault `file.*`, `source.*`, `sheet.not_found`
 */
export const chooseTables = (
  tables: readonly OpenedTable[],
  as: string | null,
  mappings: readonly Mapping[] | null,
  deps: ImportDeps,
): { readonly chosen: readonly Chosen[]; readonly notes: readonly Note[] } => {
  if (mappings) return { chosen: mappedTables(tables, mappings, as ?? 'mapping'), notes: [] }
  const chosen: Chosen[] = []
  const left: string[] = []
  let first: unknown
  for (const table of tables) {
    const known = as === null ? deps.mappingFor(headersDigest(table.headers, deps)) : null
    const own = known?.filter((mapping) => isSheet(mapping, table)) ?? []
    const remembered = own.length > 0 ? own : null
    const head = { ...table, headers: ownHeaders(table.headers) }
    try {
      chosen.push({ table, choice: recogniseTable(head, { as, remembered, sources: deps.sources }) })
    } catch (error) {
      first ??= error
      left.push(table.sheet ?? table.file)
    }
  }
  if (chosen.length === 0) throw first ?? new Fault('file.empty')
  const notes: Note[] = left.length > 0 ? [{ code: 'sheet.left_out', params: { sheets: left } }] : []
  return { chosen, notes: [...notes, ...chosen.flatMap(unusedColumns)] }
}

/** Opens a file as its mappings ask: the sheet, header row and formats named there. */
export const openFor = async (
  path: string,
  mappings: readonly Mapping[] | null,
  folder: string,
  deps: ImportDeps,
): ReturnType<ImportDeps['openTables']> => {
  const all = mappings ?? []
  const sheets = new Set(all.map((mapping) => mapping.sheet))
  const [sheet] = sheets
  const row = all.find((mapping) => mapping.header_row !== undefined)?.header_row
  const formats = all.find((mapping) => mapping.formats !== undefined)?.formats
  return deps.openTables(path, {
    workspace: folder,
    query: deps.query,
    ...(sheets.size === 1 && sheet !== undefined ? { sheet } : {}),
    ...(row === undefined ? {} : { header_row: row }),
    ...(formats === undefined ? {} : { formats }),
  })
}
