import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { clockAt, isTimeZone, realTime } from '#adapters/clock.ts'
import { openLock } from '#adapters/lock.ts'
import { makeWorkspace, readText, sha256, writeText, writeWhole } from '#adapters/working-files.ts'
import { type Access, consoleAccess, metricScopeOf } from '#core/access.ts'
import { csvLine } from '#core/csv.ts'
import { defineMessages, type Language } from '#core/messages.ts'
import type { Progress } from '#core/operation.ts'
import type { SettingName } from '#core/settings.ts'
import { kpis } from '#kpis/index.ts'
import { importsFor } from '#operations/accounts/guarded.ts'
import type { ImportDeps } from '#operations/imports/dependencies.ts'
import { importFiles } from '#operations/imports/import-files.ts'
import type { ImportRows } from '#operations/targets/dependencies.ts'
import { sources } from '#sources/index.ts'
import { openStore } from '#store/open.ts'
import { openLanding } from '#warehouse/landing.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { definitions } from '#warehouse/refresh.ts'
import { rememberAnswers } from '#warehouse/remember.ts'
import { accountsFor, importedBy } from './accounts.ts'
import { careFor } from './care.ts'
import { leadsFor } from './leads.ts'
import { mailFor } from './mail.ts'
import type { Deps } from './operations.ts'
import { personsFor } from './persons.ts'
import { type WayOut, watchingFor } from './prices.ts'
import { pulseFor } from './pulse.ts'
import { surveysFor } from './surveys.ts'

const words = defineMessages({
  upToDate: { vi: 'Tính lại các số theo dữ liệu mới', en: 'Bringing the numbers up to date' },
})

// What most commands never need is loaded by those that do: the readers and writers of files take long to load.
const openTables: ImportDeps['openTables'] = async (path, options) => {
  const readers = await import('#adapters/tables/open.ts')
  return readers.openTables(path, options)
}

const writeSheet: ImportDeps['writeSheet'] = async (path, [headers = [], ...rows]) => {
  const { writeXlsx } = await import('#adapters/spreadsheet-write.ts')
  await writeXlsx(path, [{ name: 'Nhịp', headers: headers.map(String), rows }])
  return path
}

const kpiNumbers = new Map(kpis.flatMap((kpi) => kpi.metrics.map(({ id }) => [id, kpi.number] as const)))
/** By name: a metric derived from another keeps it. */
const kpiNumber = ({ id }: { readonly id: string }): number => kpiNumbers.get(id) ?? 0

export type OpenOptions = {
  /** A fixed moment, ISO instant; null for the real clock. */
  readonly fixedNow: string | null
  /** Most memory the engine may take. */
  readonly memory: string
  /** Milliseconds since 1970, by which sessions and tokens live; the real clock where left out. */
  readonly realTime?: () => number
  readonly wayOut?: WayOut
}

