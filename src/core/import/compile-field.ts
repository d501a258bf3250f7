import { columnType, type Field } from '../entity.ts'
import type { Mapping } from '../mapping.ts'
import { quote } from '../sql.ts'
import { instantOf, isNumeric, numberOf, textOf } from './derive.ts'
import {
  choiceResolver,
  currencyResolver,
  type Lookup,
  provinceResolver,
  type ResolveProvince,
  valuesResolver,
} from './lookups.ts'
import { type Bad, columnIn, readInstant, readNumber, type Scope } from './scope.ts'
import { booleanSql, controlPattern, formulaErrors } from './texts.ts'

export type CompileOptions = {
  readonly mapping: Mapping
  /** Relation with `line`, `place` (from 1, in file order) and the raw columns. */
  readonly raw: string
  readonly scope: Scope
  /** Table of a lookup's answers (`value, meaning, also, known`); null where every value means itself. */
  readonly lookupTable: (alias: string) => string | null
  readonly resolveProvince: ResolveProvince
  /** Reporting currency. */
  readonly currency: string
}

/** A field as typed SQL, and what can be wrong with it. */
export type FieldSql = {
  readonly name: string
  readonly value: string
  readonly also: string | null
  readonly header: string | null
  readonly text: string | null
  readonly bads: readonly Bad[]
  readonly given: boolean
  /** The same for every row: no column of the file is behind it. */
  readonly constant: boolean
  readonly currency: string | null
}

const numeric = ['money', 'quantity', 'number', 'integer']

const constantSql = (field: Field, value: string | number | boolean): string =>
  `cast(${quote(String(value))} as ${columnType[field.type]})`

const suspicions = (scope: Scope): Bad[] =>
  [...scope.read]
    .filter((column) => scope.suspicious.has(column))
    .flatMap((column) => [
      {
        condition: `starts_with(${column}, '#') and ${column} in (${formulaErrors.map(quote).join(', ')})`,
        code: 'cell.formula_error',
        header: scope.header(column),
        value: column,
      },
      {
        condition: `regexp_matches(${column}, '${controlPattern}')`,
        code: 'cell.control_character',
        header: scope.header(column),
        value: `regexp_replace(${column}, '${controlPattern}', '?', 'g')`,
      },
      {
        condition: `length(${column}) > 10000`,
        code: 'cell.too_long',
        header: scope.header(column),
        value: `left(${column}, 200)`,
        params: { most: 10_000 },
      },
    ])

/** The SQL of one field: from its column or derivation, its values, its constant, its fallback. */
export const compileField = (field: Field, options: CompileOptions, lookups: Lookup[]): FieldSql => {
  const { mapping, scope } = options
  const header = mapping.columns[field.name] ?? null
  const derivation = mapping.derive?.[field.name]
  const constant = mapping.constants?.[field.name]
  const given = header !== null || derivation !== undefined || constant !== undefined
  const isCurrency = field.name === 'currency' && field.type === 'text'
  const rest = [
    ...(constant === undefined ? [] : [constantSql(field, constant)]),
    ...(field.fallback === undefined ? [] : [quote(field.fallback)]),
  ]
  const withRest = (sql: string | null): string => {
    const all = [...(sql === null ? [] : [sql]), ...rest]
    return all.length === 0
      ? `cast(null as ${columnType[field.type]})`
      : all.length === 1
        ? all[0]!
        : `coalesce(${all.join(', ')})`
  }
  if (derivation === undefined && header === null)
    return {
      name: field.name,
      value: withRest(null),
      also: null,
      header: null,
      text: null,
      bads: [],
      given,
      constant: true,
      currency: null,
    }

  const before = new Set(scope.read)
  scope.read.clear()
  const bads: Bad[] = []
  const target = { header: header ?? field.name, field: field.name, type: field.type, as: columnType[field.type] }
  const text = (): string =>
    derivation === undefined ? columnIn(scope, header!) : textOf(derivation, scope, field, bads)
  const values = mapping.values?.[field.name]
  const lookUp = (kind: Lookup['kind'], resolve: Lookup['resolve']): { t: string; alias: string; present: boolean } => {
    const t = text()
    const alias = `l_${field.name}`
    lookups.push({ alias, sql: t, resolve, kind, header: target.header, values })
    return { t, alias, present: options.lookupTable(alias) !== null }
  }
  const meant = (
    resolve: Lookup['resolve'],
    kind: Lookup['kind'],
  ): { sql: string; t: string; alias: string; present: boolean } => {
    const found = lookUp(kind, resolve)
    return {
      ...found,
      sql: found.present
        ? `case when ${found.alias}.value is null then ${found.t} else ${found.alias}.meaning end`
        : found.t,
    }
  }
  let value: string
  let also: string | null = null
  let currency: string | null = null
  let shown: string | null = null
  if (numeric.includes(field.type)) {
    if (derivation !== undefined && (isNumeric(derivation) || typeof derivation === 'object'))
      value = `try_cast(${numberOf(derivation, scope, field, bads)} as ${columnType[field.type]})`
    else {
      const read = readNumber(scope, text(), target, bads)
      value = read.value
      currency = read.currency
    }
    if (values) {
      const found = lookUp('values', valuesResolver(values))
      if (found.present) {
        value = `case when ${found.alias}.value is not null then try_cast(${found.alias}.meaning as ${columnType[field.type]}) else ${value} end`
        for (const [i, bad] of bads.entries())
          bads[i] = { ...bad, condition: `${found.alias}.value is null and ${bad.condition}` }
      }
    }
  } else if (field.type === 'instant' || field.type === 'day') {
    const read =
      derivation === undefined ? readInstant(scope, text(), target, bads) : instantOf(derivation, scope, field, bads)
    value = field.type === 'day' ? `cast(${read} as date)` : read
  } else if (field.type === 'boolean') {
    const found = values ? meant(valuesResolver(values), 'values') : { sql: text(), t: '' }
    value = booleanSql(found.sql)
    bads.push({
      condition: `${found.sql} is not null and ${value} is null`,
      code: 'boolean.unreadable',
      header: target.header,
      value: found.sql,
    })
  } else if (field.type === 'choice') {
    const found = meant(choiceResolver(field, values), 'choice')
    value = found.sql
    if (found.present)
      bads.push({
        condition: `${found.alias}.known = false`,
        code: 'choice.unknown',
        header: target.header,
        value: found.t,
        params: { allowed: field.choices! },
      })
  } else if (field.type === 'province') {
    const found = lookUp('province', provinceResolver(options.resolveProvince, values))
    value = found.present ? `${found.alias}.meaning` : 'cast(null as varchar)'
    also = found.present ? `${found.alias}.also` : null
  } else if (isCurrency) {
    const found = meant(currencyResolver(values), 'currency')
    value = found.sql
    if (found.present)
      bads.push({
        condition: `${found.alias}.known = false`,
        code: 'currency.unknown',
        header: target.header,
        value: found.t,
      })
  } else {
    const found = values ? meant(valuesResolver(values), 'values') : { sql: text() }
    value = found.sql
    shown = found.sql
    if (field.type === 'id' && scope.suspicious.size > 0)
      bads.push({
        condition: `length(${found.sql}) > 300`,
        code: 'cell.too_long',
        header: target.header,
        value: `left(${found.sql}, 200)`,
        params: { most: 300 },
      })
  }
  const found = [...suspicions(scope), ...bads]
  for (const column of before) scope.read.add(column)
  return {
    name: field.name,
    value: withRest(value),
    also,
    header: target.header,
    text: shown,
    bads: found,
    given,
    constant: false,
    currency,
  }
}
