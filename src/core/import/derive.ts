import type { Field } from '../entity.ts'
import type { Condition, Derivation, Operand } from '../mapping.ts'
import { quote } from '../sql.ts'
import { phoneKeySql } from './phones.ts'
import { type Bad, columnIn, readInstant, readNumber, type Scope } from './scope.ts'
import { emailKeySql, foldSql, trimmedSql } from './texts.ts'

/** Exact to five decimals, up to a hundred trillion: room for a product of two before it is cut back. */
const decimal = 'DECIMAL(19,5)'

/** A condition on the cells of a row. Patterns run in the engine's linear-time matcher. */
export const conditionSql = (condition: Condition, scope: Scope): string => {
  const column = columnIn(scope, condition.column)
  const sql =
    condition.matches !== undefined
      ? `regexp_matches(coalesce(${column}, ''), ${quote(condition.matches)})`
      : condition.equals !== undefined
        ? `coalesce(${column}, '') = ${quote(condition.equals.normalize('NFC').trim())}`
        : `${column} is ${condition.empty === false ? 'not ' : ''}null`
  return condition.not ? `not (${sql})` : sql
}

const window = (scope: Scope, sql: string): string => {
  const at = scope.windows.indexOf(sql)
  return `w${at >= 0 ? at + 1 : scope.windows.push(sql)}`
}

/** Row numbers of a mended rejects file are those of the original one. */
const rowNumber = (scope: Scope, partition: string | null): string => {
  const counted = partition === null ? 'place' : `row_number() over (partition by skipped, ${partition} order by place)`
  if (scope.numbersColumn === null) return window(scope, counted)
  const name = `m${scope.mapping}w${scope.windows.length + 1}`
  return window(
    scope,
    `coalesce(try_cast(regexp_extract(${scope.numbersColumn}, '(?:^|;)${name}=([0-9]+)', 1) as bigint), ${counted})`,
  )
}

const templateSql = (template: string, scope: Scope): string => {
  const pieces = template.split(/(\{[^{}]+\})/).filter((piece) => piece !== '')
  const cells: string[] = []
  const sql = pieces.map((piece) => {
    const name = /^\{([^{}]+)\}$/.exec(piece)?.[1]
    if (name === undefined) return quote(piece)
    if (name === 'repeat_number') return 'cast(repeat_number as varchar)'
    const column = columnIn(scope, name)
    cells.push(column)
    return `coalesce(${column}, '')`
  })
  const joined = sql.join(' || ')
  return cells.length === 0 ? joined : `case when coalesce(${cells.join(', ')}) is not null then trim(${joined}) end`
}

const caseSql = (cases: readonly string[], otherwise: string | undefined): string =>
  cases.length === 0
    ? otherwise === undefined
      ? 'null'
      : quote(otherwise)
    : `case ${cases.join(' ')}${otherwise === undefined ? '' : ` else ${quote(otherwise)}`} end`

const numberText = (value: string): string => `rtrim(rtrim(cast(${value} as varchar), '0'), '.')`

/** An operand as text. */
export const textOf = (operand: Operand, scope: Scope, field: Field, bads: Bad[]): string => {
  if (typeof operand === 'number') return quote(String(operand))
  if (operand === 'row_number' && scope.find(operand) === null) return `cast(${rowNumber(scope, null)} as varchar)`
  if (typeof operand === 'string') return columnIn(scope, operand)
  if ('row_number_in' in operand) return `cast(${rowNumber(scope, columnIn(scope, operand.row_number_in))} as varchar)`
  if ('template' in operand) return templateSql(operand.template, scope)
  if ('first_of' in operand)
    return `coalesce(${operand.first_of.map((item) => textOf(item, scope, field, bads)).join(', ')})`
  if ('rule' in operand) {
    const folded = foldSql(columnIn(scope, operand.rule.column))
    return caseSql(
      Object.entries(operand.rule.contains).map(
        ([key, then]) => `when contains(${folded}, ${foldSql(quote(key))}) then ${quote(then)}`,
      ),
      operand.rule.otherwise,
    )
  }
  if ('when' in operand)
    return caseSql(
      operand.when.map((item) => {
        const all = item.all.map((condition) => conditionSql(condition, scope))
        return `when ${all.length > 0 ? all.join(' and ') : 'true'} then ${templateSql(item.value, scope)}`
      }),
      operand.otherwise,
    )
  if ('digest_of' in operand) {
    const column = columnIn(scope, operand.digest_of)
    return `left(sha256(${operand.as === 'phone' ? phoneKeySql(column) : emailKeySql(column)}), 16)`
  }
  if ('first_part_of' in operand)
    return trimmedSql(`split_part(${columnIn(scope, operand.first_part_of)}, ${quote(operand.by)}, 1)`)
  return numberText(numberOf(operand, scope, field, bads))
}

