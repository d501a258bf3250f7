import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Work } from '#core/work/answer.ts'
import { type Browser, firstOwner, hire, type Office, openOffice } from '../accounts/office.ts'
import { smallTeam } from './small-team.ts'

let office: Office
let owner: Browser
let lan: Browser
let minh: Browser

beforeAll(async () => {
  office = await openOffice(smallTeam)
  owner = await firstOwner(office)
  lan = await hire(office, owner, { email: 'lan@congty.vn', role: 'rep', rep: 'Lan' })
  minh = await hire(office, owner, { email: 'minh@congty.vn', role: 'rep', rep: 'Minh' })
}, 120_000)
afterAll(() => office.close())

type Reading = { readonly value: number; readonly numerator: number; readonly denominator: number }
const metric = (id: string): Promise<Reading> => owner.get<Reading>(`/metrics/${id}?period=last-28-days&compare=none`)
const untouched = async (browser: Browser): Promise<readonly (string | null)[]> =>
  (await browser.get<Work>('/work?list=contacts')).lists[0]!.rows.map(({ contact_id }) => contact_id)
const log = (browser: Browser, body: object): Promise<Record<string, unknown>> => browser.post('/work/log', body)
const key = (name: string): string => `0000-${name}`

describe('a contact logged', () => {
  test('raises coverage at once, leaves the list, and is the one’s who is signed in', async () => {
    // Five contacts of the 28 days, of which T5 had been called.
    expect(await metric('contact_coverage')).toMatchObject({ numerator: 1, denominator: 5 })
    const body = {
      key: key('first'),
      contact_id: 'T1',
      method: 'telesales',
      reached: true,
      minutes: 6.5,
      researched: true,
    }
    expect(await log(lan, { ...body, next_step: 'meet', next_on: '2026-11-20' })).toMatchObject({
      state: 'logged',
      repeated: false,
      rep: 'Lan',
      purpose: 'selling',
      at: '2026-11-18T11:40:00',
      import_id: expect.stringMatching(/^imp_/),
    })
    expect(await metric('contact_coverage')).toMatchObject({ numerator: 2, denominator: 5 })
    expect(await metric('contact_reach_rate')).toMatchObject({ numerator: 2, denominator: 2 })
    // One first attempt of two said that it had been researched.
    expect(await metric('researched_rate')).toMatchObject({ numerator: 1 })
    expect(await untouched(lan)).toEqual(['T2'])
    const { logged } = await lan.get<Work>('/work?list=contacts')
    expect(logged).toEqual([
      {
        key: key('first'),
        at: '2026-11-18T11:40:00',
        contact_id: 'T1',
        customer_id: null,
        name: 'Người Một',
        method: 'telesales',
        reached: true,
        next_step: 'meet',
      },
    ])
    expect((await minh.get<Work>('/work?list=contacts')).logged).toEqual([])
  })

  test('sent again, or ten times at once, counts once', async () => {
    expect(await log(lan, { key: key('first'), contact_id: 'T2', reached: false })).toMatchObject({
      state: 'logged',
      repeated: true,
    })
    const at = '2026-11-18 10:15'
    const sends = Array.from({ length: 10 }, () => log(lan, { key: key('ten'), contact_id: 'T2', reached: false, at }))
    const results = await Promise.all(sends)
    expect(results.filter(({ repeated }) => repeated === false)).toHaveLength(1)
    expect(new Set(results.map(({ state }) => state))).toEqual(new Set(['logged']))
    expect(await metric('contact_coverage')).toMatchObject({ numerator: 3, denominator: 5 })
    const { imports } = await owner.get<{ imports: { file: string; by_name: string }[] }>('/imports')
    expect(
      imports.filter(({ file }) => file.startsWith('contact-log-')).map(({ file, by_name }) => [file, by_name]),
    ).toEqual([
      [`contact-log-${key('ten')}.csv`, expect.any(String)],
      [`contact-log-${key('first')}.csv`, expect.any(String)],
    ])
  })

  test('taken back is as if it had never been, stays so when it is sent again, and nobody else may take it back', async () => {
    expect(await minh.post(`/work/log/${key('ten')}/undo`)).toMatchObject({ code: 'work.not_own', status: 403 })
    expect(await lan.post(`/work/log/${key('ten')}/undo`)).toMatchObject({ state: 'undone' })
    expect(await untouched(lan)).toEqual(['T2'])
    expect(await log(lan, { key: key('ten'), contact_id: 'T2', reached: false })).toMatchObject({
      state: 'undone',
      repeated: true,
    })
    expect(await lan.post(`/work/log/${key('ten')}/undo`)).toMatchObject({ state: 'undone' })
    expect(await metric('contact_coverage')).toMatchObject({ numerator: 2, denominator: 5 })
    expect(await lan.post('/work/log/never-there/undo')).toMatchObject({ code: 'work.log_unknown', status: 404 })
  })

  test('is an import like any other: taken back by its id, the same after everything is built again', async () => {
    const { import_id } = await log(lan, { key: key('second'), contact_id: 'T2', reached: true })
    const before = [await metric('contact_coverage'), await metric('first_response_minutes')]
    await owner.post('/data/rebuild')
    expect([await metric('contact_coverage'), await metric('first_response_minutes')]).toEqual(before)
    expect(before[0]).toMatchObject({ numerator: 3 })
    await owner.post(`/imports/${import_id}/undo`)
    expect(await metric('contact_coverage')).toMatchObject({ numerator: 2 })
    expect(await log(lan, { key: key('second'), contact_id: 'T2', reached: true })).toMatchObject({ state: 'undone' })
  })

  test('with a customer closes what the metric says it closes, and nothing before', async () => {
    const waiting = async (): Promise<unknown> => {
      const { lists } = await lan.get<Work>('/work')
      return lists
        .slice(1)
        .map(({ list, rows }) => [list, rows.map((row) => [row.about_id ?? row.customer_id, row.attempts])])
    }
    await log(lan, { key: key('missed'), customer_id: 'K1', reached: false })
    expect(await waiting()).toEqual([
      ['care', []],
      ['requests', [['R1', 1]]],
      ['detractors', [['A1', 1]]],
    ])
    await log(lan, { key: key('met'), customer_id: 'K1', reached: true, method: 'face_to_face', purpose: 'support' })
    expect(await waiting()).toEqual([
      ['care', []],
      ['requests', [['R1', 2]]],
      ['detractors', []],
    ])
  })
})

