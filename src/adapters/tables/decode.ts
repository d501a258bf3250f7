import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import { Fault } from '#core/fault.ts'
import { createOutput, readPieces } from './bytes.ts'
import type { Reading } from './encoding.ts'
import { limits } from './limits.ts'
import type { ShapeScan } from './scan.ts'

const evidenceBytes = 512 * 1024
const evidencePiece = 64 * 1024

export type Facts = {
  readonly sha256: string
  readonly bytes: number
  readonly ascii: boolean
  /** Nothing in it changes under NFC, as far as its UTF-8 bytes tell; false where they leave it open. */
  readonly composed: boolean
  readonly utf8: boolean
  /** Pieces of the file that hold bytes outside ASCII. */
  readonly evidence: Buffer
}

/** Where the last character of a piece of UTF-8 begins if it is cut off, else the end. */
const wholeCharacters = (bytes: Buffer): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needs > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** A piece of text from the first byte outside ASCII on, begun and ended at line ends where there are any. */
const pieceOf = (bytes: Buffer): Buffer => {
  let from = 0
  for (let step = 4096; step <= bytes.length && isAscii(bytes.subarray(from, step)); step += 4096) from = step
  while (from < bytes.length && bytes[from]! < 0x80) from++
  const start = bytes.lastIndexOf(10, from) + 1
  const end = bytes.lastIndexOf(10, Math.min(bytes.length, from + evidencePiece) - 1)
  return bytes.subarray(start, end > from ? end : Math.min(bytes.length, from + evidencePiece))
}

/**
 * Beginnings of the UTF-8 forms of characters that NFC replaces or joins to the one before: combining marks, letters
 * of scripts that compose, a few signs. Vietnamese in composed letters has none of them.
 */
const decomposable = [
  ...['cc', 'cd', 'ce87', 'd6', 'd7', 'd9', 'e0', 'e180ae', 'e184', 'e185', 'e186', 'e187', 'e1acb5', 'e1bd', 'e1be'],
  ...['e1bf', 'e28080', 'e28081', 'e284', 'e28ca9', 'e28caa', 'e2ab9c', 'e2ab9d', 'e38299', 'e3829a', 'efa4', 'efa5'],
  ...['efa6', 'efa7', 'efa8', 'efa9', 'efaa', 'efab', 'efac', 'efad', 'f091', 'f096', 'f09d', 'f0af'],
].map((bytes) => Buffer.from(bytes, 'hex'))

/** Whether UTF-8 text stays the same under NFC as far as its bytes tell, in a fraction of the time NFC takes. */
export const seemsComposed = (bytes: Buffer): boolean => !decomposable.some((sign) => bytes.includes(sign))

/** One pass over a file: its digest, its size, whether it is UTF-8, and what `scan` looks for. */
export const surveyFile = async (
  path: string,
  scan: ShapeScan | null,
  onProgress?: (done: number) => void,
): Promise<Facts> => {
  const hash = createHash('sha256')
  const evidence: Buffer[] = []
  let collected = 0
  let bytes = 0
  let ascii = true
  let utf8 = true
  let composed = true
  let cut: Buffer = Buffer.alloc(0)
  for await (const piece of readPieces(path)) {
    hash.update(piece)
    bytes += piece.length
    scan?.push(piece)
    if (cut.length > 0 || !isAscii(piece)) {
      ascii = false
      const whole = cut.length > 0 ? Buffer.concat([cut, piece]) : piece
      const end = wholeCharacters(whole)
      utf8 &&= isUtf8(whole.subarray(0, end))
      composed &&= seemsComposed(whole)
      if (collected < evidenceBytes) {
        const found = Buffer.from(pieceOf(whole.subarray(0, end)))
        collected += found.length
        evidence.push(found)
      }
      cut = Buffer.from(whole.subarray(end))
    }
    onProgress?.(bytes)
  }
  if (cut.length > 0) utf8 = false
  return { sha256: hash.digest('hex'), bytes, ascii, composed, utf8, evidence: Buffer.concat(evidence) }
}

/** Decodes bytes that are the beginning of a file. */
export const decodeHead = (head: Buffer, reading: Reading): string => {
  const text = iconv.decode(head, reading.encoding)
  return (reading.mend ? reading.mend(text) : text).normalize('NFC')
}

/** Writes a file again as UTF-8, mended and composed (NFC), a line at a time at least, in bounded memory. */
export const writeUtf8Copy = async (
  path: string,
  copy: string,
  reading: Reading,
  onProgress?: (done: number) => void,
): Promise<void> => {
  const decoder = iconv.getDecoder(reading.encoding)
  const output = await createOutput(copy)
  let rest = ''
  let done = 0
  const put = (text: string): void => {
    if (text !== '') output.write((reading.mend ? reading.mend(text) : text).normalize('NFC'))
  }
  try {
    for await (const piece of readPieces(path)) {
      const text = rest + decoder.write(Buffer.from(piece))
      const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2)) + 1
      put(text.slice(0, end))
      rest = text.slice(end)
      if (rest.length > limits.rowBytes)
        throw new Fault('file.row_too_large', { limit_mb: limits.rowBytes / 1024 / 1024 })
      await output.flush()
      done += piece.length
      onProgress?.(done)
    }
    put(rest + (decoder.end() ?? ''))
  } finally {
    await output.close()
  }
}
