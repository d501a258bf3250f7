import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Counts } from '#core/batch.ts'
import type { EntityName } from '#core/entity.ts'
import type { Mapping } from '#core/mapping.ts'
import type { Language, Params, Words } from '#core/messages.ts'
import { ask, change, changeForFile } from './ask.ts'

export type Refused = {
  readonly sheet?: string
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly sentence: string
}

export type Checked = {
  readonly name: string
  readonly label?: Words
  readonly expected: number
  readonly actual: number
  readonly ok: boolean
}

/** What importing one file came to, or would come to. */
export type FileAnswer = Counts & {
  readonly file: string
  readonly source: string
  readonly import_id: string | null
  readonly rejects_file: string | null
  readonly checks: readonly Checked[]
  readonly by_entity: Readonly<Partial<Record<EntityName, Counts>>>
  readonly notes: readonly { readonly code: string; readonly params: Params; readonly sentence: string }[]
  readonly rejects: readonly Refused[]
  readonly repeated?: true
}

export type LookedTable = {
  readonly sheet: string | null
  readonly header_row: number
  readonly headers: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly (string | null)[] }[]
  readonly values: readonly (readonly string[])[]
  readonly source: string | null
  readonly entities: readonly EntityName[]
  readonly recognised_by: readonly string[]
  readonly remembered: boolean
  readonly mappings: readonly Mapping[]
}

/** An upload that is whole, and how it is to be read. */
export type Brought = { readonly upload: string; readonly map: string | null }

const formOf = ({ upload, map }: Brought, more: Readonly<Record<string, string>> = {}): FormData => {
  const form = new FormData()
  form.append('upload', upload)
  if (map !== null) form.append('map', map)
  for (const [name, value] of Object.entries(more)) form.append(name, value)
  return form
}

const importing = async (form: FormData): Promise<FileAnswer> =>
  (await change<{ readonly files: readonly FileAnswer[] }>('/imports', form)).files[0]!

/** What importing would come to; changes nothing, so that it is asked for as answers are. */
export const previewQuery = (brought: Brought, lang: Language) =>
  queryOptions({
    queryKey: ['preview', brought, lang],
    queryFn: () => importing(formOf(brought, { dry_run: 'true' })),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const lookQuery = (upload: string, headerRow: number | null) =>
  queryOptions({
    queryKey: ['look', upload, headerRow],
    queryFn: async () =>
      (
        await change<{ readonly files: readonly { readonly tables: readonly LookedTable[] }[] }>(
          '/imports/look',
          formOf({ upload, map: null }, headerRow === null ? {} : { header_row: String(headerRow) }),
        )
      ).files[0]!.tables,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const commitImport = (brought: Brought): Promise<FileAnswer> => importing(formOf(brought))

/** Rows that would be refused, as a file. `part` counts the sheets that have some. */
export const fetchRefused = (brought: Brought, part: number): Promise<Blob> =>
  changeForFile('/imports/refused', formOf(brought, { part: String(part) }))

export type PastImport = Counts & {
  readonly import_id: string
  readonly file: string
  readonly source: string
  readonly accepted_at: string
  readonly withdrawn_at: string | null
  readonly by_entity: Readonly<Partial<Record<EntityName, Counts>>>
  readonly rejects_file: string | null
  readonly by?: string
  readonly by_name: string | null
}

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) =>
    (await ask<{ readonly imports: readonly PastImport[] }>('/imports', {}, signal)).imports,
})

/** What an import or undo makes old: every answer, but not who asks nor what was read of files. */
export const forgetNumbers = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({
    predicate: ({ queryKey }) => !['session', 'sources', 'preview', 'look'].includes(String(queryKey[0])),
  })

export const takeBack = (id: string) => change<PastImport>(`/imports/${encodeURIComponent(id)}/undo`, {})

export type ListedSource = {
  readonly slug: string
  readonly name: string
  readonly entities: readonly EntityName[]
  readonly recognised_by: readonly (readonly string[])[]
}

export const sourcesQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['sources', lang],
    queryFn: async ({ signal }) =>
      (await ask<{ readonly sources: readonly ListedSource[] }>('/sources', { lang }, signal)).sources,
    staleTime: Number.POSITIVE_INFINITY,
  })

export type Template = { readonly content?: string; readonly content_base64?: string }

export const askTemplate = (entity: EntityName, format: 'csv' | 'xlsx'): Promise<Template> =>
  ask<Template>(`/templates/${entity}`, { format })
