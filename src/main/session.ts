import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers, type Endpoint, remoteSession } from '#cli/remote.ts'
import type { Globals, Session } from '#cli/run.ts'
import { Fault } from '#core/fault.ts'
import type { Operation } from '#core/operation.ts'
import { type Company, type OpenOptions, openCompany } from './company.ts'

const endpointFile = (folder: string): string => join(folder, 'server.json')

/** Tells commands of this machine where the server that holds the directory listens. */
export const announce = (folder: string, endpoint: Endpoint): (() => void) => {
  writeFileSync(endpointFile(folder), JSON.stringify(endpoint), { mode: 0o600 })
  return () => rmSync(endpointFile(folder), { force: true })
}

const announced = (folder: string): Endpoint | null => {
  if (!existsSync(endpointFile(folder))) return null
  try {
    return JSON.parse(readFileSync(endpointFile(folder), 'utf8')) as Endpoint
  } catch {
    return null
  }
}

const patience = 20_000
const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/**
 * A session on a data directory: in this process where nobody holds it, inside the server where one does,
 * and after waiting a while where another command is at work.
 * @throws Fault `server.other_now` where the caller's clock is fixed at a moment the server's is not
 */
export const openSession = async (
  folder: string,
  globals: Globals,
  options: OpenOptions,
  elapsed: () => number,
): Promise<Session> => {
  const begun = elapsed()
  for (;;) {
    const endpoint = announced(folder)
    if (endpoint && (await answers(endpoint))) {
      if (options.fixedNow !== null && options.fixedNow !== endpoint.now)
        throw new Fault('server.other_now', { asked: options.fixedNow, now: endpoint.now ?? '' })
      return remoteSession(endpoint, globals.language)
    }
    try {
      return localSession(await openCompany(folder, options), globals)
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'data.in_use' || elapsed() - begun > patience) throw error
      await pause(150)
    }
  }
}

const localSession = (company: Company, globals: Globals): Session => ({
  run: (operation, input, report) =>
    (operation as unknown as Operation<unknown>).run(input, company.depsFor(globals.language, report.progress), report),
  close: () => company.close(),
})