describe('what is not logged', () => {
  test('people of somebody else’s part, and people nobody knows', async () => {
    for (const body of [{ contact_id: 'T3' }, { contact_id: 'T4' }, { customer_id: 'K4' }, { contact_id: 'nobody' }])
      expect(await log(lan, { ...body, reached: true })).toMatchObject({ code: 'work.outside', status: 403 })
    expect(await log(owner, { contact_id: 'nobody', reached: true })).toMatchObject({
      code: 'work.person_unknown',
      status: 404,
    })
    expect(await log(minh, { contact_id: 'T3', reached: true, rep: 'Lan' })).toMatchObject({ code: 'work.rep_given' })
  })

  test('what does not fit, each with what was expected', async () => {
    const wrong: readonly (readonly [object, string])[] = [
      [{}, 'work.person_missing'],
      [{ contact_id: 'T2', key: 'short' }, 'work.key_unfit'],
      [{ contact_id: 'T2', key: '../../etc/passwd' }, 'work.key_unfit'],
      [{ contact_id: 'T2', method: 'pigeon' }, 'option.unknown_value'],
      [{ contact_id: 'T2', minutes: -1 }, 'work.minutes_unfit'],
      [{ contact_id: 'T2', minutes: 1e9 }, 'work.minutes_unfit'],
      [{ contact_id: 'T2', at: '2026-11-18T11:50' }, 'work.at_unfit'],
      [{ contact_id: 'T2', at: '2026-10-01T09:00' }, 'work.at_unfit'],
      [{ contact_id: 'T2', at: '2026-11-31T09:00' }, 'work.at_unfit'],
      [{ contact_id: 'T2', at: 'yesterday' }, 'work.at_unfit'],
      [{ contact_id: 'T2', next_on: '2026-11-20' }, 'work.next_unfit'],
      [{ contact_id: 'T2', next_step: 'meet', next_on: '2026-11-17' }, 'work.next_unfit'],
      [{ contact_id: 'T2', next_step: 'dance' }, 'option.unknown_value'],
    ]
    for (const [body, code] of wrong) expect([body, (await log(lan, body))['code']]).toEqual([body, code])
    expect(await untouched(lan)).toEqual(['T2'])
  })

  test('a clock a little ahead is set back to now', async () => {
    expect(await log(lan, { contact_id: 'T2', at: '2026-11-18T11:43', key: key('ahead') })).toMatchObject({
      at: '2026-11-18T11:40:00',
      reached: null,
      researched: null,
    })
    await lan.post(`/work/log/${key('ahead')}/undo`)
  })

  test('who leads the whole may log for a rep, and stands as who brought it in', async () => {
    const { import_id } = await log(owner, { contact_id: 'T3', reached: true, rep: 'Minh', key: key('for-minh') })
    const { imports } = await owner.get<{ imports: { import_id: string; by_name: string }[] }>('/imports')
    expect(imports.find((each) => each.import_id === import_id)!.by_name).toBe('Chủ')
    const answer = await owner.ask('GET', '/metrics/answer_rate/rows?period=last-28-days')
    expect(answer.status).toBe(200)
    expect(await untouched(minh)).toEqual([])
  })
})
