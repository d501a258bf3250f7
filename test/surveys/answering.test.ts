import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { surveyPages } from '#http/survey-pages.ts'
import { gatherAnswers } from '#operations/surveys/gather.ts'
import { linkIn, openShop, type Shop } from './shop.ts'

let shop: Shop
let wall = '2026-11-18T10:00:00'
let seconds = 0
let app: Hono

const bought = (id: string): { id: string; bought: string } => ({ id, bought: '2026-08-20' })

beforeAll(async () => {
  shop = await openShop({
    one: [bought('K1')],
    moving: [bought('K1')],
    kpi: [bought('K1')],
    two: [bought('K1'), bought('K2')],
  })
  app = new Hono()
  surveyPages(() => ({ ...shop.at(wall), time: () => Date.parse(`${wall}+07:00`) + seconds * 1000 }))(app)
}, 60_000)
afterAll(() => shop.close())

const ask = async (
  method: string,
  path: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Headers }> => {
  const response = await app.request(`http://127.0.0.1:7777${path}`, {
    method,
    headers: { ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...headers },
    ...(form ? { body: new URLSearchParams(form).toString() } : {}),
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const responses = () => shop.at(wall).surveys.responses('nps')
const scores = (): unknown =>
  responses().map(({ score, comment, edits, late, suspect }) => [score, comment, edits, late, suspect])

/** One invited on 18 November at 10:00, and the token of the link. */
const invited = async (group = 'one'): Promise<string> => {
  wall = '2026-11-18T10:00:00'
  seconds += 3600
  shop.fresh(group)
  await shop.runNps()
  expect(await shop.run('surveys.send', {}, wall)).toMatchObject({ invited: 1 })
  return linkIn(shop.post.taken[0]!, 's')
}

describe('a link of a mail', () => {
  test('V01 a scanner that follows every number records nothing, by GET or HEAD', async () => {
    const token = await invited()
    for (let score = 0; score <= 10; score++)
      for (const method of ['GET', 'HEAD']) expect((await ask(method, `/s/${token}?score=${score}`)).status).toBe(200)
    expect(responses()).toEqual([])
  })

  test('V02 a scanner that presses buttons too is kept apart, until a person sends it', async () => {
    const token = await invited()
    for (const score of [0, 1, 2]) await ask('GET', `/s/${token}?score=${score}`)
    await ask('POST', `/s/${token}`, { score: '2' })
    expect(scores()).toEqual([[2, null, 1, false, true]])
    expect(await gatherAnswers(shop.at(wall))).toBe(0)
    expect(shop.at(wall).surveys.invitations('nps')[0]!.answered_at).toBeNull()
    seconds += 120
    await ask('POST', `/s/${token}`, { score: '9' })
    expect(scores()).toEqual([[9, null, 2, false, false]])
  })

  test('V02 a form with the field nobody sees filled in is a machine’s', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { score: '2', website: 'http://spam.vn' })
    expect(scores()).toEqual([[2, null, 1, false, true]])
  })

  test('V03 the last answer counts; those before are kept', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { score: '9' })
    wall = '2026-11-18T10:05:00'
    await ask('POST', `/s/${token}`, { score: '4', comment: 'Giao chậm' })
    expect(scores()).toEqual([[4, 'Giao chậm', 2, false, false]])
    expect(shop.at(wall).surveys.history(responses()[0]!.id)).toEqual([{ at: '2026-11-18T10:00:00', score: 9 }])
  })

  test('V04 the same answer sent again, from two tabs or after a broken line, stands once', async () => {
    const token = await invited()
    await Promise.all([1, 2, 3].map(() => ask('POST', `/s/${token}`, { score: '7' })))
    expect(scores()).toEqual([[7, null, 1, false, false]])
  })

  test('V05 forwarded, it is the same invitation: one answer, not two', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { score: '7' }, { 'user-agent': 'one' })
    await ask('POST', `/s/${token}`, { score: '3' }, { 'user-agent': 'another' })
    expect(scores()).toEqual([[3, null, 2, false, false]])
  })

  test('V08 the answer stays with what the customer belonged to when asked', async () => {
    const token = await invited('moving')
    await shop.bring('customer', 'customer_id,owner,location_id', [`${shop.id('K1')},Minh,S9`])
    await ask('POST', `/s/${token}`, { score: '7' })
    expect(responses()[0]).toMatchObject({ owner: 'Lan', location_id: 'S-moving', product_line: 'bếp' })
  })

  test('V10 after the link has closed it is thanked for, kept, and never counted', async () => {
    const token = await invited()
    wall = '2026-12-18T23:00:00'
    expect((await ask('GET', `/s/${token}`)).text).toContain('Gửi câu trả lời')
    wall = '2026-12-19T00:00:00'
    expect((await ask('GET', `/s/${token}`)).text).toContain('Khảo sát đã đóng')
    expect(await ask('POST', `/s/${token}`, { score: '3' })).toMatchObject({ status: 200 })
    expect(scores()).toEqual([[3, null, 1, true, false]])
    expect(await gatherAnswers(shop.at(wall))).toBe(0)
    expect(await shop.run('surveys.results', { id: 'nps' }, wall)).toMatchObject({ answers: 0, excluded: 1 })
  })

  test('V10 once closed, an answer given in time stands as it is', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { score: '9' })
    await shop.run('surveys.set_state', { id: 'nps', state: 'closed' }, wall)
    await ask('POST', `/s/${token}`, { score: '0' })
    expect(scores()).toEqual([[9, null, 1, false, false]])
  })

  test('V30 words without a number are kept, and are no score', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { comment: 'Cửa hàng đẹp' })
    expect(scores()).toEqual([[null, 'Cửa hàng đẹp', 1, false, false]])
    expect(await gatherAnswers(shop.at(wall))).toBe(0)
  })

  test('V31 another language midway is the same survey and the same answer', async () => {
    const token = await invited()
    const page = await ask('GET', `/s/${token}?lang=en&score=8`)
    expect(page.text).toContain('<html lang="en">')
    expect(page.text).toMatch(/value="8" checked/)
    await ask('POST', `/s/${token}`, { lang: 'en', score: '8' })
    expect(responses()[0]).toMatchObject({ score: 8, version: 1, language: 'en' })
  })

  test('V32 a question changed after the first mail is a new version; who was asked the old one answers that', async () => {
    const token = await invited()
    await shop.run('surveys.put', { id: 'nps', texts: '{"question":{"vi":"Câu hỏi mới?"}}' }, wall)
    expect(shop.at(wall).surveys.survey('nps')).toMatchObject({ version: 2 })
    expect((await ask('GET', `/s/${token}`)).text).not.toContain('Câu hỏi mới?')
    await ask('POST', `/s/${token}`, { score: '8' })
    expect(responses()[0]).toMatchObject({ version: 1 })
  })

  test('sent empty, it asks again and records nothing', async () => {
    const token = await invited()
    for (const form of [{}, { score: '' }, { score: '11' }, { score: '-1' }, { score: '5.5' }, { score: 'chín' }]) {
      const answer = await ask('POST', `/s/${token}`, form as Record<string, string>)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('role="alert"')
    }
    expect(responses()).toEqual([])
  })
})

