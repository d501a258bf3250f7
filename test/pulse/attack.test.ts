import { afterEach, describe, expect, test, vi } from 'vitest'
import { releaseQuestion } from '#core/pulse/plan-release.ts'
import { chanceFrom, companyOf, foundInRound, foundOverRounds, type Release, releasedBy } from './collected.ts'

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

// The same attack with one protection taken out: were nobody found then, finding nobody above would prove nothing.
const mutantSeeds = Array.from({ length: 60 }, (_, i) => i + 1)

const foundWithin = (release: Release): number =>
  mutantSeeds.filter((seed) => {
    const company = companyOf(seed)
    return releasedBy(release, company, floor).some((out, round) => foundInRound(out, company[round]!, floor) !== null)
  }).length

const weakened = async (
  path: string,
  change: (own: Record<string, unknown>) => Record<string, unknown>,
): Promise<Release> => {
  vi.resetModules()
  vi.doMock(path, async (own) => change(await own<Record<string, unknown>>()))
  const { releaseQuestion: mutant } = await import('#core/pulse/plan-release.ts')
  return mutant
}

afterEach(() => {
  vi.doUnmock('#core/anonymity.ts')
  vi.doUnmock('#core/stats/determined.ts')
  vi.resetModules()
})

describe('the attack finds somebody', () => {
  test('where small groups alone are hidden, so that the last of them follows by subtraction', async () => {
    const mutant = await weakened('#core/anonymity.ts', (own) => ({
      ...own,
      pooled: (counts: ReadonlyMap<string, number>, fewest: number) => {
        const hidden = new Set([...counts].filter(([, count]) => count < fewest).map(([key]) => key))
        return hidden.size < counts.size ? hidden : null
      },
    }))
    // The audit would mend it by hiding more: it is taken out as well.
    vi.doMock('#core/stats/determined.ts', () => ({ determinedSet: () => null }))
    vi.resetModules()
    const { releaseQuestion: unaudited } = await import('#core/pulse/plan-release.ts')
    expect(foundWithin(unaudited)).toBeGreaterThan(10)
    expect(mutant).not.toBe(releaseQuestion)
  })

  test('where every dimension hides enough by itself, but nobody looks at them together', async () => {
    const mutant = await weakened('#core/stats/determined.ts', () => ({ determinedSet: () => null }))
    expect(foundWithin(mutant)).toBeGreaterThan(0)
  })

  test('where a round forgets what rounds before it told', () => {
    const found = mutantSeeds.filter((seed) => {
      const company = companyOf(seed)
      return foundOverRounds(releasedBy(releaseQuestion, company, floor, true), company, floor) !== null
    })
    expect(found.length).toBeGreaterThan(3)
  })

  test('and nobody in the same companies where nothing is taken out', () => {
    expect(foundWithin(releaseQuestion)).toBe(0)
  })
})
