import { existsSync } from 'node:fs'
import { elapsed, realTime } from '#adapters/clock.ts'
import { randomToken } from '#adapters/secrets.ts'
import { type CliOptions, type Globals, progressOn, runCli, unexpected } from '#cli/run.ts'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { Operation } from '#core/operation.ts'
import { readConfig } from './config.ts'
import type { OpenOptions } from './main/company.ts'
import { hasDemo } from './main/demo.ts'
import { operations } from './main/operations.ts'
import { demoFolder, inventedWords, ownFolder, programsFor } from './main/programs.ts'
import { openSession } from './main/session.ts'

const out = (text: string): void => void process.stdout.write(text)
const err = (text: string): void => void process.stderr.write(text)

const stopped = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })

const main = async (): Promise<number> => {
  const config = readConfig()
  // Importing passes rows through and holds few; answers about ten million of them need more room at once.
  const optionsFor = (operation: string | null): OpenOptions => ({
    fixedNow: config.now,
    memory: config.memory ?? (operation === 'imports.create' ? '380MB' : '600MB'),
    wayOut: { trusted: config.trusted, contact: config.url },
  })
  const folderFor = (globals: Globals, fallback: string): string => globals.data ?? config.data ?? fallback
  const reporting = { err, elapsed, terminal: process.stderr.isTTY === true }
  const options: CliOptions = {
    words: process.argv.slice(2),
    operations: operations as unknown as readonly Operation<never>[],
    programs: programsFor(
      {
        openOptions: optionsFor(null),
        say: err,
        out,
        progress: progressOn(reporting),
        elapsed,
        stopped,
        token: randomToken,
        url: config.url,
        signOn: async () => {
          if (!config.signOn) return null
          const [{ openSignOn }, { openOutbound }] = await Promise.all([
            import('#adapters/sign-on.ts'),
            import('#adapters/outbound.ts'),
          ])
          // A company’s own provider may stand inside its network: the operator named it.
          const trusted = [...config.trusted, new URL(config.signOn.issuer).origin]
          const { fetch } = openOutbound({ userAgent: 'Nhip/1.0', trusted })
          return openSignOn({ ...config.signOn, time: realTime, fetch })
        },
      },
      folderFor,
    ),
    open: (globals, operation) => {
      const asked = globals.data ?? config.data
      // Whoever has tried the demo and brought nothing yet asks about the demo; what changes data never lands there.
      const demo = asked === null && !operation.changes && !existsSync(ownFolder) && hasDemo(demoFolder)
      if (demo) err(inventedWords[globals.language])
      return openSession(asked ?? (demo ? demoFolder : ownFolder), globals, optionsFor(operation.name), elapsed)
    },
    language: config.language ?? 'vi',
    out,
    ...reporting,
  }
  return runCli(options)
}

// A reader that closes early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

try {
  process.exitCode = await main()
} catch (error) {
  const fault = error instanceof Fault ? error : new Fault('internal.error')
  err(`${faultSentence(fault.code, fault.params, 'vi')}\n`)
  if (!(error instanceof Fault)) err(unexpected(error))
  process.exitCode = 1
}
