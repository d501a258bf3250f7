import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgetLeft } from '#operations/pulse/people.ts'
import { type Browser, type Office, openOffice } from '../accounts/office.ts'
import { answering, type Handed, list, tokenOf } from './asked-company.ts'

type Listed = { readonly id: string; readonly state: string; readonly participation: number | null } & Record<
  string,
  unknown
>
type Told = { readonly score: number; readonly answers: string; readonly classes: readonly number[] | null }
type Wave = {
  readonly participation: number | null
  readonly comments: readonly string[] | null
  readonly questions: readonly {
    readonly question: string
    readonly whole: Told | null
    readonly by: Record<string, readonly { readonly unit: string; readonly told: Told | null }[]>
  }[]
}

let office: Office
let owner: Browser
let keeper: Browser
let page: ReturnType<typeof answering>
let links: readonly Handed[]
let round: Listed

beforeAll(async () => {
  office = await openOffice()
  // Before there is an owner whoever sits at the machine may do everything; who may do what later is tried elsewhere.
  owner = office.browser()
  keeper = owner
  page = answering(office.company.depsFor('vi'))
}, 120_000)
afterAll(() => office.close())

const put = (text: string) => keeper.post<Record<string, unknown>>('/pulse/people', formOf(text))
const formOf = (text: string): FormData => {
  const form = new FormData()
  form.append('file', text)
  return form
}
const enps = () => owner.get<Record<string, unknown>>('/metrics/enps?period=2026-11&compare=none')

