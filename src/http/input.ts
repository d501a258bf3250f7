import type { Context } from 'hono'
import { Fault } from '#core/fault.ts'
import type { Input, Operation } from '#core/operation.ts'
import { bodyLimits, objectIn, withinSize } from './body.ts'
import { givenValue, typed } from './given.ts'
import type { Uploads } from './uploads.ts'

/** Fields of a form; files are kept and stand as paths, uploads that came before are named by their ids. */
const formOf = async (context: Context, operation: Operation<never>, bringing: Bringing): Promise<Input> => {
  const { uploads, holder, keep } = bringing
  const form = await withinSize(context, bodyLimits.files)
    .formData()
    .catch((error: unknown) => {
      throw error instanceof Fault ? error : new Fault('request.malformed', { detail: 'multipart/form-data' })
    })
  const input: Record<string, string | number | boolean | readonly string[]> = {}
  for (const argument of operation.arguments) {
    const parts = form.getAll(argument.name)
    const [part] = parts
    if (argument.kind === 'files') {
      // A single file is often sent as `file` whatever the argument is called.
      const files = [...parts, ...form.getAll('file')].filter((one) => one instanceof File)
      const ids = form.getAll('upload').map(String)
      const paths = [...(await uploads.whole(ids, holder))]
      for (const file of files) paths.push(await keep(file))
      if (paths.length > 0) input[argument.name] = paths
    } else if (part === undefined) continue
    else if (argument.kind === 'list') input[argument.name] = parts.map((each) => String(typed(argument, String(each))))
    else if (argument.kind === 'file')
      // What is typed in place of a file is what would stand in it, never where on this machine to look.
      input[argument.name] = await keep(part instanceof File ? part : new File([String(part)], argument.name))
    else input[argument.name] = typed(argument, String(part))
  }
  return input
}

/** Who brings files, and where they are kept. */
type Bringing = { readonly uploads: Uploads; readonly holder: string; readonly keep: Uploads['keep'] }

const bodyOf = async (context: Context, operation: Operation<never>, bringing: Bringing): Promise<Input> => {
  const type = context.req.header('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return formOf(context, operation, bringing)
  const body = await objectIn(context, bodyLimits.change)
  if (!body) return {}
  const known = operation.arguments.filter(
    ({ kind, name }) => kind !== 'file' && kind !== 'files' && Object.hasOwn(body, name),
  )
  return Object.fromEntries(known.map((argument) => [argument.name, givenValue(argument, body[argument.name])]))
}

/** Query parameters every address takes. */
const forEvery = ['lang', 'format']

const usageOf = ({ http, arguments: all }: Operation<never>): string => {
  const named = all.filter(({ name, kind }) => kind !== 'file' && !http?.path.includes(`{${name}}`))
  return `${http?.method.toUpperCase()} /api/v1${http?.path} (${[...named.map(({ name }) => name), ...forEvery].join(', ')})`
}

/**
 * Path, query and body → input by argument name; files only ever as uploads, never as paths. `done` removes the files
 * that came with the request.
 * @param holder who asks, whose uploads alone can be named
 */
export const inputOf = async (
  context: Context,
  operation: Operation<never>,
  uploads: Uploads,
  holder: string,
): Promise<{ readonly input: Input; readonly done: () => Promise<void> }> => {
  const input: Record<string, string | number | boolean | string[]> = {}
  const strange = Object.keys(context.req.query()).find(
    (name) => !forEvery.includes(name) && !operation.arguments.some((argument) => argument.name === name),
  )
  if (strange !== undefined) throw new Fault('argument.unknown', { argument: strange, usage: usageOf(operation) })
  for (const argument of operation.arguments) {
    if (argument.kind === 'file' || argument.kind === 'files') continue
    const placed = context.req.param(argument.name)
    const asked = context.req.queries(argument.name)
    if (placed !== undefined) input[argument.name] = typed(argument, placed)
    else if (asked && argument.kind === 'list')
      input[argument.name] = asked.map((each) => String(typed(argument, each)))
    else if (asked?.[0] !== undefined) input[argument.name] = typed(argument, asked[0])
  }
  const kept: string[] = []
  const done = async (): Promise<void> => void (await Promise.all(kept.map(uploads.forget)))
  const keep: Uploads['keep'] = async (file) => {
    const path = await uploads.keep(file)
    kept.push(path)
    return path
  }
  try {
    const body = operation.http?.method === 'post' ? await bodyOf(context, operation, { uploads, holder, keep }) : {}
    return { input: requireAll(operation, { ...body, ...input }), done }
  } catch (error) {
    await done()
    throw error
  }
}

const requireAll = (operation: Operation<never>, input: Input): Input => {
  for (const argument of operation.arguments)
    if (argument.required && input[argument.name] === undefined)
      throw new Fault('argument.missing', {
        argument: argument.name,
        usage: usageOf(operation),
      })
  return input
}
