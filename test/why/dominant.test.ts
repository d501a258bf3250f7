import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'

const root = mkdtempSync(join(tmpdir(), 'nhip-why-dominant-'))
const opened: Company[] = []
const silent = { progress: () => undefined, emit: () => undefined }

/** Answer about last week's sales: ten orders of 100,000 a day at each of two shops for nine weeks, and `more` lines. */
const whySales = async (name: string, more: readonly string[]): Promise<WhyAnswer> => {
  const company = await openCompany(join(root, name), { fixedNow: '2026-11-16T04:00:00Z', memory: '1GB' })
  opened.push(company)
  const run = (operation: string, input: Record<string, unknown>): Promise<unknown> =>
    operations.find((one) => one.name === operation)!.run(input as never, company.depsFor('en'), silent)
  const lines = ['order_id,line_no,placed_at,location_id,quantity,unit_price']
  for (let day = 0; day < 63; day++) {
    const date = new Date(Date.UTC(2026, 8, 14 + day)).toISOString().slice(0, 10)
    for (const shop of ['S1', 'S2'])
      for (let k = 0; k < 10; k++) lines.push(`A${lines.length},1,${date} 09:00,${shop},1,100000`)
  }
  const file = join(root, `${name}.csv`)
  writeFileSync(file, `${[...lines, ...more].join('\n')}\n`)
  await run('imports.create', { files: [file], as: 'order_line' })
  return (await run('metrics.why', { id: 'net_sales', period: 'last-week' })) as WhyAnswer
}

const dominant = (answer: WhyAnswer) => answer.guards.find((guard) => guard.code === 'member.dominant')

afterAll(async () => {
  for (const company of opened) await company.close()
  rmSync(root, { recursive: true, force: true })
})

describe('one order that is most of a change', () => {
  test('is named when it came', async () => {
    const answer = await whySales('came', ['BIG,1,2026-11-11 10:00,S1,1,9000000'])
    expect(answer.change.absolute).toBe(9_000_000)
    expect(dominant(answer)?.params).toEqual({ what: 'BIG', size: 9_000_000, share: 1 })
  }, 60_000)

  test('is named when it came every week and then stayed away', async () => {
    const wednesdays = Array.from({ length: 8 }, (_, week) =>
      new Date(Date.UTC(2026, 8, 16 + 7 * week)).toISOString().slice(0, 10),
    )
    const weekly = wednesdays.map((date, week) => `BIG${week + 1},1,${date} 10:00,S1,1,9000000`)
    const answer = await whySales('stayed-away', weekly)
    expect(answer.change.absolute).toBe(-9_000_000)
    expect(dominant(answer)?.params).toEqual({ what: 'BIG8', size: 9_000_000, share: 1 })
  }, 60_000)

  test('leaves the week after it a usual week, when it came but once', async () => {
    const answer = await whySales('once', ['BIG,1,2026-11-04 10:00,S1,1,9000000'])
    expect(answer.verdict).toBe('within_noise')
    expect(dominant(answer)).toBeUndefined()
  }, 60_000)

  test('is none of many orders of the usual size, though the rise is told', async () => {
    const answer = await whySales(
      'many',
      Array.from({ length: 90 }, (_, k) => `M${k},1,2026-11-11 10:00,S1,1,100000`),
    )
    expect(answer.change.absolute).toBe(9_000_000)
    expect(answer.verdict).toBe('localised')
    expect(dominant(answer)).toBeUndefined()
  }, 60_000)
})