describe('the pages', () => {
  test('are small, take in nothing, keep nothing, and show what was written as text', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { score: '4', comment: '</textarea><script>alert(1)</script>' })
    const page = await ask('GET', `/s/${token}`)
    expect(page.text.length).toBeLessThan(30_000)
    expect(page.text).not.toContain('<script')
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    )
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    expect(page.headers.get('set-cookie')).toBeNull()
  })

  test('of links there are none of are all the same, and are not told apart from closed kinds of links', async () => {
    const token = await invited()
    const unsubscribe = linkIn(shop.post.taken[0]!, 'u')
    const paths = [
      `/s/${'x'.repeat(22)}`,
      '/s/x',
      `/s/${unsubscribe}`,
      `/u/${token}`,
      '/q/nothing',
      `/q/${'x'.repeat(12)}`,
    ]
    const answers = []
    for (const path of paths) answers.push(await ask('GET', path), await ask('POST', path, { score: '9' }))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]!.status).toBe(404)
    expect([responses(), shop.at(wall).surveys.optOuts()]).toEqual([[], []])
  })

  test('hold back a network that tries links', async () => {
    const token = await invited()
    const tried = []
    for (let i = 0; i < 35; i++) tried.push((await ask('GET', `/s/${String(i).padStart(22, 'y')}`)).status)
    expect([tried.slice(0, 30).every((status) => status === 404), tried.at(-1)]).toEqual([true, 429])
    expect((await ask('GET', `/s/${token}`)).status).toBe(200)
    seconds += 61
    expect((await ask('GET', '/s/none')).status).toBe(404)
  })

  test('take nothing sent from another site’s page', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { score: '9' }, { 'sec-fetch-site': 'cross-site' })
    expect(responses()).toEqual([])
  })

  test('keep no more of a comment than they promise, and none of the signs that reorder text', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { score: '9', comment: `a\u202eb\u0000${'x'.repeat(3000)}` })
    const { comment } = responses()[0]!
    expect([comment!.length, comment!.slice(0, 4)]).toEqual([2000, 'a b '])
  })
})

