import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Fault } from '#core/fault.ts'
import type { Params } from '#core/messages.ts'
import type { OpenedTable, OpenOptions } from '#core/table.ts'
import { fileFault } from './bytes.ts'
import { surveyFile } from './decode.ts'
import { limits } from './limits.ts'
import { selectRows } from './rows-file.ts'
import type { SheetJob, SheetRead } from './sheet-job.ts'
import type { Workplace } from './workplace.ts'
import { openParts } from './zip-gate.ts'

type Answer =
  | { readonly value: readonly SheetRead[] }
  | {
      readonly fault: { readonly code: string; readonly params: Params } | null
      readonly system: { readonly code?: string; readonly message: string }
    }

const childFile = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './sheet-child.ts' : './sheet-child.js', import.meta.url))

const failure = (answer: Exclude<Answer, { value: unknown }>, file: string): Error => {
  if (answer.fault) {
    const named = answer.fault.params['file'] === '' ? { ...answer.fault.params, file } : answer.fault.params
    return new Fault(answer.fault.code, named)
  }
  const system = Object.assign(new Error(answer.system.message), { code: answer.system.code })
  const known = fileFault(system, file)
  return known instanceof Fault
    ? known
    : new Fault('sheet.damaged', { file, detail: answer.system.message.slice(0, 120) })
}

const inChild = (job: SheetJob): Promise<readonly SheetRead[]> =>
  new Promise((resolve, reject) => {
    const child = fork(childFile(), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${limits.sheetMemoryMb}`],
    })
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, limits.sheetSeconds * 1000)
    child.once('message', (answer: Answer) => {
      if ('value' in answer) resolve(answer.value)
      else reject(failure(answer, job.file))
    })
    child.once('error', reject)
    child.once('exit', () => {
      clearTimeout(timer)
      reject(
        late
          ? new Fault('sheet.too_slow', { file: job.file, seconds: limits.sheetSeconds })
          : new Fault('sheet.too_much_memory', { file: job.file, limit_mb: limits.sheetMemoryMb }),
      )
    })
    child.send(job)
  })

/** Opens the asked sheet of an XLSX file, or every visible sheet with data. */
export const openSheets = async (
  file: string,
  path: string,
  options: OpenOptions,
  place: Workplace,
): Promise<{ tables: readonly OpenedTable[]; sha256: string }> => {
  const parts = await openParts(file, path)
  parts.close()
  const job: SheetJob = {
    file,
    path,
    folder: place.folder,
    sheet: options.sheet ?? null,
    header_row: options.header_row ?? null,
  }
  const [facts, sheets] = await Promise.all([surveyFile(path, null), inChild(job)])
  options.onProgress?.(facts.bytes, facts.bytes)
  const tables = sheets.map(
    (sheet): OpenedTable => ({
      file,
      sheet: sheet.sheet,
      headers: sheet.header.headers,
      sample: sheet.sample,
      header_row: sheet.header.row,
      preamble: sheet.header.above ?? [],
      select: selectRows(sheet.rows, sheet.header.headers.length),
      notes: sheet.notes,
      damaged: sheet.damaged,
      ...(sheet.ambiguous ? { formats: { decimal: '.' } as const } : {}),
    }),
  )
  return { tables, sha256: facts.sha256 }
}
