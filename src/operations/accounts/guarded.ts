import { actorOf, demand, granteeOf } from '#core/access.ts'
import { importable } from '#core/access-table.ts'
import type { Landing, Manifest } from '#core/batch.ts'
import type { EntityName } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import type { Params } from '#core/messages.ts'
import type { Input, Operation } from '#core/operation.ts'
import { type AccountDeps, entry } from './dependencies.ts'

/** What of an input is written down: short, without a folder of this machine. */
const detailOf = (input: Input, { arguments: all }: Pick<Operation<never>, 'arguments'>): Params =>
  Object.fromEntries(
    all.flatMap(({ name, kind }) => {
      const value = input[name]
      if (value === undefined) return []
      const texts = (Array.isArray(value) ? value : [value]).map((each: unknown) => {
        const text = kind === 'file' || kind === 'files' ? String(each).split(/[\\/]/).at(-1)! : String(each)
        return text.slice(0, 200)
      })
      return [[name, Array.isArray(value) ? texts : texts[0]!]]
    }),
  )

/** The import a change became, where it became one: what was acted on. */
const importOf = (result: unknown): string | null => {
  const id = (result as { readonly import_id?: unknown } | null)?.import_id
  return typeof id === 'string' ? id : null
}

/** Operations that write their own line, together with what they change. */
const writesItsOwn = (name: string): boolean => /^(users|tokens)\./.test(name)

type Guarded = Pick<AccountDeps, 'access' | 'accounts' | 'time'>

/**
 * Every operation behind the one check of who may carry it out; a change is written into the journal, one refused as
 * well. Whatever mounts the list (commands, HTTP) mounts the check with it.
 */
export const guarded = <D extends Guarded>(operations: readonly Operation<D>[]): readonly Operation<D>[] =>
  operations.map((operation) => ({
    ...operation,
    run: async (input, deps, report) => {
      const { access, accounts } = deps
      const note = (action: string, result: unknown = null): void => {
        if (operation.changes && input['dry_run'] !== true)
          accounts.record(entry(deps, actorOf(access), action, importOf(result), detailOf(input, operation)))
      }
      try {
        demand(access, operation)
      } catch (error) {
        note(`${operation.name} refused`)
        throw error
      }
      const result = await operation.run(input, deps, report)
      if (!writesItsOwn(operation.name)) note(operation.name, result)
      return result
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
