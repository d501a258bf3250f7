import type { EntityName } from '#core/entity.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { Params } from '#core/messages.ts'
import type { Progress } from '#core/operation.ts'
import { day, name, quote } from '#core/sql.ts'
import type { CareDeps, Place } from './dependencies.ts'

export type Level = 'ok' | 'info' | 'warning' | 'error'

export type Finding = {
  readonly code: string
  readonly level: Level
  readonly params: Params
  /** What was found and what to do, in the asked language. */
  readonly sentence: string
}

export type Diagnosis = { readonly ok: boolean; readonly failed: boolean; readonly findings: readonly Finding[] }

type Found = Omit<Finding, 'sentence'>

const found = (code: string, level: Level, params: Params = {}): Found => ({ code, level, params })

const least = { node: [22, 12], engine: 'v1.5.5', freeBytes: 1_000_000_000 } as const

const checkPlace = (place: Place): readonly Found[] => {
  const [major = 0, minor = 0] = place.node.replace(/^v/, '').split('.').map(Number)
  const tooOld = major < least.node[0] || (major === least.node[0] && minor < least.node[1])
  const megabytes = Math.round(place.freeBytes / 1e6)
  // A rebuild and a backup each need room for about as much as is there.
  const short = place.freeBytes < Math.max(least.freeBytes, place.bytes)
  return [
    tooOld
      ? found('doctor.node_old', 'error', { version: place.node, least: least.node.join('.') })
      : found('doctor.node', 'ok', { version: place.node }),
    short
      ? found('doctor.disk_short', place.freeBytes < 100_000_000 ? 'error' : 'warning', {
          megabytes,
          needed: Math.round(Math.max(least.freeBytes, place.bytes) / 1e6),
        })
      : found('doctor.disk', 'ok', { megabytes }),
    place.open.length > 0
      ? found('doctor.permissions_open', 'warning', { files: place.open.slice(0, 5), folder: place.folder })
      : found('doctor.permissions', 'ok'),
    ...(place.unknown.length > 0 ? [found('doctor.folders_unknown', 'warning', { folders: place.unknown })] : []),
    ...(place.putAside ? [found('doctor.warehouse_put_aside', 'info')] : []),
  ]
}

const checkStore = (deps: CareDeps): Found => {
  const wrong = deps.integrity()
  return wrong.length > 0
    ? found('doctor.store_damaged', 'error', { detail: wrong.slice(0, 3) })
    : found('doctor.store', 'ok')
}

const checkJournal = (deps: CareDeps): Found => {
  const { rows, broken_at } = deps.journalCheck()
  return broken_at === null
    ? found('doctor.journal', 'ok', { rows })
    : found('doctor.journal_broken', 'error', { row: broken_at })
}

const checkBatches = async (deps: CareDeps, progress: Progress): Promise<readonly Found[]> => {
  const standing = deps.batches().filter((batch) => batch.withdrawn_at === null)
  const damaged: Found[] = []
  for (const [i, batch] of standing.entries()) {
    progress(deps.language === 'vi' ? 'Đọc các lượt nhập' : 'Reading the imports', i, standing.length)
    for (const part of batch.parts)
      if ((await deps.fileSum(batch.import_id, part.file)) !== part.sha256)
        damaged.push(found('batch.damaged', 'error', { import: batch.import_id, file: part.file }))
  }
  if (damaged.length > 0) return damaged
  const rows = standing.reduce((sum, batch) => sum + batch.parts.reduce((all, part) => all + part.rows, 0), 0)
  return [found('doctor.batches', 'ok', { imports: standing.length, rows })]
}

const checkWarehouse = async (deps: CareDeps, batchesStand: boolean): Promise<readonly Found[]> => {
  const [row] = await deps.queryAsIs('select version() as version')
  const version = String(row?.['version'])
  const engine =
    version === least.engine
      ? found('doctor.engine', 'ok', { version })
      : found('doctor.engine_other', 'warning', { version, tested: least.engine })
  // Without their files there is nothing to compare with.
  if (!batchesStand) return [engine]
  const wrong = await deps.verify()
  return [
    engine,
    ...(wrong.length > 0
      ? wrong.map((each) => found('doctor.warehouse_differs', 'error', each))
      : [found('doctor.warehouse', 'ok')]),
  ]
}

const checkPlaceholders = async (deps: CareDeps): Promise<readonly Found[]> =>
  (
    await deps.queryAsIs(
      'select entity, count(*) as n, min(id) as example from placeholder group by entity order by entity',
    )
  ).map((row) =>
    found('doctor.placeholders', 'info', {
      entity: String(row['entity']),
      count: Number(row['n']),
      example: String(row['example']),
    }),
  )

/** Facts that should keep coming, and the moment each speaks of. */
const moments: Readonly<Partial<Record<EntityName, string>>> = {
  contact: 'received_at',
  activity: 'at',
  order_line: 'placed_at',
  footfall: 'on',
  price_observation: 'seen_at',
  request: 'opened_at',
  survey_answer: 'answered_at',
}

const checkFreshness = async (deps: CareDeps): Promise<readonly Found[]> => {
  const today = deps.today()
  const { stale_days } = deps.settings()
  const parts = Object.entries(moments).map(
    ([entity, moment]) =>
      `select ${quote(entity)} as entity, cast(max(cast(${name(moment)} as date)) as varchar) as last_on,
  ${day(today)} - max(cast(${name(moment)} as date)) as days from ${entity} having count(*) > 0`,
  )
  const rows = await deps.queryAsIs(parts.join(' union all '))
  return rows.flatMap((row) => {
    const [entity, last, days] = [String(row['entity']), String(row['last_on']), Number(row['days'])]
    if (days < -1) return [found('doctor.clock_behind', 'warning', { entity, last, today })]
    if (days > stale_days) return [found('doctor.source_stale', 'info', { entity, last, days })]
    return []
  })
}

/**
 * Checks everything and says what to do. The whole of every batch is read and every table is made again beside
 * the one that stands, so it takes about as long as a rebuild.
 */
export const examine = async (deps: CareDeps, progress: Progress): Promise<Diagnosis> => {
  const place = checkPlace(await deps.place())
  const store = checkStore(deps)
  const batches = await checkBatches(deps, progress)
  const warehouse = await checkWarehouse(
    deps,
    batches.every((each) => each.level === 'ok'),
  )
  const all = [
    ...place,
    store,
    checkJournal(deps),
    ...batches,
    ...warehouse,
    ...(await checkPlaceholders(deps)),
    ...(await checkFreshness(deps)),
  ]
  const failed = all.some((each) => each.level === 'error')
  return {
    ok: !failed,
    failed,
    findings: all.map((each) => ({ ...each, sentence: faultSentence(each.code, each.params, deps.language) })),
  }
}
