import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, open, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Manifest, Part } from '#core/batch.ts'
import { type EntityName, entity } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import { name, quote } from '#core/sql.ts'
import type { Row } from '#core/warehouse.ts'
import { type Column, names, partColumns } from './columns.ts'
import type { Prepared } from './compare.ts'

type Run = (sql: string) => Promise<readonly Row[]>

/** SHA-256 of a file, in small letters. */
export const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Makes what was written to a file or folder survive a power cut. */
export const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const numeric = (of: EntityName): readonly Column[] =>
  partColumns(entity(of)).filter((column) => column.name !== 'line' && /^(DECIMAL|DOUBLE|BIGINT)/.test(column.type))

/** Exact whatever the order of rows: numbers with a floating point are rounded to six decimals before they are added. */
const sumOf = (column: Column): string =>
  column.type === 'DOUBLE' ? `sum(try_cast(${name(column.name)} as decimal(28, 6)))` : `sum(${name(column.name)})`

/** Number of rows and exact sums of the numeric columns of a relation, as text. */
export const sumsSql = (of: EntityName, relation: string): string =>
  `select count(*) as "rows"${numeric(of)
    .map((column) => `, coalesce(cast(${sumOf(column)} as varchar), '0') as ${name(column.name)}`)
    .join('')} from ${relation}`

export const readSums = (of: EntityName, row: Row): Pick<Part, 'rows' | 'sums'> => ({
  rows: Number(row['rows']),
  sums: Object.fromEntries(numeric(of).map((column) => [column.name, String(row[column.name])])),
})

/**
 * Checks a relation against what its part says of itself.
 * @throws Fault `batch.mismatch` naming the first figure that differs
 */
export const verifySums = async (run: Run, part: Part, relation: string, importId: string): Promise<void> => {
  const actual = readSums(part.entity, (await run(sumsSql(part.entity, relation)))[0]!)
  const figures: [string, string, string][] = [
    ['rows', String(part.rows), String(actual.rows)],
    ...Object.entries(part.sums).map(([column, sum]): [string, string, string] => [
      column,
      sum,
      actual.sums[column] ?? sum,
    ]),
  ]
  const wrong = figures.find(([, expected, found]) => expected !== found)
  if (wrong)
    throw new Fault('batch.mismatch', {
      import: importId,
      entity: part.entity,
      figure: wrong[0],
      expected: wrong[1],
      actual: wrong[2],
    })
}

/**
 * Writes one file per staged relation into a new folder, each flushed, and says what each holds.
 * @throws Fault `batch.mismatch` where a file does not hold what was staged
 */
export const writeParts = async (
  run: Run,
  directory: string,
  importId: string,
  prepared: readonly Prepared[],
): Promise<readonly Part[]> => {
  await mkdir(directory, { mode: 0o700 })
  const parts: Part[] = []
  for (const { staged, entity: of, ready } of prepared) {
    const again = parts.filter((part) => part.entity === of.name).length
    const file = `${of.name}${again > 0 ? `-${again + 1}` : ''}.parquet`
    const path = join(directory, file)
    await run(
      `copy (select ${names(partColumns(of))} from ${ready}) to ${quote(path)} (format parquet, parquet_version v2, compression zstd, compression_level 1)`,
    )
    await chmod(path, 0o600)
    await flush(path)
    const [row] = await run(sumsSql(of.name, ready))
    const part: Part = {
      entity: of.name,
      file,
      sha256: await sha256Of(path),
      ...readSums(of.name, row!),
      fields: staged.fields,
      secondary: staged.secondary,
    }
    await verifySums(run, part, `read_parquet(${quote(path)})`, importId)
    parts.push(part)
  }
  return parts
}

/** Writes the manifest beside the parts and makes the folder itself last. */
export const writeManifest = async (directory: string, manifest: Manifest): Promise<void> => {
  const path = join(directory, 'manifest.json')
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
  await flush(directory)
  await flush(dirname(directory))
}

/**
 * Reads every file of a batch whole and holds it to its manifest.
 * @throws Fault `batch.damaged` naming the file
 */
export const verifyFiles = async (directory: string, manifest: Manifest): Promise<void> => {
  for (const part of manifest.parts) {
    const found = await sha256Of(join(directory, part.file)).catch(() => null)
    if (found !== part.sha256)
      throw new Fault('batch.damaged', { import: manifest.import_id, file: join(directory, part.file) })
  }
}
