import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { present } from '#cli/present/present.ts'
import type { TeamWork, Work, WorkRow } from '#core/work/answer.ts'
import { type Browser, firstOwner, hire, type Office, openOffice } from '../accounts/office.ts'
import { smallTeam } from './small-team.ts'

let office: Office
let owner: Browser
let lan: Browser
let place: Browser
let team: Browser

beforeAll(async () => {
  office = await openOffice(smallTeam)
  owner = await firstOwner(office)
  lan = await hire(office, owner, { email: 'lan@congty.vn', role: 'rep', rep: 'Lan' })
  place = await hire(office, owner, { email: 'q1@congty.vn', role: 'manager', location: ['S002'] })
  team = await hire(office, owner, { email: 'a@congty.vn', role: 'manager', team: ['A'] })
}, 120_000)
afterAll(() => office.close())

const rowsOf = (work: Work, list: string): readonly WorkRow[] => work.lists.find((each) => each.list === list)!.rows
const idsOf = (work: Work, list: string): readonly (string | null)[] =>
  rowsOf(work, list).map((row) => (list === 'contacts' ? row.contact_id : (row.about_id ?? row.customer_id)))
const workOf = (browser: Browser, query = ''): Promise<Work> => browser.get<Work>(`/work?lang=en${query}`)

describe('the four lists', () => {
  test('contacts wait oldest first, with business minutes worked out by hand, Sunday and nights left out', async () => {
    const work = await workOf(owner)
    expect(work).toMatchObject({ as_of: '2026-11-18T11:40:00', limit_minutes: 60 })
    expect(work.business_day).toEqual({ open: 480, close: 1050 })
    // T4: Saturday 17:00–17:30, Monday and Tuesday whole, Wednesday from 8. T2: 30 minutes of Tuesday and 220 of today.
    expect(
      rowsOf(work, 'contacts').map(({ contact_id, business_minutes, late }) => [contact_id, business_minutes, late]),
    ).toEqual([
      ['T4', 30 + 570 + 570 + 220, true],
      ['T2', 250, true],
      ['T1', 190, true],
      ['T3', 30, false],
    ])
    expect(work.lists[0]).toMatchObject({ total: 4, late: 3 })
    const [first, , , last] = rowsOf(work, 'contacts')
    expect(first).toMatchObject({ name: 'Người Bốn', owner: null, location: 'Quận 1', due_at: '2026-11-16T08:30:00' })
    expect(first!.sentence).toBe('Nobody has called, past the limit of 60 business minutes')
    expect(last).toMatchObject({ owner: 'Minh', owner_name: 'Trần Văn Minh', sentence: 'Nobody has called' })
    expect(first!.phone).toMatch(/822000004$/)
  })

  test('each holds what its metric counts, less those who may not or cannot be called', async () => {
    const work = await workOf(owner)
    const value = async (metric: string, period: string): Promise<number> =>
      (await owner.get<{ value: number }>(`/metrics/${metric}?period=${period}&compare=none`)).value
    expect(work.lists.map(({ metric, total }) => [metric, total])).toEqual([
      ['contacts_untouched', await value('contacts_untouched', 'last-28-days')],
      // K2 asked not to be contacted, K3 was reached eight days ago.
      ['overdue_customers', (await value('overdue_customers', 'today')) - 2],
      ['requests_open', await value('requests_open', 'today')],
      // The answer A3 has no name.
      ['detractors_open', (await value('detractors_open', 'last-28-days')) - 1],
    ])
  })

  test('customers are due by their own rhythm; one reached lately rests, one missed six days ago is called again', async () => {
    const work = await workOf(owner)
    expect(idsOf(work, 'care')).toEqual(['K1', 'K4'])
    expect(rowsOf(work, 'care')[0]!.sentence).toBe('Buys every 30 days as a rule, now 80 days silent')
    expect(rowsOf(work, 'care')[1]).toMatchObject({ last_contact_at: '2026-11-12T09:00:00', owner: 'Minh' })
  })

  test('requests wait until resolved and unhappy customers until reached, each saying why', async () => {
    const work = await workOf(owner)
    expect(rowsOf(work, 'requests').map(({ about_id, sentence, topic }) => [about_id, sentence, topic])).toEqual([
      ['R1', 'Request open for 7 days', 'bảo hành'],
      ['R3', 'Request open for 2 days', 'giao hàng'],
    ])
    expect(rowsOf(work, 'detractors').map(({ about_id, sentence }) => [about_id, sentence])).toEqual([
      ['A1', 'Scored 3 of 10, not called back yet'],
      ['A4', 'Scored 6 of 10, calls without an answer: 1'],
    ])
  })

  test('one list may be asked for, and fewer rows, without losing the count of all', async () => {
    const work = await workOf(owner, '&list=contacts&limit=2')
    expect(work.lists.map(({ list, total, rows }) => [list, total, rows.length])).toEqual([['contacts', 4, 2]])
    for (const [query, code] of [
      ['&list=everything', 'work.list_unknown'],
      ['&limit=0', 'option.unknown_value'],
      ['&limit=501', 'option.unknown_value'],
    ])
      expect(await workOf(owner, query)).toMatchObject({ code })
  })
})

