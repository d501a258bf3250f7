import { constants, rmSync } from 'node:fs'
import { copyFile, link, mkdir, mkdtemp, realpath } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileFault } from './bytes.ts'

/** A folder of this opening's own, inside the one the engine may read. */
export type Workplace = {
  readonly folder: string
  /** A path nobody else uses, ending in `name`. */
  readonly next: (name: string) => string
  /** Removes what was made; for an opening that ended in a refusal. */
  readonly clear: () => void
}

export const workplaceIn = async (workspace: string): Promise<Workplace> => {
  await mkdir(workspace, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(resolve(workspace), 'open-'))
  let made = 0
  return {
    folder,
    next: (name) => join(folder, `${++made}-${name}`),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/**
 * Makes the engine able to read a file it may not reach: by a second name for it, or a copy where the two are on
 * different disks. The engine follows a symbolic link to where it points, so one would be of no use.
 */
export const reachable = async (path: string, place: Workplace, ending: string): Promise<string> => {
  const to = place.next(`table.${ending}`)
  try {
    const source = await realpath(path)
    await link(source, to).catch(() => copyFile(source, to, constants.COPYFILE_FICLONE))
    return to
  } catch (error) {
    throw fileFault(error, basename(path))
  }
}
