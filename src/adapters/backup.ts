import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { diskFullOr } from '#core/disk-full.ts'
import { Fault } from '#core/fault.ts'

/** A file to put into an archive; `sha256` where its content is known and must still be that. */
export type ArchiveEntry = { readonly name: string; readonly path: string; readonly sha256?: string }

export type ArchivedFile = { readonly name: string; readonly bytes: number; readonly sha256: string }

const block = 512
/** Last entry of an archive, in the form `sha256sum -c` reads; an archive without it was cut off. */
const sumsName = 'SHA256SUMS'
const safeName = /^(?!.*\.\.)[\w][\w.-]*(\/[\w][\w.-]*)*$/

const numberField = (value: number, length: number): Buffer => {
  const octal = value.toString(8)
  if (octal.length < length) return Buffer.from(`${octal.padStart(length - 1, '0')}\0`, 'latin1')
  // Beyond 8 GB: base 256, as GNU tar and POSIX readers understand it.
  const field = Buffer.alloc(length)
  field.writeBigUInt64BE(BigInt(value), length - 8)
  field[0] = 0x80
  return field
}

/** POSIX ustar header of one private file. */
const header = (name: string, bytes: number): Buffer => {
  const out = Buffer.alloc(block)
  const split = name.length > 100 ? name.lastIndexOf('/', 154) : -1
  out.write(name.slice(split + 1), 0, 100, 'utf8')
  if (split > 0) out.write(name.slice(0, split), 345, 155, 'utf8')
  out.write('0000600\0' + '0000000\0' + '0000000\0', 100, 'latin1')
  numberField(bytes, 12).copy(out, 124)
  numberField(0, 12).copy(out, 136)
  out.write('        0ustar\x0000', 148, 'latin1')
  const sum = out.reduce((total, byte) => total + byte, 0)
  out.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return out
}

const padding = (bytes: number): Buffer => Buffer.alloc((block - (bytes % block)) % block)

/**
 * Writes files into one gzipped tar, private to its owner: beside its place first, flushed, then renamed.
 * @throws Fault `backup.exists`, `batch.damaged` where a file is no longer what it must be, `disk.full`
 */
export const writeArchive = async (
  file: string,
  entries: readonly ArchiveEntry[],
  progress: (done: number, total: number) => void,
): Promise<{ readonly bytes: number; readonly files: readonly ArchivedFile[] }> => {
  if (existsSync(file)) throw new Fault('backup.exists', { file })
  const beside = `${file}.part`
  const files: ArchivedFile[] = []
  async function* content(): AsyncGenerator<Buffer> {
    for (const [i, entry] of entries.entries()) {
      progress(i, entries.length)
      const { size } = await stat(entry.path)
      yield header(entry.name, size)
      const hash = createHash('sha256')
      let bytes = 0
      for await (const chunk of createReadStream(entry.path, { highWaterMark: 1 << 20 })) {
        hash.update(chunk as Buffer)
        bytes += (chunk as Buffer).length
        yield chunk as Buffer
      }
      const sha256 = hash.digest('hex')
      if (bytes !== size || (entry.sha256 !== undefined && entry.sha256 !== sha256))
        throw new Fault('batch.damaged', { import: entry.name.split('/')[1] ?? entry.name, file: entry.path })
      files.push({ name: entry.name, bytes, sha256 })
      yield padding(size)
    }
    const sums = Buffer.from(files.map((each) => `${each.sha256}  ${each.name}\n`).join(''))
    yield header(sumsName, sums.length)
    yield sums
    yield padding(sums.length)
    yield Buffer.alloc(2 * block)
  }
  try {
    await pipeline(content, createGzip({ level: 1 }), createWriteStream(beside, { mode: 0o600, flush: true }))
    await chmod(beside, 0o600)
    await rename(beside, file)
    const folder = await open(dirname(file), 'r')
    await folder.sync().finally(() => folder.close())
    return { bytes: (await stat(file)).size, files }
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    if (error instanceof Fault) throw error
    const full = diskFullOr(error, file)
    throw full instanceof Fault
      ? full
      : new Fault('backup.unreadable', { file, detail: String((error as Error).message) })
  }
}

