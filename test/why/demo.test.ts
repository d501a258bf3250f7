import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WhyAnswer } from '#core/explain/answer.ts'
import type { Input } from '#core/operation.ts'
import type { Reading } from '#core/reading.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { buildDemo } from '../../src/main/demo.ts'
import { operations } from '../../src/main/operations.ts'

const root = mkdtempSync(join(tmpdir(), 'nhip-why-'))
const options = { fixedNow: '2026-11-18T04:40:00Z', memory: '1GB' }
const silent = { progress: () => undefined, emit: () => undefined }
let company: Company

beforeAll(async () => {
  await buildDemo(join(root, 'demo'), options, 'en', () => undefined)
  company = await openCompany(join(root, 'demo'), options)
}, 300_000)

afterAll(async () => {
  await company?.close()
  rmSync(root, { recursive: true, force: true })
}, 120_000)

const run = (name: string, input: Input): Promise<unknown> =>
  operations.find((operation) => operation.name === name)!.run(input, company.depsFor('en'), silent)

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** An answer, held to everything the contract says of its sums. */
const why = async (id: string, input: Input): Promise<WhyAnswer> => {
  const answer = (await run('metrics.why', { id, ...input })) as WhyAnswer
  const change = answer.change.absolute!
  const close = (found: number, expected: number): void =>
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(change), Math.abs(expected)))
  close(sum(answer.factors.map((factor) => factor.effect)), change)
  close(sum(answer.segments.map((segment) => segment.effect)) + answer.rest.effect, change)
  for (const [i, row] of answer.matrix.entries()) close(sum(row), answer.segments[i]?.effect ?? answer.rest.effect)
  for (const [i, factor] of answer.factors.entries()) close(sum(answer.matrix.map((row) => row[i]!)), factor.effect)
  for (const language of ['vi', 'en'] as const) expect(answer.sentences[language].length).toBeLessThanOrEqual(3)
  return answer
}

const both = (period: string, compare: string): readonly (readonly [Input, 1 | -1])[] => [
  [{ period, compare }, 1],
  [{ period: compare, compare: period }, -1],
]

const largest = (answer: WhyAnswer): string =>
  [...answer.factors].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))[0]!.id

