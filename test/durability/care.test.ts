import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readArchive } from '#adapters/backup.ts'
import type { Operation } from '#core/operation.ts'
import type { Diagnosis, Finding } from '#operations/care/doctor.ts'
import { restoreBackup } from '#operations/care/restore.ts'
import { restoring } from '../../src/main/care.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { type Deps, operations } from '../../src/main/operations.ts'
import { newFolder, removeFolder } from './directory.ts'

let folder: string
let data: string
let company: Company
const open = (directory: string): Promise<Company> =>
  openCompany(directory, { fixedNow: '2026-11-18T05:00:00Z', memory: '300MB' })

beforeEach(async () => {
  folder = newFolder()
  data = join(folder, 'data')
  company = await open(data)
})
afterEach(async () => {
  await company.close()
  removeFolder(folder)
})

const operation = (name: string): Operation<Deps> => operations.find((each) => each.name === name)!
const run = (
  name: string,
  input: Record<string, string | boolean | readonly string[]>,
  on = company,
  lang: 'vi' | 'en' = 'en',
) => operation(name).run(input, on.depsFor(lang), { progress: () => undefined, emit: () => undefined })

const importRows = async (name: string, lines: readonly string[], as = 'footfall'): Promise<string> => {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  const { files } = (await run('imports.create', { files: [file], as })) as { files: { import_id: string }[] }
  return files[0]!.import_id
}
const footfall = (name: string, visitors: number): Promise<string> =>
  importRows(name, ['location_id,on,visitors', `${name},2026-11-17,${visitors}`])
const customers = (): Promise<string> =>
  importRows('customers', ['customer_id,name,phone', 'K1,Nguyễn Thị An,0912345678'], 'customer')

const visitors = async (on: Company): Promise<unknown> =>
  on.depsFor('en').query('select location_id, visitors from footfall order by 1')

const restoreTo = (directory: string, file: string, force = false) =>
  restoreBackup({ file, directory, force }, restoring)

/** Every file below a folder with its digest, the lock's own aside. */
const digests = (directory: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(directory, { recursive: true }) as string[])
      .filter((name) => statSync(join(directory, name)).isFile() && !/lock|holder/.test(name))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(directory, name)))
          .digest('hex'),
      ]),
  )

describe('a backup', () => {
  test('taken while imports run holds some moment whole, and gives back the same answers and the same hashes', async () => {
    await customers()
    const file = join(folder, 'backup.tar.gz')
    const imports = (async () => {
      for (let i = 1; i <= 4; i++) await footfall(`S${i}`, i)
    })()
    await run('data.backup', { file })
    await imports
    const target = join(folder, 'restored')
    const result = await restoreTo(target, file)
    expect(result.moved_to).toBeNull()
    const restored = await open(target)
    const deps = restored.depsFor('en')
    expect(await deps.verify()).toEqual([])
    const standing = deps.batches().length - 1
    expect(await visitors(restored)).toEqual(
      Array.from({ length: standing }, (_, i) => ({ location_id: `S${i + 1}`, visitors: i + 1 })),
    )
    expect(deps.people('customer', ['K1']).get('K1')).toEqual({ name: 'Nguyễn Thị An', phone: '0912345678' })
    const hash = async (on: Company) => on.depsFor('en').query('select phone_hash from customer')
    expect(await hash(restored)).toEqual(await hash(company))
    await restored.close()
  })

  test('is private, can be checked with tar and sha256sum alone, and overwrites nothing', async () => {
    await footfall('S1', 5)
    const file = join(folder, 'backup.tar.gz')
    const told = (await run('data.backup', { file })) as { bytes: number; imports: number }
    expect(told).toMatchObject({ imports: 1, bytes: statSync(file).size })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const out = join(folder, 'by-hand')
    mkdirSync(out)
    execFileSync('tar', ['xzf', file, '-C', out])
    execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: out, stdio: 'ignore' })
    expect(readdirSync(out).sort()).toEqual(['SHA256SUMS', 'batches', 'store.sqlite'])
    await expect(run('data.backup', { file })).rejects.toMatchObject({ code: 'backup.exists' })
  })

  test('is not made of a batch whose file was changed', async () => {
    const id = await footfall('S1', 5)
    appendFileSync(join(data, 'batches', id, 'footfall.parquet'), 'x')
    const file = join(folder, 'backup.tar.gz')
    await expect(run('data.backup', { file })).rejects.toMatchObject({ code: 'batch.damaged' })
    expect(readdirSync(folder).filter((name) => name.startsWith('backup'))).toEqual([])
    expect(readdirSync(join(data, 'workspace'))).toEqual([])
  })
})

const unzipsTo = (zipped: Buffer, content: Buffer): boolean => {
  try {
    return gunzipSync(zipped).equals(content)
  } catch {
    return false
  }
}

