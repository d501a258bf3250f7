import { csvLine } from '#core/csv.ts'
import { faultSentence } from '#core/fault-words.ts'
import { rejectsColumns, rejectsHeaders } from '#core/import/rejects.ts'
import type { Language, Params } from '#core/messages.ts'
import type { Row } from '#core/warehouse.ts'
import type { ImportDeps } from './dependencies.ts'
import type { StagedTable, Temporaries } from './stage-table.ts'

/** A refused row as it is told: place, what is wrong with it, what to do. */
export type RefusedRow = {
  readonly sheet?: string
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly code: string
  readonly params: Params
  readonly sentence: string
}

const page = 5_000

const text = (row: Row, name: string): string | null => {
  const value = row[name]
  return value === null || value === undefined ? null : String(value)
}

/** The refusal of one row of `rejected`, in words. */
const refusedRow = (row: Row, staged: StagedTable, language: Language): RefusedRow => {
  const typed = staged.typed[Number(row['mapping'])]!
  const issue = row['issue'] === null ? undefined : typed.issues[Number(row['issue']) - 1]
  const code = issue?.code ?? String(row['code'])
  const value = text(row, 'value')
  const column = issue?.column ?? null
  const line = Number(row['line'])
  const params: Params = {
    line,
    ...(value === null ? {} : { value }),
    column: column ?? issue?.field ?? typed.mapping.entity,
    ...(issue ? { field: issue.field } : {}),
    ...(row['other'] === null ? {} : { other_line: Number(row['other']) }),
    ...issue?.params,
  }
  const sheet = staged.opened.sheet
  return {
    ...(sheet === undefined ? {} : { sheet }),
    line,
    column,
    value,
    code,
    params,
    sentence: faultSentence(code, params, language),
  }
}

const damagedRows = (staged: StagedTable, language: Language): readonly RefusedRow[] =>
  staged.opened.damaged.map((row) => {
    const params: Params = { line: row.line, value: row.text.slice(0, 200), ...row.params }
    return {
      line: row.line,
      column: null,
      value: row.text,
      code: row.code,
      params,
      sentence: faultSentence(row.code, params, language),
    }
  })

/** First reasons only, one per line, with the row numbers mappings derived, in the order of the file. */
const collect = async (staged: StagedTable, deps: ImportDeps, temporaries: Temporaries): Promise<string> => {
  const numbers: string[] = []
  for (const typed of staged.typed) {
    if (typed.numbers === null) continue
    const table = temporaries.make('numbers')
    await deps.run(
      `create temp table ${table} as ${typed.relations} select line, any_value(${typed.numbers}) as numbers from placed where line in (select line from ${staged.rejected}) group by line`,
    )
    numbers.push(table)
  }
  const table = temporaries.make('refused')
  const joins = numbers.map((name) => ` left join ${name} on ${name}.line = r.line`).join('')
  const joined =
    numbers.length === 0 ? 'null' : `concat_ws(';', ${numbers.map((name) => `${name}.numbers`).join(', ')})`
  const own = rejectsColumns(staged.opened.headers)
  const width = own ? own.from : staged.opened.headers.length
  const cells = Array.from({ length: width }, (_, i) => `t.c${i + 1}`).join(', ')
  await deps.run(
    `create temp table ${table} as select r.line, r.mapping, r.issue, r.value, r.code, r.other, ${joined} as numbers, ${cells}
from (select * from ${staged.rejected} qualify row_number() over (partition by line order by mapping, issue) = 1) r
join (${staged.opened.select}) t on t.line = r.line${joins} order by r.line`,
  )
  return table
}

/**
 * Writes the refused rows of a table as a CSV that can be mended and imported again: the original columns first,
 * then ours. Gives its path and the first rows; null where nothing was refused.
 */
export const writeRejects = async (
  staged: StagedTable,
  file: string | null,
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<{ readonly path: string | null; readonly sample: readonly RefusedRow[] }> => {
  const damaged = damagedRows(staged, deps.language)
  const [row] = await deps.run(`select count(distinct line) as n from ${staged.rejected}`)
  const total = Number(row!['n'])
  if (total + damaged.length === 0) return { path: null, sample: [] }
  const table = await collect(staged, deps, temporaries)
  const own = rejectsColumns(staged.opened.headers)
  const headers = own ? staged.opened.headers.slice(0, own.from) : staged.opened.headers
  const sample: RefusedRow[] = [...damaged.slice(0, 20)]
  const lineOf = (refused: RefusedRow, cells: readonly (string | null)[], numbers: string | null): string =>
    csvLine([...cells, refused.line, refused.column, refused.value, refused.code, refused.sentence, numbers])
  const produce = async (write: (text: string) => Promise<void>): Promise<void> => {
    await write(`\ufeff${csvLine([...headers, ...rejectsHeaders])}`)
    for (const refused of damaged)
      await write(lineOf(refused, [refused.value, ...headers.slice(1).map(() => null)], null))
    for (let at = 0; at < total; at += page) {
      const rows = await deps.run(`select * from ${table} where rowid >= ${at} and rowid < ${at + page} order by rowid`)
      const lines = rows.map((found) => {
        const refused = refusedRow(found, staged, deps.language)
        if (sample.length < 20) sample.push(refused)
        return lineOf(
          refused,
          headers.map((_, i) => text(found, `c${i + 1}`)),
          text(found, 'numbers'),
        )
      })
      await write(lines.join(''))
      if (file === null) return
    }
  }
  if (file !== null) return { path: await deps.writeRejects(file, produce), sample }
  await produce(async () => undefined)
  return { path: null, sample }
}
