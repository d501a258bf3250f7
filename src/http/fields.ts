import type { Context } from 'hono'
import { Fault } from '#core/fault.ts'
import { bodyLimits, isText, objectIn } from './body.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Bodies are small JSON objects. @throws Fault `request.malformed`, `request.too_large` */
export const fieldsOf = async (context: Context): Promise<Fields> => {
  const fields = await objectIn(context, bodyLimits.session)
  if (!fields) throw new Fault('request.malformed', { detail: 'JSON' })
  return fields
}

/** @throws Fault `request.malformed` where the field is missing or no text */
export const text = (fields: Fields, name: string, most = 1_000): string => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (typeof value !== 'string' || value.length > most || !isText(value))
    throw new Fault('request.malformed', { detail: name })
  return value
}

export const maybe = (fields: Fields, name: string): string | undefined =>
  Object.hasOwn(fields, name) && fields[name] !== null ? text(fields, name) : undefined
