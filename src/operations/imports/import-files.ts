import type { BatchDraft, Check, Counts, Manifest, Staged } from '#core/batch.ts'
import type { EntityName } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { Mapping } from '#core/mapping.ts'
import { defineMessages, type Params, type Words } from '#core/messages.ts'
import { oneAtATime } from '#core/one-at-a-time.ts'
import type { Progress } from '#core/operation.ts'
import type { CheckRule } from '#core/source.ts'
import type { Note } from '#core/table.ts'
import { chooseTables, headersDigest, nameOf, openFor, readMapping } from './choose-tables.ts'
import type { ImportDeps } from './dependencies.ts'
import { dropAll, stageFile, temporaries } from './stage-file.ts'
import type { StagedTable, Temporaries } from './stage-table.ts'
import { type RefusedRow, writeRejects } from './write-rejects.ts'

const steps = defineMessages({
  open: { vi: 'mở tệp', en: 'opening' },
  check: { vi: 'kiểm tra', en: 'checking' },
  compare: { vi: 'so sánh với dữ liệu đang có', en: 'comparing with what stands' },
  load: { vi: 'nhập', en: 'loading' },
})

/** What importing one file came to. */
export type FileResult = Counts & {
  readonly file: string
  readonly source: string
  /** Null where nothing was accepted: a dry run, or no good row. */
  readonly import_id: string | null
  readonly rejects_file: string | null
  readonly checks: readonly (Check & { readonly label?: Words })[]
  readonly by_entity: Readonly<Partial<Record<EntityName, Counts>>>
  readonly notes: readonly (Note & { readonly sentence: string })[]
  /** The first refused rows. */
  readonly rejects: readonly RefusedRow[]
  readonly dry_run?: true
  /** The same file had been imported in the same way: nothing was done. */
  readonly repeated?: true
}

/** A file refused whole: nothing was read of it, so that its counts are zero. */
export type FailedFile = Counts & {
  readonly file: string
  readonly source: null
  readonly import_id: null
  readonly rejects_file: null
  readonly checks: readonly []
  readonly by_entity: Readonly<Record<string, never>>
  readonly rejects: readonly []
  readonly failed: true
  readonly error: { readonly code: string; readonly params: Params; readonly detail: string }
}

/** `failed` where a file brought nothing, as it was refused whole or each of its rows was. */
export type ImportResult = { readonly files: readonly (FileResult | FailedFile)[]; readonly failed?: true }

/** A file whose rows are all left out for good reason has done what it could; one with refused rows has not. */
const broughtNothing = (result: FileResult | FailedFile): boolean =>
  'error' in result || (result.rejected > 0 && result.loaded + result.updated + result.unchanged === 0)

const nothingGood = (file: string, { rows_read, rejected }: Pick<Counts, 'rows_read' | 'rejected'>): Note =>
  rejected === rows_read
    ? { code: 'import.all_refused', params: { file, rows: rows_read } }
    : { code: 'import.nothing_good', params: { file } }

export type ImportInput = {
  readonly files: readonly string[]
  readonly as: string | null
  readonly map: string | null
  readonly dryRun: boolean
  /** Writes the refused rows to a file even where nothing is loaded. */
  readonly keepRejects?: true
}

/** Checks a source asks for have words of their own. */
const labelled = (checks: readonly Check[], rules: readonly CheckRule[]): FileResult['checks'] =>
  checks.map((check) => {
    const rule = rules.find(({ name }) => name === check.name)
    return rule ? { ...check, label: rule.label } : check
  })

const withSentences = (notes: readonly Note[], deps: ImportDeps): FileResult['notes'] =>
  notes.map((note) => ({ ...note, sentence: faultSentence(note.code, note.params, deps.language) }))

