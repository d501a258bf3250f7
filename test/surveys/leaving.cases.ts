import { beforeAll, describe, expect, test } from 'vitest'
import { gatherAnswers } from '#operations/surveys/gather.ts'
import type { Asker } from './asker.ts'
import { linkIn } from './shop.ts'
import { theAsker } from './the-asker.ts'

let ask: Asker['ask']
let invited: Asker['invited']
let moment: Asker['moment']
let responses: Asker['responses']
let scores: Asker['scores']
let shop: Asker['shop']
beforeAll(async () => {
  ;({ ask, invited, moment, responses, scores, shop } = await theAsker())
}, 60_000)

describe('a no', () => {
  test('V11 by a mail provider: at once, without cookies, twice the same', async () => {
    await invited()
    const path = `/u/${linkIn(shop.post.taken[0]!, 'u')}`
    for (let i = 0; i < 2; i++)
      expect(
        (await ask('POST', path, { 'List-Unsubscribe': 'One-Click' }, { 'sec-fetch-site': 'cross-site' })).status,
      ).toBe(200)
    expect(shop.at(moment.wall).surveys.optOuts()).toMatchObject([{ how: 'one_click', customer_id: shop.id('K1') }])
  })

  test('V12 by a scanner that opens the page: no change', async () => {
    await invited()
    const path = `/u/${linkIn(shop.post.taken[0]!, 'u')}`
    for (const method of ['GET', 'HEAD', 'GET']) expect((await ask(method, path)).status).toBe(200)
    expect(shop.at(moment.wall).surveys.optOuts()).toEqual([])
  })

  test('V13 stops every other survey, and the reminder of this one', async () => {
    await invited()
    await ask('POST', `/u/${linkIn(shop.post.taken[0]!, 'u')}`, {})
    await shop.run('surveys.put', { id: 'mua', kind: 'csat', locations: [shop.place()] }, moment.wall)
    await shop.run('surveys.set_state', { id: 'mua', state: 'running' }, moment.wall)
    moment.wall = '2026-11-24T10:00:00'
    expect(await shop.run('surveys.send', {}, moment.wall)).toMatchObject({ invited: 0, reminded: 0 })
    const shown = await shop.run<{ rows: { reason: string }[] }>('surveys.preview', {}, moment.wall)
    expect(shown.rows.map(({ reason }) => reason)).toEqual(['opted_out', 'opted_out'])
  })

  test('can be said on the page of the answer too', async () => {
    const token = await invited()
    expect((await ask('POST', `/s/${token}`, { stop: '1' })).text).toContain('Đã dừng')
    expect(shop.at(moment.wall).surveys.optOuts()).toMatchObject([{ how: 'link' }])
    expect(responses()).toEqual([])
  })
})

describe('a public code', () => {
  const code = async (): Promise<string> => {
    moment.wall = '2026-11-18T10:00:00'
    moment.seconds += 3600
    shop.fresh('one')
    await shop.runNps()
    const { code } = await shop.run<{ code: { code: string } }>(
      'surveys.add_code',
      { survey: 'nps', location: 'S-one' },
      moment.wall,
    )
    return code.code
  }
  const keyIn = (text: string): string => /name="key" value="([^"]+)"/.exec(text)![1]!

  test('is answered with the place and without a name, once for each form', async () => {
    const path = `/q/${await code()}`
    const key = keyIn((await ask('GET', path)).text)
    moment.seconds += 5
    for (const score of ['6', '6', '7']) expect((await ask('POST', path, { key, score })).status).toBe(200)
    moment.seconds += 5
    const other = keyIn((await ask('GET', path)).text)
    moment.seconds += 5
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
    await shop.run('surveys.close_code', { code: made }, moment.wall)
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
  moment.wall = '2026-11-18T10:00:00'
  moment.seconds += 3600
  shop.fresh('kpi')
  await shop.runNps()
  await shop.run('surveys.send', {}, moment.wall)
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
  expect(await gatherAnswers(shop.at(moment.wall))).toBe(1)
  expect(await nps()).toEqual([100, 1])
  expect(await gatherAnswers(shop.at(moment.wall))).toBe(0)
  await ask('POST', `/s/${token}`, { score: '2', comment: 'Hàng lỗi' })
  expect(await gatherAnswers(shop.at(moment.wall))).toBe(1)
  expect(await nps()).toEqual([-100, 1])
  const work = await shop.run('work.list', { list: 'detractors' }, '2026-11-18T11:40:00')
  expect(JSON.stringify(work)).toContain('Chấm 2/10, chưa ai gọi lại')
})
