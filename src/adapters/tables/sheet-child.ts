/**
 * Reads a spreadsheet in a process of its own, with little memory and a limit of time set by the parent, so that
 * no file can take the application down. Takes one job, answers once, ends.
 */
import { Fault } from '#core/fault.ts'
import { readSheets, type SheetJob } from './sheet-job.ts'

process.once('message', (job: SheetJob) => {
  readSheets(job).then(
    (value) => process.send?.({ value }, () => process.disconnect?.()),
    (error: unknown) => {
      const fault = error instanceof Fault ? { code: error.code, params: error.params } : null
      const system = { code: (error as NodeJS.ErrnoException).code, message: String(error) }
      process.send?.({ fault, system }, () => process.disconnect?.())
    },
  )
})
process.on('disconnect', () => process.exit(0))
