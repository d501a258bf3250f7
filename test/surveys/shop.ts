import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Language } from '#core/messages.ts'
import type { Sending } from '#core/surveys/sending.ts'
import { usualSending } from '#core/surveys/sending.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { type Deps, operations } from '../../src/main/operations.ts'
import { openPostOffice, type PostOffice, type Rules, serverAt, type Taken } from '../mail/post-office.ts'

export type Customer = {
  readonly id: string
  readonly email?: string
  /** Day of the one purchase; left out: never bought. */
  readonly bought?: string
  readonly line?: string
  readonly may?: boolean
}

/** A shop with a clock that can be moved, and a real mail server beside it. */
export type Shop = {
  readonly company: Company
  readonly post: PostOffice
  readonly folder: string
  /** Forgets every survey; from now on the customers of one group are spoken of, in a place of their own. */
  readonly fresh: (group: string, sending?: Partial<Sending>) => void
  readonly place: () => string
  /** What the mail server does from now on. */
  readonly rules: (rules: Pick<Rules, 'recipient' | 'message'>) => void
  /** A customer’s whole id of now, and the short one tests speak of. */
  readonly id: (short: string) => string
  readonly short: (id: string) => string
  /** Everything operations need, at a moment of the shop’s own clock, `2026-11-18T11:40:00`. */
  readonly at: (wall: string, language?: Language) => Deps
  readonly run: <T = Record<string, unknown>>(operation: string, input: object, wall: string) => Promise<T>
  readonly bring: (entity: string, head: string, rows: readonly string[]) => Promise<void>
  /** The survey most tests run: how things stand, spread over one day so that its moments can be told by hand. */
  readonly runNps: (more?: object) => Promise<void>
  readonly close: () => Promise<void>
}

const lines = (head: string, rows: readonly string[]): string => [head, ...rows, ''].join('\n')
const quiet = { progress: () => undefined, emit: () => undefined }

const wiped = [
  'survey_token',
  'survey_response_before',
  'survey_response',
  'survey_invitation',
  'survey_opt_out',
  'survey_mailbox',
  'survey_domain',
  'survey_code',
  'survey_version',
  'survey',
]

/** Pots wait 90 days, pumps 180, anything else 120. */
export const openShop = async (groups: Readonly<Record<string, readonly Customer[]>>): Promise<Shop> => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-surveys-'))
  let [group, files] = [Object.keys(groups)[0]!, 0]
  let rules: Pick<Rules, 'recipient' | 'message'> = {}
  const post = await openPostOffice({
    recipient: (address) => rules.recipient?.(address) ?? null,
    message: (raw) => rules.message?.(raw) ?? null,
  })
  const company = await openCompany(join(folder, 'data'), { fixedNow: '2026-11-18T04:40:00Z', memory: '300MB' })
  company.reachedAt('http://127.0.0.1:7777')
  const at: Shop['at'] = (wall, language = 'vi') => ({
    ...company.depsFor(language),
    wall: () => wall,
    today: () => wall.slice(0, 10),
    time: () => Date.parse(`${wall}+07:00`),
  })
  const run: Shop['run'] = async <T>(name: string, input: object, wall: string): Promise<T> => {
    const operation = operations.find((one) => one.name === name)
    if (!operation) throw new Error(`no operation ${name}`)
    return (await operation.run(input as never, at(wall), quiet)) as T
  }
  const bring: Shop['bring'] = async (entity, head, rows) => {
    const file = join(folder, `${entity}-${++files}.csv`)
    writeFileSync(file, lines(head, rows))
    const result = await run<{ failed?: true }>('imports.create', { files: [file], as: entity }, '2026-11-18T11:40:00')
    if (result.failed) throw new Error(JSON.stringify(result))
  }
  const idIn = (name: string, short: string): string => `${short}-${name}`
  const all = Object.entries(groups).flatMap(([name, customers]) =>
    customers.map((one) => ({ ...one, id: idIn(name, one.id), place: `S-${name}`, short: one.id })),
  )
  await bring('product', 'product_id,name,product_line', ['P1,Nồi,bếp', 'P2,Bơm,bơm'])
  await bring(
    'customer',
    'customer_id,name,email,owner,location_id,may_be_contacted',
    all.map(
      (one) =>
        `${one.id},Khách ${one.short},${one.email ?? `${one.id.toLowerCase()}@khach.vn`},Lan,${one.place},${one.may ?? ''}`,
    ),
  )
  await bring(
    'order_line',
    'order_id,line_no,placed_at,location_id,customer_id,product_id,quantity,unit_price',
    all
      .filter((one) => one.bought !== undefined)
      .map(
        (one) => `O${one.id},1,${one.bought} 10:00,${one.place},${one.id},${one.line === 'bơm' ? 'P2' : 'P1'},1,100000`,
      ),
  )
  company.setSetting('survey_gate_days', { '*': 120, bếp: 90, bơm: 180 })
  company.setSetting('organisation', 'Gia Dụng An Nhiên')
  const { mail, surveys } = company.depsFor('vi')
  mail.putMailServer(serverAt(post.port))
  return {
    company,
    post,
    folder,
    at,
    run,
    bring,
    id: (short) => idIn(group, short),
    short: (whole) => whole.replace(/-\w+$/, ''),
    rules: (next) => {
      rules = next
    },
    fresh: (name, sending = {}) => {
      group = name
      rules = {}
      post.taken.length = 0
      const db = new Database(join(folder, 'data', 'store.sqlite'))
      for (const table of wiped) db.exec(`delete from ${table}`)
      db.close()
      surveys.putSending({ ...usualSending, on: true, daily_cap: null, ...sending })
    },
    place: () => `S-${group}`,
    runNps: async (more = {}) => {
      const given = { id: 'nps', kind: 'nps', rules: '{"spread_days":1}', locations: [`S-${group}`], ...more }
      await run('surveys.put', given, '2026-11-18T08:00:00')
      await run('surveys.set_state', { id: 'nps', state: 'running' }, '2026-11-18T08:00:00')
    },
    close: async () => {
      await company.close()
      await post.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The link of a kind in a mail. */
export const linkIn = (mail: Taken, kind: 's' | 'u'): string =>
  new RegExp(`/${kind}/([A-Za-z0-9_-]{22})`).exec(mail.mail.text ?? '')![1]!
