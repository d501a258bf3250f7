import { type Entity, type EntityName, entity } from '#core/entity.ts'
import { laterRowsSql, repeatedKeysSql } from '#core/import/keys.ts'
import { name, numberText, quote } from '#core/sql.ts'
import type { Note } from '#core/table.ts'
import type { ImportDeps } from './dependencies.ts'
import type { StagedTable, Temporaries, Typed } from './stage-table.ts'

type Run = ImportDeps['run']

const number = async (run: Run, sql: string): Promise<number> => Number((await run(sql))[0]?.['n'] ?? 0)

/** A file that writes goods back with minus signs throughout means what another writes without. */
const unsignReturns = async (run: Run, typed: Typed): Promise<readonly Note[]> => {
  const [row] = await run(
    `select count(*) filter (where quantity < 0 or amount < 0) as negative, count(*) filter (where quantity > 0 or amount > 0) as positive from ${typed.table} where issue is null`,
  )
  if (Number(row?.['negative'] ?? 0) === 0) return []
  if (Number(row!['positive']) === 0) {
    const signed = ['quantity', 'amount'].filter((column) => typed.columns.includes(column))
    await run(
      `update ${typed.base} set ${signed.map((column) => `${column} = abs(${column})`).join(', ')} where issue is null`,
    )
    return [{ code: 'returns.minus_signs', params: { rows: Number(row!['negative']) } }]
  }
  return []
}

/** Every line of an order carries the order's own discount in full, also where the file writes it once. */
const spreadOrderDiscount = async (run: Run, typed: Typed, temporaries: Temporaries): Promise<readonly Note[]> => {
  if (!typed.fields.includes('order_discount')) return []
  const orders = temporaries.make('discount')
  await run(
    `create temp table ${orders} as select order_id, max(order_discount) as discount, count(distinct order_discount) filter (where order_discount <> 0) > 1 as differs
from ${typed.table} where issue is null group by order_id
having min(coalesce(order_discount, 0)) <> max(coalesce(order_discount, 0)) or (max(order_discount) is not null and count(order_discount) < count(*))`,
  )
  const [row] = await run(
    `select count(*) as n, count(*) filter (where differs) as differing, arg_min(order_id, order_id) filter (where differs) as example from ${orders}`,
  )
  if (Number(row!['n']) === 0) return []
  await run(
    `update ${typed.base} set order_discount = ${orders}.discount from ${orders} where ${typed.base}.order_id = ${orders}.order_id and issue is null`,
  )
  return Number(row!['differing']) === 0
    ? []
    : [
        {
          code: 'order_discount.differs',
          params: { orders: Number(row!['differing']), example: String(row!['example']) },
        },
      ]
}

const dayOf = (of: Entity, today: string): string => {
  const field = of.fields.find(
    (candidate) => candidate.required && (candidate.type === 'instant' || candidate.type === 'day'),
  )
  return field ? `cast(t.${name(field.name)} as date)` : `date ${quote(today)}`
}

