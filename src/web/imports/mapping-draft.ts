/** A mapping while it is being made by hand. */

import type { Entity, EntityName } from '#core/entity.ts'
import { entity } from '#core/entity.ts'
import { suggestColumns, suggestEntity, suggestMeanings } from '#core/import/suggest.ts'
import type { Formats, Mapping } from '#core/mapping.ts'
import type { LookedTable } from '../data/imports.ts'

/** Where a field comes from. */
export type FieldDraft =
  | { readonly from: 'column'; readonly header: string }
  | { readonly from: 'constant'; readonly value: string }
  | { readonly from: 'joined'; readonly headers: readonly string[] }
  | { readonly from: 'numbered' }

export type Draft = {
  readonly entity: EntityName
  readonly fields: Readonly<Record<string, FieldDraft>>
  /** Field → what the file writes → what it means. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly formats: Formats
}

const takeColumn = (header: string): FieldDraft => ({ from: 'column', header })

type Headed = Pick<LookedTable, 'headers' | 'values'>

/** What a column's values probably mean for a field. */
export const meaningsOf = (
  of: Entity,
  name: string,
  header: string,
  table: Headed,
): Readonly<Record<string, string>> => {
  const field = of.fields.find((each) => each.name === name)
  return field?.choices ? suggestMeanings(field, table.values[table.headers.indexOf(header)] ?? []) : {}
}

/** A first proposal: columns that carry a field's name, rows of an order numbered where no column does it. */
export const draftFor = (of: Entity, table: Headed, formats: Formats = {}): Draft => {
  const columns = suggestColumns(of, table.headers)
  const fields: Record<string, FieldDraft> = Object.fromEntries(
    Object.entries(columns).map(([field, header]) => [field, takeColumn(header)]),
  )
  if (of.fields.some(({ name }) => name === 'line_no') && fields['line_no'] === undefined)
    fields['line_no'] = { from: 'numbered' }
  const values = Object.fromEntries(
    Object.entries(columns).map(([field, header]) => [field, meaningsOf(of, field, header, table)]),
  )
  return { entity: of.name, fields, values, formats }
}

export const firstDraft = (table: Headed): Draft | null => {
  const found = suggestEntity(table.headers)
  return found === null ? null : draftFor(entity(found), table)
}

const columnOf = (field: FieldDraft | undefined): string | null => (field?.from === 'column' ? field.header : null)

const typedConstant = (of: Entity, name: string, value: string): string | number => {
  const type = of.fields.find((field) => field.name === name)?.type
  const isNumber = type === 'money' || type === 'quantity' || type === 'number' || type === 'integer'
  return isNumber && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

const pick = <K extends FieldDraft['from']>(
  draft: Draft,
  from: K,
): readonly (readonly [string, Extract<FieldDraft, { readonly from: K }>])[] =>
  Object.entries(draft.fields).filter(
    (entry): entry is [string, Extract<FieldDraft, { readonly from: K }>] => entry[1].from === from,
  )

const orNothing = <T extends object>(name: string, part: T): Readonly<Record<string, T>> =>
  Object.keys(part).length > 0 ? { [name]: part } : {}

/** The `MAPPING.json` of a draft. `headerRow` where it was chosen by hand. */
export const mappingOf = (draft: Draft, table: Pick<LookedTable, 'sheet'>, headerRow: number | null): Mapping => {
  const of = entity(draft.entity)
  const group = columnOf(draft.fields['order_id']) ?? columnOf(draft.fields['return_id'])
  const values = Object.entries(draft.values)
    .map(([field, map]) => [field, Object.fromEntries(Object.entries(map).filter(([, to]) => to !== ''))] as const)
    .filter(([field, map]) => Object.keys(map).length > 0 && columnOf(draft.fields[field]) !== null)
  return {
    entity: draft.entity,
    ...(table.sheet === null ? {} : { sheet: table.sheet }),
    ...(headerRow === null ? {} : { header_row: headerRow }),
    columns: Object.fromEntries(pick(draft, 'column').map(([name, { header }]) => [name, header])),
    ...orNothing(
      'constants',
      Object.fromEntries(
        pick(draft, 'constant')
          .filter(([, { value }]) => value.trim() !== '')
          .map(([name, { value }]) => [name, typedConstant(of, name, value.trim())]),
      ),
    ),
    ...orNothing('derive', {
      ...Object.fromEntries(
        pick(draft, 'joined')
          .filter(([, { headers }]) => headers.length > 0)
          .map(([name, { headers }]) => [name, { template: headers.map((header) => `{${header}}`).join('-') }]),
      ),
      ...Object.fromEntries(
        pick(draft, 'numbered').map(([name]) => [name, group === null ? 'row_number' : { row_number_in: group }]),
      ),
    }),
    ...orNothing('values', Object.fromEntries(values)),
    ...orNothing('formats', draft.formats),
  } as Mapping
}

export type Lacking = { readonly fields: readonly string[]; readonly groups: readonly (readonly string[])[] }

const isGiven = (field: FieldDraft | undefined): boolean =>
  field !== undefined &&
  (field.from === 'constant'
    ? field.value.trim() !== ''
    : field.from === 'joined'
      ? field.headers.length > 0
      : field.from === 'numbered' || field.header !== '')

/** Required fields, and groups of which one is needed, that nothing gives a value to. */
export const lackingIn = (draft: Draft): Lacking => {
  const of = entity(draft.entity)
  return {
    fields: of.fields
      .filter(({ name, required, fallback }) => required && fallback === undefined && !isGiven(draft.fields[name]))
      .map(({ name }) => name),
    groups: (of.oneOf ?? []).filter((group) => !group.some((name) => isGiven(draft.fields[name]))),
  }
}

/** Columns whose values are codes of ours and that write something else: each needs a meaning. */
export const codedColumns = (
  draft: Draft,
  table: LookedTable,
): readonly {
  readonly field: string
  readonly header: string
  readonly values: readonly string[]
  readonly choices: readonly string[]
}[] =>
  entity(draft.entity).fields.flatMap(({ name, choices }) => {
    const header = columnOf(draft.fields[name])
    if (!choices || header === null) return []
    const values = (table.values[table.headers.indexOf(header)] ?? []).filter((value) => !choices.includes(value))
    return values.length > 0 ? [{ field: name, header, values, choices }] : []
  })

/** What a row of the file gives each field, as text. */
export const previewRow = (draft: Draft, table: LookedTable, row: number): Readonly<Record<string, string>> => {
  const cells = table.rows[row]?.cells ?? []
  const cell = (header: string): string => cells[table.headers.indexOf(header)] ?? ''
  const group = columnOf(draft.fields['order_id']) ?? columnOf(draft.fields['return_id'])
  const place = (): number =>
    group === null
      ? row + 1
      : table.rows
          .slice(0, row + 1)
          .filter((other) => other.cells[table.headers.indexOf(group)] === (cell(group) || null)).length
  return Object.fromEntries(
    Object.entries(draft.fields).map(([name, field]) => {
      const text =
        field.from === 'column'
          ? draft.values[name]?.[cell(field.header)] || cell(field.header)
          : field.from === 'constant'
            ? field.value
            : field.from === 'joined'
              ? field.headers.map(cell).join('-')
              : String(place())
      return [name, text]
    }),
  )
}

/** The same mappings, read with these marks and this order of dates. */
export const withFormats = (mappings: readonly Mapping[], formats: Formats): readonly Mapping[] =>
  mappings.map((mapping) => ({ ...mapping, formats: { ...mapping.formats, ...formats } }))
