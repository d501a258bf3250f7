import { spawn } from 'node:child_process'
import { createDecipheriv, createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gather } from '#core/pulse/gather.ts'
import type { Gathered } from '#core/pulse/round.ts'
import { setPeople } from '#operations/pulse/people.ts'
import { fileOf, releaseRound } from '#operations/pulse/release-round.ts'
import { closeRound, handOutLinks, openRound } from '#operations/pulse/rounds.ts'
import { type Office, openOffice } from '../accounts/office.ts'
import { answering, below, boxesIn, type Handed, list, sha256, tokenOf } from './asked-company.ts'

let office: Office
let data: string
let round: string
let links: readonly Handed[]
let page: ReturnType<typeof answering>
const deps = () => office.company.depsFor('vi')

/** Every file of the data directory, read as bytes. */
const files = (folder = data, under = ''): readonly (readonly [string, Buffer])[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const [path, name] = [join(folder, entry.name), under + entry.name]
    return entry.isDirectory() ? files(path, `${name}/`) : [[name, readFileSync(path)] as const]
  })
const digests = (): Readonly<Record<string, string>> =>
  Object.fromEntries(files().map(([name, bytes]) => [name, sha256(bytes)]))
const holding = (text: string | Uint8Array): readonly string[] =>
  files()
    .filter(([, bytes]) => bytes.includes(text))
    .map(([name]) => name)

/** The box as whoever has the whole directory would open it; written apart from the code that seals it. */
const opened = (): Gathered => {
  const key = readFileSync(join(data, `pulse/${round}.key`))
  const box = readFileSync(join(data, `pulse/${round}.box`))
  const aes = createDecipheriv('aes-256-gcm', createHmac('sha256', key).update('box').digest(), box.subarray(0, 12))
  aes.setAAD(Buffer.from(round))
  aes.setAuthTag(box.subarray(12, 28))
  return JSON.parse(Buffer.concat([aes.update(box.subarray(28)), aes.final()]).toString()) as Gathered
}

const said = (n: number) => `Lời thứ ${n} của một người`
const answerOf = (n: number) => ({ enps: n % 11, belonging: 1 + (n % 5), tools: 1 + (n % 4), comment: said(n) })
const journal = () => deps().accounts.journal(1000, null).length

beforeAll(async () => {
  office = await openOffice()
  data = join(office.folder, 'data')
  setPeople(list, deps())
  round = openRound({ kind: 'whole' }, deps()).id
  links = handOutLinks(round, deps()).links
  page = answering(deps())
  await office.company.refresh()
}, 120_000)
afterAll(() => office.close())

