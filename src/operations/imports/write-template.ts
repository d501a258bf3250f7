import { csvLine } from '#core/csv.ts'
import { entities } from '#core/entities.ts'
import type { EntityName } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import { nearest } from '#core/import/nearest.ts'
import { templateRows } from '#core/import/template.ts'
import type { ImportDeps } from './dependencies.ts'

export type Template = {
  readonly entity: EntityName
  readonly format: 'csv' | 'xlsx'
  /** Where it was written; null where only its text is given. */
  readonly file: string | null
  readonly header: readonly string[]
  readonly example: readonly string[]
  /** The file's text, for CSV. */
  readonly content?: string
  /** The file itself, for a spreadsheet that is asked for without a place to put it. */
  readonly content_base64?: string
}

/**
 * A template that imports cleanly as it is. CSV is given as text and, where a place is named, written there; a
 * spreadsheet is written there or given.
 * @throws Fault `entity.unknown`, `option.unknown_value`
 */
export const writeTemplate = async (
  name: string,
  format: string,
  to: string | null,
  deps: ImportDeps,
): Promise<Template> => {
  const names = entities.map((of) => of.name)
  const of = entities.find((candidate) => candidate.name === name)
  if (!of) throw new Fault('entity.unknown', { entity: name, nearest: nearest(name, names), entities: names })
  if (format !== 'csv' && format !== 'xlsx')
    throw new Fault('option.unknown_value', { option: 'format', value: format, allowed: ['csv', 'xlsx'] })
  const rows = templateRows(of.name)
  const told = { entity: of.name, format, header: rows[0]!, example: rows[1]! } as const
  if (format === 'xlsx')
    return to === null
      ? { ...told, file: null, content_base64: await deps.sheetBase64(rows) }
      : { ...told, file: await deps.writeSheet(to, rows) }
  const content = `\ufeff${rows.map(csvLine).join('')}`
  return { ...told, content, file: to === null ? null : await deps.writeText(to, content) }
}
