/**
 * The whole application in a process that can be killed: opens a data directory as every command does, says what
 * stands in it, then carries out one operation after another as the parent asks.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArchive } from '#adapters/backup.ts'
import { Fault } from '#core/fault.ts'
import type { Operation } from '#core/operation.ts'
import { kpis } from '#kpis/index.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { type Deps, operations } from '../../src/main/operations.ts'

export type Order =
  | { readonly do: 'import'; readonly file: string }
  | { readonly do: 'undo'; readonly id: string }
  | { readonly do: 'backup'; readonly file: string }
  | {
      readonly do: 'state'
      readonly person: string | null
      readonly backup: string | null
      readonly rows: boolean
      readonly tables: boolean
    }

/** What stands, as the application itself sees it. */
export type State = {
  readonly batches: readonly { readonly id: string; readonly file: string; readonly undone: boolean }[]
  readonly orders: number
  readonly amount: string
  readonly contacts: number
  readonly folders: readonly string[]
  /** Conformed tables that are not what their batches say. */
  readonly differences: readonly unknown[]
  /** KPI tables that are not what their SQL gives when asked now. */
  readonly tables: readonly string[]
  readonly person: string | null
  readonly integrity: readonly string[]
  /** Files of the backup asked about, or why it cannot be read. */
  readonly backup: number | string | null
}

export type Reply = { readonly done?: unknown; readonly refused?: string; readonly ready?: true }

const [folder = ''] = process.argv.slice(2)

const digest = async (deps: Deps, relation: string): Promise<string> => {
  const [row] = await deps.queryAsIs(
    `select count(*) as n, md5(string_agg(line, chr(10) order by line)) as content from (select cast(t as varchar) as line from ${relation} t)`,
  )
  return `${row?.['n']} ${row?.['content']}`
}

/** Every KPI table against its own SQL; a fitted one is left to the rebuild at the end of the run. */
const staleTables = async (deps: Deps): Promise<string[]> => {
  const context = { settings: deps.settings(), today: deps.today() }
  const tables = new Map(kpis.flatMap((kpi) => kpi.tables).map((table) => [table.name, table]))
  const stale: string[] = []
  for (const table of tables.values())
    if (!table.fit && (await digest(deps, table.name)) !== (await digest(deps, `(${table.sql(context)})`)))
      stale.push(table.name)
  return stale
}

const archived = async (file: string | null): Promise<State['backup']> => {
  if (file === null) return null
  const into = mkdtempSync(join(tmpdir(), 'nhip-crash-'))
  try {
    return (await readArchive(file, into)).length
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  } finally {
    rmSync(into, { recursive: true, force: true })
  }
}

const stateOf = async (deps: Deps, order: Extract<Order, { do: 'state' }>): Promise<State> => {
  await deps.query('select 1')
  const [row] = await deps.queryAsIs(`select
    (select count(*) from order_line) as orders,
    (select cast(coalesce(sum(unit_price), 0) as varchar) from order_line) as amount,
    (select count(*) from contact) as contacts`)
  return {
    batches: deps.batches().map((batch) => ({
      id: batch.import_id,
      file: batch.file,
      undone: batch.withdrawn_at !== null,
    })),
    orders: Number(row?.['orders']),
    amount: String(row?.['amount']),
    contacts: Number(row?.['contacts']),
    folders: readdirSync(join(folder, 'batches')).sort(),
    differences: order.rows ? await deps.verify() : [],
    tables: order.tables ? await staleTables(deps) : [],
    person: order.person === null ? null : (deps.people('contact', [order.person]).get(order.person)?.name ?? null),
    integrity: deps.integrity(),
    backup: await archived(order.backup),
  }
}

const named = (name: string): Operation<Deps> => operations.find((operation) => operation.name === name)!
const quiet = { progress: () => undefined, emit: () => undefined }

const carryOut = async (company: Company, order: Order): Promise<unknown> => {
  const deps = company.depsFor('en')
  switch (order.do) {
    case 'import':
      return named('imports.create').run({ files: [order.file], map: `${order.file}.json` }, deps, quiet)
    case 'undo':
      return named('imports.undo').run({ id: order.id }, deps, quiet)
    case 'backup':
      return named('data.backup').run({ file: order.file }, deps, quiet)
    case 'state':
      return stateOf(deps, order)
  }
}

const reply = (message: Reply): void => void process.send?.(message)

const company = await openCompany(folder, { fixedNow: '2026-11-18T05:00:00Z', memory: '300MB' })
process.on('message', (order: Order) => {
  carryOut(company, order).then(
    (done) => reply({ done }),
    (error: unknown) => reply({ refused: error instanceof Fault ? error.code : String((error as Error).stack) }),
  )
})
process.on('disconnect', () => process.exit(0))
reply({ ready: true, done: createHash('sha256').update(folder).digest('hex') })
