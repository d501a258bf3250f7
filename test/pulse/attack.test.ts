import { describe, expect, test } from 'vitest'
import { releaseQuestion } from '#core/pulse/plan-release.ts'
import { chanceFrom, companyOf, foundInRound, foundOverRounds, releasedBy } from './collected.ts'

/** Companies attacked; more by the environment, for a longer look. */
const companies = Number(process.env['NHIP_ATTACKS'] ?? 60)
const floor = 5
const seeds = Array.from({ length: companies }, (_, i) => i + 1)
/** Over rounds there are many more sums to add and subtract. */
const overRounds = seeds.slice(0, Math.ceil(companies / 3))

describe('readers of everything that was ever told', () => {
  test('pin nobody down within a round, by adding and subtracting any of its numbers', () => {
    for (const seed of seeds) {
      const company = companyOf(seed)
      for (const [round, out] of releasedBy(releaseQuestion, company, floor).entries())
        expect([seed, round, foundInRound(out, company[round]!, floor)]).toEqual([seed, round, null])
    }
  })

  test('pin nobody down when up to three of them put their own answers together', () => {
    for (const seed of seeds) {
      const company = companyOf(seed)
      const chance = chanceFrom(seed + 7)
      for (const [round, out] of releasedBy(releaseQuestion, company, floor).entries()) {
        const coalition = [...new Set(Array.from({ length: 1 + chance(3) }, () => chance(8)))]
        expect([seed, round, foundInRound(out, company[round]!, floor, coalition)]).toEqual([seed, round, null])
      }
    }
  })

  test('pin nobody down over rounds in which people joined, left and moved, taking answers to have stayed the same', () => {
    for (const seed of overRounds) {
      const company = companyOf(seed)
      const outs = releasedBy(releaseQuestion, company, floor)
      expect([seed, foundOverRounds(outs, company, floor)]).toEqual([seed, null])
    }
  })

  test('are told something nonetheless', () => {
    let [wholes, units, rows] = [0, 0, 0]
    for (const seed of seeds)
      for (const { told, rows: own } of releasedBy(releaseQuestion, companyOf(seed), floor)) {
        if (told.whole) wholes++
        units += Object.values(told.by).flatMap((each) => each.filter((unit) => unit.told)).length
        if (own.length > 0) rows++
      }
    expect(wholes).toBeGreaterThan(2 * companies)
    expect(units).toBeGreaterThan(2 * companies)
    expect(rows).toBeGreaterThan(2 * companies)
  })
})
