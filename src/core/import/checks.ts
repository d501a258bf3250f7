import { entity } from '../entity.ts'
import type { Mapping } from '../mapping.ts'
import type { Aggregate, CheckRule } from '../source.ts'
import { name } from '../sql.ts'
import { conditionSql } from './derive.ts'
import { type Bad, columnIn, readNumber, type Scope } from './scope.ts'

/** Sides of a check as scalar SQL: over `placed` of one mapping, and over its typed rows that stay. */
export type CompiledCheck = {
  readonly name: string
  readonly expected: string
  readonly actual: string
  readonly tolerance: number | null
}

const number = (header: string, scope: Scope): string => {
  const ignored: Bad[] = []
  return readNumber(
    scope,
    columnIn(scope, header),
    { header, field: header, type: 'money', as: 'DECIMAL(18,4)' },
    ignored,
  ).value
}

/** Rows that a check counts on either side. */
type Counted = { readonly file: string; readonly loaded: string; readonly typed: string }

/** Rows that stand after loading: the good ones, and those left out as an equal row or another file brings them. */
const standing = '(issue is null or issue < -1)'

const everyRow = (typed: string): Counted => ({ file: 'not skipped', loaded: standing, typed })

/** Where a value counts once for many lines of the file, a line that only repeats another counts on neither side. */
const withoutRepeats = (typed: string): Counted => ({
  file: `not skipped and line not in (select line from ${typed} where issue = -2)`,
  loaded: '(issue is null or issue < -2)',
  typed,
})

const countsOnce = (aggregate: Aggregate): boolean =>
  'sum_once_per' in aggregate ||
  ('add' in aggregate && aggregate.add.some(countsOnce)) ||
  ('subtract' in aggregate && aggregate.subtract.some(countsOnce))

const aggregateSql = (aggregate: Aggregate, scope: Scope, rows: Counted): string => {
  const from = `from placed where ${rows.file}`
  if ('rows' in aggregate) return `(select count(*) ${from})`
  if ('sum' in aggregate) return `(select coalesce(sum(${number(aggregate.sum, scope)}), 0) ${from})`
  if ('sum_once_per' in aggregate)
    return `(select coalesce(sum(value), 0) from (select max(${number(aggregate.column, scope)}) as value ${from} group by ${columnIn(scope, aggregate.sum_once_per)}))`
  if ('sum_product' in aggregate) {
    const [a, b] = aggregate.sum_product
    return `(select coalesce(sum(cast(${number(a, scope)} as decimal(19, 4)) * ${number(b, scope)}), 0) ${from})`
  }
  if ('cell' in aggregate)
    return `(select max(${number(aggregate.cell, scope)}) from placed where ${conditionSql(aggregate.where, scope)})`
  if ('loaded' in aggregate)
    return `(select ${aggregate.loaded === 'rows' ? 'count(*)' : `coalesce(sum(${name(aggregate.loaded)}), 0)`} from ${rows.typed} where ${rows.loaded})`
  if ('add' in aggregate) return `(${aggregate.add.map((part) => aggregateSql(part, scope, rows)).join(' + ')})`
  return `(${aggregate.subtract.map((part) => aggregateSql(part, scope, rows)).join(' - ')})`
}

/** Compiles a source's checks; readings they need are registered in the scope. */
export const compileChecks = (rules: readonly CheckRule[], scope: Scope, typed: string): readonly CompiledCheck[] =>
  rules.map((rule) => {
    const rows = [rule.expected, rule.actual].some(countsOnce) ? withoutRepeats(typed) : everyRow(typed)
    return {
      name: rule.name,
      expected: aggregateSql(rule.expected, scope, rows),
      actual: aggregateSql(rule.actual, scope, rows),
      tolerance: rule.tolerance ?? null,
    }
  })

/**
 * Checks of a mapping that brings none: no row is lost, and the sum of each money or quantity column is that of
 * the rows loaded and the rows refused or repeated together.
 */
export const controlChecks = (
  mapping: Mapping,
  scope: Scope,
  typed: string,
  dropped: string,
): readonly CompiledCheck[] => {
  const fields = entity(mapping.entity).fields.filter(
    (field) =>
      (field.type === 'money' || field.type === 'quantity') &&
      field.name !== 'order_discount' &&
      mapping.columns[field.name] !== undefined &&
      mapping.derive?.[field.name] === undefined &&
      mapping.values?.[field.name] === undefined,
  )
  const constant = (field: string): string => String(mapping.constants?.[field] ?? '')
  return [
    {
      name: 'rows',
      expected: '(select count(*) from placed where not skipped)',
      actual: `(select count(*) from ${typed} where issue is distinct from -1)`,
      tolerance: 0,
    },
    ...fields
      .filter((field) => constant(field.name) === '')
      .map((field) => {
        const value = number(mapping.columns[field.name]!, scope)
        return {
          name: `sum_${field.name}`,
          expected: `(select coalesce(sum(${value}), 0) from placed where not skipped)`,
          actual: `((select coalesce(sum(${field.name}), 0) from ${typed} where ${standing}) + (select coalesce(sum(${value}), 0) from placed where not skipped and line in (select line from ${dropped})))`,
          tolerance: null,
        }
      }),
  ]
}

/** One statement for all checks: columns `e0, a0, e1, a1, …`. */
export const checksSql = (relations: string, checks: readonly CompiledCheck[]): string =>
  `${relations}\nselect ${checks.map((check, i) => `cast(${check.expected} as varchar) as e${i}, cast(${check.actual} as varchar) as a${i}`).join(',\n  ')}`
