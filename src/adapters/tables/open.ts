import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Fault } from '#core/fault.ts'
import type { OpenedTable, OpenOptions, OpenTables } from '#core/table.ts'
import { fileFault, readHead, readPieces } from './bytes.ts'
import { surveyFile } from './decode.ts'
import { openJson } from './json.ts'
import { type Kind, kindOf } from './kind.ts'
import { limits } from './limits.ts'
import { openParquet } from './parquet.ts'
import { openSheets } from './sheet.ts'
import { openText } from './text.ts'
import { type Workplace, workplaceIn } from './workplace.ts'

type Opened = Awaited<ReturnType<OpenTables>>

const headBytes = 64 * 1024

/** Unpacks a gzip file into the workspace, within a budget that is counted while unpacking. */
const unpack = async (path: string, to: string): Promise<number> => {
  const file = await open(to, 'wx', 0o600)
  let bytes = 0
  try {
    await pipeline(createReadStream(path), createGunzip(), async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) {
        bytes += piece.length
        if (bytes > limits.gzipBytes)
          throw new Fault('file.unpacks_too_large', { limit_mb: limits.gzipBytes / 1024 / 1024 })
        for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten
      }
    })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code.startsWith('Z_')) throw new Fault(code === 'Z_BUF_ERROR' ? 'file.truncated' : 'file.damaged_archive')
    throw error
  } finally {
    await file.close()
  }
  return bytes
}

/** Which kind of old Office file this is, by the names of the streams in it. */
const refuseOle = async (path: string, file: string): Promise<never> => {
  const name = (text: string): Buffer => Buffer.from(text, 'utf16le')
  let before = Buffer.alloc(0)
  let legacy = false
  for await (const piece of readPieces(path)) {
    const bytes = Buffer.concat([before, piece])
    if (bytes.includes(name('EncryptedPackage'))) throw new Fault('sheet.encrypted', { file })
    legacy ||= bytes.includes(name('Workbook')) || bytes.includes(name('Book\0'))
    before = Buffer.from(bytes.subarray(-64))
  }
  throw new Fault(legacy ? 'sheet.legacy' : 'file.not_a_table', { file })
}

const refuseKind = async (kind: Kind, path: string, file: string): Promise<never> => {
  if (kind === 'ole') return refuseOle(path, file)
  if (kind !== 'markup') throw new Fault('file.not_a_table', { file })
  const head = (await readHead(path, 4096)).toString('latin1')
  throw new Fault('sheet.other_format', { file, format: /^\W*\?xml/i.test(head) ? 'XML' : 'HTML' })
}

type Packed = { readonly path: string; readonly size: number; readonly kind: Kind; readonly inside: boolean }

const openKind = async (
  file: string,
  source: Packed,
  options: OpenOptions,
  place: Workplace,
): Promise<{ tables: readonly OpenedTable[]; sha256: string }> => {
  const one = (opened: { table: OpenedTable; facts: { sha256: string } }) => ({
    tables: [opened.table],
    sha256: opened.facts.sha256,
  })
  switch (source.kind) {
    case 'text':
      return one(await openText(file, source.path, source.size, options, place))
    case 'json':
      return one(await openJson(file, source.path, source.size, options, place))
    case 'parquet':
      if (!source.inside) return one(await openParquet(file, source.path, options, place))
      break
    case 'zip':
      if (!source.inside) return openSheets(file, source.path, options, place)
      break
  }
  return refuseKind(source.kind, source.path, file)
}

const openFile = async (path: string, options: OpenOptions, place: Workplace): Promise<Opened> => {
  const file = basename(path)
  const found = await stat(path)
  if (found.isDirectory()) throw new Fault('file.is_directory', { file })
  if (!found.isFile()) throw new Fault('file.not_a_table', { file })
  if (found.size === 0) throw new Fault('file.empty')
  let source: Packed = { path, size: found.size, kind: kindOf(await readHead(path, headBytes)), inside: false }
  let sha256: string | null = null
  if (source.kind === 'gzip') {
    sha256 = (await surveyFile(path, null)).sha256
    const to = place.next('unpacked')
    const size = await unpack(path, to)
    if (size === 0) throw new Fault('file.empty')
    source = { path: to, size, kind: kindOf(await readHead(to, headBytes)), inside: true }
  }
  const { tables, sha256: ofSource } = await openKind(file, source, options, place)
  const packed = source.inside ? [{ code: 'file.unpacked', params: { bytes: source.size } }] : []
  return {
    tables: tables.map((table) => ({ ...table, notes: [...packed, ...table.notes] })),
    sha256: sha256 ?? ofSource,
    bytes: found.size,
  }
}

/**
 * Opens delimited text (CSV, TSV, …), XLSX, JSON lines or a JSON array, Parquet, and gzip of the texts; what a
 * file is, is found by its bytes. Limits: `limits.ts`. Throws Fault `file.*`, `sheet.*` or `disk.full`, and then
 * leaves nothing behind in the workspace.
 */
export const openTables: OpenTables = async (path, options) => {
  const place = await workplaceIn(options.workspace)
  try {
    return await openFile(path, options, place)
  } catch (error) {
    place.clear()
    throw fileFault(error, basename(path))
  }
}