const repeatOf = (manifest: Manifest, file: string, deps: ImportDeps): FileResult => {
  const still = (counts: Counts): Counts => ({
    ...counts,
    loaded: 0,
    updated: 0,
    unchanged: counts.loaded + counts.updated + counts.unchanged,
  })
  return {
    file,
    source: manifest.source,
    import_id: manifest.import_id,
    ...still(manifest.counts),
    rejects_file: manifest.rejects_file,
    checks: manifest.checks,
    by_entity: Object.fromEntries(Object.entries(manifest.by_entity).map(([of, counts]) => [of, still(counts)])),
    notes: withSentences(
      [{ code: 'import.repeated', params: { import_id: manifest.import_id, at: manifest.accepted_at } }],
      deps,
    ),
    rejects: [],
    repeated: true,
  }
}

const rejectsOf = async (
  tables: readonly StagedTable[],
  stem: string | null,
  deps: ImportDeps,
  temporary: Temporaries,
): Promise<{ path: string | null; sample: readonly RefusedRow[]; notes: readonly Note[] }> => {
  const written: { path: string; sheet: string }[] = []
  const sample: RefusedRow[] = []
  for (const [i, staged] of tables.entries()) {
    const name = stem === null ? null : `${stem}${tables.length > 1 ? `-${i + 1}` : ''}.csv`
    const found = await writeRejects(staged, name, deps, temporary)
    sample.push(...found.sample)
    if (found.path) written.push({ path: found.path, sheet: staged.opened.sheet ?? '' })
  }
  const notes =
    written.length > 1 ? [{ code: 'rejects.several_files', params: { files: written.map(({ path }) => path) } }] : []
  return { path: written[0]?.path ?? null, sample: sample.slice(0, 20), notes }
}

const importOpened = async (
  path: string,
  input: ImportInput,
  mappings: readonly Mapping[] | null,
  deps: ImportDeps,
  folder: string,
  temporary: Temporaries,
  onStaged: (staged: readonly Staged[]) => void,
  progress: Progress,
): Promise<FileResult> => {
  const file = nameOf(path)
  progress(`${file}: ${steps.open[deps.language]}`, 0, null)
  const opened = await openFor(path, mappings, folder, deps)
  const { chosen, notes: left } = chooseTables(opened.tables, input.as, mappings, deps)
  const { time_zone, currency } = deps.settings()
  // How many rows were refused is part of it: rates that come later let rows through, and that is another batch.
  const digest = (rejected: number): string =>
    deps.sha256(
      JSON.stringify([chosen.map(({ choice }) => [choice.source, choice.mappings]), time_zone, currency, rejected]),
    )
  const standing = (rejected: number): Manifest | undefined =>
    deps
      .batches()
      .find(
        (batch) =>
          batch.withdrawn_at === null && batch.sha256 === opened.sha256 && batch.mapping_sha256 === digest(rejected),
      )
  const whole = standing(0)
  if (whole) return repeatOf(whole, file, deps)
  progress(`${file}: ${steps.check[deps.language]}`, 0, null)
  await deps.landing.settle()
  const staged = await stageFile(chosen, deps, temporary)
  onStaged(staged.staged)
  if (staged.counts.rows_read === 0) throw new Fault('file.no_rows', { file })
  const same = standing(staged.counts.rejected)
  if (same) return repeatOf(same, file, deps)
  const mappingDigest = digest(staged.counts.rejected)
  const source = [...new Set(chosen.map(({ choice }) => choice.source))].join('+')
  const stem = `${file
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '_')
    .slice(0, 60)}-${opened.sha256.slice(0, 8)}-${mappingDigest.slice(0, 6)}`
  const good = staged.staged.length > 0 && staged.counts.rows_read > staged.counts.rejected + staged.counts.skipped
  const rejects = await rejectsOf(staged.tables, input.dryRun && !input.keepRejects ? null : stem, deps, temporary)
  // What only checking needed makes room for what loading needs.
  await dropAll(temporary, deps, (name) => /_(typed|rows|staged|overruled)$/.test(name))
  const notes = [...left, ...staged.notes, ...rejects.notes]
  const checks = labelled(
    staged.checks,
    chosen.flatMap(({ choice }) => choice.checks),
  )
  const told = { file, source, rejects_file: rejects.path, checks, rejects: rejects.sample }
  if (input.dryRun || !good) {
    progress(`${file}: ${steps.compare[deps.language]}`, 0, null)
    const compared = await deps.landing.compare(staged.staged)
    const by = Object.fromEntries(
      Object.entries(staged.by_entity).map(([of, known]) => [
        of,
        { loaded: 0, updated: 0, unchanged: 0, ...compared[of as EntityName], ...known },
      ]),
    ) as Record<EntityName, Counts>
    const counted = staged.staged.filter((entry) => !entry.uncounted).map((entry) => by[entry.entity])
    const total = (name: 'loaded' | 'updated' | 'unchanged'): number =>
      counted.reduce((sum, counts) => sum + counts[name], 0)
    return {
      ...told,
      ...staged.counts,
      loaded: total('loaded'),
      updated: total('updated'),
      unchanged: total('unchanged'),
      import_id: null,
      by_entity: by,
      notes: withSentences(good ? notes : [...notes, nothingGood(file, staged.counts)], deps),
      ...(input.dryRun ? { dry_run: true as const } : {}),
    }
  }
  progress(`${file}: ${steps.load[deps.language]}`, 0, null)
  const draft: BatchDraft = {
    file,
    sha256: opened.sha256,
    source,
    mapping_sha256: mappingDigest,
    counts: staged.counts,
    by_entity: staged.by_entity,
    checks: staged.checks,
    rejects_file: rejects.path,
  }
  const manifest = await deps.landing.accept(draft, staged.staged)
  if (mappings)
    for (const { table, choice } of chosen) deps.rememberMapping(headersDigest(table.headers, deps), choice.mappings)
  return {
    ...told,
    ...manifest.counts,
    import_id: manifest.import_id,
    by_entity: manifest.by_entity,
    notes: withSentences(notes, deps),
  }
}