/** Hands out exactly as many bytes as asked, from chunks of any size. */
const reader = (chunks: AsyncIterator<Buffer>) => {
  let held: Buffer = Buffer.alloc(0)
  const some = async (most: number): Promise<Buffer> => {
    while (held.length === 0) {
      const next = await chunks.next()
      if (next.done) throw new Error('ends too early')
      held = next.value
    }
    const out = held.subarray(0, most)
    held = held.subarray(out.length)
    return out
  }
  const exactly = async (count: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    for (let left = count; left > 0; ) {
      const part = await some(left)
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }
  const toTheEnd = async (): Promise<void> => {
    for (let next = await chunks.next(); !next.done; next = await chunks.next());
  }
  return { some, exactly, toTheEnd }
}

const text = (field: Buffer): string => field.toString('utf8').replace(/\0.*$/s, '')

const sizeOf = (field: Buffer): number =>
  field[0] === 0x80 ? Number(field.readBigUInt64BE(field.length - 8)) : Number.parseInt(text(field).trim() || '0', 8)

const readHeader = (bytes: Buffer): { readonly name: string; readonly size: number } | null => {
  if (bytes.every((byte) => byte === 0)) return null
  const stated = Number.parseInt(text(bytes.subarray(148, 156)).trim(), 8)
  const blanked = Buffer.from(bytes)
  blanked.fill(0x20, 148, 156)
  if (blanked.reduce((total, byte) => total + byte, 0) !== stated) throw new Error('a header is damaged')
  const prefix = text(bytes.subarray(345, 500))
  const name = `${prefix ? `${prefix}/` : ''}${text(bytes.subarray(0, 100))}`
  if (!safeName.test(name)) throw new Error(`a name is not one of ours: ${name.slice(0, 80)}`)
  return { name, size: sizeOf(bytes.subarray(124, 136)) }
}

/**
 * Unpacks an archive into an empty folder and holds every file to the sums at its end.
 * @throws Fault `backup.damaged` where anything is not as it was written, `disk.full`
 */
export const readArchive = async (file: string, into: string): Promise<readonly ArchivedFile[]> => {
  const files: ArchivedFile[] = []
  let sums: string | null = null
  const source = createReadStream(file, { highWaterMark: 1 << 20 })
  const unzipped = createGunzip()
  source.on('error', (error) => unzipped.destroy(error))
  try {
    const { some, exactly, toTheEnd } = reader(source.pipe(unzipped)[Symbol.asyncIterator]())
    for (;;) {
      const found = readHeader(await exactly(block))
      if (!found) break
      if (sums !== null) throw new Error('something follows the sums')
      const { name, size } = found
      if (name === sumsName) {
        if (size > 64 << 20) throw new Error('the sums are too long')
        sums = (await exactly(size)).toString('utf8')
      } else files.push({ name, bytes: size, sha256: await unpack(join(into, name), size, some) })
      await exactly((block - (size % block)) % block)
    }
    await exactly(block)
    // The gzip checks its own sum, of bytes that fill up too, only when it comes to its end.
    await toTheEnd()
    if (sums === null) throw new Error('the sums are missing')
    if (sums !== files.map((each) => `${each.sha256}  ${each.name}\n`).join(''))
      throw new Error('the content does not agree with its sums')
    return files
  } catch (error) {
    const full = diskFullOr(error, into)
    if (full instanceof Fault) throw full
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new Fault('backup.unreadable', { file, detail: code })
    throw new Fault('backup.damaged', { file, detail: message })
  } finally {
    source.destroy()
  }
}

const unpack = async (path: string, size: number, some: (most: number) => Promise<Buffer>): Promise<string> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const handle = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  try {
    for (let left = size; left > 0; ) {
      const part = await some(left)
      hash.update(part)
      await handle.write(part)
      left -= part.length
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}
