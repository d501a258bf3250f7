import type { Context } from 'hono'
import { Fault } from '#core/fault.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Bodies are JSON objects: what a form of another site can send is none. @throws Fault `request.malformed` */
export const fieldsOf = async (context: Context): Promise<Fields> => {
  const type = context.req.header('content-type') ?? ''
  if (!type.startsWith('application/json')) throw new Fault('request.malformed', { detail: `content-type ${type}` })
  const body: unknown = await context.req.json().catch(() => null)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Fault('request.malformed', { detail: 'JSON' })
  return body as Fields
}

/** @throws Fault `request.malformed` where the field is missing or no text */
export const text = (fields: Fields, name: string, most = 1_000): string => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (typeof value !== 'string' || value.length > most) throw new Fault('request.malformed', { detail: name })
  return value
}

export const maybe = (fields: Fields, name: string): string | undefined =>
  Object.hasOwn(fields, name) && fields[name] !== null ? text(fields, name) : undefined
