import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault } from '#core/fault.ts'
import { problemOf } from '#http/faults.ts'
import { openUploads } from '#http/uploads.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-uploads-'))
const uploads = openUploads(folder)
const app = new Hono()
app.onError((error, context) => problemOf(error, 'en', context.req.path))
uploads.mount(app, '/uploads', (context) => {
  if (context.req.header('x-stranger')) throw new Fault('request.unauthorised')
  return context.req.header('x-holder') ?? 'me'
})
let server: ServerType
let address = ''
beforeAll(async () => {
  await new Promise<void>((ready) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      address = `http://127.0.0.1:${port}/uploads`
      ready()
    })
  })
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const idOf = (url: string): string => url.split('/').at(-1)!
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const send = (bytes: Buffer, options: Record<string, unknown> = {}): Promise<string> =>
  new Promise((done, failed) => {
    const upload = new Upload(bytes, {
      endpoint: address,
      metadata: { filename: 'Doanh số tháng 11.csv' },
      chunkSize: 1 << 20,
      retryDelays: [0, 50],
      onSuccess: () => done(upload.url!),
      onError: failed,
      ...options,
    })
    upload.start()
  })

const create = async (length: number, name = 'a.csv'): Promise<string> => {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  })
  expect(answer.status).toBe(201)
  return idOf(answer.headers.get('location')!)
}

const offsetOf = async (id: string): Promise<number> => {
  const answer = await fetch(`${address}/${id}`, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })
  return Number(answer.headers.get('upload-offset'))
}

const patch = (id: string, offset: number, body: string, more: Record<string, string> = {}): Promise<Response> =>
  fetch(`${address}/${id}`, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...more,
    },
    body,
  })

describe('a resumable upload', () => {
  test('by another maker’s client arrives whole, under its own name', async () => {
    const bytes = randomBytes(5_300_000)
    const [path] = await uploads.whole([idOf(await send(bytes))], 'me')
    expect(path).toMatch(/Doanh số tháng 11\.csv$/)
    expect(sha256(readFileSync(path!))).toBe(sha256(bytes))
  })

  test('goes on where the line dropped', async () => {
    const bytes = randomBytes(3_000_000)
    const id = await create(bytes.length)
    // The line drops in the middle of the body.
    await new Promise<void>((dropped) => {
      const half = request(`${address}/${id}`, {
        method: 'PATCH',
        headers: {
          'tus-resumable': '1.0.0',
          'content-type': 'application/offset+octet-stream',
          'upload-offset': '0',
          'content-length': String(bytes.length),
        },
      })
      half.on('error', () => dropped())
      half.write(bytes.subarray(0, 1_200_000), () => setTimeout(() => half.destroy(new Error('line dropped')), 100))
    })
    await expect.poll(() => offsetOf(id)).toBeGreaterThan(0)
    const come = await offsetOf(id)
    expect(come).toBeLessThan(bytes.length)
    await expect(uploads.whole([id], 'me')).rejects.toMatchObject({ code: 'upload.unfinished' })
    await expect.poll(() => send(bytes, { uploadUrl: `${address}/${id}` }).catch(() => null)).not.toBeNull()
    const [path] = await uploads.whole([id], 'me')
    expect(sha256(readFileSync(path!))).toBe(sha256(bytes))
  })

  test('outlives the program that took it', async () => {
    const id = await create(10)
    await patch(id, 0, 'abcde')
    await expect(openUploads(folder).whole([id], 'me')).rejects.toMatchObject({ params: { come: 5, length: 10 } })
  })

  test('takes no piece out of place, too long, of another kind, or from a stranger', async () => {
    const id = await create(10)
    expect((await patch(id, 0, 'abcde')).status).toBe(204)
    expect((await patch(id, 0, 'abcde')).status).toBe(409)
    expect((await patch(id, 5, 'abcde', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await patch(id, 5, 'abcde', { 'tus-resumable': '0.2.2' })).status).toBe(412)
    expect((await patch(id, 5, 'abcde', { 'x-stranger': '1' })).status).toBe(401)
    expect((await patch(id, 5, 'abcdefgh')).status).toBe(413)
    expect((await patch('0'.repeat(8), 0, 'a')).status).toBe(404)
    expect((await patch('..%2f..%2fetc', 0, 'a')).status).toBe(404)
  })

  test('of somebody else is neither looked at, added to, taken back nor imported by its id', async () => {
    const id = await create(10)
    await patch(id, 0, 'abcde')
    const other = { 'tus-resumable': '1.0.0', 'x-holder': 'another' }
    expect((await fetch(`${address}/${id}`, { method: 'HEAD', headers: other })).status).toBe(404)
    expect((await patch(id, 5, 'fghij', { 'x-holder': 'another' })).status).toBe(404)
    expect((await fetch(`${address}/${id}`, { method: 'DELETE', headers: other })).status).toBe(404)
    expect((await patch(id, 5, 'fghij')).status).toBe(204)
    await expect(uploads.whole([id], 'another')).rejects.toMatchObject({ code: 'upload.unknown' })
    expect(await uploads.whole([id], 'me')).toHaveLength(1)
  })

  test.each([['../../etc/passwd'], ['..'], ['.'], ['a/b\\c\0d.csv'], [''], ['upload.json']])(
    'called %j stays in its folder',
    async (name) => {
      const before = readdirSync(folder)
      const id = await create(1, name)
      await patch(id, 0, 'x')
      const [path] = await uploads.whole([id], 'me')
      expect(path!.startsWith(join(folder, id, 'file', '/'))).toBe(true)
      expect(readFileSync(path!, 'utf8')).toBe('x')
      expect(readdirSync(folder).filter((entry) => !before.includes(entry))).toEqual([id])
    },
  )

  test('can be taken back, and is swept away after a day', async () => {
    const [gone, old, fresh] = [await create(1), await create(1), await create(1)]
    const headers = { 'tus-resumable': '1.0.0' }
    expect((await fetch(`${address}/${gone}`, { method: 'DELETE', headers })).status).toBe(204)
    expect((await fetch(`${address}/${gone}`, { method: 'DELETE', headers })).status).toBe(404)
    const now = Date.now()
    const past = (now - 25 * 3_600_000) / 1000
    for (const entry of ['', ...readdirSync(join(folder, old), { recursive: true }).map(String)])
      utimesSync(join(folder, old, entry), past, past)
    await uploads.sweep(now)
    expect(existsSync(join(folder, old))).toBe(false)
    expect(existsSync(join(folder, fresh))).toBe(true)
  })
})
