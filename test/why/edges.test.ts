import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { present } from '#cli/present/present.ts'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { Fault } from '#core/fault.ts'
import type { Input, Operation } from '#core/operation.ts'
import { composeRoutes } from '#http/server.ts'
import { openUploads } from '#http/uploads.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'

const root = mkdtempSync(join(tmpdir(), 'nhip-why-edge-'))
let company: Company
const silent = { progress: () => undefined, emit: () => undefined }
const run = (name: string, input: Input): Promise<unknown> =>
  operations.find((operation) => operation.name === name)!.run(input, company.depsFor('en'), silent)
const why = (input: Input): Promise<WhyAnswer> => run('metrics.why', input) as Promise<WhyAnswer>

/** Contacts of nine weeks, the same every week, but for what `skip` and `more` change. */
const contacts = (): string => {
  const lines = ['contact_id,received_at,source,province,phone']
  let id = 0
  for (let day = 0; day < 63; day++) {
    const date = new Date(Date.UTC(2026, 8, 14 + day)).toISOString().slice(0, 10)
    if (date === '2026-11-11') continue
    const thisWeek = date >= '2026-11-09'
    for (let k = 0; k < 40; k++) {
      const source = ['facebook', 'google', 'zalo', 'web'][k % 4]!
      id++
      if (thisWeek && source === 'google') continue
      lines.push(`c${id},${date}T09:00:00,${source},${k % 8 < 4 ? '01' : '79'},09${String(10_000_000 + id)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

beforeAll(async () => {
  company = await openCompany(join(root, 'data'), { fixedNow: '2026-11-16T04:00:00Z', memory: '1GB' })
  const file = join(root, 'contact.csv')
  writeFileSync(file, contacts())
  await run('imports.create', { files: [file], as: 'contact' })
}, 120_000)

afterAll(async () => {
  await company?.close()
  rmSync(root, { recursive: true, force: true })
})

describe('a week with a day that has no data and a source that went silent', () => {
  test('names the source, leaves the day out of the test and says so', async () => {
    const answer = await why({ id: 'contacts_new', period: 'last-week' })
    expect(answer.guards.map((guard) => guard.code)).toContain('days.missing')
    expect(answer.guards.find((guard) => guard.code === 'days.missing')!.params).toEqual({ days: ['2026-11-11'] })
    expect(answer.verdict).toBe('localised')
    expect(answer.segments[0]!.where).toEqual({ source: 'google' })
    // 10 a day for seven days before, none now; the missing day is told as a factor of its own: all 40 of it.
    expect(answer.segments[0]!.effect).toBe(-70)
    expect(answer.change.absolute).toBe(6 * 30 - 7 * 40)
    expect(answer.factors.find((factor) => factor.id === 'partial_days')!.effect).toBe(-40)
    expect(answer.rest.effect).toBe(-30)
  })

  test('asked about the days before, nothing happened', async () => {
    const answer = await why({ id: 'contacts_new', period: '2026-W45' })
    expect(answer.verdict).toBe('within_noise')
    expect(answer.segments).toEqual([])
    expect(answer.expected!.value).toBeCloseTo(280, 9)
  })

  test('over HTTP the same answer, to the letter', async () => {
    const app = composeRoutes({
      operations: operations as unknown as readonly Operation<unknown>[],
      depsFor: (language) => company.depsFor(language),
      language: () => 'en',
      token: 'secret',
      host: '127.0.0.1',
      port: 0,
      uploads: openUploads(join(root, 'uploads')),
      version: () => 1,
    })
    const headers = { authorization: 'Bearer secret' }
    const response = await app.request('/api/v1/metrics/contacts_new/why?period=last-week&lang=en', { headers })
    expect(response.status).toBe(200)
    const direct = await why({ id: 'contacts_new', period: 'last-week', lang: 'en' })
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(direct)))
    const refused = await app.request('/api/v1/metrics/contacts_new/why?between=source', { headers })
    expect(refused.status).toBe(422)
  })

  test('reads well in a terminal, in both languages', async () => {
    const answer = await why({ id: 'contacts_new', period: 'last-week' })
    const [vi, en] = [present('metrics.why', answer, 'vi'), present('metrics.why', answer, 'en')]
    expect(vi.split('\n')[0]).toBe('Số contacts mới giảm 35,7% so với 2–8/11/2026.')
    expect(en.split('\n')[0]).toBe('New contacts fell by 35.7% against 2–8 Nov 2026.')
    expect(vi).toContain('Ở đâu')
    expect(en).toContain('everything else')
    for (const line of [...vi.split('\n'), ...en.split('\n')]) expect(line).not.toMatch(/undefined|NaN|\{\w+\}/)
  })
})

describe('questions that cannot be answered', () => {
  const refusal = async (input: Input): Promise<string> => {
    try {
      await why(input)
      return 'answered'
    } catch (error) {
      return error instanceof Fault ? error.code : String(error)
    }
  }

  test('are refused with a code', async () => {
    expect(await refusal({ id: 'contacts_newer' })).toBe('metric.unknown')
    expect(await refusal({ id: 'contacts_new', compare: 'none' })).toBe('comparison.needed')
    expect(await refusal({ id: 'contacts_new', between: 'source=facebook' })).toBe('between.malformed')
    expect(await refusal({ id: 'contacts_new', between: 'source=facebook,facebook' })).toBe('between.malformed')
    expect(await refusal({ id: 'contacts_new', between: 'product=a,b' })).toBe('dimension.not_applicable')
  })

  test('today alone is too early to tell, nothing at all is no data', async () => {
    const today = await why({ id: 'contacts_new', period: 'today', compare: '2026-11-08' })
    expect(today.verdict).toBe('cannot_say')
    const empty = await why({ id: 'net_sales', period: 'last-week' })
    expect(empty.verdict).toBe('cannot_say')
    expect(empty.guards.map((guard) => guard.code)).toContain('value.missing')
    expect(empty.factors).toEqual([])
  })

  test('a handful of cases is too few', async () => {
    const answer = await why({
      id: 'contacts_new',
      period: '2026-11-09',
      compare: '2026-11-02',
      where: ['source=google', 'province=79'],
    })
    expect(answer.verdict).toBe('cannot_say')
    expect(answer.guards.map((guard) => guard.code)).toContain('data.too_few')
  })
})
