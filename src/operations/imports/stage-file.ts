import type { Check, Counts, Staged } from '#core/batch.ts'
import { type EntityName, entity } from '#core/entity.ts'
import { checksSql } from '#core/import/checks.ts'
import { withoutMinorUnits } from '#core/import/currencies.data.ts'
import { mergedSql, stagedSql } from '#core/import/keys.ts'
import type { Choice } from '#core/import/recognise.ts'
import type { Note, OpenedTable } from '#core/table.ts'
import type { ImportDeps } from './dependencies.ts'
import { leaveToDirectSources, overrule } from './elsewhere.ts'
import { dropRefused, entitiesOf, judgeKeys, judgeTable, type Member, spreadDiscounts } from './judge.ts'
import { type StagedTable, stageTable, type Temporaries } from './stage-table.ts'

type Known = Pick<Counts, 'rows_read' | 'rejected' | 'skipped'>

export type StagedFile = {
  readonly tables: readonly StagedTable[]
  readonly staged: readonly Staged[]
  readonly counts: Known
  readonly by_entity: Readonly<Partial<Record<EntityName, Known>>>
  readonly checks: readonly Check[]
  readonly notes: readonly Note[]
}

/** A maker of names for temporary tables that remembers them. */
export const temporaries = (id: number): Temporaries => {
  const all: string[] = []
  return {
    all,
    make: (stem) => {
      const made = `import_${id}_${all.length}_${stem}`
      all.push(made)
      return made
    },
  }
}

/** Drops what is left of them, views before what they read. */
export const dropAll = async (
  temporary: Temporaries,
  deps: Pick<ImportDeps, 'run'>,
  keep: (name: string) => boolean,
): Promise<void> => {
  for (const made of [...temporary.all].reverse()) {
    if (keep(made)) continue
    await deps
      .run(`drop view if exists ${made}`)
      .catch(() => deps.run(`drop table if exists ${made}`))
      .catch(() => undefined)
  }
}

const count = async (deps: ImportDeps, table: string, condition: string): Promise<number> =>
  Number((await deps.run(`select count(*) as n from ${table} where ${condition}`))[0]!['n'])

const checksOf = async (tables: readonly StagedTable[], deps: ImportDeps): Promise<readonly Check[]> => {
  const unit = withoutMinorUnits.has(deps.settings().currency) ? 0.5 : 0.005
  const checks: Check[] = []
  for (const staged of tables) {
    const checked = staged.typed.find((typed) => typed.checks.length > 0)
    if (!checked) continue
    const [row] = await deps.run(checksSql(checked.relations, checked.checks))
    for (const [i, check] of checked.checks.entries()) {
      const [expected, actual] = [row![`e${i}`], row![`a${i}`]]
      if (expected === null || expected === undefined) continue
      const difference = Math.abs(Number(expected) - Number(actual))
      const label = tables.length > 1 && staged.opened.sheet ? `${staged.opened.sheet}: ${check.name}` : check.name
      checks.push({
        name: label,
        expected: Number(expected),
        actual: Number(actual),
        ok: difference <= (check.tolerance ?? unit),
      })
    }
  }
  return checks
}

/** Money of checks was converted, or its sign turned: the file's own sums no longer compare. */
const comparable = (notes: readonly Note[]): boolean =>
  !notes.some((note) => note.code === 'currency.converted' || note.code === 'returns.minus_signs')

/** The good rows of one entity as one relation; rows of a dimension that share a key are merged. */
const finish = async (
  of: EntityName,
  members: readonly Member[],
  merge: boolean,
  deps: ImportDeps,
  temporary: Temporaries,
): Promise<{ table: string; lines: number; notes: readonly Note[] }> => {
  const whole = entity(of)
  const tables = members.map(({ typed }) => typed.table)
  if (merge) {
    const table = temporary.make('staged')
    await deps.run(`create temp table ${table} as ${mergedSql(whole, tables)}`)
    return { table, lines: 0, notes: [] }
  }
  const rows = stagedSql(whole, tables)
  const overruled = of === 'order_line' ? await overrule(rows, members, deps, temporary) : null
  const table = temporary.make('staged')
  const more = overruled?.table ? ` union all select * from ${overruled.table}` : ''
  const one = tables.length === 1 && more === ''
  await deps.run(one ? `create temp view ${table} as ${rows}` : `create temp table ${table} as ${rows}${more}`)
  return { table, lines: overruled?.lines ?? 0, notes: overruled?.notes ?? [] }
}

