import { entity } from '../entity.ts'
import type { Mapping } from '../mapping.ts'
import type { Aggregate, CheckRule } from '../source.ts'
import { name } from '../sql.ts'
import { conditionSql } from './derive.ts'
import { type Bad, columnIn, readNumber, type Scope } from './scope.ts'

/** Sides of a check as scalar SQL: over `placed` of the first mapping, and over its typed rows that stay. */
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

const aggregateSql = (aggregate: Aggregate, scope: Scope, typed: string): string => {
  if ('rows' in aggregate) return '(select count(*) from placed where not skipped)'
  if ('sum' in aggregate)
    return `(select coalesce(sum(${number(aggregate.sum, scope)}), 0) from placed where not skipped)`
  if ('sum_once_per' in aggregate)
    return `(select coalesce(sum(value), 0) from (select max(${number(aggregate.column, scope)}) as value from placed where not skipped group by ${columnIn(scope, aggregate.sum_once_per)}))`
  if ('sum_product' in aggregate) {
    const [a, b] = aggregate.sum_product
    return `(select coalesce(sum(cast(${number(a, scope)} as decimal(19, 4)) * ${number(b, scope)}), 0) from placed where not skipped)`
  }
  if ('cell' in aggregate)
    return `(select max(${number(aggregate.cell, scope)}) from placed where ${conditionSql(aggregate.where, scope)})`
  if ('loaded' in aggregate)
    return aggregate.loaded === 'rows'
      ? `(select count(*) from ${typed} where issue is null)`
      : `(select coalesce(sum(${name(aggregate.loaded)}), 0) from ${typed} where issue is null)`
  if ('add' in aggregate) return `(${aggregate.add.map((part) => aggregateSql(part, scope, typed)).join(' + ')})`
  return `(${aggregate.subtract.map((part) => aggregateSql(part, scope, typed)).join(' - ')})`
}

/** Compiles a source's checks; readings they need are registered in the scope. */
export const compileChecks = (rules: readonly CheckRule[], scope: Scope, typed: string): readonly CompiledCheck[] =>
  rules.map((rule) => ({
    name: rule.name,
    expected: aggregateSql(rule.expected, scope, typed),
    actual: aggregateSql(rule.actual, scope, typed),
    tolerance: rule.tolerance ?? null,
  }))

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
          actual: `((select coalesce(sum(${field.name}), 0) from ${typed} where issue is null or issue < -1) + (select coalesce(sum(${value}), 0) from placed where not skipped and line in (select line from ${dropped})))`,
          tolerance: null,
        }
      }),
  ]
}

/** One statement for all checks: columns `e0, a0, e1, a1, …`. */
export const checksSql = (relations: string, checks: readonly CompiledCheck[]): string =>
  `${relations}\nselect ${checks.map((check, i) => `cast(${check.expected} as varchar) as e${i}, cast(${check.actual} as varchar) as a${i}`).join(',\n  ')}`
