import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aliveProbability, expectedPurchases, fitBuyingRhythm, type History } from './bg-nbd.ts'
import { logGamma } from './gamma.ts'
import { minimise } from './minimise.ts'

const summary = join(process.env['NHIP_TEST_DATA'] ?? '', 'repeat-buyers', 'cdnow_customers_summary.csv')
const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const history = (frequency: number, recency: number, age: number) => ({ frequency, recency, age })

describe('the gamma function', () => {
  test('its logarithm agrees with thirty-digit arithmetic', () => {
    expect(logGamma(0.243)).toBeCloseTo(1.31804358469967, 13)
    expect(logGamma(150.5)).toBeCloseTo(602.5139548705854, 10)
    expect(logGamma(1e-4)).toBeCloseTo(9.210282658633963, 13)
  })
})

describe('the optimiser', () => {
  test('finds the bottom of the bent valley of Rosenbrock', () => {
    const { point } = minimise(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2, [-1.2, 1])
    expect(point[0]).toBeCloseTo(1, 7)
    expect(point[1]).toBeCloseTo(1, 7)
  })

  test('keeps inside where the function is defined', () => {
    const { point } = minimise(([x]) => (x! < 2 ? Number.POSITIVE_INFINITY : (x! - 3) ** 2), [6])
    expect(point[0]).toBeCloseTo(3, 7)
  })
})

describe('buying rhythm', () => {
  test.skipIf(!existsSync(summary))('the CDNOW cohort gives the parameters its authors published', () => {
    const rows = readFileSync(summary, 'utf8').trim().split('\n').slice(1)
    const histories = rows.map((line): History => {
      const [, frequency, recency, age] = line.split(',').map(Number)
      return { frequency: frequency!, recency: recency!, age: age!, customers: 1 }
    })
    const fit = fitBuyingRhythm(histories)!
    expect(fit.r).toBeCloseTo(0.2426, 3)
    expect(fit.alpha).toBeCloseTo(4.4135, 3)
    expect(fit.a).toBeCloseTo(0.7929, 3)
    expect(fit.b).toBeCloseTo(2.4258, 3)
    expect(fit.logLikelihood).toBeCloseTo(-9582.43, 2)
    // The same histories in days: the rate's scale is the only thing that changes.
    const daily = fitBuyingRhythm(histories.map((h) => ({ ...h, recency: h.recency * 7, age: h.age * 7 })))!
    expect(daily.alpha / 7).toBeCloseTo(fit.alpha, 3)
    expect(daily.r).toBeCloseTo(fit.r, 5)
  })

  test('equal histories grouped give the same fit as one by one', () => {
    const each = Array.from({ length: 60 }, (_, i) => ({ ...history(i % 4, (i % 4) * 6, 30), customers: 1 }))
    const grouped = [0, 1, 2, 3].map((x) => ({ ...history(x, x * 6, 30), customers: 15 }))
    const [one, other] = [fitBuyingRhythm(each)!, fitBuyingRhythm(grouped)!]
    expect(one.logLikelihood).toBeCloseTo(other.logLikelihood, 6)
    expect(one.r / one.alpha).toBeCloseTo(other.r / other.alpha, 4)
  })

  test('with few customers or hardly a repeat purchase there is no fit', () => {
    expect(fitBuyingRhythm([])).toBeNull()
    expect(fitBuyingRhythm([{ ...history(2, 5, 30), customers: 29 }])).toBeNull()
    expect(
      fitBuyingRhythm([
        { ...history(0, 0, 30), customers: 5000 },
        { ...history(1, 5, 30), customers: 9 },
      ]),
    ).toBeNull()
  })

  test('clockwork buyers, at a limit of the model, still give finite numbers', () => {
    const fit = fitBuyingRhythm([{ ...history(10, 100, 100), customers: 500 }])!
    expect(Object.values(fit).every(Number.isFinite)).toBe(true)
    expect(aliveProbability(fit, history(10, 100, 100))).toBeGreaterThan(0.99)
    expect(expectedPurchases(fit, history(10, 100, 100), 10)).toBeCloseTo(1, 1)
  })

  test('parameters are found again from customers made with them', () => {
    // A closed cohort of 40,000 over 52 weeks, from a fixed linear congruential sequence.
    let seed = 42
    const uniform = (): number => {
      seed = (seed * 1664525 + 1013904223) % 4294967296
      return (seed + 0.5) / 4294967296
    }
    // gamma(2) and beta(1, 3): rates with r = 2, α = 8; leaving with a = 1, b = 3.
    const made = Array.from({ length: 40_000 }, (): History => {
      const rate = -(Math.log(uniform()) + Math.log(uniform())) / 8
      const leaving = 1 - uniform() ** (1 / 3)
      let [time, frequency, recency] = [0, 0, 0]
      for (;;) {
        if (frequency > 0 && uniform() < leaving) break
        time += -Math.log(uniform()) / rate
        if (time > 52) break
        frequency += 1
        recency = time
      }
      return { ...history(frequency, recency, 52), customers: 1 }
    })
    const fit = fitBuyingRhythm(made)!
    expect(fit.r).toBeCloseTo(2, 0.7)
    expect(fit.alpha / fit.r).toBeCloseTo(4, 0.7)
    expect(fit.a / (fit.a + fit.b)).toBeCloseTo(0.25, 1.3)
  })

  test('expected purchases agree with thirty-digit arithmetic on the untransformed formula', () => {
    const cases = [
      [published, history(2, 30.43, 38.86), 39, 1.22602817476714],
      [published, history(0, 0, 0), 90 / 7, 0.529769245708134],
      [published, history(200, 30.86, 31), 52, 197.775370318176],
      [{ r: 0.5, alpha: 0.05, a: 0.3, b: 0.4 }, history(0, 0, 0), 13, 21.5139501486532],
      [{ r: 0.5, alpha: 0.05, a: 0.3, b: 0.4 }, history(3, 10, 12), 13, 2.65124291734397],
      [{ r: 2, alpha: 10, a: 3, b: 1.5 }, history(1, 3, 40), 13, 0.00527530061765304],
      [{ r: 1.2, alpha: 8, a: 1, b: 2.5 }, history(4, 20, 26), 13, 1.15315343213],
    ] as const
    for (const [rhythm, of, time, expected] of cases)
      expect(expectedPurchases(rhythm, of, time) / expected).toBeCloseTo(1, 9)
  })

  test('P(alive) falls with silence, stays in 0 … 1, and is 1 after a first purchase', () => {
    expect(aliveProbability(published, history(26, 30.86, 31))).toBeCloseTo(0.96892, 5)
    fc.assert(
      fc.property(
        fc.record({ r: positive, alpha: positive, a: positive, b: positive }),
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (rhythm, frequency, recency, silence) => {
          const soon = aliveProbability(rhythm, history(frequency, recency, recency + silence))
          const later = aliveProbability(rhythm, history(frequency, recency, recency + silence + 1))
          expect(soon).toBeGreaterThanOrEqual(0)
          expect(soon).toBeLessThanOrEqual(1)
          expect(later).toBeLessThanOrEqual(soon)
          expect(aliveProbability(rhythm, history(0, 0, silence))).toBe(1)
        },
      ),
    )
  })
})

const positive = fc.double({ min: 0.01, max: 50, noNaN: true })