/** Money of another currency becomes the reporting one by the newest rate on or before the row's day. */
const convertCurrency = async (
  deps: ImportDeps,
  staged: StagedTable,
  typed: Typed,
  index: number,
  temporaries: Temporaries,
): Promise<readonly Note[]> => {
  const of = entity(typed.mapping.entity)
  const own = of.fields.some((field) => field.name === 'currency' && field.type === 'text')
  const column = own ? 'currency' : typed.namedCurrency ? 'named_currency' : null
  const reporting = deps.settings().currency
  if (column === null || of.name === 'exchange_rate') return []
  if (own && !typed.fields.includes('currency') && !typed.namedCurrency) return []
  const foreign = `t.issue is null and t.${column} <> ${quote(reporting)}`
  if ((await number(deps.run, `select count(*) as n from ${typed.table} t where ${foreign}`)) === 0) return []
  const rates = temporaries.make('rate')
  await deps.run(
    `create temp table ${rates} as with asked as (select distinct t.${column} as currency, ${dayOf(of, deps.today())} as day from ${typed.table} t where ${foreign})
select asked.currency, asked.day, cast(r.rate as decimal(18, 8)) as rate from asked asof left join exchange_rate r on r.currency = asked.currency and asked.day >= r."on"`,
  )
  const money = of.fields.filter((field) => field.type === 'money' && typed.columns.includes(field.name))
  const matched = `r.currency = t.${column} and r.day = ${dayOf(of, deps.today())}`
  await deps.run(
    `insert into ${staged.rejected} select t.line, ${index}, null, t.${column} || ' ' || r.day, 'currency.no_rate', null from ${typed.table} t join ${rates} r on ${matched} where ${foreign} and r.rate is null`,
  )
  await deps.run(
    `update ${typed.base} set issue = 32000 where rowid in (select t.id from ${typed.table} t join ${rates} r on ${matched} where t.issue is null and r.rate is null)`,
  )
  const changed = [
    ...money.map(
      (field) =>
        `${name(field.name)} = try_cast(cast(${name(field.name)} as decimal(20, 4)) * r.rate as decimal(18, 4))`,
    ),
    `${column} = ${quote(reporting)}`,
  ]
  await deps.run(
    `update ${typed.base} set ${changed.join(', ')} from (select t.id, r.rate from ${typed.table} t join ${rates} r on ${matched} where t.issue is null and r.rate is not null) r where r.id = ${typed.base}.rowid`,
  )
  const [row] = await deps.run(
    `select list(distinct currency order by currency) as currencies, min(day) as "from", max(day) as "to" from ${rates} where rate is not null`,
  )
  const currencies = (row!['currencies'] ?? []) as unknown as string[]
  return currencies.length === 0
    ? []
    : [
        {
          code: 'currency.converted',
          params: { currencies, currency: reporting, from: String(row!['from']), to: String(row!['to']) },
        },
      ]
}

/** Values that a dimension read off other rows could not take, told by column; what is only left empty is not. */
const unreadOff = async (run: Run, typed: Typed): Promise<readonly Note[]> => {
  const found = await run(
    `select issue, cast(sum(rows) as bigint) as rows, min(line) as line from ${typed.base} where issue > 0 group by issue order by issue`,
  )
  return found.flatMap((row) => {
    const issue = typed.issues[Number(row['issue']) - 1]
    if (!issue || issue.code.startsWith('field.')) return []
    const column = issue.column ?? issue.field
    return [
      {
        code: 'rows.not_read_off',
        params: { entity: typed.mapping.entity, column, rows: Number(row['rows']), line: Number(row['line']) },
      },
    ]
  })
}

/** Rows with their own faults go to the list of refused rows, the first mapping's reason for each line. */
const collectIssues = async (run: Run, staged: StagedTable): Promise<void> => {
  for (const [i, typed] of staged.typed.entries())
    if (
      !typed.mapping.distinct &&
      (await number(run, `select count(*) as n from ${typed.base} where issue between 1 and 31999`)) > 0
    )
      await run(
        `insert into ${staged.rejected} select line, ${i}, issue, issue_value, null, null from (${typed.reasons})`,
      )
}

