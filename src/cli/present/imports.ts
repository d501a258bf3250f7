import { formatNumber } from '#core/format.ts'
import { fill, type Language, type Words } from '#core/messages.ts'
import type { ListedSource } from '#operations/imports/list-sources.ts'
import type { Template } from '#operations/imports/write-template.ts'
import { textTable } from './table.ts'
import { words } from './words.ts'

type Counts = Readonly<Record<'rows_read' | 'loaded' | 'updated' | 'unchanged' | 'rejected' | 'skipped', number>>
type Loaded = Counts & {
  readonly file: string
  readonly source: string
  readonly import_id: string | null
  readonly rejects_file: string | null
  readonly checks: readonly {
    readonly name: string
    readonly label?: Words
    readonly expected: number
    readonly actual: number
    readonly ok: boolean
  }[]
  readonly by_entity: Readonly<Record<string, Counts>>
  readonly notes: readonly { readonly sentence: string }[]
  readonly rejects: readonly {
    readonly line: number
    readonly column: string | null
    readonly value: string | null
    readonly sentence: string
  }[]
  readonly dry_run?: true
  readonly repeated?: true
}
type Failed = { readonly file: string; readonly error: { readonly detail: string } }

const countHeads = ['rows_read', 'loaded', 'updated', 'unchanged', 'rejected', 'skipped'] as const
const counts = (of: Counts, language: Language): string[] =>
  countHeads.map((head) => formatNumber(of[head] ?? 0, language))

/** Refused rows shown before the file that holds them all. */
const mostRejects = 8

const presentLoaded = (file: Loaded, language: Language): string => {
  const right = { align: 'right' as const }
  const table = textTable(
    [{ head: words.kind[language] }, ...countHeads.map((head) => ({ head: words[head][language], ...right }))],
    Object.entries(file.by_entity).map(([entity, of]) => [entity, ...counts(of, language)]),
  )
  const lines = [
    `${file.file} – ${words.taken_for[language].toLowerCase()} ${file.source}`,
    table.trimEnd(),
    ...file.notes.map((note) => `· ${note.sentence}`),
    ...file.checks.map(
      (check) =>
        `· ${fill(words.check_line, language, {
          name: check.label?.[language] ?? check.name,
          expected: formatNumber(check.expected, language, 2),
          actual: formatNumber(check.actual, language, 2),
          verdict: check.ok ? words.check_ok[language] : words.check_off[language],
        })}`,
    ),
    ...file.rejects
      .slice(0, mostRejects)
      .map(
        (reject) =>
          `✗ ${fill(words.line_place, language, { line: reject.line })}${reject.column ? `, ${reject.column}` : ''}: ${reject.sentence}`,
      ),
    ...(file.rejects_file
      ? [fill(words.rejects_file, language, { count: formatNumber(file.rejected, language), file: file.rejects_file })]
      : []),
    ...(file.repeated
      ? []
      : [
          file.dry_run
            ? words.dry_run[language]
            : file.import_id
              ? fill(words.accepted, language, { id: file.import_id })
              : words.nothing_accepted[language],
        ]),
  ]
  return `${lines.join('\n')}\n`
}

/** What importing came to, file by file. */
export const presentImport = (result: { readonly files: readonly (Loaded | Failed)[] }, language: Language): string =>
  result.files
    .map((file) => ('error' in file ? `${file.file}\n✗ ${file.error.detail}\n` : presentLoaded(file, language)))
    .join('\n')

type Listed = Counts & {
  readonly import_id: string
  readonly file: string
  readonly source: string
  readonly accepted_at: string
  readonly withdrawn_at: string | null
}

export const presentImports = ({ imports }: { readonly imports: readonly Listed[] }, language: Language): string =>
  imports.length === 0
    ? `${words.no_imports[language]}\n`
    : textTable(
        [
          { head: words.import_id[language] },
          { head: words.when[language] },
          { head: words.file[language] },
          { head: words.taken_for[language] },
          ...countHeads.map((head) => ({ head: words[head][language], align: 'right' as const })),
          { head: words.state[language] },
        ],
        imports.map((one) => [
          one.import_id,
          one.accepted_at.slice(0, 16).replace('T', ' '),
          one.file,
          one.source,
          ...counts(one, language),
          words[one.withdrawn_at ? 'withdrawn' : 'stands'][language],
        ]),
      )

export const presentUndo = (batch: Listed, language: Language): string =>
  `${fill(words.undone, language, { id: batch.import_id, file: batch.file })}\n`

export const presentSources = (
  { sources }: { readonly sources: readonly ListedSource[] },
  language: Language,
): string =>
  sources
    .map((source) => {
      const headers = source.recognised_by.map((aliases) => aliases.join(' / '))
      const title = source.name === source.slug ? source.slug : `${source.slug} – ${source.name}`
      return `${title}\n  ${words.gives[language]}: ${source.entities.join(', ')}\n  ${words.known_by[language]}: ${headers.join(' · ')}\n`
    })
    .join('')

/** The text of a template, to be kept in a file, or where it was written. */
export const presentTemplate = ({ content, file }: Template, language: Language): string =>
  file === null ? (content ?? '') : `${fill(words.written, language, { path: file })}\n`