describe('with the database in hand', () => {
  let key: Buffer
  const tokens: string[] = []

  test('opening a page changes no byte of any file', async () => {
    const before = digests()
    for (const link of links) expect((await page.open(tokenOf(link))).status).toBe(200)
    expect(digests()).toEqual(before)
  })

  test('an answer changes the round’s box and nothing else: not the store, not its journal files, not the warehouse', async () => {
    const box = `pulse/${round}.box`
    const lines = journal()
    let before = digests()
    for (const [i, link] of links.entries()) {
      await page.send(tokenOf(link), answerOf(i))
      const after = digests()
      const changed = Object.keys(after).filter((name) => after[name] !== before[name])
      expect(changed).toEqual([box])
      expect(Object.keys(after).sort()).toEqual([...new Set([...Object.keys(before), box])].sort())
      before = after
    }
    expect(journal()).toBe(lines)
  })

  test('the box tells by its size or time neither how much came nor when', async () => {
    const { size, mtimeMs } = statSync(join(data, `pulse/${round}.box`))
    expect([size, mtimeMs]).toEqual([16_384 + 28, 0])
    expect(statSync(join(data, `pulse/${round}.box`)).mode & 0o077).toBe(0)
  })

  test('a link that was used changes nothing that could be read from the box', async () => {
    const before = opened()
    await page.send(tokenOf(links[0]!), { enps: 0, comment: 'hai lần' })
    const after = opened()
    const sorted = ({ spent, ballots, comments }: Gathered) => [
      [...spent].sort(),
      ballots.map((ballot) => JSON.stringify(ballot)).sort(),
      [...comments].sort(),
    ]
    expect(sorted(after)).toEqual(sorted(before))
  })

  test('no file holds a link, and none but the box an answer; the box cannot be read without its secret', () => {
    for (const link of links) tokens.push(tokenOf(link))
    for (const token of tokens) expect(holding(token)).toEqual([])
    for (const i of links.keys()) expect(holding(said(i))).toEqual([])
    key = readFileSync(join(data, `pulse/${round}.key`))
    expect(holding(key)).toEqual([`pulse/${round}.key`])
  })

  test('opened with its secret, who answered, what was answered and what was written share no key and no order', () => {
    const { spent, ballots, comments } = opened()
    expect([spent.length, ballots.length, comments.length]).toEqual([24, 24, 24])
    for (const ballot of ballots) expect(Object.keys(ballot).sort()).toEqual(['answers', 'cell'])
    expect(spent).toEqual([...spent].sort())
    // Marks are digests of the links, so their order is chance; what is said by hand here is that no list follows another.
    const marks = new Map(links.map((link, i) => [sha256(`spent ${tokenOf(link)}`), i]))
    const byMark = spent.map((mark) => marks.get(mark)!)
    const bySaid = comments.map((text) => Number(/\d+/.exec(text)![0]))
    const arrival = links.map((_, i) => i)
    expect(new Set([byMark, bySaid, arrival].map((order) => order.join())).size).toBe(3)
  })

  test('no backup carries the box or its secret', async () => {
    const { files: carried, clear } = await deps().snapshot()
    try {
      expect(carried.map(({ name }) => name).filter((name) => name.includes('pulse'))).toEqual([])
      for (const { path } of carried) {
        const bytes = readFileSync(path)
        expect(bytes.includes(key)).toBe(false)
        for (const token of tokens) expect(bytes.includes(token)).toBe(false)
      }
    } finally {
      clear()
    }
  })

  test('what a break left half written is thrown away unread', async () => {
    const half = join(data, `pulse/${round}.box.new`)
    writeFileSync(half, readFileSync(join(data, `pulse/${round}.box`)).subarray(0, 1000))
    const before = opened().ballots.length
    expect(deps().boxes.read(round).ballots).toHaveLength(before)
    expect(existsSync(half)).toBe(false)
  })

  test('a release broken off after its import goes on with that import', async () => {
    closeRound(round, deps())
    const whole = deps()
    const broken = {
      ...whole,
      pulse: {
        ...whole.pulse,
        put: () => {
          throw new Error('out of power')
        },
      },
    }
    await expect(releaseRound(round, broken)).rejects.toThrow('out of power')
    const batches = () =>
      deps()
        .batches()
        .filter(({ file }) => file.startsWith(fileOf(round)))
    const [first] = batches()
    expect(first).toBeDefined()
    await releaseRound(round, deps())
    expect(batches()).toEqual([first])
    expect(deps().pulse.round(round)!.released!.import_id).toBe(first!.import_id)
    // Asked again it stays what it is.
    await releaseRound(round, deps())
    expect(batches()).toHaveLength(1)
  })

  test('after the release neither box nor secret exist, and no file holds a link', () => {
    expect(readdirSync(join(data, 'pulse'))).toEqual([])
    expect(holding(key)).toEqual([])
    for (const token of tokens) expect(holding(token)).toEqual([])
  })

  test('what stays in the data is rows of eight or more alike, of one day, in no order of arrival', async () => {
    const rows = await deps().query(
      'select question, score, team, location_id, tenure_band, answered_on, line from pulse_answer order by line',
    )
    expect(rows).toHaveLength(3 * 24)
    expect(new Set(rows.map((row) => String(row['answered_on']))).size).toBe(1)
    const groups = Map.groupBy(rows, (row) =>
      JSON.stringify([row['question'], row['team'], row['location_id'], row['tenure_band']]),
    )
    for (const [name, group] of groups) expect([name, group.length >= 8]).toEqual([name, true])
    // Arrival would repeat the scores of the questions one by one.
    const scores = rows.filter((row) => row['question'] === 'enps').map((row) => Number(row['score']))
    expect(scores).not.toEqual(links.map((_, i) => i % 11))
    expect(new Set(rows.slice(0, 24).map((row) => row['question'])).size).toBeGreaterThan(1)
  })
})

