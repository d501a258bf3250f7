import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realTime } from '#adapters/clock.ts'
import type { Globals, Program } from '#cli/run.ts'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { defineMessages, fill, type Language, type Words } from '#core/messages.ts'
import type { Input, Progress } from '#core/operation.ts'
import type { SignOnProvider } from '#core/sign-on.ts'
import type { Running } from '#http/server.ts'
import { makeSetupLink } from '#operations/accounts/links.ts'
import { restoreBackup } from '#operations/care/restore.ts'
import { restoring } from './care.ts'
import { type Company, type OpenOptions, openCompany } from './company.ts'
import { buildDemo, hasDemo } from './demo.ts'
import { operations } from './operations.ts'
import { announce } from './session.ts'

const words = defineMessages({
  restore: { vi: 'Lấy lại thư mục dữ liệu từ một bản sao lưu', en: 'Bring the data directory back from a backup' },
  backup: { vi: 'tệp do nhip backup ghi ra', en: 'a file written by nhip backup' },
  force: {
    vi: 'thay cả khi đang có dữ liệu (dữ liệu cũ được chuyển sang bên)',
    en: 'also where data stands (the old data is moved aside)',
  },
  restored: {
    vi: 'Đã lấy lại {imports} lượt nhập vào {folder}.\n',
    en: 'Brought {imports} imports back into {folder}.\n',
  },
  moved: { vi: 'Dữ liệu cũ nằm ở {moved_to}.\n', en: 'The old data is now in {moved_to}.\n' },
  start: { vi: 'Mở máy chủ trên thư mục dữ liệu', en: 'Start the server on the data directory' },
  demo: {
    vi: 'Dựng một năm của công ty giả định rồi mở máy chủ',
    en: 'Build a year of an invented company, then start the server',
  },
  port: { vi: 'cổng (mặc định 7777)', en: 'port (7777 unless said)' },
  host: { vi: 'địa chỉ lắng nghe (mặc định 127.0.0.1)', en: 'address to listen on (127.0.0.1 unless said)' },
  fresh: { vi: 'dựng lại từ đầu, bỏ bản cũ', en: 'build it anew, dropping the old one' },
  noStart: { vi: 'chỉ dựng dữ liệu, không mở máy chủ', en: 'only build the data, do not start the server' },
  running: {
    vi: 'Nhịp đang chạy ở {url}  (dữ liệu: {folder})\nBảy con số: {url}/api/v1/kpis  hoặc  ./nhip kpis --data {folder}\nDừng bằng Ctrl+C.\n',
    en: 'Nhịp is running at {url}  (data: {folder})\nThe seven numbers: {url}/api/v1/kpis  or  ./nhip kpis --data {folder}\nStop with Ctrl+C.\n',
  },
  owner: {
    vi: 'Tạo chủ tài khoản (liên kết dùng một lần): {url}\nTrước đó, ai ngồi ở máy này đều xem được mọi số.\n',
    en: 'Make the owner (a link that works once): {url}\nUntil then whoever sits at this machine sees every number.\n',
  },
  built: { vi: 'Đã dựng xong {folder} trong {seconds} giây.\n', en: 'Built {folder} in {seconds} s.\n' },
  kept: {
    vi: 'Dùng lại dữ liệu đã dựng ở {folder}; thêm --fresh để dựng bản mới đến hôm nay.\n',
    en: 'Using the data already built in {folder}; add --fresh to build it anew up to today.\n',
  },
})

/** Where data stands unless a command says otherwise, and where the demo company does. */
export const ownFolder = 'nhip-data'
export const demoFolder = 'nhip-demo'

export const inventedWords: Words = {
  vi: 'Đây là công ty giả định “Gia Dụng An Nhiên”: mọi con số, tên người và đối thủ đều được dựng ra.\n',
  en: 'This is the invented company “Gia Dụng An Nhiên”: every number, person and competitor is made up.\n',
}

export type ProgramOptions = {
  readonly openOptions: OpenOptions
  readonly say: (text: string) => void
  /** Where `--json` goes. */
  readonly out: (text: string) => void
  readonly progress: Progress
  readonly elapsed: () => number
  /** Resolves when the person asks the program to stop. */
  readonly stopped: () => Promise<void>
  readonly token: () => string
  /** Where people reach the pages; null: where the server listens. */
  readonly url: string | null
  /** Where people sign in with their account of elsewhere. */
  readonly signOn: () => Promise<SignOnProvider | null>
}

/** Beside the program once it is built. */
const builtPages = fileURLToPath(new URL('./web', import.meta.url))