/** Everything about single tables: signs, discounts, currencies, and the list of refused rows. */
export const judgeTable = async (
  staged: StagedTable,
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<readonly Note[]> => {
  const notes: Note[] = []
  for (const [i, typed] of staged.typed.entries()) {
    if (typed.mapping.entity === 'return_line') {
      notes.push(...(await unsignReturns(deps.run, typed)))
      const rejected = `quantity < 0 or amount < 0`
      await deps.run(
        `insert into ${staged.rejected} select line, ${i}, null, ${numberText('amount')}, 'return.negative', null from ${typed.table} where issue is null and (${rejected})`,
      )
      await deps.run(
        `update ${typed.base} set issue = 32000 where rowid in (select id from ${typed.table} where issue is null and (${rejected}))`,
      )
    }
    if (typed.mapping.distinct) notes.push(...(await unreadOff(deps.run, typed)))
    notes.push(...(await convertCurrency(deps, staged, typed, i, temporaries)))
  }
  await collectIssues(deps.run, staged)
  return notes
}

export const spreadDiscounts = async (
  staged: StagedTable,
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<readonly Note[]> => {
  const notes: Note[] = []
  for (const typed of staged.typed)
    if (typed.mapping.entity === 'order_line') notes.push(...(await spreadOrderDiscount(deps.run, typed, temporaries)))
  return notes
}

export type Member = { readonly staged: StagedTable; readonly typed: Typed; readonly index: number }

/**
 * Rows of a file that share a key: of facts the first stays, later ones that say the same are skipped (issue -2)
 * and later ones that say something else are refused with both lines; rows of a dimension are merged afterwards,
 * so that all but one count as skipped. Gives the keys' table where there are any.
 */
export const judgeKeys = async (
  of: Entity,
  members: readonly Member[],
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<{ readonly merge: boolean; readonly notes: readonly Note[] }> => {
  const { run } = deps
  const tables = members.map(({ typed }) => typed.table)
  const keys = temporaries.make('keys')
  await run(`create temp table ${keys} as ${repeatedKeysSql(of, tables)}`)
  if ((await number(run, `select count(*) as n from ${keys}`)) === 0) return { merge: false, notes: [] }
  const later = temporaries.make('later')
  await run(`create temp table ${later} as ${laterRowsSql(of, tables, keys)}`)
  const notes: Note[] = []
  if (of.shape === 'dimension') {
    const [row] = await run(
      `select count(*) filter (where not same) as n, min(line) filter (where not same) as line from ${later}`,
    )
    if (Number(row!['n']) > 0)
      notes.push({
        code: 'key.merged',
        params: { entity: of.name, rows: Number(row!['n']), line: Number(row!['line']) },
      })
    return { merge: true, notes }
  }
  const repeated = await number(run, `select count(*) as n from ${later} where same`)
  if (repeated > 0) {
    const [row] = await run(
      `select arg_min(line, line) as line, arg_min(first_line, line) as first_line from ${later} where same`,
    )
    notes.push({
      code: 'key.repeated',
      params: { entity: of.name, rows: repeated, line: Number(row!['line']), other_line: Number(row!['first_line']) },
    })
  }
  for (const [part, { staged, typed, index }] of members.entries()) {
    await run(
      `update ${typed.base} set issue = case when l.same then -2 else 32000 end from ${later} l where l.part = ${part} and l.id = ${typed.base}.rowid`,
    )
    const key = of.key.map((field) => `cast(${name(field)} as varchar)`).join(`, ' · ', `)
    await run(
      `insert into ${staged.rejected} select t.line, ${index}, null, concat(${key}), 'key.conflict', l.first_line from ${later} l join ${typed.table} t on l.id = t.id where l.part = ${part} and not l.same`,
    )
  }
  return { merge: false, notes }
}

/** Takes every row out of typed tables whose line was refused for any of the mappings. */
export const dropRefused = async (staged: StagedTable, run: Run): Promise<number> => {
  const refused = await number(run, `select count(distinct line) as n from ${staged.rejected}`)
  if (refused > 0)
    for (const typed of staged.typed)
      if (!typed.mapping.distinct)
        await run(
          `update ${typed.base} set issue = 32001 where issue is null and line in (select line from ${staged.rejected})`,
        )
  return refused
}

/** Entities of a file's mappings, in the order they first appear. */
export const entitiesOf = (tables: readonly StagedTable[]): ReadonlyMap<EntityName, readonly Member[]> => {
  const members = new Map<EntityName, Member[]>()
  for (const staged of tables)
    for (const [index, typed] of staged.typed.entries()) {
      const found = members.get(typed.mapping.entity) ?? []
      found.push({ staged, typed, index })
      members.set(typed.mapping.entity, found)
    }
  return members
}
