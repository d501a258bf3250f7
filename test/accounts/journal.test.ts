import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { restoreBackup } from '#operations/care/restore.ts'
import { restoring } from '../../src/main/care.ts'
import { openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'
import { type Browser, firstOwner, hire, type Office, openOffice } from './office.ts'

const files = {
  contact:
    'contact_id,received_at,name,phone,email,source,owner,location_id\n' +
    'C1,2026-11-16 09:00,Nguyễn Thị Hồng,0912345678,hong@nha.vn,facebook,Lan,S001\n' +
    'C2,2026-11-16 10:00,Phạm Văn Đức,0987654321,duc@nha.vn,zalo,Hoa,S002\n',
  order_line: 'order_id,line_no,placed_at,location_id,quantity,unit_price\nA1,1,2026-11-16 09:00,S001,2,100000\n',
}
/** Names, phones and addresses of the files, and what accounts are called. */
const personal = ['Hồng', 'Đức', '0912345678', '0987654321', '@nha.vn', '@congty.vn', 'Lan', 'Hoa', 'Trần']

type Line = {
  readonly actor: string
  readonly action: string
  readonly subject: string | null
  readonly detail: Record<string, unknown> | null
}

let office: Office
let owner: Browser
let rep: Browser
let area: Browser
const idOf = async (browser: Browser): Promise<string> =>
  (await browser.get<{ user: { id: string } }>('/session')).user.id
const lines = async (limit = 1): Promise<readonly Line[]> => {
  const { rows } = await owner.get<{ rows: readonly Line[] }>(`/journal?limit=${limit}`)
  return rows.map(({ actor, action, subject, detail }) => ({ actor, action, subject, detail }))
}
beforeAll(async () => {
  office = await openOffice(files)
  owner = await firstOwner(office)
  rep = await hire(office, owner, { email: 'lan@congty.vn', name: 'Trần Lan', role: 'rep', rep: 'Lan' })
  area = await hire(office, owner, { email: 'mot@congty.vn', role: 'manager', location: ['S001'] })
}, 120_000)
afterAll(() => office.close())

const november = 'period=2026-11'

describe('what is given out is written down', () => {
  test('rows of persons: by whom, of which number, period and filter, how many at most, and how far they see', async () => {
    const where = encodeURIComponent('owner=Lan')
    const read = await rep.ask('GET', `/metrics/contacts_new/rows?${november}&where=${where}&limit=10`)
    expect(await read.text()).toContain('Nguyễn Thị Hồng')
    expect(await lines()).toEqual([
      {
        actor: `user:${await idOf(rep)}`,
        action: 'metrics.rows',
        subject: null,
        detail: {
          id: 'contacts_new',
          period: '2026-11',
          where: ['owner=…'],
          limit: '10',
          format: 'json',
          scope: ['own rows'],
        },
      },
    ])
  })

  test('an export as CSV, also where only the header asks for it', async () => {
    const place = encodeURIComponent('location=S001')
    await (await area.ask('GET', `/metrics/contacts_new/rows?${november}&where=${place}&format=csv`)).text()
    await (await area.ask('GET', `/metrics/net_sales/rows?${november}`, undefined, { accept: 'text/csv' })).text()
    const scope = ['location=S001']
    expect((await lines(2)).map(({ detail }) => detail)).toEqual([
      { id: 'net_sales', period: '2026-11', format: 'csv', scope },
      { id: 'contacts_new', period: '2026-11', where: ['location=S001'], format: 'csv', scope },
    ])
  })

  test('by a token, and by a command of this machine', async () => {
    const { token, id } = await owner.post<{ token: string; id: string }>('/tokens', { name: 'báo cáo' })
    const machine = office.browser({ authorization: `Bearer ${token}` })
    await (await machine.ask('GET', `/metrics/contacts_new/rows?${november}`)).text()
    expect((await lines())[0]).toMatchObject({ actor: `token:${id}`, action: 'metrics.rows' })
    await office.local('metrics.rows', { id: 'contacts_new', period: '2026-11' })
    expect((await lines())[0]).toMatchObject({ actor: 'console', action: 'metrics.rows' })
  })

  test('rows that were refused, as refused; numbers alone, not at all', async () => {
    const before = await lines(1)
    expect((await rep.ask('GET', `/metrics/cac/rows?${november}`)).status).toBe(403)
    await rep.get(`/metrics/contacts_new?${november}`)
    await rep.get('/kpis')
    expect(await lines(1)).toEqual(before)
    expect((await rep.ask('POST', '/imports/refused', new FormData())).status).toBe(403)
    expect((await area.ask('GET', '/imports/imp_x/rejects')).status).toBe(403)
    expect((await lines())[0]).toMatchObject({ actor: `user:${await idOf(area)}`, action: 'imports.rejects refused' })
  })

  test('before the first row leaves: where it cannot be written down, none does', async () => {
    const rows: unknown[] = []
    const deps = office.company.depsFor('en')
    const full = {
      ...deps,
      accounts: {
        ...deps.accounts,
        record: () => {
          throw new Error('the disk is full')
        },
      },
    }
    const run = operations
      .find(({ name }) => name === 'metrics.rows')!
      .run({ id: 'contacts_new', period: '2026-11' }, full, {
        progress: () => undefined,
        emit: (some) => void rows.push(...some),
      })
    await expect(run).rejects.toThrow('the disk is full')
    expect(rows).toEqual([])
  })
})

describe('a line', () => {
  test('of an import names the imports, of many targets how many, of an account what changed and never whom', async () => {
    const form = new FormData()
    for (const id of ['P1', 'P2'])
      form.append('files', new File([`product_id,name\n${id},Nồi ${id}\n`], `product-${id}.csv`))
    const { files: made } = await owner.post<{ files: { import_id: string }[] }>('/imports', form)
    expect((await lines())[0]).toMatchObject({ action: 'imports.create', subject: null })
    expect((await lines())[0]!.detail!['imports']).toEqual(made.map(({ import_id }) => import_id))
    const target = { period: '2026-12', where: ['owner=Lan'], target: 10 }
    const targets = JSON.stringify([{ metric: 'contacts_new', ...target }])
    const { import_id } = await owner.post<{ import_id: string }>('/targets/many', { targets })
    expect((await lines())[0]).toMatchObject({ action: 'targets.set_many', subject: import_id, detail: { targets: 1 } })
    await owner.post('/targets', { metric: 'contacts_new', ...target, target: 11 })
    expect((await lines())[0]!.detail).toEqual({
      metric: 'contacts_new',
      period: '2026-12',
      where: ['owner=…'],
      target: '11',
    })
    await owner.post('/users/lan@congty.vn', { role: 'rep', rep: 'Hoa' })
    expect((await lines())[0]!.detail).toEqual({ role: 'rep', locations: [], teams: [], changed: ['rep'] })
    await area.ask('POST', '/users', { email: 'ai@congty.vn', name: 'Trần Ai', role: 'rep', rep: 'Hoa' })
    expect(await lines()).toMatchObject([{ action: 'users.add refused', detail: {} }])
  })

  test('holds no name, phone or e-mail, whatever was done', async () => {
    const all = await lines(1_000)
    expect(all.length).toBeGreaterThan(15)
    for (const text of personal) expect(JSON.stringify(all), text).not.toContain(text)
  })
})

describe('a backup and what is made of it', () => {
  test('are written down, with the journal that was replaced, and the chain holds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhip-journal-'))
    try {
      const file = join(folder, 'backup.tar.gz')
      await office.local('data.backup', { file })
      expect((await lines())[0]).toMatchObject({
        actor: 'console',
        action: 'data.backup',
        detail: { file: 'backup.tar.gz' },
      })
      const target = join(folder, 'data')
      await restoreBackup({ file, directory: target, force: false }, restoring)
      const { rows } = await owner.get<{ rows: { sequence: number; sha256: string }[] }>('/journal?limit=2')
      const restore = async () => {
        const company = await openCompany(target, { fixedNow: null, memory: '300MB' })
        const { accounts, journalCheck } = company.depsFor('en')
        const [line] = accounts.journal(1, null)
        const found = { ...line, chain: journalCheck() }
        await company.close()
        return found
      }
      const first = await restore()
      expect(first).toMatchObject({
        actor: 'console',
        action: 'data.restore',
        detail: { file: 'backup.tar.gz', imports: expect.any(Number), files: expect.any(Number) },
        // The backup was made before its own line was written.
        sequence: rows[0]!.sequence,
        previous: rows[1]!.sha256,
        chain: { rows: rows[0]!.sequence, broken_at: null },
      })
      await restoreBackup({ file, directory: target, force: true }, restoring)
      expect((await restore()).detail).toMatchObject({
        replaced_rows: first.sequence,
        replaced_sha256: first.sha256,
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
