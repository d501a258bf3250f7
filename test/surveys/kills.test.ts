import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { usualSending } from '#core/surveys/sending.ts'
import { openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'
import { serverAt } from '../mail/post-office.ts'

/** Invitations sent, and how often the sender is killed meanwhile; more by the environment, for a longer look. */
const mails = Number(process.env['NHIP_SURVEY_MAILS'] ?? 40)
const kills = Number(process.env['NHIP_SURVEY_KILLS'] ?? 1)

const folder = mkdtempSync(join(tmpdir(), 'nhip-kills-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const prepare = async (port: number): Promise<void> => {
  const company = await openCompany(join(folder, 'data'), { fixedNow: '2026-11-18T04:40:00Z', memory: '300MB' })
  const write = (name: string, head: string, row: (n: number) => string): string => {
    const file = join(folder, `${name}.csv`)
    writeFileSync(file, [head, ...Array.from({ length: mails }, (_, n) => row(n)), ''].join('\n'))
    return file
  }
  const run = (name: string, input: object): Promise<unknown> =>
    operations
      .find((one) => one.name === name)!
      .run(input as never, company.depsFor('vi'), { progress: () => undefined, emit: () => undefined })
  const files = [
    write('customer', 'customer_id,name,email', (n) => `K${n},Khách ${n},k${n}@khach.vn`),
    write(
      'order_line',
      'order_id,line_no,placed_at,location_id,customer_id,quantity,unit_price',
      (n) => `O${n},1,2026-06-01 10:00,S1,K${n},1,100000`,
    ),
  ]
  expect(await run('imports.create', { files })).not.toMatchObject({ failed: true })
  await run('surveys.put', { id: 'nps', rules: '{"spread_days":1}' })
  await run('surveys.set_state', { id: 'nps', state: 'running' })
  const { mail, surveys } = company.depsFor('vi')
  mail.putMailServer(serverAt(port))
  surveys.putSending({ ...usualSending, on: true, daily_cap: null })
  await company.close()
}

test(`${mails} invitations through ${kills} kills of the sender: none arrives twice, none is lost but those in flight`, async () => {
  const arrived = new Map<string, number>()
  const ids = new Set<string>()
  let [count, heard] = [0, (): void => undefined]
  const post = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    // A machine that stands still for a while is no server that hangs up.
    socketTimeout: 3_600_000,
    onData: (stream, session, done) => {
      let head = ''
      stream.on('data', (part: Buffer) => {
        if (head.length < 4000) head += part.toString('latin1')
      })
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]!.address
        arrived.set(to, (arrived.get(to) ?? 0) + 1)
        ids.add(/^Message-ID: (.*)$/im.exec(head)![1]!)
        count += 1
        heard()
        done(null, 'taken')
      })
    },
  })
  post.on('error', () => undefined)
  await new Promise<void>((done) => post.listen(0, '127.0.0.1', () => done()))
  await prepare((post.server.address() as AddressInfo).port)

  const begun = performance.now()
  let [killed, result] = [0, '']
  while (result === '') {
    const kept = killed
    const child = spawn(process.execPath, [join(import.meta.dirname, 'sender.ts'), join(folder, 'data')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString()
    })
    // A kill at any moment of the sending: so many mails after it began, and at once or a moment later.
    const after = count + 1 + Math.floor((Math.random() * mails) / (kills + 2))
    heard = () => {
      if (killed > kept || killed >= kills || count < after) return
      killed += 1
      // Before the server has answered, or some milliseconds later, wherever that meets the sender.
      if (killed % 2 === 1) child.kill('SIGKILL')
      else setTimeout(() => child.kill('SIGKILL'), Math.random() * 4)
    }
    const [code] = (await once(child, 'close')) as [number | null]
    // A round the line has ended is gone on with, as the running server does every minute.
    const round = code === 0 ? (JSON.parse(out) as { stopped: string | null }) : null
    if (round?.stopped === null) result = out
    if (round === null) expect(killed).toBe(kept + 1)
  }
  const seconds = (performance.now() - begun) / 1000
  await new Promise<void>((done) => post.close(() => done()))

  const company = await openCompany(join(folder, 'data'), { fixedNow: '2026-11-18T04:40:00Z', memory: '300MB' })
  const states = company
    .depsFor('vi')
    .surveys.invitations('nps')
    .map(({ state }) => state)
  await company.close()
  const unsure = states.filter((state) => state === 'unsure').length
  process.stdout.write(`${JSON.stringify({ mails, killed, arrived: count, unsure, seconds: Math.round(seconds) })}\n`)
  expect(killed).toBeGreaterThan(0)
  expect([...arrived.values()].filter((times) => times > 1)).toEqual([])
  expect(ids.size).toBe(count)
  // Everybody was invited once as far as the store knows; a kill leaves at most one of them in doubt.
  expect(states.length).toBe(mails)
  expect(states.filter((state) => state !== 'sent' && state !== 'unsure')).toEqual([])
  expect(unsure).toBeLessThanOrEqual(killed)
  expect(count).toBeGreaterThanOrEqual(mails - unsure)
}, 7_200_000)
