import { entities } from '../entities.ts'
import type { Entity, EntityName, Field } from '../entity.ts'
import type { Formats, Mapping } from '../mapping.ts'
import { checkCondition, checkDerivation, isObject, isText, type Json, type Report, show } from './check-derivation.ts'
import { strptimeOf } from './instant-notation.ts'
import { nearest } from './nearest.ts'
import { type Problem, refuseAll } from './problems.ts'

const parts = [
  'entity',
  'sheet',
  'header_row',
  'columns',
  'constants',
  'formats',
  'values',
  'skip_when',
  'fill',
  'derive',
  'distinct',
  'repeat',
]
const formatParts = ['instant', 'date_order', 'decimal', 'group', 'delimiter', 'encoding', 'fixed_width']

/** Names a mapping may give values to: the entity's fields. */
const fieldNamed = (of: Entity, name: string, part: string, report: Report): Field | null => {
  const found = of.fields.find((field) => field.name === name)
  if (found) return found
  const names = of.fields.map((field) => field.name)
  report('mapping.field_unknown', { part, field: name, entity: of.name, nearest: nearest(name, names), fields: names })
  return null
}

/** An object's own entries; anything else is reported and empty. */
const entriesOf = (value: unknown, part: string, expected: string, report: Report): [string, unknown][] => {
  if (value === undefined) return []
  if (isObject(value)) return Object.entries(value)
  report('mapping.part_wrong', { part, expected, value: show(value) })
  return []
}

const checkFormats = (value: unknown, report: Report): void => {
  for (const [name, given] of entriesOf(value, 'formats', '{"instant": "DD/MM/YYYY HH:mm", "decimal": ","}', report)) {
    const part = `formats.${name}`
    const wrong = (expected: string): void => report('mapping.format_wrong', { part, value: show(given), expected })
    if (!formatParts.includes(name)) report('mapping.part_unknown', { part, parts: formatParts })
    else if (name === 'decimal' && given !== '.' && given !== ',') wrong('"." | ","')
    else if (name === 'group' && !['.', ',', ' ', "'", ''].includes(given as string))
      wrong('"." | "," | " " | "\'" | ""')
    else if (name === 'date_order' && given !== 'dmy' && given !== 'mdy') wrong('"dmy" | "mdy"')
    else if (name === 'instant') {
      const known = ['epoch_seconds', 'epoch_millis', 'excel_serial', 'iso', 'ISO']
      try {
        if (!isText(given)) wrong('"DD/MM/YYYY HH:mm"')
        else if (!known.includes(given)) strptimeOf(given)
      } catch {
        wrong(
          '"DD/MM/YYYY HH:mm", "M/D/YYYY H:mm", "D MMM YYYY HH:mm", "epoch_seconds", "epoch_millis", "excel_serial"',
        )
      }
    } else if ((name === 'delimiter' || name === 'encoding') && !isText(given)) wrong('"…"')
    else if (name === 'fixed_width') {
      const spans = isObject(given) ? Object.values(given) : []
      if (
        spans.length === 0 ||
        !spans.every((s) => Array.isArray(s) && s.length === 2 && s.every((n) => Number.isInteger(n) && n > 0))
      )
        wrong('{"…": [1, 4]}')
    }
  }
  const formats = isObject(value) ? (value as Formats) : {}
  if (formats.decimal !== undefined && formats.decimal === formats.group)
    report('mapping.format_wrong', {
      part: 'formats.group',
      value: show(formats.group),
      expected: `≠ ${formats.decimal}`,
    })
}

/** A constant must be one the field can hold. */
const checkConstant = (field: Field, value: unknown, report: Report) => {
  const part = `constants.${field.name}`
  const text = String(value)
  const wrong = (expected: string): void => report('mapping.part_wrong', { part, expected, value: show(value) })
  if (!['string', 'number', 'boolean'].includes(typeof value)) return wrong('"…" | 0 | true')
  if (field.type === 'choice' && !field.choices!.includes(text)) return wrong(field.choices!.join(' | '))
  if (['money', 'quantity', 'number', 'integer'].includes(field.type) && !/^-?\d+(\.\d+)?$/.test(text))
    return wrong('0')
  if (
    (field.type === 'instant' || field.type === 'day') &&
    !/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/.test(text)
  )
    return wrong('"2026-11-18"')
  if (field.type === 'boolean' && text !== 'true' && text !== 'false') return wrong('true | false')
}

