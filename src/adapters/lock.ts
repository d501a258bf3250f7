import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Fault } from '#core/fault.ts'

export type Lock = { readonly release: () => void }

/**
 * Takes the data directory for this process: an exclusive transaction held open on a small SQLite file. The
 * operating system lets go of it when the process ends in whatever way, and no clock can steal it.
 * @throws Fault `data.in_use` with the holder's process number where it is known
 */
export const openLock = async (folder: string): Promise<Lock> => {
  const holder = join(folder, 'holder.json')
  const database = new Database(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (!String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) throw error
    let pid = '?'
    try {
      pid = String((JSON.parse(readFileSync(holder, 'utf8')) as { pid: number }).pid)
    } catch {
      // The holder has not said who it is yet.
    }
    throw new Fault('data.in_use', { folder, pid })
  }
  writeFileSync(holder, JSON.stringify({ pid: process.pid }), { mode: 0o600 })
  return {
    release: () => {
      database.exec('rollback')
      database.close()
    },
  }
}
