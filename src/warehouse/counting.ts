import type { BatchDraft, Counts, Manifest } from '#core/batch.ts'
import type { EntityName } from '#core/entity.ts'
import type { Prepared } from './compare.ts'

/** A part with how its rows relate to what stood before the batch. */
export type Counted = { readonly prepared: Prepared; readonly found: Partial<Counts> }

export const noCounts: Counts = { rows_read: 0, loaded: 0, updated: 0, unchanged: 0, rejected: 0, skipped: 0 }

export const add = (a: Counts, b: Partial<Counts>): Counts =>
  Object.fromEntries(
    Object.entries(a).map(([key, value]) => [key, value + (b[key as keyof Counts] ?? 0)]),
  ) as unknown as Counts

/** What is told of a batch: rows that are no rows of the file in their own right stay out of its totals. */
export const countAll = (draft: BatchDraft, counted: readonly Counted[]): Pick<Manifest, 'counts' | 'by_entity'> => {
  const by: Partial<Record<EntityName, Counts>> = Object.fromEntries(
    Object.entries(draft.by_entity).map(([name, known]) => [name, add(noCounts, known ?? {})]),
  )
  let counts = add(noCounts, draft.counts)
  for (const { prepared, found } of counted) {
    by[prepared.entity.name] = add(by[prepared.entity.name] ?? noCounts, found)
    if (!prepared.staged.uncounted) counts = add(counts, found)
  }
  return { counts, by_entity: by }
}
