import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '#core/batch.ts'
import { entities } from '#core/entities.ts'
import { type EntityName, entity } from '#core/entity.ts'
import type { Table, TableContext } from '#core/metric.ts'
import { quote } from '#core/sql.ts'
import type { Store } from '#core/store.ts'
import type { Writing } from '#core/warehouse.ts'
import { applyPart, fillSql, type PlacedPart, placeParts, withdrawnRows, withdrawSql } from './apply.ts'
import type { OpenedWarehouse } from './open.ts'
import { verifyFiles, verifySums } from './parts.ts'
import { rowsTouchedBy, touch } from './touched.ts'

/** A data directory's parts, as landing and recovery see them. */
export type World = {
  readonly warehouse: OpenedWarehouse
  readonly store: Store
  readonly folder: string
  readonly tables: readonly Table[]
  readonly context: () => TableContext
}

/** Parts of one entity in the batches given, oldest first. */
export const placedParts = (
  { folder }: Pick<World, 'folder'>,
  batches: readonly Manifest[],
  name: EntityName,
): readonly PlacedPart[] =>
  batches.flatMap((batch) =>
    placeParts(batch.sequence, batch.parts, (part) => join(folder, batch.import_id, part.file)).filter(
      ({ part }) => part.entity === name,
    ),
  )

const standingBatches = (store: Store): readonly Manifest[] =>
  store.batches().filter((batch) => batch.withdrawn_at === null)

/** Empties every conformed table and makes it again from the batches, each held to its manifest first; what is built on them is then to be built. */
export const fillAll = async (world: World, writing: Writing): Promise<void> => {
  const batches = standingBatches(world.store)
  for (const batch of batches) await verifyFiles(join(world.folder, batch.import_id), batch)
  for (const of of entities) {
    await writing.run(`delete from ${of.name}`)
    for (const statement of fillSql(of, of.name, placedParts(world, batches, of.name))) await writing.run(statement)
  }
  await writing.run('delete from landed')
  for (const batch of batches)
    await writing.run(`insert into landed values (${batch.sequence}, ${quote(batch.import_id)})`)
  for (const marks of ['built', 'touched']) await writing.run(`delete from ${marks}`)
}

/** Folders of batches the store does not know: what an import that was cut off left behind. */
export const orphans = (folder: string, batches: readonly Manifest[]): readonly string[] => {
  const known = new Set(batches.map((batch) => batch.import_id))
  return readdirSync(folder).filter((name) => name.startsWith('imp_') && !known.has(name))
}

/** Batches caught up one by one; more than this are faster made from nothing. */
const mostOneByOne = 10

/** Puts a batch's rows into the conformed tables, where no later batch stands yet. */
const bringIn = async (world: World, writing: Writing, batch: Manifest): Promise<void> => {
  const { folder, tables } = world
  for (const placed of placeParts(batch.sequence, batch.parts, (part) => join(folder, batch.import_id, part.file))) {
    const of = entity(placed.part.entity)
    const [some] = await writing.run(`select 1 from ${of.name} limit 1`)
    await touch(writing, of, rowsTouchedBy(placed), tables)
    const { load, after } = applyPart(placed, !some)
    for (const statement of load) await writing.run(statement)
    if (of.shape === 'fact' && !placed.part.secondary)
      await verifySums(
        writing.run,
        placed.part,
        `(select * from ${of.name} where precedence = ${placed.precedence})`,
        batch.import_id,
      )
    for (const statement of after) await writing.run(statement)
  }
  await writing.run(`insert into landed values (${batch.sequence}, ${quote(batch.import_id)})`)
}

/** Takes a withdrawn batch's rows out of the conformed tables, and puts back what they stood on. */
const takeOut = async (world: World, writing: Writing, batch: Manifest, others: readonly Manifest[]): Promise<void> => {
  for (const of of entities) {
    const own = placedParts(world, [batch], of.name)
    if (own.length === 0) continue
    const { find, swap } = withdrawSql(of, batch.sequence, own, placedParts(world, others, of.name))
    for (const statement of find) await writing.run(statement)
    await touch(writing, of, withdrawnRows(of), world.tables)
    for (const statement of swap) await writing.run(statement)
  }
  await writing.run(`delete from landed where sequence = ${batch.sequence}`)
}

/**
 * Brings the conformed tables to what the store says is true, however long ago and by whatever process it was said:
 * each step is one transaction, so being cut off loses nothing. What is built on them is left for `refresh`.
 * @returns whether anything changed
 * @throws Fault `batch.damaged` where a file is not what its manifest says
 */
export const settle = async (world: World): Promise<boolean> => {
  const { warehouse, store, folder } = world
  for (const name of orphans(folder, store.batches())) rmSync(join(folder, name), { recursive: true, force: true })
  store.dropPendingPeople()
  const held = (await warehouse.run('select sequence from landed')).map((row) => Number(row['sequence']))
  const batches = standingBatches(store)
  const missing = batches.filter((batch) => !held.includes(batch.sequence))
  const extra = store.batches().filter((batch) => batch.withdrawn_at !== null && held.includes(batch.sequence))
  const strange = held.filter((sequence) => !store.batches().some((batch) => batch.sequence === sequence))
  if (missing.length + extra.length + strange.length === 0) return false
  const outOfOrder = missing.some((batch) => held.some((sequence) => sequence > batch.sequence))
  if (strange.length > 0 || outOfOrder || missing.length > mostOneByOne || held.length === 0) {
    await warehouse.transaction((writing) => fillAll(world, writing))
  } else {
    for (const batch of extra) {
      const others = batches.filter((other) => held.includes(other.sequence))
      await warehouse.transaction((writing) => takeOut(world, writing, batch, others))
    }
    for (const batch of missing) {
      await verifyFiles(join(folder, batch.import_id), batch)
      await warehouse.transaction((writing) => bringIn(world, writing, batch))
    }
  }
  return true
}
