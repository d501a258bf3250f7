import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTables } from '#adapters/tables/open.ts'
import type { Fault } from '#core/fault.ts'
import { random, sheet } from '../bad-input/file-cases.ts'
import { useTables } from './opened.ts'
import { makeWorkbook } from './zip-fixture.ts'

const { root, workspace, refused, one, put, query } = useTables()

test('a refused file leaves nothing behind in the workspace', async () => {
  const before = readdirSync(workspace).length
  await refused('left.csv', `a,b\n${'1,2\n'.repeat(500)}${'1,2,3\n'.repeat(10_002)}`)
  await refused('left.xlsx', makeWorkbook(sheet, { replace: { 'xl/worksheets/sheet1.xml': '<worksheet>' } }))
  expect(readdirSync(workspace)).toHaveLength(before)
})

const faultOf = async (path: string): Promise<Fault> => {
  try {
    await openTables(path, { workspace, query })
  } catch (error) {
    return error as Fault
  }
  throw new Error('opened')
}

test('a file that is not there', async () => {
  expect((await faultOf(join(root, 'nowhere.csv'))).code).toBe('file.not_found')
})

test('a folder', async () => {
  mkdirSync(join(root, 'folder.csv'))
  expect((await faultOf(join(root, 'folder.csv'))).code).toBe('file.is_directory')
})

test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
  const path = put('secret.csv', 'a,b\n1,2\n')
  chmodSync(path, 0)
  expect((await faultOf(path)).code).toBe('file.not_allowed')
})

test('a disk that fills while a file is decoded', async ({ skip }) => {
  const small = join(root, 'small-disk')
  mkdirSync(small)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]).status === 0
  skip(!mounted, 'only root can make a small disk')
  try {
    const path = put('full.csv', Buffer.from(`id,tên\n${'1,Nguyễn Thị Hường\n'.repeat(20_000)}`, 'utf16le'))
    await expect(openTables(path, { workspace: small })).rejects.toMatchObject({ code: 'disk.full' })
    expect(readdirSync(small)).toEqual([])
  } finally {
    spawnSync('umount', [small])
  }
})

test('a header row that is not there', async () => {
  expect((await refused('rows.csv', 'a,b\n1,2\n', { header_row: 40 })).code).toBe('file.header_row_missing')
})

test('a sheet that is not there names those that are', async () => {
  const fault = await refused('sheets.xlsx', makeWorkbook(sheet), { sheet: 'Trả hàng' })
  expect(fault.code).toBe('sheet.unknown')
  expect(fault.params['sheets']).toEqual(['Đơn'])
})

test('a Parquet file without an engine to read it', async () => {
  const path = put('none.parquet', Buffer.concat([Buffer.from('PAR1'), random(20), Buffer.from('PAR1')]))
  await expect(openTables(path, { workspace })).rejects.toMatchObject({ code: 'file.engine_missing' })
})

test('one good file opens after all of these', async () => {
  writeFileSync(join(root, 'last.csv'), 'a,b\n1,2\n')
  truncateSync(join(root, 'last.csv'), 8)
  expect((await one('good.csv', 'a,b\n1,2\n')).rows).toEqual([['1', '2']])
})