const numericKinds = ['sum_in', 'sum', 'subtract', 'product', 'divide', 'round', 'absolute', 'least']

/** Whether a derivation is arithmetic by itself. */
export const isNumeric = (derivation: Derivation): boolean =>
  typeof derivation === 'object' && Object.keys(derivation).some((key) => numericKinds.includes(key))

/** Whether a derivation only chooses between others. */
export const isChoosing = (derivation: Derivation): derivation is { readonly first_of: readonly Operand[] } =>
  typeof derivation === 'object' && 'first_of' in derivation

/** An operand as an exact number; what cannot be read is reported in `bads`. */
export const numberOf = (operand: Operand, scope: Scope, field: Field, bads: Bad[]): string => {
  const number = (item: Operand): string => numberOf(item, scope, field, bads)
  const target = (header: string) => ({ header, field: field.name, type: field.type, as: decimal })
  if (typeof operand === 'number') return `cast(${operand} as ${decimal})`
  if (operand === 'row_number' && scope.find(operand) === null) return `cast(${rowNumber(scope, null)} as ${decimal})`
  if (typeof operand === 'string') return readNumber(scope, columnIn(scope, operand), target(operand), bads).value
  if ('row_number_in' in operand)
    return `cast(${rowNumber(scope, columnIn(scope, operand.row_number_in))} as ${decimal})`
  if ('sum_in' in operand)
    return `try_cast(${window(scope, `sum(${number(operand.of)}) over (partition by ${columnIn(scope, operand.sum_in)})`)} as ${decimal})`
  if ('sum' in operand) {
    const items = operand.sum.map((item) => {
      if (typeof item === 'string' && item.startsWith('-') && scope.find(item) === null)
        return { sign: '-', sql: number(item.slice(1)) }
      return { sign: '+', sql: number(item) }
    })
    const total = items
      .map(({ sign, sql }, i) => `${i === 0 && sign === '+' ? '' : `${sign} `}coalesce(${sql}, 0)`)
      .join(' ')
    return `case when coalesce(${items.map(({ sql }) => sql).join(', ')}) is not null then try_cast(${total} as ${decimal}) end`
  }
  if ('subtract' in operand)
    return `try_cast(${number(operand.subtract[0])} - ${number(operand.subtract[1])} as ${decimal})`
  if ('product' in operand)
    return operand.product.map(number).reduce((left, right) => `try_cast(${left} * ${right} as ${decimal})`)
  if ('divide' in operand)
    return `try_cast(${number(operand.divide[0])} / nullif(${number(operand.divide[1])}, 0) as ${decimal})`
  if ('round' in operand) return `try_cast(round(${number(operand.round)}, ${operand.to ?? 0}) as ${decimal})`
  if ('absolute' in operand) return `abs(${number(operand.absolute)})`
  if ('least' in operand) return `least(${operand.least.map(number).join(', ')})`
  if ('first_of' in operand) return `coalesce(${operand.first_of.map(number).join(', ')})`
  const text = textOf(operand, scope, field, bads)
  return readNumber(scope, text, target(field.name), bads).value
}

/** An operand as a wall-clock timestamp. */
export const instantOf = (operand: Operand, scope: Scope, field: Field, bads: Bad[]): string => {
  if (typeof operand === 'object' && isChoosing(operand))
    return `coalesce(${operand.first_of.map((item) => instantOf(item, scope, field, bads)).join(', ')})`
  const header = typeof operand === 'string' && scope.find(operand) !== null ? operand : field.name
  return readInstant(scope, textOf(operand, scope, field, bads), { header, field: field.name, type: field.type }, bads)
}
