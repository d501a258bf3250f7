import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openTables } from '#adapters/tables/open.ts'
import { recogniseTable } from '#core/import/recognise.ts'
import type { Row, Warehouse } from '#core/warehouse.ts'
import { stageFile, temporaries } from '#operations/imports/stage-file.ts'
import { writeRejects } from '#operations/imports/write-rejects.ts'
import { sources } from '#sources/index.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { depsWith } from '../import/stage.ts'

export type StagedSample = {
  readonly source: string
  readonly checks: Readonly<Record<string, boolean>>
  readonly codes: readonly string[]
  readonly notes: readonly string[]
  readonly counts: { readonly rows_read: number; readonly rejected: number; readonly skipped: number }
  /** The named fields of an entity's staged rows, in the order of their lines. */
  readonly rows: (entity: string, ...fields: readonly string[]) => Promise<readonly (readonly unknown[])[]>
}

/** Opens, recognises and stages files with the real reader and a real engine, for the tests of one file. */
export const useSamples = (): ((path: string) => Promise<StagedSample>) => {
  const root = mkdtempSync(join(tmpdir(), 'nhip-sources-'))
  const workspace = join(root, 'workspace')
  let warehouse: Warehouse
  let id = 0
  beforeAll(async () => {
    mkdirSync(workspace)
    warehouse = await openWarehouse({ file: ':memory:', folders: [workspace] })
    await warehouse.run(
      `create temp table exchange_rate as select 'USD' as currency, date '2026-01-01' as "on", 1.0 as rate`,
    )
  })
  afterAll(async () => {
    await warehouse.close()
    rmSync(root, { recursive: true, force: true })
  })
  return async (path) => {
    const deps = depsWith({
      run: (sql) => warehouse.run(sql),
      query: (sql) => warehouse.query(sql),
      sources,
      resolveProvince: (text) => ({ province: text, province_old: text }),
    })
    const { tables } = await openTables(path, { workspace, query: (sql) => warehouse.query(sql) })
    const opened = tables.map((table) => ({
      table,
      choice: recogniseTable(table, { as: null, remembered: null, sources }),
    }))
    const temporary = temporaries(5_000 + ++id)
    const file = await stageFile(opened, deps, temporary)
    const codes: string[] = []
    for (const staged of file.tables)
      codes.push(
        ...(await writeRejects(staged, null, deps, temporary)).sample.map((reject) => `${reject.line} ${reject.code}`),
      )
    return {
      source: opened[0]!.choice.source,
      checks: Object.fromEntries(file.checks.map((check) => [check.name, check.ok])),
      codes,
      notes: file.notes.map((note) => note.code),
      counts: file.counts,
      rows: async (entity, ...fields) => {
        const staged = file.staged.find((candidate) => candidate.entity === entity)
        if (!staged) return []
        const found = await warehouse.run(
          `select ${fields.map((field) => `"${field}"`).join(', ')} from ${staged.table} order by line`,
        )
        return found.map((row: Row) => fields.map((field) => row[field]))
      },
    }
  }
}
