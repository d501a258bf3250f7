import type { Guard } from '#core/explain/answer.ts'
import type { Where } from '#core/explain/leaf-table.ts'
import { planLargest } from '#core/explain/plan-largest.ts'
import type { Explained } from './asked.ts'
import { filtersOf } from './labels.ts'

/** Share of the change from which on one single thing is named. */
const large = 0.3

/**
 * One order or bill that by itself makes up a third or more of what changed, in the first segment or, without
 * segments, in the whole. It is named: a reader who knows it needs no further explanation.
 */
export const dominantOf = async (explained: Explained, change: number): Promise<readonly Guard[]> => {
  const { question, composed, deps, metric } = explained
  const things = question.explanation.single
  const size = composed.parts[0]?.effect ?? change
  const where: Where = composed.reasons[0]?.where ?? {}
  if (!things || size === 0) return []
  const filters = [...question.query.request.where, ...filtersOf(where)]
  if (filters.some((filter) => !things.model.dimensions[filter.dimension])) return []
  const slots = question.query.slots.filter((slot) => question.tested.includes(slot.slot))
  const rows = await deps.query(planLargest(things, slots, filters, question.query.request, metric.id))
  const of = (slot: string) => rows.find((row) => row['slot'] === slot)
  const [now, before] = question.tested.map(of)
  const [a, b] = [Number(now?.['size'] ?? 0), Number(before?.['size'] ?? 0)]
  // What came shows in a rise, what did not come again in a fall.
  const [row, amount] = size > 0 ? [now, a] : [before, b]
  if (!row || Math.abs(amount) < large * Math.abs(size) || Math.abs(a - b) < large * Math.abs(size)) return []
  return [
    {
      code: 'member.dominant',
      params: { what: String(row['id']), size: amount, share: Math.abs(amount / size) },
    },
  ]
}