describe('a round', () => {
  test('a pasted list is read whatever it is divided by; rows that cannot be taken are told with their line', async () => {
    expect(await put('Tên,Tuổi\n')).toMatchObject({ code: 'pulse.nobody' })
    expect(await put('Tuổi,Đội\n3,A\n')).toMatchObject({ code: 'pulse.column_missing' })
    const few = await put(
      'name\temail\tngày nghỉ\nLan\tlan@congty.vn\t31/12/2026\n\t\t\nAn\tan@@\t\nBa\tLAN@congty.vn\t\n',
    )
    expect(few).toMatchObject({
      people: [{ name: 'Lan', email: 'lan@congty.vn', language: 'vi', leaving_on: '2026-12-31' }],
      refused: [
        { line: 4, code: 'pulse.row_email' },
        { line: 5, code: 'pulse.row_twice' },
      ],
    })
    expect(await keeper.post('/pulse/rounds')).toMatchObject({
      code: 'pulse.too_few_people',
      params: { people: 1, fewest: 8 },
    })
    expect((await put(list))['refused']).toEqual([])
    const { people } = await keeper.get<{ people: readonly Record<string, unknown>[] }>('/pulse/people')
    expect(people).toHaveLength(24)
  })

  test('keeps the ids of those known again by their address, and forgets whoever is left out', async () => {
    const idsBy = async () =>
      new Map(
        (await keeper.get<{ people: { email: string; id: string }[] }>('/pulse/people')).people.map((p) => [
          p.email,
          p.id,
        ]),
      )
    const before = await idsBy()
    await put(list.replace('Người Số1;', 'Tên Mới;').split('\n').slice(0, -1).join('\n'))
    const after = await idsBy()
    expect(after.get('nguoi1@congty.vn')).toBe(before.get('nguoi1@congty.vn'))
    expect(after.has('nguoi24@congty.vn')).toBe(false)
    await put(list)
  })

  test('takes one person off the list by address, and those whose last day is over once no round is open', async () => {
    const gone = await keeper.post<{ people: { email: string }[] }>('/pulse/people/Nguoi3@congty.vn/forget')
    expect(gone.people.map(({ email }) => email)).not.toContain('nguoi3@congty.vn')
    expect(gone.people).toHaveLength(23)
    expect(await keeper.post('/pulse/people/nobody@congty.vn/forget')).toMatchObject({
      code: 'pulse.person_unknown',
    })
    const { rows } = await owner.get<{ rows: readonly unknown[] }>('/journal')
    expect(JSON.stringify(rows)).not.toMatch(/nguoi3|nobody@/i)
    await put('Họ tên;Ngày nghỉ việc\nHôm qua;17/11/2026\nHôm nay;18/11/2026\nỞ lại;\n')
    forgetLeft(office.company.depsFor('vi'))
    const { people } = await keeper.get<{ people: { name: string }[] }>('/pulse/people')
    expect(people.map(({ name }) => name).sort()).toEqual(['Hôm nay', 'Ở lại'])
    await put(list)
  })

  test('opens once at a time, settles the units of five or more, and hands out the links once', async () => {
    round = await keeper.post<Listed>('/pulse/rounds', { kind: 'whole', closes_on: '2026-11-25' })
    expect(round).toMatchObject({
      state: 'open',
      opened_on: '2026-11-18',
      plan: {
        floor: 5,
        asked: 24,
        units: { team: ['Bán hàng', 'Kho'], location: ['S1', 'S2'], tenure_band: ['1–3', '<1'] },
      },
      participation: null,
    })
    expect(await keeper.post('/pulse/rounds')).toMatchObject({ code: 'pulse.still_open' })
    const path = `/pulse/rounds/${round.id}/links`
    links = (await keeper.post<{ links: readonly Handed[] }>(path)).links
    expect(new Set(links.map(tokenOf)).size).toBe(24)
    for (const link of links) expect(tokenOf(link)).toMatch(/^[\w-]{22}$/)
    expect(await keeper.post(path)).toMatchObject({ code: 'pulse.links_given' })
  })

  test('is answered by link; only the first answer counts, an empty one leaves the link unused', async () => {
    expect((await page.send(tokenOf(links[0]!), {})).status).toBe(422)
    // Numbers 1 to 12 sell and are content; of the others the odd ones half are.
    for (const link of links) {
      const n = Number(/\d+/.exec(link.name)![0])
      const fields = {
        enps: n > 12 ? (n % 2 === 0 ? 3 : 9) : n % 3 === 0 ? 8 : 10,
        belonging: n > 12 ? (n % 2 === 0 ? 2 : 3) : n % 2 === 0 ? 5 : 4,
        ...(n < 10 ? { comment: `Ý kiến ${n}` } : {}),
      }
      const first = await page.send(tokenOf(link), fields)
      const again = await page.send(tokenOf(link), { enps: 0, belonging: 1 })
      expect([first.status, again.status]).toEqual([200, 200])
      // Nobody who holds a link finds out by sending whether it had been used.
      expect(await again.text()).toBe(await first.text())
    }
  })

  test('tells nothing while it is open, and cannot be released', async () => {
    const { rounds } = await keeper.get<{ rounds: readonly Listed[] }>('/pulse/rounds')
    expect(rounds[0]).toMatchObject({ state: 'open', participation: null, released_on: null })
    expect(await keeper.post(`/pulse/rounds/${round.id}/release`)).toMatchObject({ code: 'pulse.not_closed' })
    expect((await keeper.get<{ waves: unknown[] }>('/pulse/results')).waves).toEqual([])
    expect(await enps()).toMatchObject({ value: null, reason: 'no_data' })
  })

  test('closed and released it moves the number, hides the small team, and takes answers no more', async () => {
    expect(await keeper.post(`/pulse/rounds/${round.id}/close`)).toMatchObject({ state: 'closed' })
    expect((await page.open(tokenOf(links[0]!))).status).toBe(404)
    expect(await keeper.post(`/pulse/rounds/${round.id}/release`)).toMatchObject({
      state: 'released',
      participation: 0.95,
    })
    const { waves } = await owner.get<{ waves: readonly Wave[] }>('/pulse/results')
    const of = (question: string) => waves[0]!.questions.find((each) => each.question === question)!
    // Promoters: 8 who sell and the 6 odd ones of the others; passives 4, too few for the classes; detractors 6.
    // 1,96 · √((20 ÷ 24 − (8 ÷ 24)²) ÷ 24) = 0,340.
    expect(of('enps').whole).toEqual({ score: 33, answers: '20–29', classes: null, margin: 34 })
    const reading = await enps()
    expect(reading).toMatchObject({ value: (100 * 8) / 24, numerator: 8, denominator: 24 })
    // Nobody answered tools, so nothing is told of it.
    expect(of('tools')).toMatchObject({ whole: null })
    // Kế toán has three, so Kho is hidden with it; 12 of sales: (6 · 4 + 6 · 5) ÷ 12.
    expect(of('belonging').by['team']).toEqual([
      { unit: 'Bán hàng', told: { score: 4.5, answers: '10–19', classes: null } },
      { unit: 'Kho', told: null },
    ])
    expect(waves[0]!.comments).toBeNull()
  })
})
