import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeRoutes } from '#http/server.ts'
import { openUploads } from '#http/uploads.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-http-'))
const token = 'a-token-for-this-test-only'
let company: Company
let app: Hono

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(
    app.request(`http://127.0.0.1:7777/api/v1${path}`, {
      ...init,
      headers: { host: '127.0.0.1:7777', ...init.headers },
    }),
  )

const upload = (text: string, name: string): FormData => {
  const form = new FormData()
  form.append('files', new File([text], name))
  return form
}

beforeAll(async () => {
  company = await openCompany(join(folder, 'data'), { fixedNow: '2026-11-18T04:40:00Z', memory: '300MB' })
  app = composeRoutes({
    operations,
    depsFor: company.depsFor,
    language: company.language,
    token,
    host: '127.0.0.1',
    port: 7777,
    uploads: openUploads(join(folder, 'uploads')),
    version: company.version,
  })
  const orders = 'order_id,line_no,placed_at,location_id,quantity,unit_price\nA1,1,2026-11-16 09:00,S1,2,100000\n'
  const answer = await ask('/imports', { method: 'POST', body: upload(orders, 'order_line.csv') })
  expect(await answer.json()).toMatchObject({ files: [{ loaded: 1, rejected: 0 }] })
})
afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the HTTP interface', () => {
  test('a metric answers as the contract says', async () => {
    const answer = await ask('/metrics/net_sales?period=2026-11-16..2026-11-18&by=location')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      metric: 'net_sales',
      unit: 'money',
      direction: 'up_is_good',
      period: { from: '2026-11-16', to: '2026-11-18' },
      comparison: { from: '2026-11-13', to: '2026-11-15', kind: 'previous' },
      value: 200000,
      by: [{ members: { location: 'S1' }, value: 200000 }],
      provenance: {
        date: expect.any(String),
        statement: expect.stringMatching(/select/),
        as_of: '2026-11-18T04:40:00Z',
      },
    })
  })

  test('the seven answer', async () => {
    const { kpis } = (await (await ask('/kpis')).json()) as { kpis: { number: number; metric: string }[] }
    expect(kpis.map((kpi) => kpi.metric)).toEqual([
      'contacts_new',
      'cac',
      'net_sales',
      'price_index',
      'engaged_rate',
      'enps',
      'nps',
    ])
  })

  test('a refusal is a problem document with code and params', async () => {
    const answer = await ask('/metrics/profit?lang=en')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({
      code: 'metric.unknown',
      status: 404,
      params: { metric: 'profit' },
      detail: expect.stringContaining('profit'),
    })
  })

  test('rows stream as JSON lines or CSV', async () => {
    const lines = (await (await ask('/metrics/net_sales/rows?period=2026-11')).text()).trim().split('\n')
    expect(JSON.parse(lines[0]!)).toMatchObject({ order_id: 'A1' })
    const csv = await ask('/metrics/net_sales/rows?period=2026-11&format=csv')
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(await csv.text()).toContain('A1')
  })

  test('every operation that answers over HTTP is in the OpenAPI document, and nothing else', async () => {
    const document = (await (await ask('/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string }>>
    }
    expect(document.openapi).toBe('3.1.0')
    const described = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId))
    expect(described.sort()).toEqual(
      operations
        .filter((one) => one.http)
        .map((one) => one.name)
        .sort(),
    )
  })

  test.each([
    ['another site', { origin: 'https://elsewhere.example' }, 403],
    ['a page embedded elsewhere', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a name that only resolves here', { host: 'rebound.example:7777' }, 401],
  ])('a change asked for by %s is refused', async (_who, headers, status) => {
    const answer = await ask('/imports', {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: upload('x\n1\n', 'x.csv'),
    })
    expect(answer.status).toBe(status)
  })

  test('another site is told no number either', async () => {
    const answer = await ask('/kpis', { headers: { origin: 'https://elsewhere.example' } })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'request.foreign_origin' })
  })

  test('a path on this machine is never read for someone who asks over HTTP', async () => {
    const secret = join(folder, 'secret.csv')
    writeFileSync(secret, 'rep_id,name\nR1,Secret name\n')
    const named = await ask('/imports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ files: [secret] }),
    })
    expect(named.status).toBe(400)
    expect(await named.json()).toMatchObject({ code: 'argument.missing' })
    const form = upload('rep_id,name\nR2,Lan\n', 'rep.csv')
    form.append('map', secret)
    const mapped = await ask('/imports', { method: 'POST', body: form })
    expect(mapped.status).toBe(422)
    expect(await mapped.text()).not.toContain('rep_id,')
  })

  test('a mapping may be sent as a file or typed into its field', async () => {
    const mapping = JSON.stringify({ entity: 'rep', columns: { rep_id: 'Code', name: 'Who' } })
    for (const part of [mapping, new File([mapping], 'mapping.json')]) {
      const form = upload('Code,Who\nR7,Hoa\n', 'people.csv')
      form.append('map', part)
      form.append('dry_run', 'true')
      const answer = await ask('/imports', { method: 'POST', body: form })
      expect(await answer.json()).toMatchObject({ files: [{ rows_read: 1, loaded: 1 }] })
    }
  })

  test.each(['-1', '1.5', '1e999'])('a limit of %s rows is refused', async (limit) => {
    const answer = await ask(`/metrics/net_sales/rows?limit=${limit}`)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'option.unknown_value', params: { option: 'limit' } })
  })

  test('every answer, a refusal too, carries the security headers', async () => {
    for (const path of ['/kpis', '/nothing', '/openapi.json']) {
      const { headers } = await ask(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
  })

  test('a parameter it does not know is refused with those it knows', async () => {
    const answer = await ask('/metrics/net_sales?compere=year')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'argument.unknown', params: { argument: 'compere' } })
  })

  test('a spreadsheet template is given and written nowhere', async () => {
    const template = (await (await ask('/templates/order_line?format=xlsx')).json()) as Record<string, string | null>
    expect(template['file']).toBeNull()
    expect(Buffer.from(template['content_base64']!, 'base64').subarray(0, 2).toString()).toBe('PK')
    expect(existsSync('order_line.xlsx')).toBe(false)
  })

  test('no rows still have their columns', async () => {
    const csv = await (await ask('/metrics/net_sales/rows?period=2020&format=csv')).text()
    expect(csv.trim().split(',')).toContain('order_id')
  })

  test('names of object properties in a query or a body do no harm', async () => {
    await ask('/metrics/net_sales?__proto__=1&constructor=2')
    await ask('/targets', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"__proto__":{"polluted":true},"metric":"net_sales"}',
    })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('a command of this machine needs the token', async () => {
    const body = JSON.stringify({ input: {}, language: 'en' })
    expect((await ask('/local/imports.list', { method: 'POST', body })).status).toBe(401)
    const answer = await ask('/local/imports.list', {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}` },
    })
    expect(JSON.parse((await answer.text()).trim().split('\n').at(-1)!).result.imports).toHaveLength(1)
  })

  test('a file brought in pieces is imported by its id, and files brought with a request leave nothing behind', async () => {
    const text = 'order_id,line_no,placed_at,location_id,quantity,unit_price\nB1,1,2026-11-17 09:00,S2,1,50000\n'
    const headers = { 'tus-resumable': '1.0.0' }
    const created = await ask('/uploads', {
      method: 'POST',
      headers: {
        ...headers,
        'upload-length': String(text.length),
        'upload-metadata': `filename ${btoa('order_line.csv')}`,
      },
    })
    expect(created.status).toBe(201)
    const id = created.headers.get('location')!.split('/').at(-1)!
    const bring = async (): Promise<Response> => {
      const form = new FormData()
      form.append('upload', id)
      form.append('dry_run', 'true')
      return ask('/imports', { method: 'POST', body: form })
    }
    expect(await (await bring()).json()).toMatchObject({ code: 'upload.unfinished', status: 409 })
    const piece = await ask(`/uploads/${id}`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      body: text,
    })
    expect(piece.status).toBe(204)
    expect(await (await bring()).json()).toMatchObject({ files: [{ file: 'order_line.csv', loaded: 1, rejected: 0 }] })
    // Only what was brought in pieces is kept, for the import that follows its preview.
    expect(readdirSync(join(folder, 'uploads'))).toEqual([id])
  })
})
