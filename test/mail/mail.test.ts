import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openMailer } from '#adapters/mail.ts'
import { addressIn, type Mailer, mailboxOf, maskedAddress, statusIn } from '#core/mail.ts'
import { openPostOffice, type PostOffice, type Rules, refusal, serverAt } from './post-office.ts'

const open: { close: () => Promise<unknown> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})
const office = async (rules: Rules = {}): Promise<PostOffice> => {
  const opened = await openPostOffice(rules)
  open.push(opened)
  return opened
}
const mailer = (...given: Parameters<typeof openMailer>): Mailer => {
  const opened = openMailer(...given)
  open.push(opened)
  return opened
}
const plain = { to: 'lan@khach.vn', subject: 'Chào chị Lan', text: 'Xin chào\n' }
const quick = { connecting: 1000, answering: 1000 }

describe('a mail given to a server', () => {
  test('arrives with its Vietnamese subject, both parts, its sender and its own id', async () => {
    const post = await office()
    const delivery = await mailer(serverAt(post.port, { reply_to: 'hoi@annhien.vn' })).send({
      ...plain,
      html: '<p>Xin chào</p>',
      message_id: 'abc@annhien.vn',
      in_reply_to: 'first@annhien.vn',
      envelope_from: 'b+token@annhien.vn',
    })
    expect(delivery).toMatchObject({ outcome: 'sent' })
    const [{ mail, from, to } = {} as never] = post.taken
    expect([from, to]).toEqual(['b+token@annhien.vn', ['lan@khach.vn']])
    expect(mail).toMatchObject({ subject: 'Chào chị Lan', text: 'Xin chào\n', html: '<p>Xin chào</p>' })
    expect(mail.from!.value).toEqual([{ name: 'Gia Dụng An Nhiên', address: 'khaosat@annhien.vn' }])
    expect([mail.messageId, mail.inReplyTo]).toEqual(['<abc@annhien.vn>', '<first@annhien.vn>'])
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.replyTo!.text).toBe('hoi@annhien.vn')
  })

  test('keeps a long List-Unsubscribe on one line, which a folded one would not be signed as', async () => {
    const post = await office()
    const url = `https://nhip.a-rather-long-name-of-a-company.com.vn/u/${'x'.repeat(22)}`
    await mailer(serverAt(post.port)).send({
      ...plain,
      headers: { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    })
    expect(post.taken[0]!.raw).toContain(
      `\r\nList-Unsubscribe: <${url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n`,
    )
  })

  test('has no header more, whatever stands in a subject, a name or a header', async () => {
    const post = await office()
    const evil = 'x\r\nBcc: spy@evil.vn\r\n\r\nbody'
    await mailer(serverAt(post.port, { from_name: evil })).send({
      ...plain,
      subject: evil,
      headers: { 'X-Nhip': evil },
    })
    const [{ mail, to, raw } = {} as never] = post.taken
    expect(to).toEqual(['lan@khach.vn'])
    expect(mail.bcc).toBeUndefined()
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im)
    expect(mail.text!.trim()).toBe('Xin chào')
  })

  test('goes over one connection, one after the other, however many at once', async () => {
    const post = await office()
    const sender = mailer(serverAt(post.port))
    const all = await Promise.all(Array.from({ length: 12 }, (_, n) => sender.send({ ...plain, subject: `thư ${n}` })))
    expect(all.every(({ outcome }) => outcome === 'sent')).toBe(true)
    expect(post.taken.map(({ mail }) => mail.subject)).toEqual(Array.from({ length: 12 }, (_, n) => `thư ${n}`))
    expect(post.connections()).toBe(1)
  })
})

