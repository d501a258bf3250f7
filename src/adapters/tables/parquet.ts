import { Fault } from '#core/fault.ts'
import { name, quote } from '#core/sql.ts'
import type { OpenedTable, OpenOptions } from '#core/table.ts'
import { readHead } from './bytes.ts'
import { type Facts, surveyFile } from './decode.ts'
import { limits } from './limits.ts'
import { reachable, type Workplace } from './workplace.ts'

type Column = { readonly header: string; readonly text: string }

const trimmed = (text: string): string => `regexp_replace(regexp_replace(${text}, '(\\.\\d*?)0+$', '\\1'), '\\.$', '')`

/** SQL that writes a value as text: ISO for dates and times (an offset kept as `Z`), plain digits for numbers. */
const textOf = (value: string, type: string): string => {
  if (type === 'VARCHAR') return `nfc_normalize(${value})`
  if (type.startsWith('TIMESTAMP WITH TIME ZONE'))
    return trimmedInstant(`strftime(${value} at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%f')`, 'Z')
  if (type.startsWith('TIMESTAMP')) return trimmedInstant(`strftime(${value}::timestamp, '%Y-%m-%dT%H:%M:%S.%f')`, '')
  if (type === 'FLOAT' || type === 'DOUBLE') return numberText(value)
  if (type.startsWith('DECIMAL'))
    return `case when ${value} is null then null else ${trimmed(`(${value})::varchar`)} end`
  if (type === 'BLOB') return `hex(${value})`
  if (/[[(]/.test(type)) return `to_json(${value})::varchar`
  return `(${value})::varchar`
}

const trimmedInstant = (text: string, ending: string): string =>
  `regexp_replace(${text}, '\\.?0+$', '')${ending ? ` || '${ending}'` : ''}`

const numberText = (value: string): string =>
  `case when isfinite(${value}) and abs(${value}) < 1e18 and ${value} = trunc(${value})` +
  ` then (${value})::hugeint::varchar` +
  ` when isfinite(${value}) and abs(${value}) < 1e-4 then ${trimmed(`(${value})::decimal(38, 20)::varchar`)}` +
  ` else (${value})::varchar end`

/** Splits `STRUCT(a INTEGER, "b c" VARCHAR)` into its fields. */
const fieldsOf = (type: string): readonly (readonly [string, string])[] => {
  const inner = type.slice('STRUCT('.length, -1)
  const parts: string[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let at = 0; at <= inner.length; at++) {
    const code = inner[at]
    if (code === '"') quoted = !quoted
    if (quoted) continue
    if (code === '(') depth++
    if (code === ')') depth--
    if (at === inner.length || (code === ',' && depth === 0)) {
      parts.push(inner.slice(from, at).trim())
      from = at + 1
    }
  }
  return parts.flatMap((part) => {
    const field = /^(?:"((?:[^"]|"")*)"|(\S+)) (.+)$/s.exec(part)
    return field ? [[(field[1] ?? field[2]!).replaceAll('""', '"'), field[3]!] as const] : []
  })
}

const columnsOf = (header: string, value: string, type: string): Column[] =>
  type.startsWith('STRUCT(') && type.endsWith(')')
    ? fieldsOf(type).flatMap(([field, inner]) =>
        columnsOf(`${header}.${field}`, `struct_extract(${value}, ${quote(field)})`, inner),
      )
    : [{ header, text: textOf(value, type) }]

/** Opens a Parquet file through the engine; its own types become text in ISO form. */
export const openParquet = async (
  file: string,
  path: string,
  options: OpenOptions,
  place: Workplace,
): Promise<{ table: OpenedTable; facts: Facts }> => {
  if (!options.query) throw new Fault('file.engine_missing')
  const facts = await surveyFile(path, null, (done) => options.onProgress?.(done, done))
  const tail = await readHead(path, 4, Math.max(0, facts.bytes - 4))
  if (facts.bytes < 12 || tail.toString('latin1') !== 'PAR1') throw new Fault('file.truncated')
  const source = `read_parquet(${quote(await reachable(path, place, 'parquet'))}, binary_as_string = true)`
  try {
    const described = await options.query(`select column_name, column_type from (describe select * from ${source})`)
    const columns = described.flatMap((row) => {
      const header = String(row['column_name'])
      return columnsOf(header, name(header), String(row['column_type']))
    })
    if (columns.length > limits.columns)
      throw new Fault('file.too_many_columns', { columns: columns.length, limit: limits.columns })
    const texts = columns.map((column, index) => `nullif(${column.text}, '') as c${index + 1}`)
    const rows = `read_parquet(${source.slice('read_parquet('.length, -1)}, file_row_number = true)`
    const select = `select file_row_number + 1 as line, ${texts.join(', ')} from ${rows}`
    const first = await options.query(
      `select * exclude (line) from (${select}) order by line limit ${limits.sampleRows}`,
    )
    const headers = columns.map((column) => column.header.normalize('NFC').trim())
    const sample = first.map((row) => headers.map((_, index) => String(row[`c${index + 1}`] ?? '')))
    const notes = [{ code: 'parquet.typed', params: {} }]
    const formats = { decimal: '.', group: '' } as const
    return { table: { file, headers, sample, header_row: 0, select, notes, damaged: [], formats }, facts }
  } catch (error) {
    if (error instanceof Fault) throw error
    const [said] = (error instanceof Error ? error.message : String(error)).split('\n')
    // The engine names the copy it was given, which tells the reader nothing.
    const detail = said!.replaceAll(/( in file)? ['"][^'"]*[\\/][^'"]*['"]/g, '').slice(0, 120)
    throw new Fault('file.parquet_unreadable', { detail })
  }
}