/** One data directory, opened by this process alone. */
export type Company = {
  /** `progress` hears of work a question has to wait for; `access` is who asks, this machine where left out. */
  readonly depsFor: (language: Language, progress?: Progress, access?: Access) => Deps
  readonly language: () => Language
  /** What the organisation is called; empty where nobody has said. */
  readonly organisation: () => string
  readonly version: () => number
  /** Wall clock in the organisation's time zone. */
  readonly wallClock: () => string
  /** Where the pages are reached from this machine, for links; the usual place until it is told. */
  readonly reachedAt: (address: string) => void
  readonly setSetting: (name: SettingName, value: unknown) => void
  /** Builds what new data or another day asks for; cheap where nothing does. */
  readonly refresh: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Opens a data directory, making it where there is none.
 * @throws Fault `data.in_use` where another process holds it
 */
export const openCompany = async (directory: string, options: OpenOptions): Promise<Company> => {
  const folder = resolve(directory)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = await openLock(folder)
  const inFolder = (name: string): string => join(folder, name)
  const opened: (() => Promise<void> | void)[] = [() => lock.release()]
  const close = async (): Promise<void> => {
    for (const step of opened.splice(0).reverse()) await step()
  }
  try {
    const [batches, workspaces] = [inFolder('batches'), inFolder('workspace')]
    // Copies an earlier process was working on when it ended; nobody else works here while the lock is held.
    rmSync(workspaces, { recursive: true, force: true })
    for (const each of [batches, workspaces]) mkdirSync(each, { recursive: true, mode: 0o700 })
    // The engine's process starts while the rest is opened.
    const opening = openWarehouse({
      file: inFolder('warehouse.duckdb'),
      folders: [batches, workspaces],
      memory: options.memory,
    })
    const closeEngine = (): Promise<void> =>
      opening.then(
        (warehouse) => warehouse.close(),
        () => undefined,
      )
    opened.push(closeEngine)
    const clock = clockAt(options.fixedNow)
    const store = openStore(inFolder('store.sqlite'))
    // What the engine is doing may speak to the store, so it ends before the store does.
    const watching = watchingFor(store, options.wayOut)
    opened.push(() => store.close(), closeEngine, watching.close)
    const today = (): string => clock.today(store.settings().time_zone)
    const resolving = import('#core/geography/resolve.ts')
    const tables = kpis.flatMap((kpi) => kpi.tables)
    // Both take a while the first time; meanwhile the engine opens.
    definitions(tables, { settings: store.settings(), today: today() })
    const warehouse = await opening
    const landing = await openLanding({
      warehouse,
      store,
      folder: batches,
      tables,
      now: clock.now,
      today,
    })
    const resolveProvince: ImportDeps['resolveProvince'] = (await resolving).resolveProvince
    let address = 'http://127.0.0.1:7777'
    const ask = rememberAnswers(warehouse.query)
    const depsFor = (language: Language, progress?: Progress, access: Access = consoleAccess): Deps => {
      const bringUpToDate = async (): Promise<string> => {
        const said = setTimeout(() => progress?.(words.upToDate[language], 0, null), 800)
        try {
          return await landing.refresh()
        } finally {
          clearTimeout(said)
        }
      }
      const importRows: ImportRows = async (entity, rows, name) => {
        const workspace = makeWorkspace(workspaces)
        try {
          const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))]
          const file = join(workspace.folder, `${name.replaceAll(/[^\w.-]+/g, '_')}.csv`)
          await writeText(
            file,
            [csvLine(headers), ...rows.map((row) => csvLine(headers.map((key) => row[key])))].join(''),
          )
          const { files } = await importFiles(
            { files: [file], as: entity, map: null, dryRun: false },
            deps,
            () => undefined,
          )
          const [result] = files
          if (!result || 'error' in result) throw new Error(`rows of ${entity} were refused: ${JSON.stringify(result)}`)
          return { import_id: result.import_id ?? '', counts: result }
        } finally {
          await workspace.clear()
        }
      }
      const scope = metricScopeOf(access, kpiNumber)
      const unlimited: Deps = {
        openTables,
        run: warehouse.run,
        query: async (sql) => ask(sql, await bringUpToDate()),
        stream: async (sql, each) => {
          await bringUpToDate()
          await warehouse.stream(sql, each)
        },
        columns: async (sql) => {
          await bringUpToDate()
          return warehouse.columns(sql)
        },
        landing,
        settings: store.settings,
        setSetting: store.setSetting,
        isTimeZone,
        batches: store.batches,
        batch: store.batch,
        mappingFor: store.mappingFor,
        rememberMapping: store.rememberMapping,
        sources,
        resolveProvince,
        today,
        wall: () => clock.wall(store.settings().time_zone),
        now: clock.now,
        language,
        imports: () =>
          store
            .batches()
            .filter((batch) => batch.withdrawn_at === null)
            .map((batch) => batch.import_id),
        people: store.people,
        sha256,
        readText,
        workspace: async () => makeWorkspace(workspaces),
        writeRejects: (name, produce) => writeWhole(join(inFolder('rejects'), name), produce),
        rejectsFile: (name) => {
          const path = join(inFolder('rejects'), basename(name))
          return existsSync(path) ? path : null
        },
        nameOf: (actor) => (actor.startsWith('user:') ? (store.accounts.user(actor.slice(5))?.name ?? null) : null),
        writeSheet,
        sheetBase64: async (rows) => {
          const workspace = makeWorkspace(workspaces)
          try {
            return readFileSync(await writeSheet(join(workspace.folder, 'sheet.xlsx'), rows), 'base64')
          } finally {
            await workspace.clear()
          }
        },
        writeText,
        importRows,
        partPath: (batch, part) => join(batches, batch.import_id, part.file),
        importedBy: importedBy(store),
        ...mailFor(store),
        ...watching.deps,
        ...leadsFor(store),
        ...personsFor(store, inFolder('rejects')),
        ...surveysFor(store, warehouse, landing),
        ...pulseFor(store, folder),
        ...careFor({ folder, store, warehouse, landing, workspaces }),
        ...accountsFor(store.accounts, access, options.realTime ?? realTime, () => address),
        ...(scope ? { scope } : {}),
      }
      const deps = importsFor(unlimited, access)
      return deps
    }
    return {
      depsFor,
      language: () => store.settings().language as Language,
      organisation: () => store.settings().organisation,
      version: store.dataVersion,
      reachedAt: (url) => {
        address = url
      },
      wallClock: () => clock.wall(store.settings().time_zone),
      setSetting: store.setSetting,
      refresh: async () => void (await landing.refresh()),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
