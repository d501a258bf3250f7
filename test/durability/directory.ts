import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BatchDraft, Staged } from '#core/batch.ts'
import { conformedColumns, type EntityName, entity } from '#core/entity.ts'
import type { Table } from '#core/metric.ts'
import { name, quote } from '#core/sql.ts'
import type { Store } from '#core/store.ts'
import type { Cell, Row, Warehouse } from '#core/warehouse.ts'
import { openStore } from '#store/open.ts'
import { type OpenedLanding, openLanding } from '#warehouse/landing.ts'
import { type OpenedWarehouse, openWarehouse } from '#warehouse/open.ts'

export type StagedRow = Readonly<Record<string, Cell>>

export type Directory = {
  readonly path: string
  readonly warehouse: OpenedWarehouse
  readonly store: Store
  /** A reading follows each change. */
  readonly landing: OpenedLanding
  /** Nothing does, until somebody asks. */
  readonly unread: OpenedLanding
  readonly close: () => Promise<void>
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'nhip-durability-'))

/** Opens a data directory's store, warehouse and landing as the application does; a reading follows each change. */
export const openDirectory = async (
  path: string,
  options: { readonly tables?: readonly Table[]; readonly today?: () => string } = {},
): Promise<Directory> => {
  const store = openStore(join(path, 'store.sqlite'))
  const batches = join(path, 'batches')
  const warehouse = await openWarehouse({ file: join(path, 'warehouse.duckdb'), folders: [batches] })
  const landing = await openLanding({
    warehouse,
    store,
    folder: batches,
    tables: options.tables ?? [],
    now: () => '2026-11-18T04:40:00.000Z',
    today: options.today ?? (() => '2026-11-18'),
  })
  const read = async <T>(change: Promise<T>): Promise<T> => {
    const done = await change
    await landing.refresh()
    return done
  }
  // A damaged batch keeps tables from being made; tests of damage ask for them themselves.
  await landing.refresh().catch(() => undefined)
  return {
    path,
    warehouse,
    store,
    unread: landing,
    landing: {
      ...landing,
      accept: (draft, staged) => read(landing.accept(draft, staged)),
      withdraw: (importId) => read(landing.withdraw(importId)),
    },
    close: async () => {
      await warehouse.close()
      store.close()
    },
  }
}

export const removeFolder = (path: string): void => rmSync(path, { recursive: true, force: true })

let count = 0

/** Puts rows where an importer would: a temporary table with the personal fields in clear. */
export const stage = async (
  warehouse: Warehouse,
  of: EntityName,
  rows: readonly StagedRow[],
  options: { readonly fields?: readonly string[]; readonly secondary?: boolean } = {},
): Promise<Staged> => {
  const table = `staged_test_${++count}`
  const definition = entity(of)
  const columns = [
    ...conformedColumns(definition).filter((column) => !['batch', 'phone_hash', 'email_hash'].includes(column.name)),
    ...definition.fields.flatMap((field) =>
      field.personal
        ? [field.name, ...(field.personal === 'phone' || field.personal === 'email' ? [`${field.name}_key`] : [])].map(
            (each) => ({ name: each, type: 'VARCHAR' }),
          )
        : [],
    ),
  ]
  await warehouse.run(
    `create temp table ${table} (${columns.map((column) => `${name(column.name)} ${column.type}`).join(', ')})`,
  )
  const values = rows.map((row, i) => {
    const full: StagedRow = { line: i + 2, ...row }
    return `(${columns
      .map((column) => {
        const value = full[column.name] ?? null
        return value === null ? 'null' : `cast(${quote(String(value))} as ${column.type})`
      })
      .join(', ')})`
  })
  if (values.length > 0) await warehouse.run(`insert into ${table} values ${values.join(', ')}`)
  const given = new Set(rows.flatMap((row) => Object.keys(row)))
  return {
    entity: of,
    table,
    fields: options.fields ?? definition.fields.map((field) => field.name).filter((field) => given.has(field)),
    secondary: options.secondary ?? false,
  }
}

export const draftOf = (file: string, rows = 0): BatchDraft => ({
  file,
  sha256: createHash('sha256').update(file).digest('hex'),
  source: 'test',
  mapping_sha256: 'test',
  counts: { rows_read: rows, rejected: 0, skipped: 0 },
  by_entity: {},
  checks: [],
  rejects_file: null,
})

/** Every conformed table, every KPI table and the placeholders, row for row, in an order of their own. */
export const contentsOf = async (
  warehouse: Warehouse,
  tables: readonly string[],
): Promise<Readonly<Record<string, readonly Row[]>>> => {
  const contents: Record<string, readonly Row[]> = {}
  for (const table of tables) {
    const rows = await warehouse.query(`select * from ${table} order by all`)
    contents[table] = rows
  }
  return contents
}
