import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { OutboundFailure, OutboundLimits } from '#core/outbound.ts'

/** Times an answer may grow when unpacked, once it is large enough for that to matter. */
const bomb = { ratio: 100, least: 1_000_000 } as const

export type Body =
  | { readonly bytes: Uint8Array; readonly cut: boolean }
  | { readonly failed: Extract<OutboundFailure, 'body_too_large' | 'bomb' | 'encoding_unknown' | 'broken'> }

const unpackerOf = (encoding: string): Transform | null | undefined => {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return null
  if (name === 'gzip' || name === 'x-gzip') return createGunzip()
  if (name === 'deflate') return createInflate()
  if (name === 'br') return createBrotliDecompress()
  // Several one in another are a way to hide a bomb; nobody sends them otherwise.
  return undefined
}

/**
 * Reads a body within its limits, counted as it comes in and again as it comes out of its compression. The stream is
 * destroyed in every case.
 * @throws what the stream itself fails with
 */
export const readBody = async (
  stream: Readable,
  encoding: string,
  limits: Pick<OutboundLimits, 'received' | 'unpacked'>,
  cut: boolean,
): Promise<Body> => {
  const unpacker = unpackerOf(encoding)
  if (unpacker === undefined) {
    stream.on('error', () => undefined).destroy()
    return { failed: 'encoding_unknown' }
  }
  let [received, unpacked] = [0, 0]
  const parts: Uint8Array[] = []
  const out: Readable = unpacker === null ? stream : stream.pipe(unpacker)
  let broken: Error | null = null
  if (unpacker !== null)
    stream.on('data', (part: Uint8Array) => {
      received += part.length
    })
  // A pipe does not hand the error of its source on.
  stream.on('error', (error: Error) => {
    broken = error
    if (unpacker !== null) out.destroy(error)
  })
  const close = (): void => {
    for (const each of [out, stream]) each.on('error', () => undefined).destroy()
  }
  try {
    for await (const part of out as AsyncIterable<Uint8Array>) {
      unpacked += part.length
      if (unpacker === null) received = unpacked
      if (unpacked > bomb.least && unpacker !== null && unpacked > bomb.ratio * received) return { failed: 'bomb' }
      if (unpacked > limits.unpacked || received > limits.received) {
        if (!cut) return { failed: 'body_too_large' }
        const room = Math.max(0, limits.unpacked - (unpacked - part.length))
        parts.push(part.subarray(0, room))
        return { bytes: Buffer.concat(parts), cut: true }
      }
      parts.push(part)
    }
    return { bytes: Buffer.concat(parts), cut: false }
  } catch (error) {
    if (broken !== null) throw broken
    if (unpacker !== null) return { failed: 'broken' }
    throw error
  } finally {
    close()
  }
}
