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
    expect(await gatherAnswers(shop.at(moment.wall))).toBe(0)
    expect(shop.at(moment.wall).surveys.invitations('nps')[0]!.answered_at).toBeNull()
    moment.seconds += 120
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
    moment.wall = '2026-11-18T10:05:00'
    await ask('POST', `/s/${token}`, { score: '4', comment: 'Giao chậm' })
    expect(scores()).toEqual([[4, 'Giao chậm', 2, false, false]])
    expect(shop.at(moment.wall).surveys.history(responses()[0]!.id)).toEqual([{ at: '2026-11-18T10:00:00', score: 9 }])
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
    const token = await invited('moved')
    await shop.bring('customer', 'customer_id,owner,location_id', [`${shop.id('K1')},Minh,S9`])
    await ask('POST', `/s/${token}`, { score: '7' })
    expect(responses()[0]).toMatchObject({ owner: 'Lan', location_id: 'S-moved', product_line: 'bếp' })
  })

  test('V10 after the link has closed it is thanked for, kept, and never counted', async () => {
    const token = await invited()
    moment.wall = '2026-12-18T23:00:00'
    expect((await ask('GET', `/s/${token}`)).text).toContain('Gửi câu trả lời')
    moment.wall = '2026-12-19T00:00:00'
    expect((await ask('GET', `/s/${token}`)).text).toContain('Khảo sát đã đóng')
    expect(await ask('POST', `/s/${token}`, { score: '3' })).toMatchObject({ status: 200 })
    expect(scores()).toEqual([[3, null, 1, true, false]])
    expect(await gatherAnswers(shop.at(moment.wall))).toBe(0)
    expect(await shop.run('surveys.results', { id: 'nps' }, moment.wall)).toMatchObject({ answers: 0, excluded: 1 })
  })

  test('V10 once closed, an answer given in time stands as it is', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { score: '9' })
    await shop.run('surveys.set_state', { id: 'nps', state: 'closed' }, moment.wall)
    await ask('POST', `/s/${token}`, { score: '0' })
    expect(scores()).toEqual([[9, null, 1, false, false]])
  })

  test('V30 words without a number are kept, and are no score', async () => {
    const token = await invited()
    await ask('POST', `/s/${token}`, { comment: 'Cửa hàng đẹp' })
    expect(scores()).toEqual([[null, 'Cửa hàng đẹp', 1, false, false]])
    expect(await gatherAnswers(shop.at(moment.wall))).toBe(0)
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
    await shop.run('surveys.put', { id: 'nps', texts: '{"question":{"vi":"Câu hỏi mới?"}}' }, moment.wall)
    expect(shop.at(moment.wall).surveys.survey('nps')).toMatchObject({ version: 2 })
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
    expect([responses(), shop.at(moment.wall).surveys.optOuts()]).toEqual([[], []])
  })

  test('hold back a network that tries links', async () => {
    const token = await invited()
    const tried = []
    for (let i = 0; i < 35; i++) tried.push((await ask('GET', `/s/${String(i).padStart(22, 'y')}`)).status)
    expect([tried.slice(0, 30).every((status) => status === 404), tried.at(-1)]).toEqual([true, 429])
    expect((await ask('GET', `/s/${token}`)).status).toBe(200)
    moment.seconds += 61
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

test('own questions are asked, what does not fit is not taken, and results count them', async () => {
  moment.wall = '2026-11-18T10:00:00'
  shop.fresh('one')
  const questions = [
    { id: 'gia', kind: 'scale', most: 5, words: { vi: 'Giá có hợp lý không?', en: 'Is the price fair?' } },
    {
      id: 'kenh',
      kind: 'choice',
      words: { vi: 'Biết đến từ đâu?' },
      choices: [
        { id: 'fb', words: { vi: 'Facebook' } },
        { id: 'ban', words: { vi: 'Bạn bè <b>' } },
      ],
    },
    { id: 'them', kind: 'text', words: { vi: 'Còn gì nữa?' } },
  ]
  const given = {
    id: 'rieng',
    kind: 'own',
    about: 'relationship',
    rules: '{"spread_days":1}',
    locations: [shop.place()],
  }
  await shop.run('surveys.put', { ...given, questions: JSON.stringify(questions) }, moment.wall)
  await shop.run('surveys.set_state', { id: 'rieng', state: 'running' }, moment.wall)
  expect(await shop.run('surveys.send', {}, moment.wall)).toMatchObject({ invited: 1 })
  const path = `/s/${/\/s\/([\w-]{22})/.exec(shop.post.taken[0]!.mail.text ?? '')![1]}`
  const page = await ask('GET', path)
  expect(page.text).toContain('Bạn bè &lt;b&gt;')
  expect(page.text).not.toContain('name="score"')
  expect((await ask('POST', path, { q_gia: '9', q_kenh: 'tv', q_la: 'x' })).status).toBe(422)
  await ask('POST', path, { q_gia: '4', q_kenh: 'ban', q_them: 'Tốt' })
  const { surveys } = shop.at(moment.wall)
  expect(surveys.responses('rieng')).toMatchObject([{ score: null, answers: { gia: '4', kenh: 'ban', them: 'Tốt' } }])
  expect(surveys.waves('rieng')).toMatchObject([{ delivered: 1, answered: 1 }])
  expect(await shop.run('surveys.results', { id: 'rieng' }, moment.wall)).toMatchObject({
    answers: 1,
    questions: [
      { id: 'gia', counts: [{ answer: '4', count: 1 }] },
      { id: 'kenh', counts: [{ answer: 'ban', count: 1 }] },
      { id: 'them', counts: [] },
    ],
  })
  expect(await gatherAnswers(shop.at(moment.wall))).toBe(0)
})