test('a terminal shows the same, with ids to log by', async () => {
  const shown = present('work.list', await workOf(owner, '&limit=1'), 'en').split('\n')
  expect(shown.slice(0, 4)).toEqual([
    'Contacts not called: 4',
    expect.stringMatching(/^Id +Name +Phone +Why here +Owner$/),
    expect.stringMatching(/^T4 +Người Bốn +\S+ +Nobody has called, .* \(23\.2 business hours\) +–$/),
    '3 more (see --limit)',
  ])
  expect(shown.filter((line) => line.startsWith('K1 '))).toHaveLength(3)
  expect(
    present('work.team', await owner.get('/work/team?lang=en'), 'en')
      .split('\n')
      .slice(0, 2),
  ).toEqual([
    expect.stringMatching(/^Owner +Not called +Late +Check in +Requests +Call back$/),
    expect.stringMatching(/^unassigned +1 +1 +0 +0 +0$/),
  ])
})

describe('whose work', () => {
  test('a rep sees their own', async () => {
    const work = await workOf(lan)
    expect(work.lists.map(({ list }) => [list, idsOf(work, list)])).toEqual([
      ['contacts', ['T2', 'T1']],
      ['care', ['K1']],
      ['requests', ['R1']],
      ['detractors', ['A1']],
    ])
    expect(await workOf(lan, '&owner=Minh')).toMatchObject({ code: 'access.outside' })
  })

  test('a manager of one place sees that place, its contacts without an owner included', async () => {
    const work = await workOf(place)
    expect(work.lists.map(({ list }) => [list, idsOf(work, list)])).toEqual([
      ['contacts', ['T4', 'T3']],
      ['care', ['K4']],
      ['requests', ['R3']],
      ['detractors', ['A4']],
    ])
    expect(idsOf(await workOf(place, '&owner=Minh'), 'contacts')).toEqual(['T3'])
    expect(idsOf(await workOf(place, '&owner=Lan'), 'contacts')).toEqual([])
  })

  test('a manager of a team sees its contacts; lists that know no teams say so and show nothing', async () => {
    const work = await workOf(team)
    expect(idsOf(work, 'contacts')).toEqual(['T2', 'T1'])
    for (const list of ['care', 'requests', 'detractors'])
      expect(work.lists.find((each) => each.list === list)).toMatchObject({
        total: null,
        rows: [],
        hidden: { code: 'access.metric_unscoped' },
      })
  })

  test('who leads sees how much waits for whom, what nobody was given first', async () => {
    const { owners, lists } = await owner.get<TeamWork>('/work/team?lang=en')
    expect(lists).toEqual(['contacts', 'care', 'requests', 'detractors'])
    const counts = ({ lists: of }: (typeof owners)[number]): number[] =>
      lists.flatMap((list) => [of[list].total, of[list].late])
    expect(owners.map((each) => [each.owner_name, each.oldest_contact, ...counts(each)])).toEqual([
      ['unassigned', '2026-11-14T17:00:00', 1, 1, 0, 0, 0, 0, 0, 0],
      ['Nguyễn Thị Lan', '2026-11-17T17:00:00', 2, 2, 1, 0, 1, 0, 1, 0],
      ['Trần Văn Minh', '2026-11-18T11:10:00', 1, 0, 1, 0, 1, 0, 1, 0],
    ])
    const limited = await place.get<TeamWork>('/work/team?lang=en')
    expect(limited.owners.map(({ owner_name }) => owner_name)).toEqual(['unassigned', 'Trần Văn Minh'])
    expect((await team.get<TeamWork>('/work/team')).lists).toEqual(['contacts'])
  })
})
