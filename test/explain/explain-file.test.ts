import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables } from '#adapters/tables/open.ts'
import { presentExplanation } from '#cli/present/explain.ts'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { type Explanation, explainFile } from '#operations/explain/explain-file.ts'
import { readRequest } from '#operations/explain/request.ts'
import { openWarehouse } from '#warehouse/open.ts'

const root = mkdtempSync(join(tmpdir(), 'nhip-explain-'))
const folder = join(root, 'workspace')
let warehouse: Warehouse

beforeAll(async () => {
  mkdirSync(folder)
  warehouse = await openWarehouse({ file: ':memory:', folders: [folder] })
})
afterAll(async () => {
  await warehouse.close()
  rmSync(root, { recursive: true, force: true })
})

/** 4 × 5 × 6 leaves of 100 to 219, forecast within about 1 %; b2 of region a1 lost 40 %. */
const rows = Array.from({ length: 120 }, (_, i) => {
  const [a, b, c] = [i % 4, Math.floor(i / 4) % 5, Math.floor(i / 20)]
  const expected = 100 + i
  const wobble = 1 + 0.01 * Math.sin(7 * i)
  const actual = Math.round(100 * expected * wobble * (a === 1 && b === 2 ? 0.6 : 1)) / 100
  return { a: `a${a}`, b: `b${b}`, c: `c${c}`, actual, expected }
})
const csv = (header: string, line: (row: (typeof rows)[number], i: number) => string): string =>
  `${header}\n${rows.map(line).join('\n')}\n`
const plain = csv('a,b,c,actual,expected', (row) => Object.values(row).join(','))

const explain = async (
  content: string | Uint8Array,
  input: Readonly<Record<string, string | number>> = {},
): Promise<Explanation> => {
  const file = join(root, 'leaves.csv')
  writeFileSync(file, content)
  const request = readRequest({ file, dims: 'a,b,c', actual: 'actual', expected: 'expected', ...input })
  return explainFile(request, {
    openTables,
    query: warehouse.query,
    workspace: async () => ({ folder, clear: async () => undefined }),
    language: 'en',
  })
}

const refusal = async (work: () => unknown): Promise<{ code: string; en: string; vi: string }> => {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { code, params } = error
    return { code, en: faultSentence(code, params, 'en'), vi: faultSentence(code, params, 'vi') }
  }
  throw new Error('was not refused')
}

describe('explaining a file', () => {
  test('the planted segment is named, and everything adds up', async () => {
    const answer = await explain(plain)
    const total = rows.reduce((sum, row) => sum + row.actual - row.expected, 0)
    expect(answer).toMatchObject({ verdict: 'localised', rows: 120, leaves: 120 })
    expect(answer.segments.map(({ where }) => where)).toEqual([{ a: 'a1', b: 'b2' }])
    expect(answer.change.absolute).toBeCloseTo(total, 6)
    expect(answer.segments[0]!.effect + answer.rest.effect).toBeCloseTo(answer.change.absolute, 9)
    const own = rows.filter((row) => row.a === 'a1' && row.b === 'b2')
    expect(answer.segments[0]!.observed).toBeCloseTo(
      own.reduce((sum, row) => sum + row.actual, 0),
      6,
    )
    expect(answer.segments[0]!.rest_without_it.within_noise).toBe(true)
    const [low, high] = answer.segments[0]!.interval
    expect(low).toBeLessThan(answer.segments[0]!.effect)
    expect(high).toBeGreaterThan(answer.segments[0]!.effect)
  })

  test('gzip, other order of rows, rows given in two parts and decimal commas change nothing', async () => {
    const answer = await explain(plain)
    const lines = plain.trim().split('\n')
    const turned = [lines[0], ...lines.slice(1).reverse()].join('\n')
    const parts = csv('a,b,c,actual,expected', (row) => {
      const whole = [row.a, row.b, row.c]
      return `${[...whole, 0, 0].join(',')}\n${[...whole, row.actual, row.expected].join(',')}`
    })
    const commas = csv('a;b;c;actual;expected', (row) => Object.values(row).join(';').replaceAll('.', ','))
    for (const content of [gzipSync(plain), turned, commas]) {
      const { file: _file, ...other } = await explain(content)
      expect({ ...other, file: answer.file }).toEqual(answer)
    }
    expect((await explain(parts)).segments).toEqual(answer.segments)
    expect((await explain(parts)).rows).toBe(240)
  })

  test('a ratio: the rate of the segment, its mix apart, adding up to the change of the ratio', async () => {
    const content = csv('a,b,c,actual,expected,n,n0', (row, i) => {
      const [n, n0] = [400 + (i % 7), 400 + (i % 5)]
      const rate = 0.2 * (row.a === 'a1' && row.b === 'b2' ? 0.5 : 1)
      return [row.a, row.b, row.c, Math.round(n * rate), Math.round(n0 * 0.2), n, n0].join(',')
    })
    const answer = await explain(content, { denominator: 'n,n0', top: 1 })
    expect(answer.segments.map(({ where }) => where)).toEqual([{ a: 'a1', b: 'b2' }])
    const [segment] = answer.segments
    expect(segment!.observed).toBeCloseTo(0.1, 2)
    expect(segment!.rate_effect! + segment!.mix_effect!).toBeCloseTo(segment!.effect, 12)
    expect(segment!.effect + answer.rest.effect).toBeCloseTo(answer.change.absolute, 12)
  })

  test('only noise: nothing is named, unless the strongest is asked for, and then its p-value says so', async () => {
    const calm = csv('a,b,c,actual,expected', (row, i) =>
      [row.a, row.b, row.c, (row.expected * (1 + 0.02 * Math.sin(1.7 * i))).toFixed(2), row.expected].join(','),
    )
    const answer = await explain(calm)
    expect(answer).toMatchObject({ verdict: 'within_noise', segments: [] })
    const asked = await explain(calm, { top: 1 })
    expect(asked.verdict).toBe('within_noise')
    expect(asked.segments).toHaveLength(1)
    expect(asked.segments[0]!.p_value).toBeGreaterThan(0.05)
  })

  test('members beyond a thousand are folded into one that says how many, and nothing is lost', async () => {
    const wide = `sku,a,actual,expected\n${Array.from({ length: 1500 }, (_, i) => `s${i},a${i % 3},${100 + i},${100 + i}`).join('\n')}\n`
    const answer = await explain(wide, { dims: 'sku,a' })
    expect(answer.observed).toBe(1500 * 100 + (1499 * 1500) / 2)
    expect(answer.leaves).toBeLessThanOrEqual(1500)
  })

  test('an empty cell of a dimension is a member of its own, told as missing', async () => {
    const gap = csv('a,b,c,actual,expected', (row) =>
      Object.values({ ...row, a: row.a === 'a1' ? '' : row.a }).join(','),
    )
    const answer = await explain(gap)
    expect(answer.segments[0]!.where).toEqual({ a: null, b: 'b2' })
    expect(answer.sentences.en.join(' ')).toContain('a=unknown')
  })

  test('says it in at most three sentences without a cause, in both languages', async () => {
    const { sentences } = await explain(plain)
    expect(sentences.en).toEqual([
      'Observed 18,761 against 19,140 expected: 2% below.',
      'The difference lies in a=a1, b=b2 (−381, 100% of it).',
      'Without it the rest is +1.71, within normal variation.',
    ])
    for (const text of [...sentences.vi, ...sentences.en])
      expect(text).not.toMatch(/\b(vì|bởi|khiến|gây ra|because|due to|caused?)\b/iu)
  })

  test('a terminal shows the parts as a table in the asked language', async () => {
    const answer = await explain(plain)
    expect(presentExplanation(answer, 'vi')).toContain('Đóng góp')
    expect(presentExplanation(answer, 'en')).toMatch(/a=a1, b=b2 +−\d+ +\d+% +\d/)
  })
})

