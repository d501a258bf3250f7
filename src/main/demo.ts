import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entities } from '#core/entities.ts'
import type { Language } from '#core/messages.ts'
import type { Progress } from '#core/operation.ts'
import { type OpenOptions, openCompany, operations } from './company.ts'

const mark = (folder: string): string => join(folder, 'demo.json')

/** Whether the folder holds a demo company that was built to its end. */
export const hasDemo = (folder: string): boolean => existsSync(mark(folder))

/**
 * Builds the demo company: writes its files and imports them like anybody's. Built beside its place and moved
 * there when whole, so that a build broken off leaves nothing half done.
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
  const made = new Set<string>()
  const company = await openCompany(beside, options)
  const until = company.wallClock()
  try {
    progress(
      language === 'vi' ? 'Dựng các tệp của công ty giả định' : 'Making the files of the invented company',
      0,
      null,
    )
    const { makeDemo } = await import('#demo/make.ts')
    makeDemo(until, (entity, text) => {
      made.add(entity)
      appendFileSync(join(files, `${entity}.csv`), text)
    })
    const create = operations.find((operation) => operation.name === 'imports.create')!
    const paths = entities
      .map((entity) => entity.name)
      .filter((name) => made.has(name))
      .map((name) => join(files, `${name}.csv`))
    await create.run({ files: paths }, company.depsFor(language), { progress, emit: () => undefined })
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
