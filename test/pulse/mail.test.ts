import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualSending } from '#core/surveys/sending.ts'
import { setPeople } from '#operations/pulse/people.ts'
import { releaseRound } from '#operations/pulse/release-round.ts'
import { closeRound, openRound } from '#operations/pulse/rounds.ts'
import { sendByMail, sendPulseMail } from '#operations/pulse/send-links.ts'
import { openPostOffice, type PostOffice, refusal, serverAt } from '../mail/post-office.ts'
import { answering, list, openCompanyOfPeople } from './asked-company.ts'

const { deps: company, close } = openCompanyOfPeople()
let post: PostOffice
let round: string
/** What the server does with the next messages, before it takes them as usual. */
const verdicts: (Error | 'drop')[] = []
/** Twelve answers become an import somewhere else. */
const landed = {
  query: async () => [],
  importRows: async (_entity: string, rows: readonly object[]) => ({
    import_id: 'imp_1',
    counts: { loaded: rows.length, updated: 0 } as never,
  }),
}
const never = new AbortController().signal
/** Wednesday 18 November 2026, 11:40 on the organisation’s clock; moved by some tests. */
let clock: { today?: () => string; wall?: () => string } = {}
const deps = () => ({ ...company, ...clock })
const send = (): Promise<number> => sendPulseMail(deps(), never)
const at = (day: string, time = '11:40:00') => {
  clock = { today: () => day, wall: () => `${day}T${time}` }
}
const linkIn = (text: string): string => /\/p\/([\w-]{22})\s/.exec(text)![1]!

beforeAll(async () => {
  post = await openPostOffice({ message: () => verdicts.shift() ?? null })
  setPeople(`${list};en\n${'Không Thư;;Kho;S1;<1'}`.replace('Thâm niên', 'Thâm niên;Ngôn ngữ'), deps())
  round = openRound({ closesOn: '2026-11-26' }, deps()).id
}, 120_000)
afterAll(async () => {
  await post.close()
  close()
})

describe('links by mail', () => {
  test('nothing leaves before the owner has turned sending on; a dry run says to how many and what', async () => {
    expect(sendByMail(round, true, deps())).toMatchObject({ recipients: 24, without_address: 1, by_mail: false })
    expect(sendByMail(round, true, deps()).sample.text).toContain('/p/…')
    expect(() => sendByMail(round, false, deps())).toThrow('mail.no_server')
    deps().mail.putMailServer(serverAt(post.port))
    expect(() => sendByMail(round, false, deps())).toThrow('pulse.mail_off')
    deps().surveys.putSending({ ...usualSending, on: true, url: 'https://nhip.congty.vn' })
    expect(await send()).toBe(0)
    expect(sendByMail(round, false, deps())).toMatchObject({ by_mail: true })
    expect(post.taken).toEqual([])
  })

  test('not by night, not on Sunday; a server that takes none of our mail is tried again, whoever it was for', async () => {
    at('2026-11-18', '07:30:00')
    expect(await send()).toBe(0)
    at('2026-11-22')
    expect(await send()).toBe(0)
    clock = {}
    verdicts.push(refusal(550, '5.7.1 not from here'))
    const before = post.taken.length
    await send().catch((error: unknown) => expect(String(error)).toContain('pulse.mail_stopped'))
    await send()
    expect(post.taken.length).toBeGreaterThan(before)
  })

  test('everybody with an address gets one mail, in their language, with a link that is theirs and works', async () => {
    expect(await send()).toBe(0)
    expect(post.taken.length).toBeGreaterThanOrEqual(23)
    const to = post.taken.map((taken) => taken.to.join())
    expect(new Set(to).size).toBe(to.length)
    const tokens = post.taken.map(({ mail }) => linkIn(mail.text!))
    expect(new Set(tokens).size).toBe(tokens.length)
    const page = answering(deps())
    for (const token of tokens) expect((await page.open(token)).status).toBe(200)
    for (const { mail } of post.taken) {
      expect(mail.text).toContain(`https://nhip.congty.vn/p/${linkIn(mail.text!)}`)
      expect(mail.html).toContain(`https://nhip.congty.vn/p/${linkIn(mail.text!)}`)
      expect(mail.text).not.toMatch(/Người Số|ẩn danh|anonym/i)
    }
    // Whose mail was refused above is chance; everybody else has theirs, one of them in English.
    for (const { to, mail } of post.taken)
      expect([to, mail.text!.startsWith('Hello')]).toEqual([to, to[0] === 'nguoi24@congty.vn'])
  })

  test('the order they leave in is not the list’s', () => {
    const numbers = post.taken.map(({ to }) => Number(/\d+/.exec(to[0]!)![0]))
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b))
  })

  test('at half time one reminder goes to everybody, whether they have answered or not', async () => {
    const page = answering(deps())
    for (const { mail } of post.taken.slice(0, 12)) await page.send(linkIn(mail.text!), { belonging: 4 })
    const first = new Map(post.taken.map(({ to, mail }) => [to[0], linkIn(mail.text!)]))
    post.taken.splice(0)
    at('2026-11-20')
    expect(await send()).toBe(0)
    // Eight days: from the fourth on, a Sunday, so on Monday.
    at('2026-11-23')
    expect(await send()).toBe(24)
    expect(post.taken).toHaveLength(24)
    for (const { to, mail } of post.taken) {
      expect(mail.subject).toMatch(/^(Nhắc một lần|A reminder)/)
      if (first.has(to[0])) expect(linkIn(mail.text!)).toBe(first.get(to[0]))
    }
    expect(await send()).toBe(0)
  })

  test('a line that breaks while a mail is taken: perhaps sent, never sent twice; a closed round sends nothing more', async () => {
    closeRound(round, deps())
    await releaseRound(round, { ...deps(), ...landed })
    round = openRound({ kind: 'short', closesOn: '2026-11-26' }, deps()).id
    sendByMail(round, false, deps())
    post.taken.splice(0)
    verdicts.push('drop')
    clock = {}
    await send().catch(() => undefined)
    await send()
    const to = post.taken.map((taken) => taken.to.join())
    expect([to.length, new Set(to).size]).toEqual([23, 23])
    closeRound(round, deps())
    at('2026-11-23')
    expect(await send()).toBe(0)
    expect(() => sendByMail(round, false, deps())).toThrow('pulse.not_open')
  })
})
