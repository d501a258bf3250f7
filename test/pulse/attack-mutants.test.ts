import { afterEach, describe, expect, test, vi } from 'vitest'
import { releaseQuestion } from '#core/pulse/plan-release.ts'
import { companyOf, foundInRound, foundOverRounds, type Release, releasedBy } from './collected.ts'

// The attack of its neighbour on the same code with one protection taken out: were nobody found here, it would prove nothing.
const floor = 5
const seeds = Array.from({ length: 60 }, (_, i) => i + 1)

const foundWithin = (release: Release): number =>
  seeds.filter((seed) => {
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
    const found = seeds.filter((seed) => {
      const company = companyOf(seed)
      return foundOverRounds(releasedBy(releaseQuestion, company, floor, true), company, floor) !== null
    })
    expect(found.length).toBeGreaterThan(3)
  })

  test('and nobody in the same companies where nothing is taken out', () => {
    expect(foundWithin(releaseQuestion)).toBe(0)
  })
})
