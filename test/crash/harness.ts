/**
 * Kills the whole application at random moments of importing, undoing, backing up and opening, and after each kill
 * holds what it finds on opening again to the invariants: acknowledged means present, all or nothing, a repeat
 * changes nothing, facts are the sum of their batches, KPI tables are what they would be made from nothing.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Order, Reply, State } from './application.ts'
import { type Content, chance, writeContent } from './content.ts'
import { Broken, bundle, launch, workersOf } from './process.ts'

export type CrashOptions = {
  readonly kills: number
  readonly seed: number
  readonly say?: (text: string) => void
}

export type CrashReport = {
  readonly kills: number
  readonly during: Readonly<Record<string, number>>
  readonly acknowledged: number
}

/** What must stand, by the acknowledgements alone. */
type Known = {
  readonly contents: Content[]
  /** Numbers of files whose import was acknowledged and not taken back, in the order they were accepted. */
  standing: { readonly number: number; readonly id: string }[]
  backups: string[]
  acknowledged: number
}

const expectThat = (holds: boolean, what: string, details: unknown): void => {
  if (!holds) throw new Broken(`${what}: ${JSON.stringify(details)}`)
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Holds a state to what is known; the order in flight may have happened or not. Takes over what turned out to stand. */
const judge = (state: State, known: Known, inFlight: Order | null): void => {
  expectThat(state.integrity.length === 0, 'the store is damaged', state.integrity)
  expectThat(state.differences.length === 0, 'tables are not what their batches say', state.differences)
  expectThat(state.tables.length === 0, 'KPI tables are not what they would be from nothing', state.tables)
  const found = state.batches.filter((batch) => !batch.undone)
  const wanted = known.standing.map(({ id }) => id)
  const foundIds = found.map(({ id }) => id)
  const missing = wanted.filter((id) => !foundIds.includes(id))
  const extra = found.filter(({ id }) => !wanted.includes(id))
  const mayMiss = inFlight?.do === 'undo' ? [inFlight.id] : []
  const mayAdd = inFlight?.do === 'import' ? [baseName(inFlight.file)] : []
  expectThat(
    missing.every((id) => mayMiss.includes(id)),
    'an acknowledged import is gone',
    { missing, inFlight },
  )
  expectThat(extra.length <= 1 && extra.every(({ file }) => mayAdd.includes(file)), 'an import nobody asked for', {
    extra,
    inFlight,
  })
  expectThat(new Set(found.map(({ file }) => file)).size === found.length, 'a file stands twice', found)
  known.standing = found.map(({ id, file }) => ({ id, number: Number(/\d+/.exec(file)![0]) }))

  const prices = new Map<string, number>()
  const contacts = new Set<string>()
  for (const { number } of known.standing) {
    const content = known.contents[number - 1]!
    for (const [order, price] of content.prices) prices.set(order, price)
    for (const contact of content.contacts) contacts.add(contact)
  }
  const amount = [...prices.values()].reduce((sum, price) => sum + price, 0)
  expectThat(
    state.orders === prices.size && Number(state.amount) === amount && state.contacts === contacts.size,
    'facts are not the sum of the imports that stand',
    { state: [state.orders, state.amount, state.contacts], wanted: [prices.size, amount, contacts.size] },
  )
  const folders = state.batches.map(({ id }) => id).sort()
  expectThat(JSON.stringify(state.folders) === JSON.stringify(folders), 'folders and batches differ', {
    folders,
    found: state.folders,
  })
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

const runLane = async (
  bundled: string,
  base: string,
  kills: number,
  seed: number,
  during: Record<string, number>,
): Promise<number> => {
  const random = chance(seed)
  const folder = join(base, 'data')
  mkdirSync(join(base, 'files'), { recursive: true })
  mkdirSync(join(base, 'backups'), { recursive: true })
  const known: Known = { contents: [], standing: [], backups: [], acknowledged: 0 }
  let inFlight: Order | null = null
  let backups = 0

  const choose = (): Order => {
    const at = random()
    const { standing, contents } = known
    if (standing.length > 0 && (at < 0.22 || standing.length > 7))
      return { do: 'undo', id: standing[Math.floor(random() * standing.length)]!.id }
    if (at < 0.4 && standing.length > 0) return { do: 'backup', file: join(base, 'backups', `${++backups}.tar.gz`) }
    if (at < 0.48 && standing.length > 0) {
      const again = standing[Math.floor(random() * standing.length)]!
      return { do: 'import', file: contents[again.number - 1]!.path }
    }
    contents.push(writeContent(join(base, 'files'), contents.length + 1, random))
    return { do: 'import', file: contents.at(-1)!.path }
  }

  const note = (order: Order, answer: Reply): void => {
    if (answer.refused !== undefined) {
      // Only an engine that was killed alone may refuse; what became of the order is seen when the state is asked.
      expectThat(answer.refused === 'warehouse.stopped', 'an operation failed', answer)
      return
    }
    known.acknowledged++
    if (order.do === 'undo') known.standing = known.standing.filter(({ id }) => id !== order.id)
    if (order.do === 'backup') known.backups.push(order.file)
    if (order.do === 'import') {
      const [file] = (
        answer.done as { files: { import_id?: string; loaded: number; updated: number; error?: unknown }[] }
      ).files
      expectThat(file !== undefined && file.error === undefined, 'an import was refused', answer)
      const number = known.contents.findIndex(({ path }) => path === order.file) + 1
      const again = known.standing.some((standing) => standing.number === number)
      if (again) expectThat(file!.loaded + file!.updated === 0, 'a repeat changed something', file)
      else known.standing.push({ number, id: file!.import_id! })
    }
  }

  // A history to begin with, so that every kind of operation has something to work on from the first kill.
  const beginning = launch(bundled, folder)
  await beginning.ready
  for (let i = 0; i < 4; i++) {
    known.contents.push(writeContent(join(base, 'files'), known.contents.length + 1, random))
    const order: Order = { do: 'import', file: known.contents.at(-1)!.path }
    note(order, await beginning.ask(order))
  }
  await beginning.kill()

  for (let kill = 0; kill < kills; kill++) {
    const application = launch(bundled, folder)
    application.ready.catch(() => undefined)
    if (random() < 0.12) {
      await pause(random() * 700)
      during['opening'] = (during['opening'] ?? 0) + 1
      await application.kill()
      continue
    }
    await application.ready
    const person = known.standing.at(-1)
    const newest = known.backups.at(-1) ?? null
    const answer = await application.ask({
      do: 'state',
      person: person && inFlight?.do !== 'undo' ? known.contents[person.number - 1]!.contacts[7]! : null,
      backup: newest,
      rows: kill % 3 === 0,
      tables: kill % 6 === 0,
    })
    expectThat(answer.refused === undefined, 'the state cannot be read', answer)
    const state = answer.done as State
    if (person && inFlight?.do !== 'undo')
      expectThat(state.person === `Nguyễn C${person.number}-7`, 'a person is gone', { person, found: state.person })
    expectThat(
      newest === null || typeof state.backup === 'number',
      'an acknowledged backup cannot be read',
      state.backup,
    )
    if (inFlight?.do === 'backup' && existsSync(inFlight.file)) known.backups.push(inFlight.file)
    judge(state, known, inFlight)
    inFlight = null

    const until = performance.now() + 20 + random() * 1_000
    let answered = true
    while (performance.now() < until) {
      const order = choose()
      inFlight = order
      const asked = application.ask(order)
      asked.catch(() => undefined)
      const stopEngine = random() < 0.08
      if (stopEngine) {
        await pause(random() * 200)
        for (const pid of workersOf(application.child)) process.kill(pid, 'SIGKILL')
      }
      const first = await Promise.race([asked, pause(Math.max(0, until - performance.now())).then(() => null)])
      answered = first !== null
      if (first === null) break
      note(order, first)
      if (first.refused !== undefined) break
      inFlight = null
    }
    during[answered ? 'rest' : inFlight!.do] = (during[answered ? 'rest' : inFlight!.do] ?? 0) + 1
    await application.kill()
  }

  const last = launch(bundled, folder)
  await last.ready
  const answer = await last.ask({
    do: 'state',
    person: null,
    backup: known.backups.at(-1) ?? null,
    rows: true,
    tables: true,
  })
  expectThat(answer.refused === undefined, 'the state cannot be read', answer)
  judge(answer.done as State, known, inFlight)
  await last.kill()
  return known.acknowledged
}

/** Runs until that many kills; throws, naming the seed, where an invariant does not hold. */
export const crash = async ({ kills, seed, say = () => undefined }: CrashOptions): Promise<CrashReport> => {
  say(`crash: ${kills} kills, seed ${seed}`)
  const bundled = await bundle()
  const base = mkdtempSync(join(tmpdir(), 'nhip-crash-'))
  const during: Record<string, number> = {}
  const half = Math.ceil(kills / 2)
  try {
    const acknowledged = await Promise.all(
      [half, kills - half].map((share, lane) => {
        const path = join(base, `lane-${lane}`)
        mkdirSync(path)
        return runLane(bundled, path, share, seed + lane, during)
      }),
    )
    rmSync(base, { recursive: true, force: true })
    return { kills, during, acknowledged: acknowledged.reduce((sum, each) => sum + each, 0) }
  } catch (error) {
    throw new Error(`seed ${seed}, data kept in ${base}: ${(error as Error).message}`, { cause: error })
  } finally {
    rmSync(bundled, { recursive: true, force: true })
  }
}
