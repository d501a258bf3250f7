import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'

const root = mkdtempSync(join(tmpdir(), 'nhip-why-members-'))
const opened: Company[] = []
const silent = { progress: () => undefined, emit: () => undefined }
const sources = ['facebook', 'google', 'zalo', 'web']

/** Answer about last week, of nine weeks of ten contacts a day from each source, the last week as `lastWeek` says. */
const whyLastWeek = async (name: string, lastWeek: readonly string[]): Promise<WhyAnswer> => {
  const company = await openCompany(join(root, name), { fixedNow: '2026-11-16T04:00:00Z', memory: '1GB' })
  opened.push(company)
  const run = (operation: string, input: Record<string, unknown>): Promise<unknown> =>
    operations.find((one) => one.name === operation)!.run(input as never, company.depsFor('en'), silent)
  const lines = ['contact_id,received_at,source,phone']
  for (let day = 0; day < 63; day++) {
    const date = new Date(Date.UTC(2026, 8, 14 + day)).toISOString().slice(0, 10)
    for (const source of date >= '2026-11-09' ? lastWeek : sources)
      for (let k = 0; k < 10; k++)
        lines.push(`c${lines.length},${date}T09:00:00,${source},09${String(10_000_000 + lines.length)}`)
  }
  const file = join(root, `${name}.csv`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  await run('imports.create', { files: [file], as: 'contact' })
  return (await run('metrics.why', { id: 'contacts_new', period: 'last-week' })) as WhyAnswer
}

const guardOf = (answer: WhyAnswer, code: string) => answer.guards.find((guard) => guard.code === code)

afterAll(async () => {
  for (const company of opened) await company.close()
  rmSync(root, { recursive: true, force: true })
})

describe('members that change their name or lose it', () => {
  test('a source that vanishes as another of its size appears may only have been renamed', async () => {
    const answer = await whyLastWeek('renamed', ['facebook', 'tiktok', 'zalo', 'web'])
    expect(guardOf(answer, 'member.relabelled')?.params).toEqual({ dimension: 'source', from: 'google', to: 'tiktok' })
  }, 60_000)

  test('a source that only vanishes is not called renamed', async () => {
    const answer = await whyLastWeek('gone', ['facebook', 'zalo', 'web'])
    expect(answer.segments[0]!.where).toEqual({ source: 'google' })
    expect(guardOf(answer, 'member.relabelled')).toBeUndefined()
    expect(guardOf(answer, 'member.unknown_grew')).toBeUndefined()
  }, 60_000)

  test('contacts that come without a source are told with their number', async () => {
    const answer = await whyLastWeek('unknown', [...sources, ''])
    // Ten a day for seven days, none before.
    expect(guardOf(answer, 'member.unknown_grew')?.params).toEqual({ dimension: 'source', size: 70 })
    expect(guardOf(answer, 'member.relabelled')).toBeUndefined()
  }, 60_000)
})
