import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Names of a data directory's parts. */
export const parts = {
  store: 'store.sqlite',
  warehouse: 'warehouse.duckdb',
  batches: 'batches',
} as const

/** Everything below a folder: path and what the system says of it. */
const walk = (folder: string): { readonly path: string; readonly mode: number; readonly bytes: number }[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (!stat || stat.isSymbolicLink()) return []
    const own = { path, mode: stat.mode & 0o777, bytes: stat.isFile() ? stat.size : 0 }
    return stat.isDirectory() ? [own, ...walk(path)] : [own]
  })

/** Files others could read only through a folder that keeps them out do not count as open. */
const openTo = (folder: string, found: readonly { readonly path: string; readonly mode: number }[]): string[] =>
  (lstatSync(folder).mode & 0o077) === 0
    ? []
    : [folder, ...found.filter(({ mode }) => (mode & 0o077) !== 0).map(({ path }) => path)]

/**
 * What the machine says of a data directory. `known` are the ids of its imports.
 * Windows keeps no such modes; nothing is reported as open there.
 */
export const describeDirectory = (folder: string, known: readonly string[]) => {
  const found = walk(folder)
  const disk = statfsSync(folder)
  const batches = join(folder, parts.batches)
  return {
    folder,
    node: process.version,
    freeBytes: disk.bavail * disk.bsize,
    bytes: found.reduce((sum, each) => sum + each.bytes, 0),
    open: process.platform === 'win32' ? [] : openTo(folder, found),
    unknown: existsSync(batches) ? readdirSync(batches).filter((name) => !known.includes(name)) : [],
    putAside: existsSync(join(folder, `${parts.warehouse}.damaged`)),
  }
}

/** An empty private folder beside a directory, on the same disk, so that a rename can put it in its place. */
export const makeBeside = (directory: string): string => {
  mkdirSync(dirname(directory), { recursive: true })
  return mkdtempSync(`${directory}.restoring-`)
}

const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Files that only say who works in a directory. */
const passing = /^(lock\.sqlite.*|holder\.json)$/

/**
 * Puts `beside` in the place of a directory. What stood there is moved aside under its own name with a number, and
 * its new path returned; a directory with nothing in it is simply replaced.
 */
export const swapDirectory = async (directory: string, beside: string): Promise<string | null> => {
  let aside: string | null = null
  if (existsSync(directory)) {
    if (readdirSync(directory).every((name) => passing.test(name))) rmSync(directory, { recursive: true })
    else {
      let number = 1
      do aside = join(dirname(directory), `${basename(directory)}.before-restore-${number++}`)
      while (existsSync(aside))
      renameSync(directory, aside)
    }
  }
  renameSync(beside, directory)
  await flushFolder(dirname(directory))
  return aside
}

export const removeFolder = async (folder: string): Promise<void> => rmSync(folder, { recursive: true, force: true })