const checkMapping = (json: Json, report: Report) => {
  for (const name of Object.keys(json)) if (!parts.includes(name)) report('mapping.part_unknown', { part: name, parts })
  const names = entities.map((candidate) => candidate.name)
  const of = entities.find((candidate) => candidate.name === json['entity'])
  if (!of)
    return report('mapping.entity_unknown', {
      entity: String(json['entity'] ?? ''),
      nearest: nearest(String(json['entity'] ?? ''), names),
      entities: names,
    })
  if (json['sheet'] !== undefined && !isText(json['sheet']))
    report('mapping.part_wrong', { part: 'sheet', expected: '"…"', value: show(json['sheet']) })
  if (
    json['header_row'] !== undefined &&
    !(Number.isInteger(json['header_row']) && (json['header_row'] as number) >= 1)
  )
    report('mapping.part_wrong', { part: 'header_row', expected: '1, 2, …', value: show(json['header_row']) })
  if (json['columns'] === undefined)
    report('mapping.part_wrong', { part: 'columns', expected: '{"field": "header"}', value: show(undefined) })
  for (const [field, header] of entriesOf(json['columns'], 'columns', '{"field": "header"}', report)) {
    fieldNamed(of, field, `columns.${field}`, report)
    if (!isText(header))
      report('mapping.part_wrong', { part: `columns.${field}`, expected: '"header"', value: show(header) })
  }
  for (const [name, value] of entriesOf(json['constants'], 'constants', '{"field": "value"}', report)) {
    const field = fieldNamed(of, name, `constants.${name}`, report)
    if (field) checkConstant(field, value, report)
  }
  checkFormats(json['formats'], report)
  for (const [name, map] of entriesOf(json['values'], 'values', '{"field": {"…": "…"}}', report)) {
    const field = fieldNamed(of, name, `values.${name}`, report)
    for (const [from, to] of entriesOf(map, `values.${name}`, '{"…": "…"}', report)) {
      if (typeof to !== 'string')
        report('mapping.part_wrong', { part: `values.${name}.${from}`, expected: '"…"', value: show(to) })
      else if (field?.type === 'choice' && to !== '' && !field.choices!.includes(to))
        report('mapping.part_wrong', {
          part: `values.${name}.${from}`,
          expected: field.choices!.join(' | '),
          value: show(to),
        })
    }
  }
  if (json['skip_when'] !== undefined) {
    if (!Array.isArray(json['skip_when']))
      report('mapping.part_wrong', {
        part: 'skip_when',
        expected: '[{"column": "…", "matches": "…"}]',
        value: show(json['skip_when']),
      })
    else for (const [i, condition] of json['skip_when'].entries()) checkCondition(condition, `skip_when[${i}]`, report)
  }
  if (json['fill'] !== undefined) {
    const fill = json['fill']
    if (!isObject(fill) || !isText(fill['per']) || !Array.isArray(fill['columns']) || !fill['columns'].every(isText))
      report('mapping.part_wrong', { part: 'fill', expected: '{"per": "…", "columns": ["…"]}', value: show(fill) })
  }
  for (const [name, derivation] of entriesOf(json['derive'], 'derive', '{"field": "row_number"}', report)) {
    fieldNamed(of, name, `derive.${name}`, report)
    checkDerivation(derivation, `derive.${name}`, report)
  }
  if (json['distinct'] !== undefined && typeof json['distinct'] !== 'boolean')
    report('mapping.part_wrong', { part: 'distinct', expected: 'true | false', value: show(json['distinct']) })
  if (json['repeat'] !== undefined && !isText(json['repeat']))
    report('mapping.part_wrong', { part: 'repeat', expected: '"…"', value: show(json['repeat']) })
  for (const problem of missingFields(json as unknown as Mapping, of)) report(problem.code, problem.params)
}

/** Required fields and groups that a mapping gives no value to. */
export const missingFields = (mapping: Mapping, of: Entity): readonly Problem[] => {
  const given = (name: string): boolean =>
    [mapping.columns, mapping.constants, mapping.derive].some((part) => isObject(part) && Object.hasOwn(part, name))
  return [
    ...of.fields
      .filter((field) => field.required && field.fallback === undefined && !given(field.name))
      .map((field) => ({ code: 'mapping.field_missing', params: { field: field.name, entity: of.name } })),
    ...(of.oneOf ?? [])
      .filter((group) => !group.some(given))
      .map((group) => ({ code: 'mapping.group_missing', params: { fields: group, entity: of.name } })),
  ]
}

/**
 * A `MAPPING.json` as mappings, checked strictly: whatever is unknown or wrong is named, all of it at once.
 * Headers are looked for later, in the tables of the file (`bindMapping`).
 * @throws Fault `mapping.*`
 */
export const parseMapping = (json: unknown): readonly Mapping[] => {
  const list = Array.isArray(json) ? json : [json]
  const problems: Problem[] = []
  if (list.length === 0)
    problems.push({
      code: 'mapping.part_wrong',
      params: { part: '[]', expected: '{"entity": "…", "columns": {…}}', value: '[]' },
    })
  for (const [i, item] of list.entries()) {
    const report: Report = (code, params) =>
      problems.push({
        code,
        params: Array.isArray(json) && 'part' in params ? { ...params, part: `[${i}].${params['part']}` } : params,
      })
    if (isObject(item)) checkMapping(item, report)
    else
      report('mapping.part_wrong', { part: `[${i}]`, expected: '{"entity": "…", "columns": {…}}', value: show(item) })
  }
  refuseAll(problems)
  return list as readonly Mapping[]
}

export const entityNames: readonly EntityName[] = entities.map((candidate) => candidate.name)
