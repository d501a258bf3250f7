import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nhip } from './browser.ts'
import { now, writeCompany } from './company.ts'

/** One place for all files of a run: their processes have the same parent, which takes it away in the end. */
export const placeOf = (run: number): string => join(tmpdir(), `nhip-prepared-${run}`)

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/**
 * A data directory that holds the small company, imported once in a run and copied for each file of tests, its
 * numbers made. Gives the copy.
 */
export const preparedCompany = async (into: string): Promise<string> => {
  const place = placeOf(process.ppid)
  const building = `${place}.building`
  let mine = false
  for (let waited = 0; !existsSync(place) && !mine; waited += 200) {
    try {
      mkdirSync(building)
      mine = true
    } catch {
      if (waited > 120_000) throw new Error(`nobody finished ${building}`)
      await pause(200)
    }
  }
  // Another may have finished between the two looks.
  if (mine && existsSync(place)) rmSync(building, { recursive: true })
  else if (mine)
    try {
      const files = mkdtempSync(join(building, 'files-'))
      const data = join(building, 'data')
      nhip(['import', ...writeCompany(files)], data, now)
      nhip(['kpis', '--json'], data, now)
      renameSync(building, place)
    } catch (error) {
      rmSync(building, { recursive: true, force: true })
      throw error
    }
  const copy = join(into, 'data')
  cpSync(join(place, 'data'), copy, { recursive: true })
  return copy
}
