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
  return { sha256: hash.digest('hex'), bytes, ascii, utf8, evidence: Buffer.concat(evidence) }
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
