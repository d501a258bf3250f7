import type { Factor } from '#core/explain/answer.ts'
import type { Composed } from '#core/explain/compose.ts'
import { shareOf } from '#core/explain/share.ts'

/** Takes the last rounding out: effects are put right so that they add up to the change as it is shown. */
const reconciled = (effects: readonly number[], total: number): number[] => {
  const difference = total - effects.reduce((sum, effect) => sum + effect, 0)
  const at = effects.reduce((best, effect, i) => (Math.abs(effect) > Math.abs(effects[best]!) ? i : best), 0)
  return effects.map((effect, i) => (i === at ? effect + difference : effect))
}

/** Differences up to this share of the sizes involved are rounding; beyond, something was not placed. */
const rounding = 1e-7

type Reconciled = {
  readonly factors: readonly Factor[]
  readonly matrix: readonly (readonly number[])[]
  readonly restEffect: number
  readonly unplaced: number
}

/** Factors and matrix that add up to the change exactly; what no part or day can be given is a column of its own. */
export const addUp = (composed: Composed, change: number, scale: number): Reconciled => {
  const { factors, apart, parts, rest } = composed
  const unplaced = change - composed.change
  const isRounding = Math.abs(unplaced) <= rounding * scale
  const days = apart.some((effect) => Math.abs(effect) > rounding * scale)
  const ids = [...factors.ids, ...(days ? ['partial_days'] : []), ...(isRounding ? [] : ['unplaced'])]
  const effects = [...parts.map((part) => part.effect), rest.effect]
  const rows = factors.matrix.map((row, i) => [
    ...row,
    ...(days ? [apart[i]!] : []),
    ...(isRounding ? [] : [i === effects.length - 1 ? unplaced : 0]),
  ])
  const restEffect = change - parts.reduce((sum, part) => sum + part.effect, 0)
  const targets = [...effects.slice(0, -1), restEffect]
  const matrix = rows.map((row, i) => (row.length === 0 ? row : reconciled(row, targets[i]!)))
  const columns = ids.map((_, i) => matrix.reduce((sum, row) => sum + row[i]!, 0))
  const gross = columns.reduce((sum, effect) => sum + Math.abs(effect), 0)
  return {
    factors: ids.map((id, i) => ({
      id,
      effect: columns[i]!,
      share: shareOf(columns[i]!, change, gross),
      ...levelOf(composed, id),
    })),
    matrix,
    restEffect,
    unplaced: isRounding ? 0 : unplaced,
  }
}

/** A factor stands out at one in a hundred. */
const levelOf = ({ levels }: Composed, id: string): Pick<Factor, 'before' | 'after' | 'within_noise'> => {
  const level = levels.get(id)
  if (!level) return {}
  const { before, after, pValue } = level
  return { before, after, ...(pValue === null ? {} : { within_noise: pValue >= 0.01 }) }
}
