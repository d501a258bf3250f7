import { createHash, createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { ShownForm } from '#core/leads/lead.ts'
import { problemOf } from '#http/faults.ts'
import { signatureOf } from '#http/hook-signature.ts'
import { leadPages } from '#http/lead-pages.ts'
import { acceptLead, listLeads, putForm, refuseLead, setClosed, setSecret } from '#operations/leads/forms.ts'
import { landLeads } from '#operations/leads/land-leads.ts'
import { type Office, openOffice } from '../accounts/office.ts'

let office: Office
let form: ShownForm
let app: Hono
let clock = Date.parse('2026-11-18T02:00:00Z')
const deps = () => office.company.depsFor('vi')

const openForm = (more: object = {}): ShownForm => putForm({ source: 'website', product_lines: [], ...more }, deps())
const page = async (id: string): Promise<{ stamp: string; once: string; html: string }> => {
  const html = await (await app.request(`/f/${id}`)).text()
  const value = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return { stamp: value('stamp'), once: value('once'), html }
}
const send = (id: string, fields: Record<string, string>, query = ''): Response | Promise<Response> =>
  app.request(`/f/${id}${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
/** Opens the page, takes as long as a person does, and sends. */
const leave = async (id: string, fields: Record<string, string>): Promise<Response> => {
  // An hour after the one before, so that nothing here counts as many from one network.
  clock += 3_700_000
  const { stamp, once } = await page(id)
  clock += 20_000
  return send(id, { stamp, once, ...fields })
}
const message = (id: string, body: string, headers: Record<string, string>): Response | Promise<Response> =>
  app.request(`/hooks/${id}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
const signed = (id: string, secret: string, body: string): Response | Promise<Response> =>
  message(id, body, { 'x-nhip-signature': signatureOf(secret, body, Math.floor(clock / 1000)) })
const contacts = async (): Promise<readonly Record<string, unknown>[]> => {
  await deps().landing.settle()
  return deps().run(
    "select contact_id, source, campaign, product_line from contact where contact_id like 'lead-%' order by received_at, contact_id",
  )
}
const states = (): readonly string[] => listLeads(undefined, 500, deps()).leads.map(({ state }) => state)

beforeAll(async () => {
  office = await openOffice()
  form = openForm({ product_lines: ['Nồi', 'Chảo'], campaign: 'Tết' })
  app = new Hono()
  app.onError((error, context) => problemOf(error, 'vi', context.req.path))
  leadPages(office.company.depsFor, () => clock, 'secret of the pages')(app)
}, 120_000)
afterAll(() => office.close())

describe('the page people leave their details on', () => {
  test('is small, holds no script, sets no cookie, and stands in pages of others only where asked to', async () => {
    const plain = await app.request(`/f/${form.id}`)
    const html = await plain.text()
    expect(Buffer.byteLength(html)).toBeLessThan(10_000)
    expect(html).not.toMatch(/<script|\son\w+=|javascript:|https?:\/\//i)
    expect(plain.headers.get('set-cookie')).toBeNull()
    expect(plain.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const embedded = await app.request(`/f/${form.id}?embed=1`)
    expect(embedded.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(embedded.headers.get('set-cookie')).toBeNull()
  })

  test('what is sent becomes a contact of the form’s source, with what was agreed to kept', async () => {
    const sent = await leave(form.id, {
      name: 'Nguyễn Lan',
      phone: '0901 234 567',
      product_line: 'Chảo',
      note: 'gọi tối',
    })
    expect(sent.status).toBe(200)
    expect(await landLeads(deps())).toBe(1)
    expect(await contacts()).toMatchObject([{ source: 'website', campaign: 'Tết', product_line: 'Chảo' }])
    const [lead] = listLeads('accepted', 10, deps()).leads
    const person = deps()
      .people('contact', [`lead-${lead!.id}`])
      .get(`lead-${lead!.id}`)
    expect(person).toMatchObject({ name: 'Nguyễn Lan', phone: '0901 234 567' })
    // Who it was stands with the contact from here on, and nowhere else.
    expect(lead).toMatchObject({ name: null, phone: null, note: null, consent: form.consent })
    expect(await landLeads(deps())).toBe(0)
  })

  test('sent twice it is one; by the same person through another page it stands beside the first', async () => {
    const before = states().length
    const { stamp, once } = await page(form.id)
    clock += 20_000
    const fields = { stamp, once, name: 'Hà', phone: '+84 911 222 333' }
    await send(form.id, fields)
    await send(form.id, fields)
    expect(states().length).toBe(before + 1)
    await leave(form.id, { name: 'Hà', phone: '0911222333' })
    expect(states()[0]).toBe('repeat')
    await landLeads(deps())
    expect((await contacts()).length).toBe(2)
  })

  test('what is missing is asked for with everything said kept, escaped', async () => {
    const before = states().length
    const sent = await leave(form.id, { name: '"><b>Lan', note: 'a & b' })
    expect(sent.status).toBe(422)
    const html = await sent.text()
    expect(html).toContain('Hãy điền số điện thoại hoặc email.')
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;Lan"')
    expect(html).toContain('a &amp; b')
    expect(states().length).toBe(before)
  })

  test('a program that fills every field or sends at once is held, thanked like anybody, and lost only when refused', async () => {
    clock += 3_700_000
    const { stamp, once } = await page(form.id)
    const sent = await send(form.id, { stamp, once, name: 'Bot', phone: '0933444555', website: 'x' })
    expect(sent.status).toBe(200)
    const [held] = listLeads('held', 1, deps()).leads
    expect(held).toMatchObject({ name: 'Bot', reasons: ['trap', 'fast'] })
    expect(await landLeads(deps())).toBe(0)
    refuseLead(held!.id, deps())
    expect(listLeads('refused', 1, deps()).leads[0]).toMatchObject({ name: null, phone: null, note: null })
    expect(() => acceptLead(held!.id, deps())).toThrow('lead.decided')
  })

  test('one held becomes a contact once somebody has looked', async () => {
    clock += 3_700_000
    await send(form.id, { name: 'Vội', phone: '0944555666' })
    const [held] = listLeads('held', 1, deps()).leads
    expect(held!.reasons).toEqual(['fast'])
    acceptLead(held!.id, deps())
    expect(await landLeads(deps())).toBe(1)
    expect((await contacts()).map(({ contact_id }) => contact_id)).toContain(`lead-${held!.id}`)
  })

  test('a mark made for another page or by somebody else counts as none', async () => {
    const other = openForm()
    const { stamp } = await page(other.id)
    clock += 20_000
    await send(form.id, { stamp, name: 'Khác', phone: '0955666777' })
    expect(listLeads('held', 1, deps()).leads[0]!.reasons).toContain('fast')
  })

  test('a network that sends very many has to wait; an hour later it need not', async () => {
    const many = openForm()
    clock += 3_700_000
    let last = 200
    for (let i = 0; i < 61; i++)
      last = (await send(many.id, { name: `N${i}`, phone: `09${10_000_000 + i * 7919}` })).status
    expect(last).toBe(429)
    clock += 3_700_000
    expect((await leave(many.id, { name: 'Mai', phone: '0966777888' })).status).toBe(200)
  })

  test('a closed form takes nothing more and says so; opened again it does', async () => {
    setClosed(form.id, true, deps())
    expect((await app.request(`/f/${form.id}`)).status).toBe(404)
    expect((await send(form.id, { name: 'Lan', phone: '0901234567' })).status).toBe(404)
    setClosed(form.id, false, deps())
    expect((await app.request(`/f/${form.id}`)).status).toBe(200)
  })
})

test('a value nobody knows is answered with those there are', () => {
  const told = (work: () => unknown): string => {
    try {
      work()
      return ''
    } catch (error) {
      return faultSentence((error as Fault).code, (error as Fault).params, 'en')
    }
  }
  expect(told(() => openForm({ signing: 'fax' }))).toContain('Use one of: nhip, meta, zalo.')
  expect(told(() => listLeads('lost', 5, deps()))).toContain('Use one of: held, accepted, repeat, refused.')
})

describe('messages of other systems', () => {
  test('one signed by the secret is taken in once; unsigned, changed or old it is refused', async () => {
    await landLeads(deps())
    const hook = openForm({ source: 'crm' })
    expect((await signed(hook.id, 'x', '{}')).status).toBe(409)
    const { secret } = setSecret(hook.id, undefined, deps()) as { secret: string }
    const body = JSON.stringify({
      leads: [
        { id: 'a', name: 'Tú', phone: '0977888999' },
        { id: 'b', name: 'Vy', email: 'vy@example.com' },
      ],
    })
    expect(await (await signed(hook.id, secret, body)).json()).toEqual({ received: 2, repeated: 0 })
    expect(await (await signed(hook.id, secret, body)).json()).toEqual({ received: 2, repeated: 2 })
    const old = signatureOf(secret, body, Math.floor(clock / 1000) - 400)
    const refused = [
      await message(hook.id, body, {}),
      await message(hook.id, body.replace('Tú', 'Tu'), { 'x-nhip-signature': signatureOf(secret, body, clock / 1000) }),
      await message(hook.id, body, { 'x-nhip-signature': old }),
      await signed(hook.id, 'another', body),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    expect(await landLeads(deps())).toBe(2)
    expect((await contacts()).filter(({ source }) => source === 'crm')).toHaveLength(2)
  })

  test('Meta’s are known by its signature, its question for the address is answered, and half a lead is held', async () => {
    const hook = openForm({ source: 'facebook', signing: 'meta' })
    expect(() => setSecret(hook.id, undefined, deps())).toThrow('lead.secret_missing')
    const { verify_token } = setSecret(hook.id, 'app secret', deps()) as { verify_token: string }
    const asked = `/hooks/${hook.id}?hub.mode=subscribe&hub.challenge=42&hub.verify_token=`
    expect(await (await app.request(`${asked}${verify_token}`)).text()).toBe('42')
    expect((await app.request(`${asked}x`)).status).toBe(404)
    const body = JSON.stringify({ entry: [{ changes: [{ value: { leadgen_id: '9', form_name: 'Tết' } }] }] })
    const mac = createHmac('sha256', 'app secret').update(body).digest('hex')
    expect((await message(hook.id, body, { 'x-hub-signature-256': `sha256=${mac}` })).status).toBe(200)
    const held = listLeads('held', 500, deps()).leads.find(({ form }) => form === hook.id)
    expect(held).toMatchObject({ campaign: 'Tết', reasons: ['no_details'] })
  })

  test('Zalo’s are known by its signature', async () => {
    const hook = openForm({ source: 'zalo', signing: 'zalo' })
    setSecret(hook.id, 'oa secret', deps())
    const body = JSON.stringify({
      app_id: '1',
      timestamp: '2',
      sender: { id: 'u' },
      info: { name: 'Hạ', phone: '0988111222' },
    })
    const mac = createHash('sha256').update(`1${body}2oa secret`).digest('hex')
    expect(await (await message(hook.id, body, { 'x-zevent-signature': `mac=${mac}` })).json()).toEqual({
      received: 1,
      repeated: 0,
    })
  })

  test('a secret is told once and shown nowhere else', async () => {
    const hook = openForm({ source: 'crm2' })
    const { secret } = setSecret(hook.id, undefined, deps()) as { secret: string }
    expect(JSON.stringify(putForm({ form: hook.id, title: 'Khác', product_lines: [] }, deps()))).not.toContain(secret)
    expect(deps().leads.secret(hook.id)).toBe(secret)
  })
})