describe('a server that does not take it', () => {
  test('refuses a recipient for good, and says so with its code', async () => {
    const post = await office({ recipient: () => refusal(550, '5.1.1 No such user here') })
    expect(await mailer(serverAt(post.port)).send(plain)).toMatchObject({
      outcome: 'refused',
      permanent: true,
      at: 'recipient',
      status: '5.1.1',
    })
  })

  test('puts off a recipient for now', async () => {
    const post = await office({ recipient: () => refusal(451, '4.7.1 Greylisted, try again') })
    expect(await mailer(serverAt(post.port)).send(plain)).toMatchObject({
      outcome: 'refused',
      permanent: false,
      status: '4.7.1',
    })
  })

  test('refuses what is written, after having seen it: nothing arrived', async () => {
    const post = await office({ message: () => refusal(554, '5.7.1 Looks like spam') })
    expect(await mailer(serverAt(post.port)).send(plain)).toMatchObject({
      outcome: 'refused',
      at: 'message',
      status: '5.7.1',
    })
  })

  test('after a refusal the next message goes over the same connection', async () => {
    const post = await office({ recipient: (to) => (to.startsWith('lan') ? refusal(550, '5.1.1 no') : null) })
    const sender = mailer(serverAt(post.port))
    const all = [await sender.send(plain), await sender.send({ ...plain, to: 'mai@khach.vn' })]
    expect(all.map(({ outcome }) => outcome)).toEqual(['refused', 'sent'])
    expect(post.connections()).toBe(1)
  })

  test('drops the line after the message, so that nobody knows whether it arrived', async () => {
    const post = await office({ message: () => 'drop' })
    const sender = mailer(serverAt(post.port), quick)
    expect(await sender.send(plain)).toMatchObject({ outcome: 'unsure' })
    expect((await sender.send(plain)).outcome).toBe('unsure')
  })

  test('drops the line before the message, so that it has certainly not arrived', async () => {
    const server = createServer((socket) => {
      socket.write('220 here\r\n')
      socket.on('data', (data) => (/^EHLO/i.test(String(data)) ? socket.write('250 here\r\n') : socket.destroy()))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    open.push({ close: async () => server.close() })
    const { port } = server.address() as { port: number }
    expect(await mailer(serverAt(port), quick).send(plain)).toMatchObject({ outcome: 'unsent' })
  })

  test('is not there, or does not speak', async () => {
    const server = createServer(() => undefined)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    expect((await mailer(serverAt(port), quick).send(plain)).outcome).toBe('unsent')
    await new Promise((done) => server.close(done))
    expect((await mailer(serverAt(port), quick).send(plain)).outcome).toBe('unsent')
  })

  test('speaks without protection where protection was asked for: nothing is said to it', async () => {
    const post = await office()
    const delivery = await mailer(serverAt(post.port, { security: 'starttls' }), quick).send(plain)
    expect([delivery.outcome, post.taken.length]).toEqual(['unsent', 0])
  })

  test('takes it under STARTTLS and a password, and nothing under a wrong one', async () => {
    const post = await office({
      disabledCommands: [],
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'khaosat' && password === 'mèo vàng' ? done(null, { user: 'x' }) : done(refusal(535, 'wrong')),
    })
    const server = serverAt(post.port, { security: 'starttls', user: 'khaosat', password: 'mèo vàng' })
    expect((await mailer(server, quick).send(plain)).outcome).toBe('sent')
    expect(post.taken[0]!.secure).toBe(true)
    const wrong = await mailer({ ...server, password: 'mèo đen' }, quick).send(plain)
    expect(wrong.outcome).toBe('unsent')
    expect(JSON.stringify(wrong)).not.toContain('mèo đen')
  })
})

describe('addresses', () => {
  test.each([
    ['Lan@Khach.VN', 'lan@khach.vn'],
    [' lan@khach.vn. ', 'lan@khach.vn'],
    ['Chị Lan <lan.nguyen+cskh@khach.com.vn>', 'lan.nguyen+cskh@khach.com.vn'],
    ['mailto:lan@khach.vn', 'lan@khach.vn'],
    ['lan@khách.vn', 'lan@xn--khch-6na.vn'],
    ['lan@khach.vn, mai@khach.vn', null],
    ['lan@khach.vn;mai@khach.vn', null],
    ['lan@khach.vn mai@khach.vn', null],
    ['lan', null],
    ['@khach.vn', null],
    ['lan@localhost', null],
    ['lan@1.2.3.4', null],
    ['lan@khach..vn', null],
    ['lan..x@khach.vn', null],
    ['lan\r\nBcc: x@y.vn@khach.vn', null],
    ['lân@khach.vn', null],
    [`${'x'.repeat(65)}@khach.vn`, null],
  ])('%j holds %j', (text, address) => expect(addressIn(text)).toBe(address))

  test('a label after a plus names the same mailbox', () => {
    expect([mailboxOf('lan+a@khach.vn'), mailboxOf('lan@khach.vn')]).toEqual(['lan@khach.vn', 'lan@khach.vn'])
  })

  test('a masked one tells no more than to know it again', () => {
    expect(['lan@khach.vn', 'a@khach.vn'].map(maskedAddress)).toEqual(['l…n@khach.vn', 'a…@khach.vn'])
  })

  test('an enhanced code is read from an answer', () => {
    expect(['550 5.1.1 no', '550-5.7.26 x', '550 no', '250 2.0.0 ok'].map(statusIn)).toEqual([
      '5.1.1',
      '5.7.26',
      null,
      '2.0.0',
    ])
  })
})
