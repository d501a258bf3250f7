import { conformedColumns, type Entity, entity } from '../entity.ts'
import type { Params } from '../messages.ts'
import { name, numberText, quote } from '../sql.ts'
import { type CompileOptions, compileField, type FieldSql } from './compile-field.ts'
import { conditionSql } from './derive.ts'
import type { Lookup } from './lookups.ts'
import { phoneKeySql } from './phones.ts'
import { rowRules } from './row-rules.ts'
import { columnIn, type Scope } from './scope.ts'
import { emailKeySql } from './texts.ts'

/** Why a row may be refused; its number in the list (from 1) stands in the column `issue`. */
export type Issue = {
  readonly code: string
  readonly field: string
  readonly column: string | null
  readonly params: Params
}

export type Compiled = {
  /** `with …` up to the relation `placed`: the file's cells with windows, numbers and dates read. */
  readonly relations: string
  /**
   * Selects `line`, the staged columns that differ from row to row, `issue` (null: good, -1: skipped, else a number
   * of `issues`) and, where cells name currencies themselves, `named_currency`.
   */
  readonly statement: string
  /** Selects `line`, `issue` and `issue_value` of the rows with an issue. */
  readonly reasons: string
  /** Columns of `statement` among the staged ones, and those that are the same for every row, as SQL. */
  readonly columns: readonly string[]
  readonly constants: Readonly<Record<string, string>>
  readonly issues: readonly Issue[]
  readonly lookups: readonly Lookup[]
  readonly fields: readonly string[]
  readonly skip: string
  readonly namedCurrency: boolean
  /** Row numbers the mapping derives, as text over `placed`; null where it derives none. */
  readonly numbers: string | null
}

/** Columns of a staged table, in order. */
export const stagedColumns = (of: Entity): readonly string[] => [
  ...of.fields.flatMap((field) => {
    if (field.personal === 'phone' || field.personal === 'email') return [field.name, `${field.personal}_key`]
    return field.type === 'province' ? ['province', 'province_old'] : [field.name]
  }),
  'line',
]

/** Makes the SQL of one mapping. Pure: the same mapping, conventions and lookups give the same text. */
export const compileMapping = (options: CompileOptions): Compiled => {
  const of = entity(options.mapping.entity)
  const lookups: Lookup[] = []
  const tail = skipAndFill(options)
  const fields = new Map(of.fields.map((field) => [field.name, compileField(field, options, lookups)]))
  const rows = fieldColumns(of, fields)
  const issues: Issue[] = []
  const conditions: string[] = []
  const values: string[] = []
  const add = (issue: Issue, condition: string, value: string): void => {
    issues.push(issue)
    conditions.push(condition)
    values.push(value)
  }
  for (const field of of.fields) {
    const sql = fields.get(field.name)!
    for (const bad of sql.bads)
      add({ code: bad.code, field: field.name, column: bad.header, params: bad.params ?? {} }, bad.condition, bad.value)
    if (field.required && !(field.fallback !== undefined))
      add(
        { code: 'field.missing', field: field.name, column: sql.header, params: {} },
        `v_${field.name} is null`,
        'null',
      )
  }
  for (const group of of.oneOf ?? [])
    add(
      { code: 'field.none_of', field: group[0]!, column: null, params: { fields: group } },
      group.map((member) => `v_${member} is null`).join(' and '),
      'null',
    )
  const numeric = new Set(
    of.fields.filter(({ type }) => ['money', 'quantity', 'number'].includes(type)).map((field) => field.name),
  )
  for (const rule of rowRules(of.name))
    if (fields.get(rule.field)!.given)
      add(
        { code: rule.code, field: rule.field, column: fields.get(rule.field)!.header, params: rule.params },
        rule.condition,
        numeric.has(rule.field) ? numberText(`v_${rule.field}`) : `v_${rule.field}`,
      )
  const currencies = of.fields.flatMap((field) =>
    field.type === 'money' ? (fields.get(field.name)!.currency ?? []) : [],
  )
  const parts = stagedParts(of, fields, options.currency, currencies.length > 0)
  const relations = tail.relations()
  const judged = judgedRelations({ relations, rows, conditions, currencies, options, lookups })
  return {
    relations,
    statement: `${judged}
select line, ${parts.columns.map(({ column, sql }) => `${sql} as ${name(column)}`).join(', ')}, cast(issue as smallint) as issue${currencies.length > 0 ? ', named_currency' : ''} from judged`,
    reasons: `${judged}
select line, issue, case issue ${values.map((value, i) => `when ${i + 1} then cast(${value} as varchar)`).join('\n  ') || 'when 0 then null'} end as issue_value from judged where issue > 0`,
    columns: parts.columns.map(({ column }) => column),
    constants: parts.constants,
    issues,
    lookups,
    fields: of.fields.filter((field) => fields.get(field.name)!.given).map((field) => field.name),
    skip: tail.skip,
    namedCurrency: currencies.length > 0,
    numbers: rowNumbers(options.scope),
  }
}

const rowNumbers = (scope: Scope): string | null => {
  const numbers = scope.windows
    .map((sql, i) => ({ sql, text: `'m${scope.mapping}w${i + 1}=' || w${i + 1}` }))
    .filter(({ sql }) => sql.includes('row_number()') || /\bplace\)?$/.test(sql))
  return numbers.length === 0 ? null : numbers.map(({ text }) => text).join(" || ';' || ")
}

