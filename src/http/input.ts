import { randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from 'hono'
import { Fault } from '#core/fault.ts'
import type { Argument, Input, Operation } from '#core/operation.ts'
import { nameOnDisk } from './uploads.ts'

const typed = (argument: Argument, text: string): string | number | boolean => {
  if (argument.kind === 'flag') return text === '' || text === 'true' || text === '1'
  if (argument.kind !== 'number') return text
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number))
    throw new Fault('request.malformed', { detail: `${argument.name}=${text}` })
  return number
}

/** Keeps an uploaded part on disk under its own name (never a path of the sender's choosing). */
const keep = async (file: File, uploads: string): Promise<string> => {
  const folder = join(uploads, randomUUID())
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, nameOnDisk(file.name))
  await pipeline(
    Readable.fromWeb(file.stream() as import('node:stream/web').ReadableStream),
    createWriteStream(path, { mode: 0o600 }),
  )
  return path
}

const bodyOf = async (context: Context, operation: Operation<never>, uploads: string): Promise<Input> => {
  const type = context.req.header('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) {
    const form = await context.req.formData()
    const input: Record<string, string | number | boolean | string[]> = {}
    for (const argument of operation.arguments) {
      const parts = form.getAll(argument.name)
      // A single file is often sent as `file` whatever the argument is called.
      if (argument.kind === 'files') parts.push(...form.getAll('file'))
      if (parts.length === 0) continue
      if (argument.kind === 'files') {
        const paths: string[] = []
        for (const part of parts) if (part instanceof File) paths.push(await keep(part, uploads))
        input[argument.name] = paths
      } else if (argument.kind === 'list') input[argument.name] = parts.map(String)
      else if (argument.kind === 'file') {
        const [part] = parts
        // What is typed in place of a file is what would stand in it, never where on this machine to look.
        input[argument.name] = await keep(
          part instanceof File ? part : new File([String(part)], argument.name),
          uploads,
        )
      } else input[argument.name] = typed(argument, String(parts[0]))
    }
    return input
  }
  const text = await context.req.text()
  if (text === '') return {}
  if (!type.startsWith('application/json')) throw new Fault('request.malformed', { detail: `content-type ${type}` })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
    const known = operation.arguments
      .filter((argument) => argument.kind !== 'file' && argument.kind !== 'files')
      .map((argument) => argument.name)
    return Object.fromEntries(Object.entries(value).filter(([name]) => known.includes(name))) as Input
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

/** Path, query and body → input by argument name; files only ever as uploads, never as paths. */
export const inputOf = async (context: Context, operation: Operation<never>, uploads: string): Promise<Input> => {
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
  if (operation.http?.method !== 'post') return requireAll(operation, input)
  return requireAll(operation, { ...input, ...(await bodyOf(context, operation, uploads)) })
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
