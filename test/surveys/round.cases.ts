import { beforeAll, describe, expect, test } from 'vitest'
import type { Preview, RoundResult } from '#core/surveys/told.ts'
import { refusal } from '../mail/post-office.ts'
import { linkIn, type Shop } from './shop.ts'
import { theAsker } from './the-asker.ts'

let shop: Shop
beforeAll(async () => {
  ;({ shop } = await theAsker())
}, 60_000)
const send = (wall: string, more: object = {}): Promise<RoundResult> => shop.run('surveys.send', more, wall)
const preview = (wall: string, more: object = {}): Promise<Preview> => shop.run('surveys.preview', more, wall)
const why = (rows: Preview['rows']): unknown =>
  rows.map((row) => [shop.short(row.customer_id), row.reason ?? row.action, row.until])

// 18 November 2026 is a Wednesday. Pots bought on 20 August open on 18 November (90 days).
describe('a round', () => {
  test('is shown before it happens: who is asked, who is held back until when, and by which rule', async () => {
    shop.fresh('six')
    await shop.runNps()
    const shown = await preview('2026-11-18T10:00:00')
    expect(why(shown.rows)).toEqual([
      ['K1', 'invite', null],
      ['K2', 'too_early', '2026-11-19T08:30:00'],
      // 20 August + 180 days.
      ['K3', 'too_early', '2027-02-16T08:30:00'],
      ['K4', 'not_allowed', null],
      ['K5', 'unreachable', null],
      ['K6', 'no_purchase', null],
    ])
    expect(shown.counts).toMatchObject([{ survey: 'nps', invite: 1, remind: 0 }])
    expect([shown.total, shop.post.taken.length]).toEqual([6, 0])
  })

  test('sends nothing while sending is off, and says what it would send', async () => {
    shop.fresh('six', { on: false })
    await shop.runNps()
    expect(await send('2026-11-18T10:00:00')).toMatchObject({ dry_run: true, invited: 1 })
    expect(shop.post.taken).toEqual([])
  })

  test('sends nothing of a survey that does not run', async () => {
    shop.fresh('six')
    await shop.run('surveys.put', { id: 'nps', locations: [shop.place()] }, '2026-11-18T08:00:00')
    expect(await send('2026-11-18T10:00:00')).toMatchObject({ invited: 0 })
    expect((await preview('2026-11-18T10:00:00', { survey: 'nps', action: 'hold', reason: 'no_purchase' })).total).toBe(
      1,
    )
  })

  test('invites once however often it runs, reminds once after five days, then waits for the next cycle', async () => {
    shop.fresh('one')
    await shop.runNps()
    for (const wall of ['2026-11-18T08:29:59', '2026-11-18T18:00:00'])
      expect(await send(wall)).toMatchObject({ invited: 0 })
    expect(await send('2026-11-18T10:00:00')).toMatchObject({ invited: 1, held: 0 })
    for (const day of ['18', '19', '20', '21', '22']) expect((await send(`2026-11-${day}T11:00:00`)).reminded).toBe(0)
    expect(await send('2026-11-23T10:00:00')).toMatchObject({ invited: 0, reminded: 1 })
    for (const day of ['2026-11-23', '2026-11-30', '2027-05-14'])
      expect((await send(`${day}T11:00:00`)).reminded).toBe(0)
    expect(shop.post.taken.length).toBe(2)
    const [first, second] = shop.post.taken
    expect(second!.mail.inReplyTo).toBe(first!.mail.messageId)
    // 18 November + 180 days is 17 May 2027, a Monday.
    expect(await send('2027-05-17T10:00:00')).toMatchObject({ invited: 1 })
  })

  test('writes a mail with both parts, links of its own, one-click headers on one line, below 80 kB', async () => {
    shop.fresh('one')
    await shop.runNps()
    await send('2026-11-18T10:00:00')
    const [taken] = shop.post.taken
    const { mail, raw } = taken!
    expect(mail.subject).toBe('Gia Dụng An Nhiên xin một phút của anh/chị')
    expect(mail.text).toContain('Anh/chị có sẵn lòng giới thiệu Gia Dụng An Nhiên')
    const link = `http://127.0.0.1:7777/s/${linkIn(taken!, 's')}`
    for (const score of Array.from({ length: 11 }, (_, n) => n)) expect(mail.text).toContain(`${link}?score=${score}\n`)
    expect(String(mail.html).match(/\?score=\d+"/g)).toHaveLength(11)
    const header = /^List-Unsubscribe: .*$/m.exec(raw)![0].trim()
    expect(header).toBe(`List-Unsubscribe: <http://127.0.0.1:7777/u/${linkIn(taken!, 'u')}>`)
    expect(raw).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n')
    expect(raw.length).toBeLessThan(80_000)
    expect(raw).not.toContain('<img')
  })

  test('a day’s number is not passed, by hand or by itself, and the rest follows the next day', async () => {
    shop.fresh('seven', { daily_cap: 3 })
    await shop.runNps()
    expect((await send('2026-11-18T10:00:00')).invited).toBe(3)
    expect((await send('2026-11-18T15:00:00')).invited).toBe(0)
    expect((await preview('2026-11-18T15:00:00', { action: 'hold', reason: 'daily_cap' })).rows[0]!.until).toBe(
      '2026-11-19T08:30:00',
    )
    expect((await send('2026-11-19T10:00:00')).invited).toBe(3)
    expect((await send('2026-11-20T10:00:00')).invited).toBe(1)
  })

  test('one mailbox several customers share is asked once', async () => {
    shop.fresh('shared')
    await shop.runNps()
    expect((await send('2026-11-18T10:00:00')).invited).toBe(1)
    expect((await send('2026-11-18T10:05:00')).invited).toBe(0)
    expect((await send('2026-11-24T10:05:00')).reminded).toBe(1)
  })

  test('a no, however it was said, is honoured by every survey at once', async () => {
    shop.fresh('two')
    await shop.runNps()
    await shop.run('surveys.opt_out', { email: `${shop.id('K1')}@Khach.vn` }, '2026-11-18T09:00:00')
    await shop.run('surveys.opt_out', { customer_id: shop.id('K2') }, '2026-11-18T09:00:00')
    expect(why((await preview('2026-11-18T10:00:00')).rows)).toEqual([
      ['K1', 'opted_out', null],
      ['K2', 'opted_out', null],
    ])
    expect((await send('2026-11-18T10:00:00')).invited).toBe(0)
  })
})

describe('what a server says', () => {
  test('no such user: never again to that mailbox, at once to another', async () => {
    shop.fresh('moving')
    shop.rules({ recipient: (to) => (to.includes('moi') ? null : refusal(550, '5.1.1 No such user')) })
    await shop.runNps()
    expect(await send('2026-11-18T10:00:00')).toMatchObject({ invited: 0, refused: 1, stopped: null })
    expect(why((await preview('2026-11-18T10:01:00')).rows)).toEqual([['K1', 'unreachable', null]])
    await shop.bring('customer', 'customer_id,email', [`${shop.id('K1')},k1.moi@khach.vn`])
    expect(await send('2026-11-18T10:02:00')).toMatchObject({ invited: 1 })
  })

  test('come back later: tried again after an hour, then later and later', async () => {
    let full = true
    shop.fresh('one')
    shop.rules({ recipient: () => (full ? refusal(452, '4.2.2 Mailbox full') : null) })
    await shop.runNps()
    expect((await send('2026-11-18T10:00:00')).refused).toBe(1)
    expect(why((await preview('2026-11-18T10:30:00')).rows)).toEqual([['K1', 'put_off', '2026-11-18T11:00:00']])
    expect((await send('2026-11-18T11:00:00')).refused).toBe(1)
    expect((await send('2026-11-18T16:00:00')).refused).toBe(0)
    full = false
    expect((await send('2026-11-18T17:00:00')).invited).toBe(1)
  })

  test('full on three days of a month: left alone', async () => {
    shop.fresh('one')
    shop.rules({ recipient: () => refusal(452, '4.2.2 Mailbox full') })
    await shop.runNps()
    for (const day of ['18', '19', '23']) expect((await send(`2026-11-${day}T16:00:00`)).refused).toBe(1)
    expect(why((await preview('2026-11-30T10:00:00')).rows)).toEqual([['K1', 'unreachable', null]])
  })

  test('we are blocked: the domain rests a day, nobody is struck off, others are still asked', async () => {
    let blocked = true
    shop.fresh('blocked')
    shop.rules({ recipient: (to) => (blocked && to.endsWith('@khach.vn') ? refusal(550, '5.7.1 Blocked') : null) })
    await shop.runNps()
    expect(await send('2026-11-18T10:00:00')).toMatchObject({ invited: 1, refused: 2 })
    expect(why((await preview('2026-11-18T11:00:00', { action: 'hold', reason: 'put_off' })).rows)).toEqual([
      ['K1', 'put_off', '2026-11-19T10:00:00'],
      ['K8', 'put_off', '2026-11-19T10:00:00'],
    ])
    blocked = false
    expect((await send('2026-11-19T10:00:00')).invited).toBe(2)
  })

  test('nobody home: nothing is lost, the round ends and says why', async () => {
    shop.fresh('one')
    await shop.runNps()
    const { mail } = shop.at('2026-11-18T10:00:00')
    const server = mail.mailServer()!
    mail.putMailServer({ ...server, port: 1 })
    const result = await send('2026-11-18T10:00:00')
    mail.putMailServer(server)
    expect(result).toMatchObject({ invited: 0, refused: 0, unsure: 0 })
    expect(result.stopped).toMatch(/ECONNREFUSED|refused/i)
    expect(why((await preview('2026-11-18T10:01:00')).rows)).toEqual([['K1', 'invite', null]])
  })

  test('the line breaks after the message: perhaps it arrived, so it is never sent again', async () => {
    shop.fresh('one')
    shop.rules({ message: () => 'drop' })
    await shop.runNps()
    expect(await send('2026-11-18T10:00:00')).toMatchObject({ invited: 0, unsure: 1 })
    expect(await send('2026-11-18T10:01:00')).toMatchObject({ invited: 0, unsure: 0 })
  })
})
