import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLock } from '#adapters/lock.ts'
import { openStore } from '#store/open.ts'
import { contentsOf, type Directory, draftOf, newFolder, openDirectory, removeFolder, stage } from './directory.ts'

let folder: string
let directory: Directory
beforeEach(async () => {
  folder = newFolder()
  directory = await openDirectory(folder)
})
afterEach(async () => {
  await directory.close()
  removeFolder(folder)
})

const footfall = (on: string, visitors: number) => ({ location_id: 'S1', on, visitors })
const land = async (file: string, rows: ReturnType<typeof footfall>[]) =>
  directory.landing.accept(draftOf(file), [await stage(directory.warehouse, 'footfall', rows)])
const reopen = async (): Promise<void> => {
  await directory.close()
  directory = await openDirectory(folder)
}
const visitors = async () => directory.warehouse.query('select "on", visitors, batch from footfall order by 1')

describe('opened again, a directory settles', () => {
  test('a batch the store knows and the warehouse does not is applied, one withdrawn is taken out', async () => {
    await land('one', [footfall('2026-11-01', 10)])
    await directory.close()
    cpSync(join(folder, 'warehouse.duckdb'), join(folder, 'older.duckdb'))
    directory = await openDirectory(folder)
    const second = await land('two', [footfall('2026-11-01', 12), footfall('2026-11-02', 5)])
    const wanted = await visitors()
    await directory.close()
    cpSync(join(folder, 'warehouse.duckdb'), join(folder, 'newer.duckdb'))
    cpSync(join(folder, 'older.duckdb'), join(folder, 'warehouse.duckdb'))
    directory = await openDirectory(folder)
    expect(await visitors()).toEqual(wanted)
    await directory.landing.withdraw(second.import_id)
    const without = await visitors()
    expect(without).toEqual([{ on: '2026-11-01', visitors: 10, batch: 1 }])
    await directory.close()
    cpSync(join(folder, 'newer.duckdb'), join(folder, 'warehouse.duckdb'))
    directory = await openDirectory(folder)
    expect(await visitors()).toEqual(without)
    expect(await directory.landing.verify()).toEqual([])
  })

  test('a folder the store does not know is removed, with people never accepted', async () => {
    await land('one', [footfall('2026-11-01', 10)])
    mkdirSync(join(folder, 'batches', 'imp_0002_cutoff'))
    writeFileSync(join(folder, 'batches', 'imp_0002_cutoff', 'contact.parquet'), 'half')
    directory.store.addPeople(2, [{ entity: 'contact', id: 'C1', precedence: 2000, name: 'An' }])
    expect(directory.store.person('contact', 'C1')).toBeNull()
    await reopen()
    expect(readdirSync(join(folder, 'batches'))).toHaveLength(1)
    const again = await directory.landing.accept(draftOf('people'), [
      await stage(directory.warehouse, 'contact', [{ contact_id: 'C2', received_at: '2026-11-01T08:00:00' }]),
    ])
    expect(again.sequence).toBe(2)
    expect(directory.store.person('contact', 'C1')).toBeNull()
  })

  test('the warehouse file may be deleted, or be no database at all', async () => {
    await land('one', [footfall('2026-11-01', 10)])
    await land('two', [footfall('2026-11-02', 20)])
    const wanted = await contentsOf(directory.warehouse, ['footfall'])
    await directory.close()
    rmSync(join(folder, 'warehouse.duckdb'))
    directory = await openDirectory(folder)
    expect(await contentsOf(directory.warehouse, ['footfall'])).toEqual(wanted)
    await directory.close()
    writeFileSync(join(folder, 'warehouse.duckdb'), 'this is no database, and long enough to be looked at'.repeat(500))
    directory = await openDirectory(folder)
    expect(await contentsOf(directory.warehouse, ['footfall'])).toEqual(wanted)
    expect(existsSync(join(folder, 'warehouse.duckdb.damaged'))).toBe(true)
  })
})

test('a batch whose file was changed is refused, and taking it back makes the rest whole again', async () => {
  const first = await land('one', [footfall('2026-11-01', 10)])
  await land('two', [footfall('2026-11-02', 20)])
  appendFileSync(join(folder, 'batches', first.import_id, 'footfall.parquet'), 'x')
  await expect(directory.landing.rebuild()).rejects.toMatchObject({ code: 'batch.damaged' })
  expect(await visitors()).toHaveLength(2)
  await directory.close()
  rmSync(join(folder, 'warehouse.duckdb'))
  directory = await openDirectory(folder)
  await expect(directory.landing.refresh()).rejects.toMatchObject({ code: 'batch.damaged' })
  await directory.landing.withdraw(first.import_id)
  expect(await visitors()).toEqual([{ on: '2026-11-02', visitors: 20, batch: 2 }])
})

test('the engine’s process may be killed at any moment; the next call goes on', async () => {
  await land('one', [footfall('2026-11-01', 10)])
  const staged = await stage(directory.warehouse, 'footfall', [footfall('2026-11-02', 20)])
  const [row] = await directory.warehouse.query('select 1 as one')
  expect(row).toEqual({ one: 1 })
  const children = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'worker.ts'])
    .toString()
    .trim()
    .split('\n')
  for (const pid of children) process.kill(Number(pid), 'SIGKILL')
  await new Promise((done) => setTimeout(done, 100))
  await expect(directory.landing.accept(draftOf('two'), [staged])).rejects.toThrow()
  expect(readdirSync(join(folder, 'batches'))).toHaveLength(1)
  await land('two', [footfall('2026-11-02', 20)])
  expect(await visitors()).toHaveLength(2)
})

describe('the lock', () => {
  const holder = async (): Promise<ReturnType<typeof spawn>> => {
    const script = `
      import { openLock } from ${JSON.stringify(new URL('../../src/adapters/lock.ts', import.meta.url).href)}
      await openLock(${JSON.stringify(folder)})
      process.stdout.write('held')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout!.once('data', resolve))
    return child
  }

  test('keeps a second process out, naming the first, and ends with it however it ends', async () => {
    const first = await holder()
    await expect(openLock(folder)).rejects.toMatchObject({ code: 'data.in_use', params: { pid: String(first.pid) } })
    const gone = new Promise((resolve) => first.once('exit', resolve))
    first.kill('SIGKILL')
    await gone
    const mine = await openLock(folder)
    await expect(openLock(folder)).rejects.toMatchObject({ code: 'data.in_use' })
    mine.release()
  })
})

describe('the store', () => {
  test('says what is wrong with a file that is no store', () => {
    const file = join(folder, 'other.sqlite')
    writeFileSync(file, 'no database '.repeat(1000))
    expect(() => openStore(file)).toThrow(/store\.damaged/)
  })

  test('keeps settings, mappings and its hashing key over reopening', () => {
    const file = join(folder, 'kept.sqlite')
    const first = openStore(file)
    const [key, version] = [first.hashingKey(), first.dataVersion()]
    first.setSetting('organisation', 'An Nhiên')
    first.rememberMapping('abc', [{ entity: 'contact', columns: { contact_id: 'Mã' } }])
    expect(first.dataVersion()).toBeGreaterThan(version)
    first.close()
    const second = openStore(file)
    expect(second.hashingKey()).toBe(key)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(second.settings().organisation).toBe('An Nhiên')
    expect(second.settings().currency).toBe('VND')
    expect(second.mappingFor('abc')).toEqual([{ entity: 'contact', columns: { contact_id: 'Mã' } }])
    expect(second.mappingFor('other')).toBeNull()
    expect(second.integrity()).toEqual([])
    second.close()
  })
})
