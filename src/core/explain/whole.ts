import { chiSquareTail } from '../stats/chi-square.ts'
import type { Noise } from './noise.ts'
import type { Prepared } from './prepare.ts'

/** Chance of calling a movement of the whole one where nothing happened; added to that of naming a segment. */
export const wholeSearchLevel = 0.005

/**
 * Chance of a movement as large as that of the leaves together, without those of some segments. From plain sums, as
 * the whole is read: each leaf's variance is that of the noise at the middle of both sides.
 */
export const wholePValue = (
  { observed, expected, scale, widening }: Prepared,
  noise: Noise,
  windows: number,
  except: readonly Int32Array[],
): number => {
  const past = 1 / windows
  const skipped = new Uint8Array(observed.length)
  for (const at of except) for (const leaf of at) skipped[leaf] = 1
  let [more, variance] = [0, 0]
  for (let i = 0; i < observed.length; i++) {
    if (skipped[i] === 1) continue
    const size = (Math.abs(observed[i]!) + Math.abs(expected[i]!)) / 2
    const counted = noise.dispersion * scale[i]! * (widening ? widening[i]! : 1 + past)
    more += observed[i]! - expected[i]!
    variance += (counted + noise.relative ** 2 * size * (1 + past)) * size
  }
  return variance > 0 ? chiSquareTail(more ** 2 / variance) : 1
}
