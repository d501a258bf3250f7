import { createHash } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import type { Landing, Manifest, Staged } from '#core/batch.ts'
import type { Choice } from '#core/import/recognise.ts'
import type { Mapping } from '#core/mapping.ts'
import { defaultSettings, type Settings } from '#core/settings.ts'
import type { CheckRule } from '#core/source.ts'
import { name, quote } from '#core/sql.ts'
import type { OpenedTable } from '#core/table.ts'
import type { Row, Warehouse } from '#core/warehouse.ts'
import type { ImportDeps } from '#operations/imports/dependencies.ts'
import { type StagedFile, stageFile, temporaries } from '#operations/imports/stage-file.ts'
import { type RefusedRow, writeRejects } from '#operations/imports/write-rejects.ts'
import { openWarehouse } from '#warehouse/open.ts'

let shared: Warehouse

/** An engine in memory for the tests of one file. */
export const useWarehouse = (): { readonly warehouse: () => Warehouse } => {
  beforeAll(async () => {
    shared = await openWarehouse({ file: ':memory:' })
  })
  afterAll(async () => {
    await shared.close()
  })
  return { warehouse: () => shared }
}

/** A table as an opened file gives it, from texts. Lines count from 2, as below a header row. */
export const tableOf = (
  headers: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  more: Partial<OpenedTable> = {},
): OpenedTable => ({
  file: 'test.csv',
  headers,
  sample: [],
  header_row: 1,
  notes: [],
  damaged: [],
  select:
    rows.length === 0
      ? `select cast(null as bigint) as line${headers.map((_, i) => `, cast(null as varchar) as c${i + 1}`).join('')} limit 0`
      : `select line${headers.map((_, i) => `, cast(c${i + 1} as varchar) as c${i + 1}`).join('')} from (values ${rows
          .map(
            (row, i) =>
              `(${[String(i + 2), ...headers.map((_, j) => (row[j] === null || row[j] === undefined ? 'null' : quote(row[j])))].join(', ')})`,
          )
          .join(', ')}) t(line${headers.map((_, i) => `, c${i + 1}`).join('')})`,
  ...more,
})

const nowhere = (): never => {
  throw new Error('not part of this test')
}

export const depsWith = (more: Partial<ImportDeps> = {}, settings: Partial<Settings> = {}): ImportDeps => ({
  openTables: nowhere,
  run: (sql) => shared.run(sql),
  query: (sql) => shared.query(sql),
  landing: {
    compare: nowhere,
    accept: nowhere,
    settle: nowhere,
    refresh: nowhere,
    withdraw: nowhere,
    discard: nowhere,
    rebuild: nowhere,
  } as Landing,
  settings: () => ({ ...defaultSettings, ...settings }),
  batches: () => [] as readonly Manifest[],
  batch: () => null,
  mappingFor: () => null,
  rememberMapping: () => undefined,
  sources: [],
  resolveProvince: (text) =>
    text.startsWith('Hà Nội')
      ? { province: '01', province_old: '01' }
      : text === 'Bình Dương'
        ? { province: '79', province_old: '74' }
        : null,
  today: () => '2026-11-18',
  language: 'en',
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  readText: nowhere,
  workspace: nowhere,
  writeRejects: nowhere,
  writeSheet: nowhere,
  sheetBase64: nowhere,
  rejectsFile: () => null,
  nameOf: () => null,
  writeText: nowhere,
  ...more,
})

export type Outcome = {
  readonly file: StagedFile
  /** Rows of a staged entity, in the order of their lines. */
  readonly rows: (entity: string) => Promise<readonly Row[]>
  readonly rejects: readonly RefusedRow[]
  readonly codes: readonly string[]
}

let id = 0

/** Stages tables as one file and gathers what came of it. */
export const stage = async (
  tables: readonly OpenedTable[] | OpenedTable,
  mappings: readonly Mapping[] | Mapping,
  options: {
    readonly deps?: Partial<ImportDeps>
    readonly settings?: Partial<Settings>
    readonly checks?: readonly CheckRule[]
    readonly choice?: Partial<Choice>
  } = {},
): Promise<Outcome> => {
  const deps = depsWith(options.deps, options.settings)
  const list = Array.isArray(mappings) ? mappings : [mappings]
  const choice: Choice = {
    source: 'mapping',
    mappings: list as readonly Mapping[],
    checks: options.checks ?? [],
    gathers: false,
    ...options.choice,
  }
  const opened = (Array.isArray(tables) ? tables : [tables]) as readonly OpenedTable[]
  const temporary = temporaries(1_000 + ++id)
  const file = await stageFile(
    opened.map((table) => ({ table, choice })),
    deps,
    temporary,
  )
  const rejects: RefusedRow[] = []
  for (const staged of file.tables) rejects.push(...(await writeRejects(staged, null, deps, temporary)).sample)
  const find = (entity: string): Staged => {
    const found = file.staged.find((entry) => entry.entity === entity)
    if (!found) throw new Error(`nothing staged of ${entity}`)
    return found
  }
  return {
    file,
    rows: (entity) => shared.run(`select * from ${name(find(entity).table)} order by line`),
    rejects,
    codes: rejects.map((reject) => reject.code),
  }
}