test('the answer that came last stands anywhere in the box, as likely as anywhere else', () => {
  // Six places, 3,000 draws: χ² with 5 degrees of freedom exceeds 35.9 once in a million times.
  const counts = [0, 0, 0, 0, 0, 0]
  const cell = [null, null, null] as const
  for (let draw = 0; draw < 3_000; draw++) {
    let gathered: Gathered = { spent: [], ballots: [], comments: [] }
    for (let i = 0; i < 6; i++)
      gathered = gather(gathered, `${i}`, cell, { answers: { enps: i }, comment: null }, below)
    counts[gathered.ballots.findIndex(({ answers }) => answers.enps === 5)]!++
  }
  const chi = counts.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0)
  expect(chi).toBeLessThan(35.9)
})

test('a box written twice with the same content shares no bytes, and one tampered with is refused', () => {
  const folder = join(office.folder, 'apart')
  const boxes = boxesIn(folder)
  const id = '00000000-0000-4000-8000-000000000000'
  const gathered: Gathered = { spent: ['a'], ballots: [], comments: ['x'] }
  const path = join(folder, `${id}.box`)
  boxes.write(id, gathered)
  const first = readFileSync(path)
  boxes.write(id, gathered)
  const second = readFileSync(path)
  expect(first.equals(second)).toBe(false)
  expect(boxes.read(id)).toEqual(gathered)
  second[100]! ^= 1
  writeFileSync(path, second)
  expect(() => boxes.read(id)).toThrow('pulse.box_damaged')
  boxes.forget(id)
  expect(boxes.read(id)).toEqual({ spent: [], ballots: [], comments: [] })
})

const kills = Number(process.env['NHIP_KILLS'] ?? 2)

/** Runs until killed after so many milliseconds of answering; gives the last answer that was thanked for. */
const answeredUntilKilled = (folder: string, round: string, from: number, milliseconds: number): Promise<number> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, ['test/pulse/answering-process.ts', folder, round, String(from)])
    let [said, wrong] = ['', '']
    child.stdout.on('data', (text: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
      said += text.toString()
    })
    child.stderr.on('data', (text: Buffer) => {
      wrong += text.toString()
    })
    child.on('exit', () => {
      const last = said.trimEnd().split('\n').at(-1)
      if (last) done(Number(last))
      else failed(new Error(wrong))
    })
  })

test('killed at any moment of answering, every answer thanked for is there once, with its link used', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-killed-'))
  try {
    const round = '00000000-0000-4000-8000-000000000001'
    let next = 0
    for (let kill = 0; kill < kills; kill++) {
      const thanked = await answeredUntilKilled(folder, round, next, 20 + 37 * kill)
      const { spent, ballots, comments } = boxesIn(folder).read(round)
      // One more may have been written whose thanks never came.
      expect([thanked + 1, thanked + 2]).toContain(ballots.length)
      const expected = ballots.map((_, i) => i)
      expect(spent.map((mark) => Number(mark.slice(5))).sort((a, b) => a - b)).toEqual(expected)
      expect(comments.map((text) => Number(text.slice(7))).sort((a, b) => a - b)).toEqual(expected)
      next = ballots.length
    }
    expect(next).toBeGreaterThan(kills)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
