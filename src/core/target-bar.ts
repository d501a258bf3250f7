import type { Reading } from './reading.ts'

/** Places on a bar, 0 … 1: how far it is filled, and the tick of what should be there by now. */
export type TargetBar = { readonly fill: number; readonly tick: number }

const between = (share: number): number => Math.min(1, Math.max(0, share))

/**
 * How a reading fills the bar of its target. What adds up over the days fills it up to the target, the tick being what
 * is due by now; any other stands beside its target on a scale with room above both. Null where there is no target.
 */
export const targetBarOf = ({ value, target }: Pick<Reading, 'value' | 'target'>): TargetBar | null => {
  if (!target || value === null || target.achieved === null || target.expected_now === null) return null
  const reached = target.achieved * target.target
  const adds = target.expected_now !== target.target
  const scale = adds ? Math.max(target.target, reached) : Math.max(target.target, reached) * 1.15
  if (!(scale > 0)) return null
  return { fill: between(reached / scale), tick: between(target.expected_now / scale) }
}
