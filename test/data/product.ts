import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Input } from '#core/operation.ts'
import type { Reading } from '#core/reading.ts'
import type { SettingName } from '#core/settings.ts'
import type { Row } from '#core/warehouse.ts'
import type { FileResult, ImportResult } from '#operations/imports/import-files.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'

const folder = process.env['NHIP_TEST_DATA']

/** A group of tests over data that are not part of the project: skipped, and said to be, where they are absent. */
export const describeWithData = (name: string, tests: () => void): void => {
  if (folder) describe(name, tests)
  else describe.skip(`${name} (set NHIP_TEST_DATA to the folder of public data to run)`, tests)
}

export const dataPath = (...parts: readonly string[]): string => join(folder ?? '', ...parts)

export type Cells = Readonly<Record<string, string>>

/** Rows of a data file as texts by header, read by another reader than the product's. */
export const rawRows = (path: string, delimiter = ','): Cells[] =>
  parse(readFileSync(path), { columns: true, delimiter, bom: true, relax_column_count_more: true })

/** The same rows as a file again. */
export const fileOf = (path: string, rows: readonly Cells[], delimiter = ','): string => {
  const headers = Object.keys(rows[0]!)
  const cell = (text: string): string =>
    /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  const lines = rows.map((row) => headers.map((header) => cell(row[header] ?? '')).join(delimiter))
  writeFileSync(path, `${[headers.join(delimiter), ...lines].join('\n')}\n`)
  return path
}

export type Product = {
  /** Imports a file as the command does; a refusal is thrown. */
  readonly imported: (path: string, more?: Input) => Promise<ImportResult>
  /** Imports a file with an example's mapping, and holds its counts and checks to add up. */
  readonly importOne: (path: string, map: string | null) => Promise<FileResult>
  readonly metric: (id: string, input?: Input) => Promise<Reading>
  readonly rows: (id: string, input?: Input) => Promise<readonly Row[]>
  readonly query: (sql: string) => Promise<readonly Row[]>
  /** A path for a file made by the test. */
  readonly path: (name: string) => string
}

/** The whole product on an empty data directory at a fixed moment, filled once for the tests of a group. */
export const useProduct = (
  now: string,
  settings: Readonly<Partial<Record<SettingName, unknown>>>,
  fill: (product: Product) => Promise<void>,
): Product => {
  const root = mkdtempSync(join(tmpdir(), 'nhip-data-'))
  let company: Company
  const operation = (name: string) => operations.find((candidate) => candidate.name === name)!
  const silent = { progress: () => undefined, emit: () => undefined }
  const imported: Product['imported'] = (path, more = {}) =>
    operation('imports.create').run({ files: [path], ...more }, company.depsFor('en'), silent) as Promise<ImportResult>
  const product: Product = {
    imported,
    importOne: async (path, map) => {
      const { files } = await imported(path, map === null ? {} : { map: join('examples', map) })
      const [result] = files
      if (!result || 'error' in result) throw new Error(JSON.stringify(result))
      const { rows_read, loaded, updated, unchanged, rejected, skipped } = result
      expect(rows_read).toBe(loaded + updated + unchanged + rejected + skipped)
      expect(result.checks.filter((check) => !check.ok)).toEqual([])
      return result
    },
    metric: (id, input = {}) =>
      operation('metrics.read').run({ id, ...input }, company.depsFor('en'), silent) as Promise<Reading>,
    rows: async (id, input = {}) => {
      const rows: Row[] = []
      await operation('metrics.rows').run({ id, ...input }, company.depsFor('en'), {
        ...silent,
        emit: (more) => {
          rows.push(...more)
        },
      })
      return rows
    },
    query: (sql) => company.depsFor('en').query(sql),
    path: (name) => join(root, name),
  }
  beforeAll(async () => {
    mkdirSync(root, { recursive: true })
    company = await openCompany(join(root, 'data'), { fixedNow: now, memory: '700MB' })
    for (const [name, value] of Object.entries(settings)) company.setSetting(name as SettingName, value)
    await fill(product)
  }, 120_000)
  afterAll(async () => {
    await company?.close()
    rmSync(root, { recursive: true, force: true })
  })
  return product
}

/** Values of a reading split by one or two dimensions, by the members' names joined. */
export const valuesBy = (reading: Reading): Record<string, number | null> =>
  Object.fromEntries(
    (reading.by ?? []).map((group) => [Object.values(group.members).map(String).join(' | '), group.value]),
  )

/** Sums and counts gathered by name, to compare with an answer's groups. */
export const gathered = <T>(items: Iterable<T>, name: (item: T) => string | null, value: (item: T) => number) => {
  const sums = new Map<string, number>()
  for (const item of items) {
    const key = name(item)
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + value(item))
  }
  return sums
}

/** Every group is there, no other, and each value is right to the given part of a unit. */
export const expectGroups = (
  found: Readonly<Record<string, number | null>>,
  expected: ReadonlyMap<string, number>,
  within = 0.005,
): void => {
  expect(Object.keys(found).sort()).toEqual([...expected.keys()].sort())
  const wrong = [...expected].filter(([name, value]) => !(Math.abs((found[name] ?? Number.NaN) - value) <= within))
  expect(wrong.map(([name, value]) => [name, value, found[name]])).toEqual([])
}
