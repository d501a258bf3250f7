import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Fault } from '#core/fault.ts'
import { limits } from './limits.ts'

/** A zip whose every entry has been looked at, and from which parts may be streamed. */
export type Parts = {
  readonly has: (name: string) => boolean
  readonly names: () => readonly string[]
  /** Text of a part piece by piece, counted against the budget while it is unpacked. */
  readonly stream: (name: string, each: (text: string) => void | Promise<void>) => Promise<void>
  readonly close: () => void
}

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 120)

const formats: readonly (readonly [RegExp, string])[] = [
  [/^content\.xml$/, 'OpenDocument (.ods)'],
  [/^xl\/workbook\.bin$/i, 'Excel binary (.xlsb)'],
  [/^index\.zip$|^index\/tables\//i, 'Apple Numbers'],
]

/** Refusals that the names of the parts are enough for. */
const refuseNames = (file: string, names: readonly string[]): void => {
  const holds = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  for (const [pattern, format] of formats) if (holds(pattern)) throw new Fault('sheet.other_format', { file, format })
  if (holds(/vbaproject|\/macrosheets\//i)) throw new Fault('sheet.macros', { file })
  if (holds(/\/externallinks\//i)) throw new Fault('sheet.external_links', { file })
  if (!holds(/^\[content_types\]\.xml$/i) || !holds(/^xl\//i)) throw new Fault('file.not_a_table', { file })
}

const refuseSizes = (file: string, entries: readonly Entry[]): void => {
  let claimed = 0
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new Fault('sheet.encrypted', { file })
    claimed += entry.uncompressedSize
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (entry.uncompressedSize > limits.zipRatioFloor && ratio > limits.zipRatio)
      throw new Fault('sheet.packed_too_tightly', { file, limit: limits.zipRatio })
  }
  if (claimed > limits.zipBytes) throw new Fault('sheet.unpacks_too_large', { file, limit_mb: limits.zipBytes >> 20 })
}

const listed = async (file: string, zip: ZipFile): Promise<Entry[]> => {
  if (zip.entryCount > limits.zipEntries)
    throw new Fault('sheet.too_many_entries', { file, entries: zip.entryCount, limit: limits.zipEntries })
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return entries
}

/**
 * Opens a spreadsheet's zip and looks at every entry before any of them is unpacked: their number, their sizes,
 * encryption, macros, links to other files. Unpacking stops where an entry holds more than it claims.
 */
export const openParts = async (file: string, path: string): Promise<Parts> => {
  let zip: ZipFile
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: false, validateEntrySizes: true })
  } catch (error) {
    throw new Fault('sheet.damaged', { file, detail: detailOf(error) })
  }
  const entries = new Map<string, Entry>()
  try {
    const all = await listed(file, zip)
    refuseSizes(file, all)
    refuseNames(
      file,
      all.map((entry) => entry.fileName),
    )
    for (const entry of all) entries.set(entry.fileName.toLowerCase(), entry)
  } catch (error) {
    zip.close()
    if (error instanceof Fault) throw error
    throw new Fault('sheet.damaged', { file, detail: detailOf(error) })
  }
  let unpacked = 0
  return {
    has: (name) => entries.has(name.toLowerCase()),
    names: () => [...entries.values()].map((entry) => entry.fileName),
    stream: async (name, each) => {
      const entry = entries.get(name.toLowerCase())
      if (!entry) throw new Fault('sheet.damaged', { file, detail: `${name} missing` })
      const decoder = new TextDecoder('utf-8')
      try {
        for await (const piece of await zip.openReadStreamPromise(entry)) {
          unpacked += (piece as Buffer).length
          if (unpacked > limits.zipBytes)
            throw new Fault('sheet.unpacks_too_large', { file, limit_mb: limits.zipBytes >> 20 })
          await each(decoder.decode(piece as Buffer, { stream: true }))
        }
      } catch (error) {
        if (error instanceof Fault) throw error
        throw new Fault('sheet.damaged', { file, detail: detailOf(error) })
      }
    },
    close: () => zip.close(),
  }
}
