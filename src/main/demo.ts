import { once } from 'node:events'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Language } from '#core/messages.ts'
import type { Progress } from '#core/operation.ts'
import { type OpenOptions, openCompany } from './company.ts'
import { operations } from './operations.ts'

const mark = (folder: string): string => join(folder, 'demo.json')

/** Whether the folder holds a demo company that was built to its end. */
export const hasDemo = (folder: string): boolean => existsSync(mark(folder))

const makerFile = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './demo-maker.ts' : './demo-maker.js', import.meta.url)

/** Makes the files beside whatever else is done, and gives each as soon as it is whole. */
async function* filesOf(now: string, folder: string): AsyncGenerator<string> {
  const maker = new Worker(makerFile(), { workerData: { now, folder } })
  const ended = once(maker, 'exit')
  // Waited for below; until then a failure of the maker is nobody's yet.
  ended.catch(() => undefined)
  const whole: string[] = []
  maker.on('message', (file: string) => whole.push(file))
  let done = false
  maker.once('exit', () => {
    done = true
  })
  try {
    for (;;) {
      const file = whole.shift()
      if (file !== undefined) yield file
      else if (done) break
      else await Promise.race([once(maker, 'message'), ended])
    }
    await ended
  } finally {
    await maker.terminate()
  }
}

/**
 * Builds the demo company: makes its files and imports them like anybody's, each while the next is being made. Built
 * beside its place and moved there when whole, so that a build broken off leaves nothing half done.
 */
export const buildDemo = async (
  folder: string,
  options: OpenOptions,
  language: Language,
  progress: Progress,
): Promise<void> => {
  const beside = `${folder}.building`
  rmSync(beside, { recursive: true, force: true })
  const files = join(beside, 'files')
  mkdirSync(files, { recursive: true, mode: 0o700 })
  const company = await openCompany(beside, options)
  const until = company.wallClock()
  try {
    progress(
      language === 'vi' ? 'Dựng các tệp của công ty giả định' : 'Making the files of the invented company',
      0,
      null,
    )
    const create = operations.find((operation) => operation.name === 'imports.create')!
    const deps = company.depsFor(language)
    for await (const file of filesOf(until, files))
      await create.run({ files: [file] }, deps, { progress, emit: () => undefined })
    company.setSetting('organisation', 'Gia Dụng An Nhiên (công ty giả định)')
    progress(language === 'vi' ? 'Tính các số' : 'Making the numbers', 0, null)
    await company.refresh()
  } finally {
    await company.close()
  }
  rmSync(files, { recursive: true, force: true })
  writeFileSync(mark(beside), JSON.stringify({ until }), { mode: 0o600 })
  rmSync(folder, { recursive: true, force: true })
  renameSync(beside, folder)
}
