import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openTables } from '#adapters/tables/open.ts'
import { Fault } from '#core/fault.ts'
import type { OpenedTable, OpenOptions } from '#core/table.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { openWarehouse } from '#warehouse/open.ts'

export type Rows = (string | null)[][]
export type Read = OpenedTable & { readonly rows: Rows; readonly lines: number[] }

/** A folder for files, a workspace and a real engine that may read only the workspace, for one test file. */
export const useTables = () => {
  const root = mkdtempSync(join(tmpdir(), 'nhip-tables-'))
  const workspace = join(root, 'workspace')
  let warehouse: Warehouse
  beforeAll(async () => {
    mkdirSync(workspace)
    warehouse = await openWarehouse({ file: ':memory:', folders: [workspace] })
  })
  afterAll(async () => {
    await warehouse.close()
    rmSync(root, { recursive: true, force: true })
  })
  const read = async (table: OpenedTable): Promise<Read> => {
    const found = await warehouse.query(`select * from (${table.select}) order by line`)
    const names = table.headers.map((_, index) => `c${index + 1}`)
    return {
      ...table,
      lines: found.map((row) => Number(row['line'])),
      rows: found.map((row) => names.map((name) => row[name] as string | null)),
    }
  }
  const openPath = async (path: string, options: Partial<OpenOptions> = {}): Promise<Read[]> => {
    const { tables } = await openTables(path, { workspace, query: (sql) => warehouse.query(sql), ...options })
    return Promise.all(tables.map(read))
  }
  const put = (name: string, content: string | Uint8Array): string => {
    const path = join(root, name)
    writeFileSync(path, content)
    return path
  }
  /** Writes a file and reads its only table. */
  const one = async (name: string, content: string | Uint8Array, options: Partial<OpenOptions> = {}): Promise<Read> => {
    const tables = await openPath(put(name, content), options)
    if (tables.length !== 1) throw new Error(`${tables.length} tables`)
    return tables[0]!
  }
  /** The fault a file is refused with. */
  const refused = async (
    name: string,
    content: string | Uint8Array,
    options: Partial<OpenOptions> = {},
  ): Promise<Fault> => {
    const path = put(name, content)
    try {
      await openPath(path, options)
    } catch (error) {
      if (error instanceof Fault) return error
      throw error
    }
    throw new Error(`${name} was opened`)
  }
  return { root, workspace, put, one, refused, openPath, query: (sql: string) => warehouse.query(sql) }
}

export const codes = (table: OpenedTable): string[] => table.notes.map((note) => note.code)

export const noteOf = (table: OpenedTable, code: string) => table.notes.find((note) => note.code === code)?.params
