import type { Note } from '#core/table.ts'
import type { ImportDeps } from './dependencies.ts'
import type { Member } from './judge.ts'
import type { StagedTable, Temporaries } from './stage-table.ts'

/** Batches that stand, as `(sequence, source)`, of the kinds asked for. */
const batchesOf = (deps: ImportDeps, wanted: (source: string) => boolean): readonly number[] =>
  deps
    .batches()
    .filter((batch) => batch.withdrawn_at === null && wanted(batch.source))
    .map((batch) => batch.sequence)

const gathering = (deps: ImportDeps): ReadonlySet<string> =>
  new Set(deps.sources.filter((source) => source.gathers).map((source) => source.slug))

/**
 * An export that gathers orders of several places of sale may hold orders that the place's own file has brought
 * already: those rows are left out (issue -3), so that no order counts twice, and it is said how many.
 */
export const leaveToDirectSources = async (
  staged: StagedTable,
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<readonly Note[]> => {
  if (!staged.choice.gathers) return []
  const others = gathering(deps)
  const batches = batchesOf(deps, (source) => !others.has(source))
  if (batches.length === 0) return []
  const notes: Note[] = []
  for (const typed of staged.typed) {
    if (typed.mapping.entity !== 'order_line') continue
    const orders = temporaries.make('elsewhere')
    await deps.run(
      `create temp table ${orders} as select distinct t.order_id from ${typed.table} t join order_line o on o.order_id = t.order_id and o.location_id = t.location_id where t.issue is null and o.batch in (${batches.join(', ')})`,
    )
    const [row] = await deps.run(
      `select count(*) as n, list(order_id order by order_id)[1:5] as examples from ${orders}`,
    )
    if (Number(row!['n']) === 0) continue
    await deps.run(
      `update ${typed.base} set issue = -3 where issue is null and order_id in (select order_id from ${orders})`,
    )
    notes.push({
      code: 'orders.also_elsewhere',
      params: { orders: Number(row!['n']), examples: row!['examples'] as unknown as string[] },
    })
  }
  return notes
}

/**
 * A place's own file overrules what a gathering export said of the same orders before: lines with the same number
 * are replaced as any restated row is, and lines it does not have are set to nothing. Gives the rows that do so.
 */
export const overrule = async (
  rows: string,
  members: readonly Member[],
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<{ readonly table: string | null; readonly lines: number; readonly notes: readonly Note[] }> => {
  const nothing = { table: null, lines: 0, notes: [] }
  if (members.some(({ staged }) => staged.choice.gathers)) return nothing
  const others = gathering(deps)
  const batches = batchesOf(deps, (source) => others.has(source))
  if (batches.length === 0) return nothing
  const same = `o.order_id = t.order_id and o.location_id = t.location_id and o.batch in (${batches.join(', ')})`
  const [row] = await deps.run(
    `select count(distinct o.order_id) as n, list(distinct o.order_id order by o.order_id)[1:5] as examples from order_line o join (select distinct order_id, location_id from (${rows})) t on ${same}`,
  )
  if (Number(row!['n']) === 0) return nothing
  const table = temporaries.make('overruled')
  await deps.run(
    `create temp table ${table} as select t.* replace (o.line_no as line_no, 0 as quantity, 0 as unit_price, 0 as gross_amount, null as line_discount, null as tax, null as shipping, null as unit_cost, o.product_id as product_id, o.product_name as product_name)
from order_line o join (select * from (${rows}) qualify row_number() over (partition by order_id order by line) = 1) t on ${same}
where not exists (select 1 from (${rows}) s where s.order_id = o.order_id and s.line_no = o.line_no)`,
  )
  const lines = Number((await deps.run(`select count(*) as n from ${table}`))[0]!['n'])
  const examples = row!['examples'] as unknown as string[]
  return { table, lines, notes: [{ code: 'orders.overruled', params: { orders: Number(row!['n']), lines, examples } }] }
}
