import { daysSql, joinsFor, rowsOf, type Slot, slotSql } from '../plan.ts'
import { filterSql } from '../plan-filter.ts'
import type { Filter, ReadingRequest } from '../reading.ts'
import type { SingleThings } from './explanation.ts'

/**
 * The statement for the largest single thing (order, bill) of each window among those that meet the filters: rows of
 * `slot, id, size`, one per window. Pure.
 */
export const planLargest = (
  things: SingleThings,
  slots: readonly Slot[],
  filters: readonly Filter[],
  request: ReadingRequest,
  metric: string,
): string => {
  const { model, id, amount } = things
  const needed = filters.map((filter) => filter.dimension)
  const conditions = [
    daysSql(model, slots),
    `m.${id} is not null`,
    ...(filters.length > 0 ? [filterSql(filters, model.dimensions, metric)] : []),
  ]
  return `with ${slotSql(slots, request)}
select s.slot, m.${id} as id, cast(sum(m.${amount}) as double) as size
from ${rowsOf(model, slots)} m${joinsFor(model, needed)} join slot s on m.${model.day} between s.from_on and s.to_on
where ${conditions.join('\n  and ')}
group by s.slot, m.${id} qualify row_number() over (partition by s.slot order by abs(sum(m.${amount})) desc, m.${id}) = 1`
}
