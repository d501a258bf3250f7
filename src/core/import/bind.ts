import { entity } from '../entity.ts'
import { exact, fold } from '../fold.ts'
import type { Mapping } from '../mapping.ts'
import type { Aggregate, CheckRule } from '../source.ts'
import { headersOf } from './check-derivation.ts'
import { nearest } from './nearest.ts'
import type { Problem } from './problems.ts'

/** Finds the column (`c1` …) of a header: exact letters first, then leniently where a single column answers. */
export type Columns = (header: string) => string | null

export const columnsOf = (headers: readonly string[]): Columns => {
  const exactly = new Map<string, number>()
  const folded = new Map<string, number[]>()
  for (const [i, header] of headers.entries()) {
    const form = exact(header)
    if (!exactly.has(form)) exactly.set(form, i)
    folded.set(fold(header), [...(folded.get(fold(header)) ?? []), i])
  }
  return (header) => {
    const at = exactly.get(exact(header))
    if (at !== undefined) return `c${at + 1}`
    const candidates = folded.get(fold(header)) ?? []
    return candidates.length === 1 ? `c${candidates[0]! + 1}` : null
  }
}

/** Headers a mapping reads, with the part that names them. */
const used = (mapping: Mapping, has: (header: string) => boolean): readonly { part: string; header: string }[] => [
  ...Object.entries(mapping.columns).map(([field, header]) => ({ part: `columns.${field}`, header })),
  ...Object.entries(mapping.derive ?? {}).flatMap(([field, derivation]) =>
    headersOf(derivation, has).map((header) => ({ part: `derive.${field}`, header })),
  ),
  ...(mapping.skip_when ?? []).map((condition, i) => ({ part: `skip_when[${i}]`, header: condition.column })),
  ...(mapping.fill ? [mapping.fill.per, ...mapping.fill.columns].map((header) => ({ part: 'fill', header })) : []),
  ...(mapping.repeat === undefined ? [] : [{ part: 'repeat', header: mapping.repeat }]),
]

/** Columns of the file a check reads. */
export const headersOfAggregate = (aggregate: Aggregate): readonly string[] => {
  if ('sum_once_per' in aggregate) return [aggregate.sum_once_per, aggregate.column]
  if ('sum' in aggregate) return [aggregate.sum]
  if ('sum_product' in aggregate) return aggregate.sum_product
  if ('cell' in aggregate) return [aggregate.cell, aggregate.where.column]
  if ('add' in aggregate) return aggregate.add.flatMap(headersOfAggregate)
  if ('subtract' in aggregate) return aggregate.subtract.flatMap(headersOfAggregate)
  return []
}

/**
 * The raw columns that mappings and checks read, and what they name that the file does not have, each with the
 * nearest headers.
 */
export const bindMappings = (
  mappings: readonly Mapping[],
  checks: readonly CheckRule[],
  headers: readonly string[],
): { readonly columns: readonly string[]; readonly problems: readonly Problem[] } => {
  const find = columnsOf(headers)
  const columns = new Set<string>()
  const problems = new Map<string, Problem>()
  for (const mapping of mappings) {
    entity(mapping.entity)
    for (const { part, header } of used(mapping, (name) => find(name) !== null)) {
      const column = find(header)
      if (column) columns.add(column)
      else
        problems.set(`${part} ${header}`, {
          code: 'mapping.column_missing',
          params: { part, column: header, nearest: nearest(header, headers), headers: headers.slice(0, 40) },
        })
    }
  }
  for (const check of checks)
    for (const header of [...headersOfAggregate(check.expected), ...headersOfAggregate(check.actual)]) {
      const column = find(header)
      if (column) columns.add(column)
    }
  const place = (column: string): number => Number(column.slice(1))
  return { columns: [...columns].sort((a, b) => place(a) - place(b)), problems: [...problems.values()] }
}
