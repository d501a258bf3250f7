import { afterAll, expect, test } from 'vitest'
import { type KeptCell, planRelease } from '#core/anonymity.ts'
import type { TableContext } from '#core/metric.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Row } from '#core/warehouse.ts'
import { employeeSatisfaction } from '#kpis/employee-satisfaction/kpi.ts'
import { type Directory, draftOf, newFolder, openDirectory, removeFolder, stage } from '../durability/directory.ts'

const today = '2026-11-18'
const context: TableContext = { settings: defaultSettings, today }
const { tables } = employeeSatisfaction
const release = tables.find((table) => table.name === 'pulse_release')!

/** Answers of one year spread by a fixed rule over teams and places, sizes from one person to many. */
const answers = (seed: number, count: number): Record<string, string | number>[] =>
  Array.from({ length: count }, (_, i) => {
    const mixed = Math.imul(i * 97 + seed, 2654435761) >>> 0
    const month = 1 + (mixed % 10)
    return {
      answer_id: `${seed}-${i}`,
      question: ['enps', 'tools', 'growth'][mixed % 3]!,
      answered_on: `2026-${String(month).padStart(2, '0')}-${String(1 + ((mixed >>> 8) % 28)).padStart(2, '0')}`,
      score: 1 + ((mixed >>> 4) % 5),
      team: `T${Math.floor(Math.sqrt((mixed >>> 12) % 30))}`,
      location_id: `S${(mixed >>> 16) % 4}`,
      tenure_band: ['new', 'old'][(mixed >>> 20) % 2]!,
    }
  })

const conditions: Readonly<Record<string, string>> = {
  "m.question = 'enps'": "question = 'enps'",
  "m.question = 'tools'": "question = 'tools'",
  "m.question = 'growth'": "question = 'growth'",
  '': 'true',
}

/** The sums that may be shown, each as the set of its cells: what `planRelease` says when nothing is kept. */
const chosenAnew = async (directory: Directory, selection: string, floor = 5): Promise<Set<string>> => {
  const rows = await directory.warehouse.query(
    `select answered_on, team, location_id, tenure_band, count(*) as answers from pulse_response where ${conditions[selection]} group by all order by all`,
  )
  return sumsOf(
    rows.map((row) => ({
      day: String(row['answered_on']),
      members: [row['team'], row['location_id'], row['tenure_band']].map((each) => each as string | null),
      count: Number(row['answers']),
    })),
    floor,
  )
}

const sumsOf = (cells: readonly KeptCell[], floor: number): Set<string> =>
  new Set(
    planRelease(cells, floor).flatMap(({ cells: own, depth, splits }) =>
      splits.flatMap(({ blocks, sizes }) =>
        sizes.map((_, block) =>
          JSON.stringify([depth, own.filter((_, i) => blocks[i] === block).map((cell) => [cell.day, ...cell.members])]),
        ),
      ),
    ),
  )

const keptRows = (directory: Directory, selection: string): Promise<readonly Row[]> =>
  directory.warehouse.query(
    `select * from pulse_release where selection = '${selection.replaceAll("'", "''")}' order by all`,
  )

/** The same, read off the table by its own notation alone. */
const keptSums = async (directory: Directory, selection: string): Promise<Set<string>> => {
  const rows = await keptRows(directory, selection)
  const sums = new Map<string, { depth: number; cells: unknown[] }>()
  for (const row of rows) {
    const [, , , epoch, depth, ...blocks] = String(row['kept']).split(' ').map(Number)
    if (epoch === undefined) continue
    const day = String(row['on_day'])
    const quarter = `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`
    for (const [split, block] of blocks.entries()) {
      const key = [quarter, epoch, split, block].join()
      const sum = sums.get(key) ?? { depth: depth!, cells: [] }
      sums.set(key, sum)
      sum.cells.push([row['on_day'], row['c_team'], row['c_location'], row['c_tenure_band']])
    }
  }
  return new Set([...sums.values()].map(({ depth, cells }) => JSON.stringify([depth, cells])))
}

const expectKeptAsChosen = async (directory: Directory, floor = 5): Promise<void> => {
  for (const selection of Object.keys(conditions)) {
    const anew = await chosenAnew(directory, selection, floor)
    expect(anew.size, selection).toBeGreaterThan(3)
    expect(await keptSums(directory, selection), selection).toEqual(anew)
  }
}

const folder = newFolder()
afterAll(() => removeFolder(folder))

test('what is kept is what would be chosen: after a batch, another, its undoing, a rebuild and another floor', async () => {
  const directory = await openDirectory(folder, { tables, today: () => today })
  const { landing, warehouse, store } = directory
  const land = async (seed: number, count: number) =>
    landing.accept(draftOf(`pulse-${seed}`), [await stage(warehouse, 'pulse_answer', answers(seed, count))])
  await land(1, 900)
  await landing.refresh()
  await expectKeptAsChosen(directory)
  const before = await keptRows(directory, '')
  const second = await land(2, 250)
  await landing.refresh()
  expect(await keptRows(directory, '')).not.toEqual(before)
  await expectKeptAsChosen(directory)
  await landing.withdraw(second.import_id)
  await landing.refresh()
  expect(await keptRows(directory, '')).toEqual(before)
  await landing.rebuild()
  expect(await keptRows(directory, '')).toEqual(before)
  store.setSetting('anonymity_floor', 9)
  await landing.refresh()
  expect(await keptRows(directory, '')).not.toEqual(before)
  await expectKeptAsChosen(directory, 9)
  await directory.close()
}, 120_000)

