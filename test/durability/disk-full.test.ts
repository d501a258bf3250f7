import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeArchive } from '#adapters/backup.ts'
import type { Fault } from '#core/fault.ts'
import { draftOf, newFolder, openDirectory, removeFolder } from './directory.ts'

const disk = newFolder()
let mounted = false
beforeAll(() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk], { stdio: 'ignore' })
    mounted = true
  } catch {
    process.stderr.write('disk-full: this user may not mount a small disk; skipped\n')
  }
})
afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', disk])
  removeFolder(disk)
})

const free = (): number => {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}

test('on a full disk an import is refused whole; with space again it goes on', async ({ skip }) => {
  if (!mounted) skip()
  const folder = join(disk, 'data')
  let directory = await openDirectory(folder)
  const ballast = join(disk, 'ballast')
  const stage = async (from: number, rows: number) => {
    const table = `full_${from}`
    await directory.warehouse.run(
      `create or replace temp table ${table} as select 'S' || hash(i) as location_id, date '2020-01-01' + cast(i % 3000 as integer) as "on",
  cast(hash(i, 1) % 1000 as double) as visitors, i as line from range(${from}, ${from + rows}) t(i)`,
    )
    return { entity: 'footfall' as const, table, fields: [], secondary: false }
  }
  const counted = async () =>
    (await directory.warehouse.query('select count(*) as n, cast(sum(visitors) as bigint) as total from footfall'))[0]

  const sizes = [0, 60_000, 250_000, 700_000, 1_500_000, 3_000_000]
  let at = 0
  let refusals = 0
  for (const [i, left] of sizes.entries()) {
    await directory.landing.accept(draftOf(`before ${i}`), [await stage(at, 5_000)])
    at += 5_000
    const before = await counted()
    const batches = directory.store.batches().length
    rmSync(ballast, { force: true })
    // The rest of the disk is taken, so that the disk fills at another step each time.
    writeFileSync(ballast, Buffer.alloc(Math.max(0, free() - left)))
    const outcome = await stage(at, 400_000)
      .then((staged) => directory.landing.accept(draftOf(`full ${i}`), [staged]))
      .then(
        () => 'landed',
        (error: unknown) => (error as Fault).code,
      )
    rmSync(ballast, { force: true })
    if (outcome === 'landed') {
      at += 400_000
      continue
    }
    expect(outcome).toBe('disk.full')
    refusals++
    await directory.landing.refresh()
    expect(await counted()).toEqual(before)
    expect(directory.store.batches()).toHaveLength(batches)
    expect(readdirSync(join(folder, 'batches'))).toHaveLength(batches)
    await directory.close()
    directory = await openDirectory(folder)
    expect(await counted()).toEqual(before)
    expect(await directory.landing.verify()).toEqual([])
  }
  expect(refusals).toBeGreaterThan(2)
  await directory.close()
}, 240_000)

test('a backup that finds no room leaves nothing under its name', async ({ skip }) => {
  if (!mounted) skip()
  const source = newFolder()
  const random = join(source, 'random')
  execFileSync('dd', ['if=/dev/urandom', `of=${random}`, 'bs=1M', 'count=60'], { stdio: 'ignore' })
  const file = join(disk, 'backup.tar.gz')
  await expect(writeArchive(file, [{ name: 'random', path: random }], () => undefined)).rejects.toMatchObject({
    code: 'disk.full',
  })
  expect(readdirSync(disk).filter((name) => name.startsWith('backup'))).toEqual([])
  removeFolder(source)
})