/** The relations under the fields; `readings` and `placed` are written last, when it is known what they must hold. */
const skipAndFill = (options: CompileOptions): { relations: () => string; skip: string } => {
  const { mapping, scope, raw } = options
  const skip = (mapping.skip_when ?? []).map((condition) => conditionSql(condition, scope)).join(' or ') || 'false'
  const per = mapping.fill ? columnIn(scope, mapping.fill.per) : null
  const filled = new Set((mapping.fill?.columns ?? []).map((header) => columnIn(scope, header)))
  const repeat = mapping.repeat === undefined ? null : columnIn(scope, mapping.repeat)
  const relations = (): string => {
    const cells = [...scope.read]
      .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
      .map((column) =>
        filled.has(column)
          ? `case when ${per} is null then ${column} else coalesce(${column}, first_value(${column} ignore nulls) over (partition by ${per} order by line rows between unbounded preceding and unbounded following)) end as ${column}`
          : column,
      )
    const source = `source as (select line, place, ${skip} as skipped${cells.map((cell) => `, ${cell}`).join('')} from ${raw})`
    const times = `least(try_cast(try_cast(${repeat} as decimal(18, 4)) as integer), 10000)`
    const repeated = repeat
      ? `, repeated as (select * replace (skipped or coalesce(${times}, 1) < 1 as skipped), unnest(range(1, greatest(coalesce(${times}, 1), 1) + 1)) as repeat_number from source)`
      : ''
    const readings = `readings as (select *${[...scope.readings].map(([sql, alias]) => `, ${sql} as ${alias}`).join('')} from ${repeat ? 'repeated' : 'source'})`
    const placed = `placed as (select *${scope.windows.map((sql, i) => `, ${sql} as w${i + 1}`).join('')} from readings)`
    return `with ${source}${repeated},\n${readings},\n${placed}`
  }
  return { relations, skip }
}

/** Typed expressions as `v_…` columns of the relation `read`. */
const fieldColumns = (of: Entity, fields: ReadonlyMap<string, FieldSql>): readonly string[] =>
  of.fields.flatMap((field) => {
    const sql = fields.get(field.name)!
    const keyPart = of.key.includes(field.name) && !field.required ? `coalesce(${sql.value}, '')` : sql.value
    const own = `${keyPart} as v_${field.name}`
    if (field.personal === 'phone')
      return [own, `${sql.given ? phoneKeySql(sql.value) : 'cast(null as varchar)'} as v_phone_key`]
    if (field.personal === 'email')
      return [own, `${sql.given ? emailKeySql(sql.value) : 'cast(null as varchar)'} as v_email_key`]
    if (field.type === 'province') return [own, `${sql.also ?? 'cast(null as varchar)'} as v_province_old`]
    return [own]
  })

/** Staged columns as typed SQL over `judged`: those of the file, and those that are one value throughout. */
const stagedParts = (
  of: Entity,
  fields: ReadonlyMap<string, FieldSql>,
  reporting: string,
  named: boolean,
): {
  readonly columns: readonly { readonly column: string; readonly sql: string }[]
  readonly constants: Readonly<Record<string, string>>
} => {
  const types = new Map(conformedColumns(of).map((column) => [column.name, column.type]))
  const constants: Record<string, string> = {}
  const columns: { column: string; sql: string }[] = []
  const owner = (column: string): string => (column === 'province_old' ? 'province' : column.replace(/_key$/, ''))
  for (const column of stagedColumns(of)) {
    if (column === 'line') continue
    const field = fields.get(column) ?? fields.get(owner(column))!
    const type = types.get(column) ?? 'VARCHAR'
    if (column === 'currency') {
      const own = field.given ? 'v_currency, ' : ''
      if (field.given || named)
        columns.push({ column, sql: `coalesce(${own}${named ? 'named_currency, ' : ''}${quote(reporting)})` })
      else constants[column] = quote(reporting)
    } else if (field.constant && !of.key.includes(column))
      constants[column] = column === field.name ? `cast(${field.value} as ${type})` : `cast(null as ${type})`
    else columns.push({ column, sql: `cast(v_${column} as ${type})` })
  }
  return { columns, constants }
}

const judgedRelations = (parts: {
  readonly relations: string
  readonly rows: readonly string[]
  readonly conditions: readonly string[]
  readonly currencies: readonly string[]
  readonly options: CompileOptions
  readonly lookups: readonly Lookup[]
}): string => {
  const { options } = parts
  const answered = parts.lookups.filter((lookup) => options.lookupTable(lookup.alias) !== null)
  const joins = answered.map(
    (lookup) =>
      `\n  left join ${options.lookupTable(lookup.alias)} ${lookup.alias} on ${lookup.alias}.value = ${lookup.sql}`,
  )
  // Answers go along whole, so that the conditions over `read` can ask whether a value was known.
  const kept = ['placed.*', ...answered.map((lookup) => lookup.alias), ...parts.rows]
  const named = parts.currencies.length > 0 ? `, coalesce(${parts.currencies.join(', ')}) as named_currency` : ''
  const tests = parts.conditions.map((condition, i) => `when ${condition} then ${i + 1}`)
  return `${parts.relations},
read as (select ${kept.join(',\n  ')}${named}
  from placed${joins.join('')}),
judged as (select *, case when skipped then -1 ${tests.join('\n  ')} end as issue from read)`
}
