import type { Progress } from '#core/operation.ts'
import type { CareDeps } from './dependencies.ts'

export type BackupResult = {
  readonly file: string
  readonly bytes: number
  readonly files: number
  readonly imports: number
  readonly made_at: string
}

/**
 * One file with the store and every batch it knows, consistent whatever is imported meanwhile: the copy of the
 * store decides which batches belong, and their files never change.
 * @throws Fault `backup.exists`, `batch.damaged`, `disk.full`
 */
export const makeBackup = async (file: string, deps: CareDeps, progress: Progress): Promise<BackupResult> => {
  const made_at = deps.now()
  const { files, batches, clear } = await deps.snapshot()
  try {
    const archive = await deps.writeArchive(file, files, (done, total) =>
      progress(deps.language === 'vi' ? 'Sao lưu' : 'Backing up', done, total),
    )
    return {
      file,
      bytes: archive.bytes,
      files: archive.files.length,
      imports: batches.filter((batch) => batch.withdrawn_at === null).length,
      made_at,
    }
  } finally {
    clear()
  }
}
