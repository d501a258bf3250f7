import type { Context } from 'hono'
import { Fault } from '#core/fault.ts'
import type { Argument, Input, Operation } from '#core/operation.ts'
import type { Uploads } from './uploads.ts'

const typed = (argument: Argument, text: string): string | number | boolean => {
  if (argument.kind === 'flag') return text === '' || text === 'true' || text === '1'
  if (argument.kind !== 'number') return text
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number))
    throw new Fault('request.malformed', { detail: `${argument.name}=${text}` })
  return number
}

/** Fields of a form; files are kept and stand as paths, uploads that came before are named by their ids. */
const formOf = async (context: Context, operation: Operation<never>, uploads: Uploads, keep: Keep): Promise<Input> => {
  const form = await context.req.formData()
  const input: Record<string, string | number | boolean | readonly string[]> = {}
  for (const argument of operation.arguments) {
    const parts = form.getAll(argument.name)
    const [part] = parts
    if (argument.kind === 'files') {
      // A single file is often sent as `file` whatever the argument is called.
      const files = [...parts, ...form.getAll('file')].filter((one) => one instanceof File)
      const ids = form.getAll('upload').map(String)
      const paths = [...(await uploads.whole(ids))]
      for (const file of files) paths.push(await keep(file))
      if (paths.length > 0) input[argument.name] = paths
    } else if (part === undefined) continue
    else if (argument.kind === 'list') input[argument.name] = parts.map(String)
    else if (argument.kind === 'file')
      // What is typed in place of a file is what would stand in it, never where on this machine to look.
      input[argument.name] = await keep(part instanceof File ? part : new File([String(part)], argument.name))
    else input[argument.name] = typed(argument, String(part))
  }
  return input
}

type Keep = Uploads['keep']

const bodyOf = async (context: Context, operation: Operation<never>, uploads: Uploads, keep: Keep): Promise<Input> => {
  const type = context.req.header('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return formOf(context, operation, uploads, keep)
  const text = await context.req.text()
  if (text === '') return {}
  if (!type.startsWith('application/json')) throw new Fault('request.malformed', { detail: `content-type ${type}` })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
    const known = new Map(
      operation.arguments
        .filter((argument) => argument.kind !== 'file' && argument.kind !== 'files')
        .map((argument) => [argument.name, argument.kind]),
    )
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => known.has(name))
        .map(([name, given]) => [
          name,
          known.get(name) === 'json' && typeof given !== 'string' ? JSON.stringify(given) : given,
        ]),
    ) as Input
  } catch (error) {
    throw new Fault('request.malformed', { detail: (error as Error).message })
  }
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
 */
export const inputOf = async (
  context: Context,
  operation: Operation<never>,
  uploads: Uploads,
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
    else if (asked && argument.kind === 'list') input[argument.name] = asked
    else if (asked?.[0] !== undefined) input[argument.name] = typed(argument, asked[0])
  }
  const kept: string[] = []
  const done = async (): Promise<void> => void (await Promise.all(kept.map(uploads.forget)))
  const keep: Keep = async (file) => {
    const path = await uploads.keep(file)
    kept.push(path)
    return path
  }
  try {
    const body = operation.http?.method === 'post' ? await bodyOf(context, operation, uploads, keep) : {}
    return { input: requireAll(operation, { ...input, ...body }), done }
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
