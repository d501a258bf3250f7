import { actorOf, demand, granteeOf } from '#core/access.ts'
import { importable } from '#core/access-table.ts'
import type { Landing, Manifest } from '#core/batch.ts'
import type { EntityName } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import type { Operation } from '#core/operation.ts'
import type { AccountDeps } from './dependencies.ts'
import { noterOf } from './noted.ts'

type Guarded = Pick<AccountDeps, 'access' | 'accounts' | 'time'>

/**
 * Every operation behind the one check of who may carry it out. A change is written into the journal, and so are rows
 * of persons and files that are given out: those before the first row leaves. What is refused is written down as well.
 * Whatever mounts the list (commands, HTTP) mounts the check with it.
 */
export const guarded = <D extends Guarded>(operations: readonly Operation<D>[]): readonly Operation<D>[] =>
  operations.map((operation) => ({
    ...operation,
    run: async (input, deps, report) => {
      const note = noterOf(operation, input, deps)
      try {
        demand(deps.access, operation)
      } catch (error) {
        note.refused()
        throw error
      }
      if (!operation.streams) {
        const result = await operation.run(input, deps, report)
        note.done(result)
        return result
      }
      let told = false
      return operation.run(input, deps, {
        ...report,
        emit: (rows, columns) => {
          if (!told) note.done(null)
          told = true
          return report.emit(rows, columns)
        },
      })
    },
  }))

type Importing = {
  readonly landing: Pick<Landing, 'compare' | 'accept'>
  readonly batches: () => readonly Manifest[]
  readonly batch: (importId: string) => Manifest | null
}

/** Imports as a role may see and make them, each with who brought it in: marketing brings in cost, and sees and takes back imports of cost. */
export const importsFor = <D extends Importing>(deps: D, access: AccountDeps['access']): D => {
  const allowed = importable[granteeOf(access)]
  const { landing } = deps
  const signed: typeof landing = {
    ...landing,
    accept: (draft, staged) => landing.accept({ ...draft, by: actorOf(access) }, staged),
  }
  if (!allowed) return { ...deps, landing: signed }
  const check = (entities: readonly EntityName[]): void => {
    const others = entities.filter((entity) => !allowed.includes(entity))
    if (others.length > 0)
      throw new Fault('access.import_entity', { role: access.role, allowed, entities: [...new Set(others)] })
  }
  const isOwn = ({ parts }: Manifest): boolean => parts.every(({ entity }) => allowed.includes(entity))
  const checked: typeof landing = {
    ...landing,
    compare: async (staged) => {
      check(staged.map(({ entity }) => entity))
      return landing.compare(staged)
    },
    accept: async (draft, staged) => {
      check(staged.map(({ entity }) => entity))
      return signed.accept(draft, staged)
    },
  }
  return {
    ...deps,
    landing: checked,
    batches: () => deps.batches().filter(isOwn),
    batch: (importId) => {
      const found = deps.batch(importId)
      return found && isOwn(found) ? found : null
    },
  }
}