/** Which mappings' rows are the file's own: each line is counted for the first mapping that keeps it. */
const countedOf = async (staged: StagedTable, deps: ImportDeps): Promise<readonly boolean[]> => {
  const counted: boolean[] = []
  for (const [i, typed] of staged.typed.entries()) {
    const before = staged.typed.filter((_, j) => j < i && counted[j])
    if (typed.mapping.distinct) counted.push(staged.typed.length === 1)
    else if (before.length === 0) counted.push(true)
    else {
      const kept = before.map((other) => `line in (select line from ${other.table} where issue is null)`).join(' or ')
      counted.push((await count(deps, typed.table, `issue is null and (${kept})`)) === 0)
    }
  }
  return counted
}

/**
 * All tables of a file as staged entities, with everything counted. Temporary tables are the caller's to drop.
 * @throws Fault where the file as a whole cannot be taken (`mapping.*`, `date.*`, `number.*`)
 */
export const stageFile = async (
  opened: readonly { readonly table: OpenedTable; readonly choice: Choice }[],
  deps: ImportDeps,
  temporary: Temporaries,
): Promise<StagedFile> => {
  const tables: StagedTable[] = []
  for (const { table, choice } of opened) tables.push(await stageTable(table, choice, deps, temporary))
  const notes: Note[] = tables.flatMap((staged) => staged.notes)
  for (const staged of tables) notes.push(...(await judgeTable(staged, deps, temporary)))
  const byEntity = entitiesOf(tables)
  for (const staged of tables) notes.push(...(await leaveToDirectSources(staged, deps, temporary)))
  const merging = new Map<EntityName, boolean>()
  for (const [of, members] of byEntity) {
    const judged = await judgeKeys(entity(of), members, deps, temporary)
    merging.set(of, judged.merge)
    notes.push(...judged.notes)
  }
  const refused: number[] = []
  for (const staged of tables) {
    refused.push(await dropRefused(staged, deps.run))
    notes.push(...(await spreadDiscounts(staged, deps, temporary)))
  }
  const checks = comparable(notes) ? await checksOf(tables, deps) : []

  const by: Partial<Record<EntityName, Known>> = {}
  const kept = new Map<EntityName, number>()
  const counted = new Map<EntityName, boolean>()
  let [rowsRead, rejected] = [0, 0]
  for (const [i, staged] of tables.entries()) {
    const own = await countedOf(staged, deps)
    let more = 0
    for (const [j, typed] of staged.typed.entries()) {
      const good = await count(deps, typed.table, 'issue is null')
      const bad = typed.mapping.distinct ? 0 : await count(deps, typed.table, 'issue > 0')
      const all = typed.mapping.distinct ? good : await count(deps, typed.table, 'true')
      const known = by[typed.mapping.entity] ?? { rows_read: 0, rejected: 0, skipped: 0 }
      by[typed.mapping.entity] = {
        rows_read: known.rows_read + all,
        rejected: known.rejected + bad,
        skipped: known.skipped + all - bad - good,
      }
      kept.set(typed.mapping.entity, (kept.get(typed.mapping.entity) ?? 0) + good)
      counted.set(typed.mapping.entity, (counted.get(typed.mapping.entity) ?? false) || own[j]!)
      if (own[j] && typed.mapping.repeat !== undefined)
        more +=
          good -
          Number((await deps.run(`select count(distinct line) as n from ${typed.table} where issue is null`))[0]!['n'])
    }
    rowsRead += staged.rows + staged.opened.damaged.length + more
    rejected += refused[i]! + staged.opened.damaged.length
  }

  const staged: Staged[] = []
  let good = 0
  for (const [of, members] of byEntity) {
    const { table, lines, notes: more } = await finish(of, members, merging.get(of)!, deps, temporary)
    notes.push(...more)
    const rows = await count(deps, table, 'true')
    const known = by[of]!
    const merged = kept.get(of)! + lines - rows
    by[of] = { ...known, rows_read: known.rows_read + lines, skipped: known.skipped + merged }
    if (counted.get(of)) {
      good += rows
      rowsRead += lines
    }
    staged.push({
      entity: of,
      table,
      fields: [...new Set(members.flatMap(({ typed }) => typed.fields))],
      secondary: members.every(({ typed }) => typed.secondary),
      ...(counted.get(of) ? {} : { uncounted: true as const }),
    })
  }
  const counts = { rows_read: rowsRead, rejected, skipped: rowsRead - rejected - good }
  return { tables, staged, counts, by_entity: by, checks, notes }
}
