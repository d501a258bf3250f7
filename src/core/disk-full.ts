import { Fault } from './fault.ts'

const marks = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|database or disk is full|SQLITE_FULL/i

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** The refusal `disk.full` where an error of the system, of SQLite or of the engine says so; otherwise the error itself. */
export const diskFullOr = (error: unknown, file: string): unknown => {
  if (error instanceof Fault) return error
  const text = `${codeOf(error)} ${error instanceof Error ? error.message : String(error)}`
  return marks.test(text) ? new Fault('disk.full', { file }) : error
}
