import { Fault } from '../fault.ts'
import type { Params } from '../messages.ts'

/** One thing that is wrong with what a person gave. */
export type Problem = { readonly code: string; readonly params: Params }

/**
 * Refuses with everything that is wrong at once: one problem under its own code, several as
 * `mapping.several`, whose `problems` are the parts as JSON texts that `faultSentence` spells out.
 */
export const refuseAll = (problems: readonly Problem[]): void => {
  if (problems.length === 0) return
  const [first] = problems
  if (problems.length === 1) throw new Fault(first!.code, first!.params)
  throw new Fault('mapping.several', {
    count: problems.length,
    problems: problems.slice(0, 30).map((problem) => JSON.stringify(problem)),
  })
}
