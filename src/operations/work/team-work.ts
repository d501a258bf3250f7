import type { OwnerWork, TeamWork } from '#core/work/answer.ts'
import { type WorkList, workLists } from '#core/work/lists.ts'
import { planWorkByOwner } from '#core/work/plan-work.ts'
import { labelsFor } from '../readings/labels.ts'
import type { WorkDeps } from './dependencies.ts'
import { contextOf, isHidden, rowsOfList, wallText } from './waiting.ts'

/** How much waits for whom, what nobody has been given first; then who has most contacts that are late. */
export const teamWork = async (deps: WorkDeps): Promise<TeamWork> => {
  const context = contextOf(deps)
  const shown: WorkList[] = []
  const found = new Map<string | null, Map<WorkList, { total: number; late: number; oldest: string | null }>>()
  for (const list of workLists)
    try {
      const rows = await deps.query(planWorkByOwner(list, rowsOfList(list, [], deps), context))
      shown.push(list)
      for (const row of rows) {
        const owner = (row['owner'] as string | null) ?? null
        const lists = found.get(owner) ?? new Map()
        lists.set(list, { total: Number(row['total']), late: Number(row['late']), oldest: wallText(row['oldest']) })
        found.set(owner, lists)
      }
    } catch (error) {
      if (!isHidden(error)) throw error
    }
  if (!found.has(null)) found.set(null, new Map())
  const labels = await labelsFor(['owner'], [...found.keys()].map((d1) => ({ d1 })) as never, deps)
  const owners = [...found].map(([owner, lists]): OwnerWork => {
    const of = (list: WorkList) => ({ total: lists.get(list)?.total ?? 0, late: lists.get(list)?.late ?? 0 })
    return {
      owner,
      owner_name: labels('owner', owner),
      lists: { contacts: of('contacts'), care: of('care'), requests: of('requests'), detractors: of('detractors') },
      oldest_contact: lists.get('contacts')?.oldest ?? null,
    }
  })
  const nobodyFirst = (owner: string | null): number => (owner === null ? 0 : 1)
  return {
    as_of: context.wall,
    lists: shown,
    owners: owners.sort(
      (a, b) =>
        nobodyFirst(a.owner) - nobodyFirst(b.owner) ||
        b.lists.contacts.late - a.lists.contacts.late ||
        b.lists.contacts.total - a.lists.contacts.total ||
        (a.owner_name < b.owner_name ? -1 : 1),
    ),
  }
}
