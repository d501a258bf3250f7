import { beforeAll, describe, expect, test } from 'vitest'
import { readReturned } from '#core/surveys/bounce.ts'
import { takeBounce } from '#operations/surveys/bounce.ts'
import type { Shop } from './shop.ts'
import { theAsker } from './the-asker.ts'

const wall = '2026-11-18T10:00:00'
const id = 'AbCdEfGhIjKlMnOpQrStUv'

/** A report as Postfix writes it (RFC 3464). */
const postfix = (token: string, status: string, action: string, words: string): string =>
  [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.khach.vn (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'To: khaosat@annhien.vn',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="A1/mx.khach.vn"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--A1/mx.khach.vn',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry to have to inform you.',
    '',
    '--A1/mx.khach.vn',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.khach.vn',
    '',
    'Final-Recipient: rfc822; k1@khach.vn',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${words}`,
    '',
    '--A1/mx.khach.vn',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: =?UTF-8?Q?xin?=',
    `Message-ID: <${token}.nhip@annhien.vn>`,
    '',
    '--A1/mx.khach.vn--',
    '',
  ].join('\r\n')

/** As Exchange Online does: the whole original within, the meaning in the words alone. */
const exchange = (token: string): string =>
  [
    'From: postmaster@khach.onmicrosoft.com',
    'To: khaosat@annhien.vn',
    'Subject: Undeliverable: xin',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b1',
    '',
    '--b1',
    'Content-Type: multipart/alternative; boundary=b2',
    '',
    '--b2',
    'Content-Type: text/plain',
    '',
    'Your message couldn’t be delivered.',
    '--b2--',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns;HK0PR.prod.outlook.com',
    '',
    'Final-Recipient: rfc822;k1@khach.vn',
    'Action: failed',
    'Status: 5.0.0',
    'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${token}.nhip@annhien.vn>`,
    'Subject: xin',
    '',
    'body',
    '--b1--',
  ].join('\n')

/** In a server’s own words, as qmail does. */
const qmail = (token: string): string =>
  `Return-Path: <>\nFrom: MAILER-DAEMON@khach.vn\nTo: b+${token}@annhien.vn\nSubject: failure notice\n\nHi. This is the qmail-send program.\n\n<k1@khach.vn>:\n550 5.1.1 user unknown\n\n--- Below this line is a copy of the message.\n`

const complaint = (token: string): string =>
  [
    'From: feedback@yahoo.com',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=x',
    '',
    '--x',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    '--x',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${token}.nhip@annhien.vn>`,
    '',
    '--x--',
  ].join('\r\n')

const away = (token: string): string =>
  `From: k1@khach.vn\nTo: b+${token}@annhien.vn\nSubject: Nghỉ phép\nAuto-Submitted: auto-replied\nIn-Reply-To: <${token}.nhip@annhien.vn>\n\nTôi nghỉ đến thứ Hai. 550 5.1.1\n`

describe('a message that came back is read', () => {
  test.each([
    ['Postfix, no such user', postfix(id, '5.1.1', 'failed', '550 5.1.1 no'), 'failed', '5.1.1'],
    ['Postfix, delayed', postfix(id, '4.4.1', 'delayed', 'connection timed out'), 'delayed', '4.4.1'],
    ['Exchange, its words', exchange(id), 'failed', '5.1.10'],
    ['qmail, no report at all', qmail(id), 'failed', '5.1.1'],
  ])('%s', (_, raw, kind, status) => expect(readReturned(raw)).toMatchObject({ kind, status, tokens: [id] }))

  test('a complaint by way of the provider', () =>
    expect(readReturned(complaint(id))).toEqual({ kind: 'complaint', tokens: [id] }))

  test.each([
    ['V15 out of office', away(id)],
    ['a person’s answer', `From: a@b.vn\nSubject: Re: xin\n\nCảm ơn ${id}.nhip@annhien.vn 550 5.1.1 x\n`],
    ['delivered', postfix(id, '2.0.0', 'delivered', 'ok')],
    ['nothing', ''],
    ['a header alone', 'x'],
  ])('%s says nothing of whether mail arrives', (_, raw) => expect(readReturned(raw)).toEqual({ kind: 'other' }))

  test('however deep or broken it is wrapped, it ends', () => {
    const deep = Array.from(
      { length: 50 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
    ).join('')
    expect(readReturned(deep)).toEqual({ kind: 'other' })
    expect(readReturned(`Content-Type: multipart/report; boundary="\n\n--\n`).kind).toBe('other')
  })
})

