import { rmSync } from 'node:fs'
import { copyFile, link, symlink } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileFault } from './bytes.ts'

/** Names of files this opening makes in the folder the engine may read. */
export type Workplace = {
  /** A path nobody else uses, ending in `name`. */
  readonly next: (name: string) => string
  /** Removes what was made; for an opening that ended in a refusal. */
  readonly clear: () => void
}

let openings = 0

export const workplaceIn = (folder: string): Workplace => {
  const opening = `${process.pid}-${process.hrtime.bigint()}-${++openings}`
  const made: string[] = []
  return {
    next: (name) => {
      const path = join(folder, `${opening}-${made.length + 1}-${name}`)
      made.push(path)
      return path
    },
    clear: () => {
      for (const path of made) rmSync(path, { force: true })
    },
  }
}

/** Makes the engine able to read a file it may not reach: by another name for it, or a copy where that fails. */
export const reachable = async (path: string, place: Workplace, ending: string): Promise<string> => {
  for (const make of [link, symlink, copyFile]) {
    const to = place.next(`table.${ending}`)
    try {
      await make(resolve(path), to)
      return to
    } catch (error) {
      if (make === copyFile) throw fileFault(error, basename(path))
    }
  }
  return path
}
