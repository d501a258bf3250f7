import { conformedColumns, type Entity, entity } from '../entity.ts'
import type { Params } from '../messages.ts'
import { name, quote } from '../sql.ts'
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
   * Selects `line`, `place`, the staged columns, `issue` (null: good, -1: skipped, else a number of `issues`),
   * `issue_value` and, where cells name currencies themselves, `named_currency`.
   */
  readonly statement: string
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
  for (const rule of rowRules(of.name))
    if (fields.get(rule.field)!.given)
      add(
        { code: rule.code, field: rule.field, column: fields.get(rule.field)!.header, params: rule.params },
        rule.condition,
        `v_${rule.field}`,
      )
  const currencies = of.fields.flatMap((field) =>
    field.type === 'money' ? (fields.get(field.name)!.currency ?? []) : [],
  )
  return {
    relations: tail.relations(),
    statement: finalStatement({
      of,
      rows,
      conditions,
      values,
      currencies,
      options,
      lookups,
      relations: tail.relations(),
    }),
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
    const source = `source as (select line, rowid + 1 as place, ${skip} as skipped${cells.map((cell) => `, ${cell}`).join('')} from ${raw})`
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

const finalStatement = (parts: {
  readonly of: Entity
  readonly rows: readonly string[]
  readonly conditions: readonly string[]
  readonly values: readonly string[]
  readonly currencies: readonly string[]
  readonly options: CompileOptions
  readonly lookups: readonly Lookup[]
  readonly relations: string
}): string => {
  const { of, options } = parts
  const answered = parts.lookups.filter((lookup) => options.lookupTable(lookup.alias) !== null)
  const joins = answered.map(
    (lookup) =>
      `\n  left join ${options.lookupTable(lookup.alias)} ${lookup.alias} on ${lookup.alias}.value = ${lookup.sql}`,
  )
  // Answers go along whole, so that the conditions over `read` can ask whether a value was known.
  const kept = ['placed.*', ...answered.map((lookup) => lookup.alias), ...parts.rows]
  const named = parts.currencies.length > 0 ? `, coalesce(${parts.currencies.join(', ')}) as named_currency` : ''
  const tests = parts.conditions.map((condition, i) => `when ${condition} then ${i + 1}`)
  const types = new Map(conformedColumns(of).map((column) => [column.name, column.type]))
  const staged = stagedColumns(of)
    .filter((column) => column !== 'line')
    .map((column) => {
      const type = types.get(column) ?? 'VARCHAR'
      const value =
        column === 'currency'
          ? `coalesce(v_currency, ${named ? 'named_currency, ' : ''}${quote(options.currency)})`
          : `v_${column}`
      return `cast(${value} as ${type}) as ${name(column)}`
    })
  return `${parts.relations},
read as (select ${kept.join(',\n  ')}${named}
  from placed${joins.join('')}),
judged as (select *, case when skipped then -1 ${tests.join('\n  ')} end as issue from read)
select ${staged.join(', ')}, line, place, cast(issue as smallint) as issue,
  case issue ${parts.values.map((value, i) => `when ${i + 1} then cast(${value} as varchar)`).join('\n  ') || 'when 0 then null'} end as issue_value${named ? ', named_currency' : ''}
from judged`
}