describe('what it means', () => {
  let shop: Shop
  let token = ''
  beforeAll(async () => {
    ;({ shop } = await theAsker())
  }, 60_000)
  const invited = async (group = 'one'): Promise<void> => {
    shop.fresh(group)
    await shop.runNps()
    await shop.run('surveys.send', {}, wall)
    token = /Message-ID: <([A-Za-z0-9_-]{22})\.nhip@/i.exec(shop.post.taken[0]!.raw)![1]!
  }
  const take = (raw: string, at = wall): unknown => takeBounce(raw, shop.at(at))
  const reasons = async (at: string): Promise<unknown> =>
    (await shop.run<{ rows: { reason: string; action: string }[] }>('surveys.preview', {}, at)).rows.map(
      ({ reason, action }) => reason ?? action,
    )

  test('V14 there is no such mailbox: it is never written to again; another address of the customer is', async () => {
    await invited('new')
    expect(take(postfix(token, '5.1.1', 'failed', '550 5.1.1 no'))).toMatchObject({ outcome: 'stop', survey: 'nps' })
    expect(await reasons('2026-11-18T11:00:00')).toEqual(['unreachable'])
    await shop.bring('customer', 'customer_id,email', [`${shop.id('K1')},khac@khach.vn`])
    expect(await reasons('2026-11-18T11:00:00')).toEqual(['invite'])
  })

  test('told twice it happened once, and no response rate is made of what never arrived', async () => {
    await invited()
    for (let i = 0; i < 2; i++) take(exchange(token))
    expect(shop.at(wall).surveys.waves('nps')).toMatchObject([{ invited: 1, delivered: 0, bounced: 1 }])
  })

  test('V16 we are blocked: the domain rests, the address stays', async () => {
    await invited()
    expect(take(postfix(token, '5.7.1', 'failed', '550 5.7.1 blocked'))).toMatchObject({ outcome: 'pause_domain' })
    expect(await reasons('2026-11-18T11:00:00')).toEqual(['put_off'])
    expect(await reasons('2026-11-19T10:00:00')).toEqual(['invite'])
  })

  test('full: put off, not struck off', async () => {
    await invited()
    expect(take(postfix(token, '5.2.2', 'failed', '552 5.2.2 over quota'))).toMatchObject({ outcome: 'soft' })
    expect(await reasons('2026-11-18T10:30:00')).toEqual(['put_off'])
  })

  test('delayed is still on its way', async () => {
    await invited()
    expect(take(postfix(token, '4.4.1', 'delayed', 'timed out'))).toMatchObject({ outcome: 'none' })
    expect(shop.at(wall).surveys.waves('nps')).toMatchObject([{ delivered: 1, bounced: 0 }])
  })

  test('called spam: a no', async () => {
    await invited()
    expect(take(complaint(token))).toMatchObject({ outcome: 'complaint' })
    expect(await reasons('2026-11-18T11:00:00')).toEqual(['opted_out'])
  })

  test('V15 out of office changes nothing', async () => {
    await invited()
    expect(take(away(token))).toMatchObject({ outcome: 'ignored' })
    expect(shop.at(wall).surveys.waves('nps')).toMatchObject([{ delivered: 1 }])
  })

  test('a forged one, that names no message of ours, stops nobody', async () => {
    await invited()
    expect(() => take(postfix(id, '5.1.1', 'failed', '550 5.1.1 no'))).toThrow('survey.not_a_bounce')
    expect(() => take(`${postfix(token, '5.1.1', 'failed', 'x')}${' '.repeat(3_000_000)}`)).toThrow(
      'survey.message_too_long',
    )
    expect(await reasons('2026-11-24T10:00:00')).toEqual(['remind'])
  })
})