/** After each change the tables follow while nobody waits for them. */
const followed = (company: Company): typeof operations =>
  operations.map((operation) =>
    operation.changes
      ? {
          ...operation,
          run: async (...given) => {
            try {
              return await operation.run(...given)
            } finally {
              void company.refresh().catch(() => undefined)
            }
          },
        }
      : operation,
  )

const serveUntilStopped = async (
  company: Company,
  folder: string,
  input: Input,
  language: Language,
  options: ProgramOptions,
): Promise<void> => {
  const token = options.token()
  const host = String(input['host'] ?? '127.0.0.1')
  const demo = hasDemo(folder)
  // Loaded by the commands that serve only: the modules of the web take long to load.
  const [{ startServer }, { openUploads }, { jobsFor, openPagesFor }, { runJobs }] = await Promise.all([
    import('#http/server.ts'),
    import('#http/uploads.ts'),
    import('./serving.ts'),
    import('#jobs/run-jobs.ts'),
  ])
  const uploads = openUploads(join(folder, 'uploads'))
  await uploads.sweep(realTime())
  let server: Running | undefined
  let withdraw = (): void => undefined
  const stopJobs = runJobs(jobsFor(company), (name, error) => {
    const told = error instanceof Fault ? faultSentence(error.code, error.params, language) : String(error)
    options.say(`${name}: ${told}\n`)
  })
  void company.refresh().catch(() => undefined)
  try {
    server = await startServer({
      operations: followed(company),
      depsFor: company.depsFor,
      accounts: {
        depsFor: (spoken, access) => company.depsFor(spoken, undefined, access),
        demo,
        organisation: company.organisation,
        signOn: demo ? null : await options.signOn(),
      },
      language: company.language,
      token,
      host,
      port: Number(input['port'] ?? 7777),
      uploads,
      version: company.version,
      pages: builtPages,
      openPages: openPagesFor(company),
    })
    withdraw = announce(folder, { host, port: server.port, token, now: options.openOptions.fixedNow })
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`
    company.reachedAt(options.url ?? url)
    options.say(fill(words.running, language, { url, folder }))
    const link = demo ? null : makeSetupLink(company.depsFor(language))
    if (link) options.say(fill(words.owner, language, { url: link.url }))
    await options.stopped()
  } finally {
    withdraw()
    await stopJobs()
    await server?.close()
    await company.close()
  }
}

const serving: Program['arguments'] = [
  { name: 'port', kind: 'number', help: words.port },
  { name: 'host', kind: 'text', help: words.host },
]

/** Commands that keep running, or make a data directory. `folderFor` gives the directory a command works on. */
export const programsFor = (
  options: ProgramOptions,
  folderFor: (globals: Globals, fallback: string) => string,
): readonly Program[] => [
  {
    command: ['start'],
    help: words.start,
    arguments: serving,
    run: async (input, globals) => {
      const folder = folderFor(globals, ownFolder)
      await serveUntilStopped(await openCompany(folder, options.openOptions), folder, input, globals.language, options)
    },
  },
  {
    command: ['restore'],
    help: words.restore,
    arguments: [
      { name: 'file', kind: 'file', position: 0, required: true, help: words.backup },
      { name: 'force', kind: 'flag', help: words.force },
    ],
    run: async (input, globals) => {
      const directory = resolve(folderFor(globals, ownFolder))
      const request = { file: resolve(String(input['file'])), directory, force: input['force'] === true }
      const result = await restoreBackup(request, restoring)
      // Opening it once makes its tables, so that the next command answers at once.
      await (await openCompany(directory, options.openOptions)).close()
      const { imports, moved_to } = result
      if (globals.json) options.out(`${JSON.stringify(result, null, 2)}\n`)
      options.say(fill(words.restored, globals.language, { imports, folder: directory }))
      if (moved_to !== null) options.say(fill(words.moved, globals.language, { moved_to }))
    },
  },
  {
    command: ['demo'],
    help: words.demo,
    arguments: [
      ...serving,
      { name: 'fresh', kind: 'flag', help: words.fresh },
      { name: 'no-start', kind: 'flag', help: words.noStart },
    ],
    run: async (input, globals) => {
      const folder = resolve(folderFor(globals, demoFolder))
      const { language } = globals
      options.say(inventedWords[language])
      if (input['fresh'] === true || !hasDemo(folder)) {
        const begun = options.elapsed()
        await buildDemo(folder, options.openOptions, language, options.progress)
        options.say(fill(words.built, language, { folder, seconds: Math.round((options.elapsed() - begun) / 1000) }))
      } else options.say(fill(words.kept, language, { folder }))
      if (input['no-start'] === true) return
      await serveUntilStopped(await openCompany(folder, options.openOptions), folder, input, language, options)
    },
  },
]
