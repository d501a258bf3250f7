import { Fault } from './fault.ts'
import type { Model, RelationContext } from './metric.ts'
import type { Filter, ReadingRequest } from './reading.ts'
import { quote } from './sql.ts'

/** SQL condition of the filters over expressions of one model. Throws where the model lacks a dimension. */
export const filterSql = (where: readonly Filter[], bindings: Model['dimensions'], metric: string): string => {
  const conditions = where.map((filter) => {
    const binding = bindings[filter.dimension]
    if (!binding) throw new Fault('dimension.not_applicable', { dimension: filter.dimension, metric })
    const expression = `cast(${binding.sql} as varchar)`
    const known = filter.values.filter((value) => value !== null)
    const parts = [
      ...(known.length > 0 ? [`${expression} in (${known.map(quote).join(', ')})`] : []),
      ...(filter.values.includes(null) ? [`${expression} is null`] : []),
    ]
    const any = parts.length > 0 ? `(${parts.join(' or ')})` : 'false'
    return filter.not ? `not coalesce(${any}, false)` : any
  })
  return conditions.length > 0 ? conditions.join(' and ') : 'true'
}

/**
 * The filters as a relation asks for them, some left out where it sets a part against the whole. What limits the asker
 * cannot be left out: the whole is then not theirs to see.
 * @throws Fault `access.whole_needed`, `dimension.not_applicable`
 */
export const contextFilter =
  (metric: string, request: ReadingRequest, scope: readonly Filter[]): RelationContext['filter'] =>
  (bindings, except = []) => {
    const lifted = scope.find((limit) => except.includes(limit.dimension))
    if (lifted) throw new Fault('access.whole_needed', { metric, dimension: lifted.dimension })
    return filterSql(
      request.where.filter((filter) => !except.includes(filter.dimension)),
      bindings,
      metric,
    )
  }
