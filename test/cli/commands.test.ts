import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'nhip-cli-'))
const data = join(folder, 'data')

const nhip = (...words: string[]): { status: number | null; out: string; err: string } => {
  const run = spawnSync(process.execPath, ['dist/nhip.js', ...words], {
    encoding: 'utf8',
    env: { ...process.env, NHIP_NOW: '2026-11-18T04:40:00Z', NHIP_DATA: data },
  })
  return { status: run.status, out: run.stdout, err: run.stderr }
}

const orders = `order_id,line_no,placed_at,location_id,customer_id,product_id,quantity,unit_price,line_discount
A1,1,2026-11-16 09:00,S1,K1,P1,2,100000,20000
A2,1,2026-11-17 10:00,S2,K2,P1,1,100000,0
A3,1,2026-11-10 10:00,S1,K1,P2,1,50000,0
`

beforeAll(() => {
  const file = join(folder, 'orders.csv')
  writeFileSync(file, orders)
  expect(nhip('import', file, '--as', 'order_line').status).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the command line', () => {
  test('json is all that stands on the output', () => {
    const { status, out } = nhip('metric', 'net_sales', '--period', '2026-11-16..2026-11-18', '--json')
    expect(status).toBe(0)
    const reading = JSON.parse(out)
    expect(reading).toMatchObject({ metric: 'net_sales', value: 280000, unit: 'money', currency: 'VND' })
    expect(reading.previous.value).toBe(0)
  })

  test('a breakdown adds up to the whole', () => {
    const { by } = JSON.parse(nhip('metric', 'net_sales', '--period', '2026-11', '--by', 'location', '--json').out)
    expect(
      by.map((group: { members: { location: string }; value: number }) => [group.members.location, group.value]),
    ).toEqual([
      ['S1', 230000],
      ['S2', 100000],
    ])
  })

  test('the seven come one line each, in both languages', () => {
    expect(nhip('kpis').out).toContain('Doanh số theo địa điểm')
    const english = nhip('kpis', '--lang', 'en').out
    expect(english.split('\n').filter((line) => /^[1-7] /.test(line))).toHaveLength(7)
    expect(english).toContain('no data')
  })

  test('rows behind a number come as CSV or JSON lines', () => {
    const csv = nhip('rows', 'net_sales', '--period', '2026-11').out.trim().split('\r\n')
    expect(csv).toHaveLength(4)
    const lines = nhip('rows', 'net_sales', '--period', '2026-11', '--format', 'jsonl').out.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).order_id).sort()).toEqual(['A1', 'A2', 'A3'])
  })

  test.each([
    [['flying'], 2, 'command.unknown'],
    [['metric'], 2, 'argument.missing'],
    [['metric', 'net_sales', '--colour', 'red'], 2, 'argument.unknown'],
    [['metric', 'profit'], 1, 'metric.unknown'],
    [['metric', 'net_sales', '--by', 'competitor'], 1, 'dimension.not_applicable'],
    [['metric', 'net_sales', '--period', '2026-02-30'], 1, 'period.'],
    [['import', '/nowhere/file.csv'], 1, 'file.not_found'],
    [['imports', 'undo', 'imp_nothing'], 1, 'import.unknown'],
  ])('%j is refused with its code and a sentence', (words, status, code) => {
    const run = nhip(...words, '--json', '--lang', 'en')
    expect(run.status).toBe(status)
    const { error } = JSON.parse(run.out)
    expect(error.code.startsWith(code)).toBe(true)
    expect(run.err.trim().endsWith(error.detail)).toBe(true)
    expect(run.err).not.toMatch(/\n\s+at /)
  })

  test('every kind of file is listed with what it is known by', () => {
    const { status, out } = nhip('sources', '--lang', 'en')
    expect(status).toBe(0)
    expect(out).toContain('shopee-orders')
    expect(out).toMatch(/Known by: .*Mã đơn hàng/)
  })

  test('a template kept from the output is a file that imports', () => {
    const kept = join(folder, 'kept.csv')
    writeFileSync(kept, nhip('template', 'footfall').out)
    expect(JSON.parse(nhip('import', kept, '--dry-run', '--json').out).files[0]).toMatchObject({
      source: 'footfall',
      rows_read: 1,
      loaded: 1,
      rejected: 0,
    })
  })

  test('targets are shown in the unit of their metric', () => {
    expect(nhip('targets', 'set', 'conversion_rate', '2026-Q4', '0.125', '--lang', 'en').out).toContain('12.5%')
    expect(nhip('targets', 'list', '--lang', 'en').out).toContain('12.5%')
  })

  test('a file whose rows are all refused fails with its rows to mend, and leaves nothing behind', () => {
    const file = join(folder, 'all-bad.csv')
    writeFileSync(file, 'location_id,on,visitors\nS1,2026-02-30,10\nS1,2026-11-17,many\n')
    const json = nhip('import', file, '--json')
    expect(json.status).toBe(1)
    const [result] = JSON.parse(json.out).files
    expect(result).toMatchObject({ import_id: null, rows_read: 2, loaded: 0, rejected: 2, skipped: 0 })
    expect(readFileSync(result.rejects_file, 'utf8')).toMatch(
      /2026-02-30.*date\.impossible[\s\S]*many.*number\.unreadable/,
    )
    expect(result.notes.at(-1)).toMatchObject({ code: 'import.all_refused', params: { rows: 2 } })
    const text = nhip('import', file, '--lang', 'en')
    expect(text.status).toBe(1)
    expect(text.out).toContain('Not one of the 2 rows of “all-bad.csv” can be used')
    expect(nhip('imports').out).not.toContain('all-bad.csv')
    expect(nhip('import', file, '--dry-run').status).toBe(1)
  })

  test('options are shown the way they are typed', () => {
    const { err } = nhip('import', '--lang', 'en')
    expect(err).toContain('[--dry-run]')
    expect(nhip('import', '--help').out).toContain('--dry-run')
  })

  test('help of a metric names its dimensions and formula', () => {
    const { status, out } = nhip('metric', 'net_sales', '--help', '--lang', 'en')
    expect(status).toBe(0)
    expect(out).toMatch(/location_kind/)
  })
})