describe('restoring', () => {
  test('refuses a directory with data unless forced, and then moves the old data aside', async () => {
    const file = join(folder, 'backup.tar.gz')
    await footfall('S1', 5)
    await run('data.backup', { file })
    await footfall('S2', 6)
    await company.close()
    await expect(restoreTo(data, file)).rejects.toMatchObject({ code: 'restore.not_empty', params: { imports: 2 } })
    const { moved_to } = await restoreTo(data, file, true)
    company = await open(data)
    expect(await visitors(company)).toEqual([{ location_id: 'S1', visitors: 5 }])
    const old = await open(moved_to!)
    expect(await visitors(old)).toEqual([
      { location_id: 'S1', visitors: 5 },
      { location_id: 'S2', visitors: 6 },
    ])
    await old.close()
  })

  test('is refused while another program holds the directory', async () => {
    const file = join(folder, 'backup.tar.gz')
    await run('data.backup', { file })
    await expect(restoreTo(data, file, true)).rejects.toMatchObject({ code: 'data.in_use' })
  })

  test('a backup cut off or changed anywhere is refused and nothing changes', async () => {
    await customers()
    await footfall('S1', 5)
    const file = join(folder, 'backup.tar.gz')
    await run('data.backup', { file })
    await company.close()
    const before = digests(data)
    const whole = readFileSync(file)
    const spoilt = join(folder, 'spoilt.tar.gz')
    const refused = async (bytes: Buffer, what: string): Promise<void> => {
      writeFileSync(spoilt, bytes)
      await expect(restoreTo(data, spoilt, true), what).rejects.toMatchObject({ code: 'backup.damaged' })
    }
    for (const share of [0, 0.1, 0.5, 0.9, 0.999])
      await refused(whole.subarray(0, Math.floor(whole.length * share)), `cut at ${share}`)
    const tar = gunzipSync(whole)
    for (let i = 1; i <= 12; i++) {
      const changed = Buffer.from(tar)
      const place = Math.floor((tar.length - 2_000) * (i / 13))
      changed[place] = changed[place]! ^ 0x41
      // Padding between files carries nothing; everything else is covered by a header's sum or a file's.
      if (tar[place] !== 0) await refused(gzipSync(changed), `byte ${place}`)
    }
    // The last eight are the gzip's own sum and length.
    const compressed = [1, 2, 3, 4, 5, 6].map((i) => Math.floor(whole.length * (i / 7)))
    for (const place of [...compressed, ...[1, 2, 5, 8, 9, 12].map((back) => whole.length - back)]) {
      const changed = Buffer.from(whole)
      changed[place] = changed[place]! ^ 0x41
      // A run of zeros copied from further back is the same run: such a change is none.
      if (!unzipsTo(changed, tar)) await refused(changed, `compressed byte ${place}`)
    }
    await refused(Buffer.from('this is no backup'), 'text')
    await expect(restoreTo(data, join(folder, 'missing'), true)).rejects.toMatchObject({ code: 'backup.unreadable' })
    expect(digests(data)).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.startsWith('data'))).toEqual(['data'])
    company = await open(data)
  })

  test('an archive that names a file outside its place is refused', async () => {
    const evil = join(folder, 'evil.tar.gz')
    writeFileSync(join(folder, 'payload'), 'x')
    execFileSync('tar', ['czPf', evil, '--transform', 's#.*#../escaped#', join(folder, 'payload')])
    const into = join(folder, 'into')
    mkdirSync(into)
    await expect(readArchive(evil, into)).rejects.toMatchObject({ code: 'backup.damaged' })
    expect(existsSync(join(folder, 'escaped'))).toBe(false)
  })
})

describe('the doctor', () => {
  const examine = async (lang: 'vi' | 'en' = 'en') => (await run('data.check', {}, company, lang)) as Diagnosis
  const codes = ({ findings }: Diagnosis, level: Finding['level']): string[] =>
    findings.filter((finding) => finding.level === level).map((finding) => finding.code)

  test('finds nothing wrong with a sound directory, and says so in both languages', async () => {
    await footfall('S1', 5)
    const english = await examine()
    const vietnamese = await examine('vi')
    expect(english).toMatchObject({ ok: true, failed: false })
    expect([...codes(english, 'error'), ...codes(english, 'warning')]).toEqual([])
    for (const [i, finding] of english.findings.entries()) {
      expect(finding.sentence).not.toMatch(/[{}]/)
      expect(vietnamese.findings[i]!.code).toBe(finding.code)
      expect(vietnamese.findings[i]!.sentence).not.toBe(finding.sentence)
    }
    const [placeholder] = english.findings.filter((finding) => finding.code === 'doctor.placeholders')
    expect(placeholder!.params).toEqual({ entity: 'location', count: 1, example: 'S1' })
  })

  test('names a damaged file, a table that differs, an unknown folder, open permissions and old data', async () => {
    const id = await footfall('S1', 5)
    await importRows('old', ['request_id,opened_at', 'R1,2026-01-05 10:00'], 'request')
    await company.depsFor('en').run("update footfall set visitors = 6 where location_id = 'S1'")
    mkdirSync(join(data, 'batches', 'something'))
    chmodSync(data, 0o755)
    const first = await examine()
    expect(first).toMatchObject({ ok: false, failed: true })
    expect(codes(first, 'error')).toEqual(['doctor.warehouse_differs'])
    expect(codes(first, 'warning').sort()).toEqual(['doctor.folders_unknown', 'doctor.permissions_open'])
    expect(codes(first, 'info')).toContain('doctor.source_stale')
    await run('data.rebuild', {})
    expect(codes(await examine(), 'error')).toEqual([])
    appendFileSync(join(data, 'batches', id, 'footfall.parquet'), 'x')
    const last = await examine()
    expect(codes(last, 'error')).toEqual(['batch.damaged'])
    expect(last.findings.find((finding) => finding.code === 'batch.damaged')!.sentence).toContain(id)
  })
})
