import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Assigned, TeamWork, Work } from '#core/work/answer.ts'
import { type Browser, firstOwner, hire, type Office, openOffice } from '../accounts/office.ts'
import { smallTeam } from './small-team.ts'

/** Six contacts of this morning and of yesterday that nobody has, beside those of the small team. */
const more = ['U1,facebook,S001', 'U2,facebook,S001', 'U3,zalo,S001', 'U4,facebook,S002', 'U5,zalo,S002', 'U6,,S001']
const head = 'contact_id,received_at,name,phone,source,owner,location_id,product_line'
const unowned = [
  head,
  ...more.map((line, i) => {
    const [id, source, place] = line.split(',')
    return `${id},2026-11-1${i < 3 ? 7 : 8} 09:0${i},Người ${id},083300000${i},${source},,${place},nhà`
  }),
  '',
].join('\n')

let office: Office
let owner: Browser
let place: Browser
let lan: Browser

beforeAll(async () => {
  office = await openOffice({ ...smallTeam, more_contact: unowned })
  owner = await firstOwner(office)
  place = await hire(office, owner, { email: 'q1@congty.vn', role: 'manager', location: ['S002'] })
  lan = await hire(office, owner, { email: 'lan@congty.vn', role: 'rep', rep: 'Lan' })
}, 120_000)
afterAll(() => office.close())

const setRules = (value: object): Promise<Record<string, unknown>> =>
  owner.post('/settings', { name: 'assignment_rules', value: JSON.stringify(value) })
const share = (browser: Browser, body: object = {}): Promise<Assigned & { code?: string }> =>
  browser.post('/work/assign', body)
const unassigned = async (): Promise<number> =>
  (await owner.get<{ value: number }>('/metrics/contacts_unassigned?period=last-28-days&compare=none')).value
const givenTo = ({ decisions }: Assigned): unknown =>
  decisions.map((each) => [each.contact_id, each.owner, each.reason])

describe('contacts nobody has', () => {
  test('cannot be shared out before there are rules, and rules that give to nobody are refused', async () => {
    expect(await share(owner)).toMatchObject({ code: 'work.no_rules' })
    expect(await setRules({ rules: [{ reps: [] }], daily_cap: null })).toMatchObject({ code: 'setting.invalid' })
    expect(await setRules({ rules: [{ sources: ['facebook'], reps: ['Lan', 'Minh'] }], daily_cap: 2 })).toMatchObject({
      name: 'assignment_rules',
    })
  })

  test('a trial says what would be given and changes nothing', async () => {
    const trial = await share(owner, { dry_run: true })
    // Lan has two of today from the file and Minh one, so that with two a day only Minh has room, once.
    expect(givenTo(trial)).toEqual([
      ['T4', null, 'no_rule'],
      ['U1', 'Minh', 'given'],
      ['U2', null, 'cap_reached'],
      ['U3', null, 'no_rule'],
      ['U4', null, 'cap_reached'],
      ['U5', null, 'no_rule'],
      ['U6', null, 'no_rule'],
    ])
    expect(trial).toMatchObject({ dry_run: true, given: 1, left: 6 })
    expect(trial.import_id).toBeUndefined()
    expect(await unassigned()).toBe(7)
  })

  test('are given as one import, counted at once, and taken back with it', async () => {
    await setRules({
      rules: [
        { sources: ['facebook'], reps: ['Lan', 'Minh'] },
        { locations: ['S002'], reps: ['Minh'] },
      ],
      daily_cap: null,
    })
    const shared = await share(owner)
    expect(givenTo(shared)).toEqual([
      ['T4', 'Minh', 'given'],
      ['U1', 'Lan', 'given'],
      ['U2', 'Minh', 'given'],
      ['U3', null, 'no_rule'],
      ['U4', 'Lan', 'given'],
      ['U5', 'Minh', 'given'],
      ['U6', null, 'no_rule'],
    ])
    expect(shared.by_owner).toEqual([
      { owner: 'Minh', owner_name: 'Trần Văn Minh', count: 3 },
      { owner: 'Lan', owner_name: 'Nguyễn Thị Lan', count: 2 },
    ])
    expect(await unassigned()).toBe(2)
    const own = (await lan.get<Work>('/work?list=contacts')).lists[0]!.rows.map(({ contact_id }) => contact_id)
    expect(own).toEqual(['U1', 'T2', 'T1', 'U4'])
    const { owners } = await owner.get<TeamWork>('/work/team')
    expect(owners.map((each) => [each.owner, each.lists.contacts.total])).toEqual([
      [null, 2],
      ['Lan', 4],
      ['Minh', 4],
    ])
    expect(await share(owner)).toMatchObject({ given: 0, left: 2 })
    await owner.post('/data/rebuild')
    expect(await unassigned()).toBe(2)
    await owner.post(`/imports/${shared.import_id}/undo`)
    expect(await unassigned()).toBe(7)
  })

  test('who leads one place shares out what is of that place alone', async () => {
    const shared = await share(place)
    expect(shared.decisions.map(({ contact_id }) => contact_id)).toEqual(['T4', 'U4', 'U5'])
    expect(await unassigned()).toBe(4)
    await owner.post(`/imports/${shared.import_id}/undo`)
  })

  test('one is given by name, and again to somebody else; one whose file names an owner is not', async () => {
    const give = (body: object): Promise<Assigned & { code?: string }> => share(owner, body)
    expect(await give({ contact_id: 'U6', owner: 'Minh' })).toMatchObject({ given: 1 })
    expect(await give({ contact_id: 'U6', owner: 'Lan' })).toMatchObject({ given: 1 })
    const own = (await lan.get<Work>('/work?list=contacts')).lists[0]!.rows.map(({ contact_id }) => contact_id)
    expect(own).toEqual(['T2', 'T1', 'U6'])
    expect(await give({ contact_id: 'T1', owner: 'Minh' })).toMatchObject({ code: 'work.has_owner' })
    expect(await give({ contact_id: 'nobody', owner: 'Minh' })).toMatchObject({ code: 'work.person_unknown' })
    expect(await give({ contact_id: 'U6' })).toMatchObject({ code: 'work.give_both' })
    expect(await share(place, { contact_id: 'U1', owner: 'Minh' })).toMatchObject({ code: 'work.outside' })
    expect(await share(lan, { contact_id: 'U1', owner: 'Lan' })).toMatchObject({ code: 'access.role' })
  })

  test('a list that comes in later with owners of its own is believed before what was given here', async () => {
    const form = new FormData()
    const text = `${head}\nU6,2026-11-18 09:05,Người U6,0833000005,,Minh,S001,nhà\n`
    form.append('files', new File([text], 'crm.csv'))
    await owner.ask('POST', '/imports', form)
    const { rows } = (await owner.get<Work>('/work?list=contacts&owner=Minh')).lists[0]!
    expect(rows.map(({ contact_id }) => contact_id)).toContain('U6')
  })
})
