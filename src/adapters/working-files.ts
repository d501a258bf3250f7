import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#core/fault.ts'

const mostText = 4_000_000

/** What the operating system said, as a refusal a person understands; anything else is thrown on. */
const refused = (error: unknown, path: string): never => {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') throw new Fault('file.not_found', { file: path })
  if (code === 'EACCES' || code === 'EPERM') throw new Fault('file.not_allowed', { file: path })
  if (code === 'ENOSPC' || code === 'EDQUOT') throw new Fault('disk.full', { file: path })
  throw error
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Reads a small text file. @throws Fault `file.not_found`, `file.not_allowed`, `file.not_a_table`. */
export const readText = async (path: string): Promise<string> => {
  try {
    if (statSync(path).size > mostText) throw new Fault('file.not_a_table', { file: path })
    return (await readFile(path, 'utf8')).replace(/^\ufeff/, '')
  } catch (error) {
    if (error instanceof Fault) throw error
    return refused(error, path)
  }
}

/** Makes an empty folder below `root`, and a way to take it away again. */
export const makeWorkspace = (root: string): { readonly folder: string; readonly clear: () => Promise<void> } => {
  const folder = mkdtempSync(join(root, 'work-'))
  return { folder, clear: async () => rmSync(folder, { recursive: true, force: true }) }
}

/** Writes a file whole or not at all: beside its place first, then renamed. @returns its path */
export const writeWhole = async (
  path: string,
  produce: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<string> => {
  const beside = `${path}.part`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const stream = createWriteStream(beside, { mode: 0o600 })
  const failed = once(stream, 'error').then(([error]) => {
    throw error
  })
  failed.catch(() => undefined)
  try {
    const write = async (text: string): Promise<void> => {
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed])
    }
    await produce(write)
    stream.end()
    await Promise.race([once(stream, 'close'), failed])
    renameSync(beside, path)
    return path
  } catch (error) {
    stream.destroy()
    rmSync(beside, { force: true })
    if (error instanceof Fault) throw error
    return refused(error, path)
  }
}

/** Writes a small text file where the person asked for it. */
export const writeText = async (path: string, text: string): Promise<string> => {
  try {
    writeFileSync(path, text)
    return path
  } catch (error) {
    return refused(error, path)
  }
}