const cellOf = (day: string, team: string, count: number): KeptCell => ({ day, members: [team], count })
const quarter = ['2026-07-03', '2026-08-11', '2026-09-20'].flatMap((day) =>
  [
    ['A', 7],
    ['B', 6],
    ['C', 2],
  ].map(([team, count]) => cellOf(day, String(team), Number(count))),
)

/** The quarter's cells with what the table keeps of them. */
const withKept = (cells: readonly KeptCell[], standing: readonly Row[] = []): readonly KeptCell[] => {
  const rows = cells.map(({ day, members, count }) => ({
    selection: '',
    on_day: day,
    c_team: members[0] ?? null,
    c_location: null,
    c_tenure_band: null,
    answers: count,
  }))
  const kept = release.fit!.compute(rows, context, standing)
  return cells.map((cell, i) => ({ ...cell, members: [cell.members[0]!, null, null], kept: String(kept[i]!['kept']) }))
}

/** Everything in one sum: a choice nobody would make, so that one can see whether it was taken. */
const coarse = (cells: readonly KeptCell[]): readonly KeptCell[] =>
  cells.map((cell) => ({ ...cell, kept: `5 ${cells.length} ${cell.count} 0 0 0` }))

test('a kept choice is taken where it fits the answers in hand, and no other', () => {
  const plain = withKept(quarter)
  const anew = sumsOf(
    plain.map((cell) => ({ ...cell, kept: null })),
    5,
  )
  expect(sumsOf(plain, 5)).toEqual(anew)
  const taken = sumsOf(coarse(plain), 5)
  expect(taken.size).toBe(1)
  const changed: readonly (readonly [string, readonly KeptCell[]])[] = [
    ['another floor', coarse(plain).map((cell) => ({ ...cell, kept: cell.kept!.replace(/^5/, '4') }))],
    ['an answer more', coarse(plain).map((cell, i) => (i === 2 ? { ...cell, count: cell.count + 1 } : cell))],
    ['a cell gone', coarse(plain).slice(1)],
    ['a cell more', [...coarse(plain), { ...cellOf('2026-09-21', 'A', 8), members: ['A', null, null] }]],
    [
      'epochs that do not follow',
      coarse(plain).map((cell) => ({ ...cell, kept: cell.kept!.replace(/0 0 0$/, '1 0 0') })),
    ],
  ]
  for (const [name, cells] of changed) {
    const choosing = cells.map((cell) => ({ ...cell, kept: null }))
    expect(sumsOf(cells, 5), name).toEqual(sumsOf(choosing, 5))
    expect(sumsOf(cells, 5).size, name).toBeGreaterThan(1)
  }
})

test('what stood spares the choosing of quarters that stayed, and of no other', () => {
  const stood = coarse(withKept(quarter)).map((cell) => ({
    selection: '',
    on_day: cell.day,
    c_team: cell.members[0]!,
    c_location: null,
    c_tenure_band: null,
    kept: cell.kept!,
  }))
  expect(sumsOf(withKept(quarter, stood), 5).size).toBe(1)
  const next = [cellOf('2026-10-05', 'A', 8), cellOf('2026-10-06', 'B', 9)]
  const both = withKept([...quarter, ...next], stood)
  expect(both.slice(0, quarter.length).map((cell) => cell.kept)).toEqual(stood.map((row) => row.kept))
  expect(both.slice(quarter.length)).toEqual(withKept(next))
  const touched = quarter.map((cell, i) => (i === 0 ? { ...cell, count: cell.count + 1 } : cell))
  expect(withKept(touched, stood).map((cell) => cell.kept)).toEqual(withKept(touched).map((cell) => cell.kept))
})

test('worked out a quarter and a question at a time, the choice is the one made of all answers at once', () => {
  const rows = ['2026-02', '2026-05', '2026-06'].flatMap((month) =>
    ['', "m.question = 'growth'"].flatMap((selection) =>
      ['an', 'binh', 'chi'].flatMap((team, t) =>
        ['03', '11', '24'].map((day, d) => ({
          selection,
          on_day: `${month}-${day}`,
          c_team: team,
          c_location: `s${d}`,
          c_tenure_band: null,
          answers: 2 + ((3 * t + d) % 5),
        })),
      ),
    ),
  )
  const sorted = [...rows].sort((a, b) => (a.selection + a.on_day < b.selection + b.on_day ? -1 : 1))
  const { compute, apart } = release.fit!
  const parts = [...Map.groupBy(sorted, apart!).values()]
  expect(parts).toHaveLength(4)
  expect(parts.flatMap((part) => compute(part, context))).toEqual(compute(sorted, context))
})
