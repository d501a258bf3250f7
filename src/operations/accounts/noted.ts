import { type Access, actorOf } from '#core/access.ts'
import type { Params } from '#core/messages.ts'
import type { Input, Operation } from '#core/operation.ts'
import { type AccountDeps, entry } from './dependencies.ts'

/** Arguments that name a person, or keep a secret; what they hold is never written down. */
const persons = new Set(['email', 'phone', 'user', 'owner', 'rep', 'note', 'password', 'person', 'secret'])

/** Filters whose members are names of persons: that one was named is told, not which. */
const withoutNames = (text: string): string => text.replace(/^\s*(owner|rep)\s*(!?=).*$/s, '$1$2…')

const fileName = (path: string): string => path.split(/[\\/]/).at(-1)!

const lengthOf = (json: string): number => {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value.length : 1
  } catch {
    return 0
  }
}

/** What of an input is written down: short, without a folder of this machine, and without anybody’s name. */
const asked = (input: Input, { arguments: all }: Pick<Operation<never>, 'arguments'>): Params =>
  Object.fromEntries(
    all.flatMap(({ name, kind }): (readonly [string, Params[string]])[] => {
      const value = input[name]
      if (value === undefined || persons.has(name)) return []
      if (kind === 'json') return [[name, lengthOf(String(value))]]
      const texts = (Array.isArray(value) ? value : [value]).map((each: unknown) => {
        const text = kind === 'file' || kind === 'files' ? fileName(String(each)) : withoutNames(String(each))
        return text.slice(0, 200)
      })
      return [[name, Array.isArray(value) ? texts : texts[0]!]]
    }),
  )

/** The part of the organisation the asker sees; nothing where that is the whole. */
const partOf = ({ scope: { locations, teams, rep } }: Access): Params => {
  const part = [
    ...locations.map((id) => `location=${id}`),
    ...teams.map((team) => `team=${team}`),
    ...(rep === null ? [] : ['own rows']),
  ]
  return part.length === 0 ? {} : { scope: part }
}

/** The imports a change became, where it became some: what was acted on. */
const importsOf = (result: unknown): readonly string[] => {
  const { import_id, files } = (result ?? {}) as { readonly import_id?: unknown; readonly files?: unknown }
  const all = [import_id, ...(Array.isArray(files) ? files.map((file) => importsOf(file)[0]) : [])]
  return all.filter((id) => typeof id === 'string')
}

/** Operations that write their own line, together with what they change. */
const writesItsOwn = (name: string): boolean => /^(users|tokens)\./.test(name)

type Noting = Pick<AccountDeps, 'access' | 'accounts' | 'time'>

/** Writes lines about one call of an operation; those of a trial run, which changes nothing, are left out. */
export const noterOf = (operation: Operation<never>, input: Input, deps: Noting) => {
  const { access, accounts } = deps
  const tells = (operation.changes && input['dry_run'] !== true) || operation.discloses === true
  const format = input['format']
  const write = (action: string, result: unknown = null): void => {
    if (!tells) return
    const imports = importsOf(result)
    const detail: Params = {
      // Of who was to be given an account nothing is kept where none was.
      ...(writesItsOwn(operation.name) ? {} : asked(input, operation)),
      ...(operation.discloses ? { ...(typeof format === 'string' ? { format } : {}), ...partOf(access) } : {}),
      ...(imports.length > 1 ? { imports } : {}),
    }
    accounts.record(entry(deps, actorOf(access), action, imports.length === 1 ? imports[0]! : null, detail))
  }
  return {
    refused: (): void => write(`${operation.name} refused`),
    done: (result: unknown): void => {
      if (!writesItsOwn(operation.name)) write(operation.name, result)
    },
  }
}