describe('a no', () => {
  test('V11 by a mail provider: at once, without cookies, twice the same', async () => {
    await invited()
    const path = `/u/${linkIn(shop.post.taken[0]!, 'u')}`
    for (let i = 0; i < 2; i++)
      expect(
        (await ask('POST', path, { 'List-Unsubscribe': 'One-Click' }, { 'sec-fetch-site': 'cross-site' })).status,
      ).toBe(200)
    expect(shop.at(wall).surveys.optOuts()).toMatchObject([{ how: 'one_click', customer_id: shop.id('K1') }])
  })

  test('V12 by a scanner that opens the page: no change', async () => {
    await invited()
    const path = `/u/${linkIn(shop.post.taken[0]!, 'u')}`
    for (const method of ['GET', 'HEAD', 'GET']) expect((await ask(method, path)).status).toBe(200)
    expect(shop.at(wall).surveys.optOuts()).toEqual([])
  })

  test('V13 stops every other survey, and the reminder of this one', async () => {
    await invited()
    await ask('POST', `/u/${linkIn(shop.post.taken[0]!, 'u')}`, {})
    await shop.run('surveys.put', { id: 'mua', kind: 'csat', locations: [shop.place()] }, wall)
    await shop.run('surveys.set_state', { id: 'mua', state: 'running' }, wall)
    wall = '2026-11-24T10:00:00'
    expect(await shop.run('surveys.send', {}, wall)).toMatchObject({ invited: 0, reminded: 0 })
    const shown = await shop.run<{ rows: { reason: string }[] }>('surveys.preview', {}, wall)
    expect(shown.rows.map(({ reason }) => reason)).toEqual(['opted_out', 'opted_out'])
  })

  test('can be said on the page of the answer too', async () => {
    const token = await invited()
    expect((await ask('POST', `/s/${token}`, { stop: '1' })).text).toContain('Đã dừng')
    expect(shop.at(wall).surveys.optOuts()).toMatchObject([{ how: 'link' }])
    expect(responses()).toEqual([])
  })
})

describe('a public code', () => {
  const code = async (): Promise<string> => {
    wall = '2026-11-18T10:00:00'
    seconds += 3600
    shop.fresh('one')
    await shop.runNps()
    const { code } = await shop.run<{ code: { code: string } }>(
      'surveys.add_code',
      { survey: 'nps', location: 'S-one' },
      wall,
    )
    return code.code
  }
  const keyIn = (text: string): string => /name="key" value="([^"]+)"/.exec(text)![1]!

  test('is answered with the place and without a name, once for each form', async () => {
    const path = `/q/${await code()}`
    const key = keyIn((await ask('GET', path)).text)
    seconds += 5
    for (const score of ['6', '6', '7']) expect((await ask('POST', path, { key, score })).status).toBe(200)
    seconds += 5
    const other = keyIn((await ask('GET', path)).text)
    seconds += 5
    await ask('POST', path, { key: other, score: '10' })
    expect(
      responses()
        .map((one) => [one.score, one.edits, one.customer_id, one.location_id, one.source])
        .sort(),
    ).toEqual([
      [10, 1, null, 'S-one', 'code'],
      [7, 2, null, 'S-one', 'code'],
    ])
  })

  test('takes nothing that did not come from its form, and marks what came too fast', async () => {
    const path = `/q/${await code()}`
    for (const key of ['', 'a.b.c', `${'x'.repeat(22)}.zzzzzz.${'x'.repeat(22)}`])
      expect((await ask('POST', path, { key, score: '0' })).status).toBe(404)
    expect(responses()).toEqual([])
    await ask('POST', path, { key: keyIn((await ask('GET', path)).text), score: '0' })
    expect(scores()).toEqual([[0, null, 1, false, true]])
  })

  test('closed, is said to be so', async () => {
    const made = await code()
    await shop.run('surveys.close_code', { code: made }, wall)
    expect((await ask('GET', `/q/${made}`)).text).toContain('Khảo sát đã đóng')
  })

  test('takes no more from one network than a shop has customers', async () => {
    const path = `/q/${await code()}`
    let last = 0
    for (let i = 0; i < 62; i++) last = (await ask('POST', path, { key: '', score: '0' })).status
    expect(last).toBe(429)
  })
})

test('answers become a batch, once, and a changed one its row anew: NPS moves with them', async () => {
  wall = '2026-11-18T10:00:00'
  seconds += 3600
  shop.fresh('kpi')
  await shop.runNps()
  await shop.run('surveys.send', {}, wall)
  const token = linkIn(shop.post.taken[0]!, 's')
  const nps = async (): Promise<unknown> => {
    const answer = await shop.run<{ value: number | null; denominator: number | null; also?: object }>(
      'metrics.read',
      { id: 'nps', period: '2026-11-18', compare: 'none', where: ['location=S-kpi'] },
      '2026-11-18T11:40:00',
    )
    return [answer.value, answer.denominator ?? null]
  }
  expect(await nps()).toEqual([null, null])
  await ask('POST', `/s/${token}`, { score: '10' })
  expect(await gatherAnswers(shop.at(wall))).toBe(1)
  expect(await nps()).toEqual([100, 1])
  expect(await gatherAnswers(shop.at(wall))).toBe(0)
  await ask('POST', `/s/${token}`, { score: '2', comment: 'Hàng lỗi' })
  expect(await gatherAnswers(shop.at(wall))).toBe(1)
  expect(await nps()).toEqual([-100, 1])
  const work = await shop.run('work.list', { list: 'detractors' }, '2026-11-18T11:40:00')
  expect(JSON.stringify(work)).toContain('Chấm 2/10, chưa ai gọi lại')
})