describe('the planted stories of the demo company, found in both directions', () => {
  for (const [input, sign] of both('2026-W46', '2026-W44'))
    test(`1: Facebook in Hà Nội, ${sign === 1 ? 'lost' : 'and back'}`, async () => {
      const answer = await why('contacts_new', input)
      expect(answer.verdict).toBe('localised')
      expect(answer.segments[0]!.where).toEqual({ source: 'facebook', province: '01' })
      expect(Math.sign(answer.segments[0]!.effect)).toBe(-sign)
      expect(answer.segments).toHaveLength(1)
      expect(answer.rest.within_noise).toBe(true)
    })

  for (const [input, sign] of both('2026-10-19..2026-11-15', '2026-09-21..2026-10-18'))
    test(`2: fewer visitors in front of CH01, direction ${sign}`, async () => {
      const answer = await why('net_sales', { ...input, where: ['location=CH01'] })
      expect(largest(answer)).toBe('footfall')
      expect(Math.sign(answer.factors.find((factor) => factor.id === 'footfall')!.effect)).toBe(-sign)
      expect(answer.factors.find((factor) => factor.id === 'footfall')!.within_noise).toBe(false)
      expect(answer.factors.find((factor) => factor.id === 'conversion')!.within_noise).toBe(true)
    })

  for (const [input, sign] of both('2026-09-07..2026-10-04', '2026-08-10..2026-09-06'))
    test(`3: conversion moves by the mix of TikTok, not by any rate, direction ${sign}`, async () => {
      const answer = await why('conversion_rate', input)
      expect(answer.verdict).toBe('localised')
      expect(answer.segments[0]!.where).toEqual({ source: 'tiktok' })
      expect(largest(answer)).toBe('mix')
      expect(Math.abs(answer.segments[0]!.mix_effect!)).toBeGreaterThan(5 * Math.abs(answer.segments[0]!.rate_effect!))
      expect(Math.sign(answer.change.absolute!)).toBe(-sign)
    })

  for (const [input, sign] of both('2026-W46', '2026-W42')) {
    test(`4: a rival’s promotions on one line, direction ${sign}`, async () => {
      const answer = await why('competitor_promotions', input)
      expect(answer.verdict).toBe('localised')
      // One rival does it on one line: either name finds the same listings.
      expect([{ competitor: 'Bếp Phương Nam' }, { product_line: 'Nồi và chảo' }]).toContainEqual(
        answer.segments[0]!.where,
      )
      expect(Math.sign(answer.segments[0]!.effect)).toBe(sign)
    })

    test(`4: the index moves by their prices, direction ${sign}`, async () => {
      const answer = await why('price_index', input)
      expect(largest(answer)).toBe('their_prices')
      expect(answer.factors.find((factor) => factor.id === 'our_prices')!.effect).toBe(0)
    })

    test(`4: what we sell of that line online, direction ${sign}`, async () => {
      const answer = await why('units', input)
      expect(answer.verdict).toBe('localised')
      expect(answer.segments[0]!.where).toEqual({ location_kind: 'online', product_line: 'Nồi và chảo' })
      expect(Math.sign(answer.segments[0]!.effect)).toBe(-sign)
      expect(answer.companions.map(({ id }) => id)).toContain('competitor_promotions')
    })
  }

  for (const [members, sign] of [
    ['NV006,NV007', 1],
    ['NV007,NV006', -1],
  ] as const)
    test(`5: the rep who looks prospects up, beside another, direction ${sign}`, async () => {
      const input = { period: '2026-07-01..2026-09-30', between: `owner=${members}` }
      const answer = await why('researched_rate', input)
      expect(answer.verdict).toBe('across_the_board')
      expect(Math.sign(answer.change.absolute!)).toBe(sign)
      expect(largest(answer)).toBe('rate')
    })

  for (const [input, sign] of both('2026-09-05..2026-11-16', '2026-06-24..2026-09-04'))
    test(`6: one team no longer agrees with the process, and nobody is recognised, direction ${sign}`, async () => {
      const answer = await why('process_agreement', input)
      expect(answer.verdict).toBe('localised')
      expect(answer.segments[0]!.where).toEqual({ team: 'Telesales miền Nam' })
      expect(Math.sign(answer.segments[0]!.effect)).toBe(-sign)
      const released = (await run('metrics.read', { id: 'process_agreement', ...input, by: ['team'] })) as Reading
      const shown = released.by!.find((group) => group.members['team'] === 'Telesales miền Nam')!
      expect(answer.segments[0]!.observed).toBeCloseTo(shown.value!, 12)
    })

  for (const [input, sign] of both('2026-11-15', '2026-08-30'))
    test(`7: after-sale care at CH16, direction ${sign}`, async () => {
      const answer = await why('after_sale_coverage', input)
      expect(answer.segments[0]!.where).toEqual({ location: 'CH16' })
      expect(Math.sign(answer.segments[0]!.effect)).toBe(-sign)
    })

  for (const [input, sign] of both('2026-09-23..2026-11-17', '2026-07-29..2026-09-22'))
    test(`7: what customers of CH16 then answer, direction ${sign}`, async () => {
      const answer = await why('nps', input)
      expect(answer.verdict).toBe('localised')
      expect(answer.segments[0]!.where).toEqual({ location: 'CH16' })
      expect(Math.sign(answer.segments[0]!.effect)).toBe(-sign)
    })

  for (const [input, sign] of both('2026-10-15..2026-11-17', '2026-09-11..2026-10-14'))
    for (const id of ['spend', 'cac'])
      test(`8: clicks on Google, in ${id}, direction ${sign}`, async () => {
        const answer = await why(id, input)
        expect(answer.segments[0]!.where).toEqual({ source: 'google' })
        expect(Math.sign(answer.segments[0]!.effect)).toBe(sign)
      })
})

describe('every metric', () => {
  test('is explained or says why not, with sums that add up', async () => {
    const { metrics } = (await run('metrics.list', {})) as { metrics: readonly { metric: string }[] }
    for (const { metric } of metrics) {
      const answer = (await run('metrics.why', { id: metric, period: '2026-W46', compare: 'previous' })) as WhyAnswer
      expect(['within_noise', 'across_the_board', 'localised', 'cannot_say'], metric).toContain(answer.verdict)
      if (answer.change.absolute === null) {
        expect(answer.guards.map((guard) => guard.code)).toContain('value.missing')
        continue
      }
      if (answer.verdict === 'cannot_say') expect(answer.guards.length, metric).toBeGreaterThan(0)
      const tolerance = 1e-9 * Math.abs(answer.change.absolute)
      const factors = sum(answer.factors.map((factor) => factor.effect)) - answer.change.absolute
      const parts = sum(answer.segments.map((segment) => segment.effect)) + answer.rest.effect - answer.change.absolute
      expect(Math.abs(factors), metric).toBeLessThanOrEqual(tolerance)
      expect(Math.abs(parts), metric).toBeLessThanOrEqual(tolerance)
    }
  }, 300_000)

  test('a segment is the number a reader gets by asking for it', async () => {
    const answer = await why('contacts_new', { period: '2026-W46', compare: '2026-W44' })
    const [segment] = answer.segments
    const where = Object.entries(segment!.where).map(([dimension, member]) => `${dimension}=${member}`)
    const reading = (await run('metrics.read', {
      id: 'contacts_new',
      period: '2026-W46',
      compare: '2026-W44',
      where,
    })) as Reading
    expect(segment!.observed).toBe(reading.value)
    expect(segment!.expected).toBe(reading.previous!.value)
    expect(segment!.effect).toBe(reading.change!.absolute)
  })

  test('of a median the share of slow cases is taken apart, and that is said', async () => {
    const answer = await why('first_response_minutes', { period: '2026-W46' })
    expect(answer.guards.map((guard) => guard.code)).toContain('split.quantile')
    expect(answer.split!.rest).toBeDefined()
    expect(answer.segments).toEqual([])
  })
})
