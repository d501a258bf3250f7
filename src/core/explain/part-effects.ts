import type { Windows } from './amounts.ts'
import type { Explanation } from './explanation.ts'
import { scaleOf } from './factors.ts'
import type { Leaves } from './leaves.ts'
import { mixAndRate } from './mix.ts'
import { sumOf, sumsByPart } from './sums.ts'

/** Effects of one part of the change: a segment, or the rest. */
export type PartEffect = {
  readonly effect: number
  readonly mix: number | null
  readonly rate: number | null
  readonly observed: number | null
  readonly expected: number | null
  readonly usual: number | null
  /** The whole without this part. */
  readonly others: { readonly relative: number | null; readonly withinNoise: boolean | null }
}

type Effect = Pick<PartEffect, 'effect' | 'mix' | 'rate'>

/** What each part adds to the change: of a sum its own change, of a ratio its rate and its weight. */
export const partEffectsOf = (
  explanation: Explanation,
  value: Windows,
  base: Windows | null,
  parts: Int32Array,
  count: number,
  stratum: string | null,
  { table }: Leaves,
): readonly Effect[] => {
  const scale = explanation.scale ?? 1
  const of = (column: Float64Array): Float64Array => sumsByPart(column, parts, count)
  const [nows, befores] = [of(value.now), of(value.before)]
  const all = Array.from({ length: count }, (_, part) => part)
  if (!base)
    return all.map((part) => ({
      effect: scale * (nows[part]! - befores[part]!),
      mix: null,
      rate: null,
    }))
  const [now, before] = [
    [sumOf(value.now), sumOf(base.now)],
    [sumOf(value.before), sumOf(base.before)],
  ] as const
  const [baseNows, baseBefores] = [of(base.now), of(base.before)]
  const factor = scaleOf(explanation, [now[0], before[0]], [now[1], before[1]])
  const whole = mixAndRate(
    all.map((part) => ({
      before: befores[part]!,
      after: nows[part]!,
      baseBefore: baseBefores[part]!,
      baseAfter: baseNows[part]!,
    })),
  )
  if (!whole) return all.map(() => ({ effect: 0, mix: 0, rate: 0 }))
  // The rate of a part is that of its strata: what shifts between them is mix.
  const d = stratum === null ? -1 : table.dimensions.indexOf(stratum)
  const width = d < 0 ? 1 : table.members[d]!.length
  const cells = Array.from({ length: count * width }, () => ({ before: 0, after: 0, baseBefore: 0, baseAfter: 0 }))
  for (let leaf = 0; leaf < table.size; leaf++) {
    const cell = cells[parts[leaf]! * width + (d < 0 ? 0 : table.codes[d]![leaf]!)]!
    cell.before += value.before[leaf]!
    cell.after += value.now[leaf]!
    cell.baseBefore += base.before[leaf]!
    cell.baseAfter += base.now[leaf]!
  }
  const fine = mixAndRate(cells)!
  return all.map((part) => {
    const rate = fine.slice(part * width, (part + 1) * width).reduce((sum, cell) => sum + cell.rate, 0)
    const { effect } = whole[part]!
    return { effect: factor * effect, rate: factor * rate, mix: factor * (effect - rate) }
  })
}
