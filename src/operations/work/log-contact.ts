import { actorOf } from '#core/access.ts'
import type { Manifest } from '#core/batch.ts'
import { Fault } from '#core/fault.ts'
import { oneAtATime } from '#core/one-at-a-time.ts'
import { quote } from '#core/sql.ts'
import { activityRow, type ContactLog, checkLog, type GivenLog } from '#core/work/contact-log.ts'
import { activityIdOf, keyOfFile, logFileOf } from '#core/work/log-names.ts'
import { inTurn } from '../imports/import-files.ts'
import type { WorkDeps } from './dependencies.ts'
import { wallNow } from './waiting.ts'
import { demandWithin } from './within-reach.ts'

export type LogResult = ContactLog & {
  /** `undone` where it had been taken back before it was sent again: it stays so. */
  readonly state: 'logged' | 'undone'
  /** It had been logged before; nothing was done. */
  readonly repeated: boolean
  readonly import_id: string | null
  readonly rep: string | null
}

const batchOf = (key: string, deps: WorkDeps): Manifest | null =>
  deps.batches().findLast((batch) => keyOfFile(batch.file) === key) ?? null

const isStanding = async (key: string, deps: WorkDeps): Promise<boolean> => {
  await deps.landing.settle()
  return (await deps.run(`select 1 as found from activity where activity_id = ${quote(activityIdOf(key))}`)).length > 0
}

/** What became of a log of that key before, if there was one. */
const before = async (key: string, deps: WorkDeps): Promise<Pick<LogResult, 'state' | 'import_id'> | null> => {
  const batch = batchOf(key, deps)
  if (batch && batch.withdrawn_at === null) return { state: 'logged', import_id: batch.import_id }
  if (await isStanding(key, deps)) return { state: 'logged', import_id: null }
  return batch ? { state: 'undone', import_id: batch.import_id } : null
}

/**
 * Whose contact it was: a rep’s own, whatever was said; of others the account’s name, unless whoever leads the whole
 * writes down what somebody else did.
 * @throws Fault `work.rep_given`
 */
const repOf = (given: string | undefined, { access, accounts, scope }: WorkDeps): string | null => {
  const own = access.scope.rep ?? (access.user === null ? null : (accounts.user(access.user)?.name ?? null))
  if (given === undefined || given === '' || given === own) return own
  if (access.scope.rep !== null || scope) throw new Fault('work.rep_given', { rep: given })
  return given
}

/** Of two sends of one key the second finds the first. */
const oneByOne = oneAtATime()

/**
 * Writes down one contact with a person, as a batch of its own. The same key again does nothing, whatever else it says.
 * @throws Fault `work.*`, `option.unknown_value`
 */
export const logContact = async (
  given: Omit<GivenLog, 'key'> & { readonly key?: string | undefined; readonly rep?: string | undefined },
  deps: WorkDeps,
): Promise<LogResult> => {
  const now = wallNow(deps)
  const key = given.key ?? deps.randomId()
  const rep = repOf(given.rep, deps)
  return oneByOne(async () => {
    const log = checkLog({ ...given, key }, now)
    const known = await before(log.key, deps)
    if (known) return { ...log, ...known, repeated: true, rep }
    await demandWithin(log, deps)
    const row = activityRow(log, rep)
    const { import_id, counts } = await deps.importRows('activity', [row], logFileOf(log.key))
    if (counts.loaded + counts.updated !== 1) throw new Fault('work.refused', { detail: JSON.stringify(row) })
    return { ...log, state: 'logged', repeated: false, import_id, rep }
  })
}

/**
 * Takes a log back, as taking back its import does. Taken back twice it stays so.
 * @throws Fault `work.log_unknown`, `work.not_own`
 */
export const undoLog = async (
  key: string,
  deps: WorkDeps,
): Promise<{ readonly key: string; readonly state: 'undone'; readonly import_id: string }> =>
  oneByOne(async () => {
    const batch = batchOf(key, deps)
    if (!batch) throw new Fault('work.log_unknown', { key: key.slice(0, 80) })
    // Of others only who sees the whole, and could take back the import itself.
    if (deps.scope && batch.by !== actorOf(deps.access)) throw new Fault('work.not_own', { key })
    if (batch.withdrawn_at === null) await inTurn(() => deps.landing.withdraw(batch.import_id))
    return { key, state: 'undone', import_id: batch.import_id }
  })
