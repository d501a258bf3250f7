import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { LeafTable } from '#core/explain/leaf-table.ts'
import type { Search } from '#core/explain/segment.ts'
import { normalFrom, type Planted, seeded } from './why-generators.ts'

/** Folder of public cases with known causes, where the machine has one. */
export const givenFolder = (): string | null => {
  const folder = process.env['NHIP_TEST_DATA']
  return folder && existsSync(join(folder, 'why', 'truth.json')) ? join(folder, 'why') : null
}

type Truth = Readonly<Record<string, { readonly set: readonly string[]; readonly minute?: number }>>

const read = (path: string): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } => {
  const [header = [], ...rows] = gunzipSync(readFileSync(path))
    .toString('utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  return { header, rows }
}

const tableOf = (names: readonly string[], columns: readonly (readonly string[])[]): LeafTable => {
  const members: string[][] = []
  const codes = columns.map((column) => {
    const seen = new Map<string, number>()
    const coded = Int32Array.from(column, (member) => {
      const code = seen.get(member) ?? seen.size
      seen.set(member, code)
      return code
    })
    members.push([...seen.keys()])
    return coded
  })
  return { dimensions: names, members, codes, size: columns[0]!.length }
}

const forecast = (path: string, noise: number, seed: number): Search => {
  const { header, rows } = read(path)
  const names = header.filter((name) => name !== 'real' && name !== 'predict')
  const random = seeded(seed)
  const column = (name: string): Float64Array => Float64Array.from(rows, (row) => Number(row[header.indexOf(name)]))
  const observed = column('real')
  return {
    leaves: tableOf(
      names,
      names.map((name) => rows.map((row) => row[header.indexOf(name)]!)),
    ),
    observed: noise > 0 ? observed.map((value) => Math.max(0, value * (1 + noise * normalFrom(random)))) : observed,
    expected: column('predict'),
    maxConditions: names.length,
    maxReasons: 10,
  }
}

/** The abnormal minute of a ratio against the mean of the minutes `before` it. */
const minutes = (path: string, minute: number, history: (minutes: readonly number[]) => readonly number[]): Search => {
  const { header, rows } = read(path)
  const names = header.filter((name) => !['min', 'value', 'cnt'].includes(name))
  const at = (row: readonly string[], name: string): number => Number(row[header.indexOf(name)])
  const used = new Set(history([...new Set(rows.map((row) => at(row, 'min')))].sort((a, b) => a - b)))
  const sums = new Map<string, { readonly members: readonly string[]; readonly sums: number[] }>()
  for (const row of rows) {
    const [now, before] = [at(row, 'min') === minute, used.has(at(row, 'min'))]
    if (!now && !before) continue
    const members = names.map((name) => row[header.indexOf(name)]!)
    const leaf = sums.get(members.join('\n')) ?? { members, sums: [0, 0, 0, 0] }
    const [place, share] = now ? [0, 1] : [1, 1 / used.size]
    leaf.sums[place]! += at(row, 'value') * share
    leaf.sums[place + 2]! += at(row, 'cnt') * share
    sums.set(members.join('\n'), leaf)
  }
  const leaves = [...sums.values()]
  const column = (i: number): Float64Array => Float64Array.from(leaves, (leaf) => leaf.sums[i]!)
  return {
    leaves: tableOf(
      names,
      names.map((_, d) => leaves.map(({ members }) => members[d]!)),
    ),
    observed: column(0),
    expected: column(1),
    observedBase: column(2),
    expectedBase: column(3),
    maxReasons: 1,
    atLeast: 1,
  }
}

/** Which minutes of a case are its history. */
export const histories: Readonly<Record<string, (minute: number) => (all: readonly number[]) => readonly number[]>> = {
  'every other minute': (minute) => (all) => all.filter((one) => one !== minute),
  'minutes before': (minute) => (all) => all.filter((one) => one < minute),
  'four minutes before': (minute) => (all) => all.filter((one) => one < minute).slice(-4),
}

/** The cases of one family, read one by one. */
export const givenCases = function* (
  folder: string,
  family: 'b0' | 's' | 'l' | 'rs',
  { noise = 0, history = 'minutes before' }: { readonly noise?: number; readonly history?: string } = {},
): Generator<Planted> {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth
  for (const [name, { set, minute }] of Object.entries(truth)) {
    if (!name.startsWith(`${family}/`)) continue
    const path = join(folder, `${name}.gz`)
    const search =
      family === 'rs'
        ? minutes(path, minute!, histories[history]!(minute!))
        : forecast(path, noise, name.length + (minute ?? 7))
    yield { search, truth: set }
  }
}