describe('what cannot be explained is refused in words', () => {
  test('numbers that are none are named with their lines', async () => {
    const lines = plain.trim().split('\n')
    lines[5] = lines[5]!.replace(/,[^,]*,[^,]*$/, ',abc,120')
    lines[9] = lines[9]!.replace(/,[^,]*$/, ',')
    const { code, en, vi } = await refusal(() => explain(lines.join('\n')))
    expect(code).toBe('explain.not_numbers')
    expect(en).toContain('2 cells')
    expect(en).toContain('actual · 6 · abc')
    expect(en).toContain('expected · 10 · ∅')
    expect(vi).toContain('2 ô')
  })

  test.each([
    ['explain.column_missing', { dims: 'a,bb,c' }],
    ['explain.column_missing', { actual: 'actuel' }],
    ['explain.no_dimensions', { dims: ' , ' }],
    ['explain.denominator', { denominator: 'actual' }],
    ['explain.not_positive', { top: 0 }],
    ['explain.column_used_twice', { actual: 'a' }],
  ])('%s for %o', async (code, input) => {
    expect((await refusal(() => explain(plain, input))).code).toBe(code)
  })

  test('a missing column is answered with the ones there are, and the likeliest', async () => {
    const { en } = await refusal(() => explain(plain, { actual: 'actuel' }))
    expect(en).toContain('a, b, c, actual, expected')
    expect(en).toContain('→ actual')
  })

  test('a header without rows, and a denominator below zero', async () => {
    expect((await refusal(() => explain('a,b,c,actual,expected\n'))).code).toMatch(/no_rows|file\./)
    const negative = csv('a,b,c,actual,expected,n,n0', (row, i) =>
      [...Object.values(row), i === 3 ? -1 : 500, 500].join(','),
    )
    const { code, en } = await refusal(() => explain(negative, { denominator: 'n,n0' }))
    expect(code).toBe('explain.negative_denominator')
    expect(en).toContain('n · 5 · -1')
  })
})

test('the command prints the answer as JSON and nothing else', () => {
  const file = join(root, 'command.csv')
  writeFileSync(file, plain)
  const words = ['explain', file, '--dims', 'a,b,c', '--actual', 'actual', '--expected', 'expected', '--json']
  const { status, stdout } = spawnSync(process.execPath, ['dist/nhip.js', ...words], {
    encoding: 'utf8',
    env: { ...process.env, NHIP_DATA: join(root, 'data') },
  })
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'localised', segments: [{ where: { a: 'a1', b: 'b2' } }] })
})
