import { type Atom, determinedSet } from '../stats/determined.ts'
import type { KnownGroup } from './released.ts'

const effort = 6_000_000

/**
 * Whether somebody who takes answers to have stayed the same from round to round could subtract numbers told at
 * different times until fewer people than the floor are left. Only groups all of whose people answered can be
 * subtracted so: of any other nobody knows whose answers are in it.
 * @param groups of one question, over all rounds
 */
export const tellsBetweenRounds = (groups: readonly (readonly string[])[], floor: number): boolean => {
  const signatures = new Map<string, number[]>()
  for (const [i, people] of groups.entries())
    for (const person of new Set(people)) signatures.set(person, [...(signatures.get(person) ?? []), i])
  if (signatures.size === 0) return false
  const atoms: Atom[] = [...Map.groupBy(signatures.values(), (lies) => lies.join()).values()].map((same) => ({
    weight: same.length,
    groups: same[0]!,
  }))
  // In a group of its own: the search takes the first atom to lie in one group of every division.
  const apart: Atom = { weight: 1_000_000, groups: [groups.length] }
  return determinedSet([apart, ...atoms], groups.length + 1, floor, { left: effort }) !== null
}

export const ofQuestion = (known: readonly KnownGroup[], question: string): readonly (readonly string[])[] =>
  known.filter((group) => group.question === question).map(({ people }) => people)
