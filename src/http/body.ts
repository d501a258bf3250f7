import type { Context } from 'hono'
import { Fault } from '#core/fault.ts'

/** Most bytes of a body: of who may not have signed in yet, of a change, of files that come in one piece. */
export const bodyLimits = { session: 64 * 1024, change: 8 * 2 ** 20, files: 512 * 2 ** 20 } as const

/**
 * The request with a body no longer than allowed: a length that is told is looked at before anything is read, one that
 * is not is counted while it comes.
 * @throws Fault `request.too_large`, from reading the body where its length was not told
 */
export const withinSize = (context: Context, most: number): Request => {
  const tooLarge = (): Fault => new Fault('request.too_large', { most_kilobytes: most / 1024 })
  const { raw } = context.req
  const told = context.req.header('content-length')
  if (told !== undefined) {
    if (!(Number(told) <= most)) throw tooLarge()
    return raw
  }
  if (!raw.body) return raw
  let left = most
  const counted = raw.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        left -= chunk.length
        if (left < 0) controller.error(tooLarge())
        else controller.enqueue(chunk)
      },
    }),
  )
  return new Request(raw.url, {
    method: raw.method,
    headers: raw.headers,
    body: counted,
    duplex: 'half',
  } as RequestInit)
}

/** Neither a zero byte, which no text of a person holds, nor half of a character. */
export const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** The JSON object in the body. @throws Fault `request.malformed`, `request.too_large` */
export const objectIn = async (context: Context, most: number): Promise<Readonly<Record<string, unknown>> | null> => {
  const text = await withinSize(context, most)
    .text()
    .catch((error: unknown) => {
      // Whoever sent it went away halfway.
      throw error instanceof Fault ? error : new Fault('request.malformed', { detail: 'body' })
    })
  if (text === '') return null
  const type = context.req.header('content-type') ?? ''
  // What a form of another site can send is no JSON.
  if (!type.startsWith('application/json')) throw new Fault('request.malformed', { detail: `content-type ${type}` })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Fault('request.malformed', { detail: (error as Error).message })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Fault('request.malformed', { detail: 'JSON' })
  return value as Readonly<Record<string, unknown>>
}