let files = 0

const importFile = async (
  path: string,
  input: ImportInput,
  mappings: readonly Mapping[] | null,
  deps: ImportDeps,
  progress: Progress,
): Promise<FileResult> => {
  const temporary = temporaries(++files)
  const workspace = await deps.workspace()
  let staged: readonly Staged[] = []
  const remember = (made: readonly Staged[]): void => {
    staged = made
  }
  try {
    return await importOpened(path, input, mappings, deps, workspace.folder, temporary, remember, progress)
  } finally {
    if (staged.length > 0) await deps.landing.discard(staged).catch(() => undefined)
    await dropAll(temporary, deps, () => false)
    await workspace.clear()
  }
}

/** One import or undo at a time: each compares with what stands, which the one before may change. */
export const inTurn = oneAtATime()

/**
 * Imports files one after another; each is all or nothing. One that is refused does not stop the others: it stands
 * in the result with its sentence, and the whole is marked as failed, as where each row of a file is refused. A
 * single file's refusal is thrown.
 * @throws Fault `mapping.*` where the mapping itself is wrong, before any file is opened
 */
export const importFiles = async (input: ImportInput, deps: ImportDeps, progress: Progress): Promise<ImportResult> =>
  inTurn(async () => {
    const mappings = input.map === null ? null : await readMapping(input.map, deps)
    const results: (FileResult | FailedFile)[] = []
    for (const path of input.files) {
      try {
        results.push(await importFile(path, input, mappings, deps, progress))
      } catch (error) {
        if (!(error instanceof Fault) || input.files.length === 1) throw error
        const detail = faultSentence(error.code, error.params, deps.language)
        results.push({
          file: nameOf(path),
          source: null,
          import_id: null,
          rows_read: 0,
          loaded: 0,
          updated: 0,
          unchanged: 0,
          rejected: 0,
          skipped: 0,
          rejects_file: null,
          checks: [],
          by_entity: {},
          rejects: [],
          failed: true,
          error: { code: error.code, params: error.params, detail },
        })
      }
    }
    return { files: results, ...(results.some(broughtNothing) ? { failed: true as const } : {}) }
  })
