import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { readPeople, withIds } from '#core/pulse/people-list.ts'
import type { Employee } from '#core/pulse/round.ts'
import type { PulseDeps } from './dependencies.ts'

export type PeopleList = { readonly people: readonly Employee[] }

export const listPeople = ({ pulse }: PulseDeps): PeopleList => ({ people: pulse.people() })

export type PeopleSet = PeopleList & {
  readonly refused: readonly { readonly line: number; readonly code: string; readonly detail: string }[]
}

/**
 * Puts a list in the place of the one before. Whoever is left out is forgotten; rounds that asked them stay as they
 * are.
 * @throws Fault `pulse.column_missing`, `pulse.nobody`
 */
export const setPeople = (text: string, { pulse, randomId, language }: PulseDeps): PeopleSet => {
  const { people, refused, missing } = readPeople(text)
  if (missing !== null) throw new Fault('pulse.column_missing', { column: missing })
  // Nothing read would forget everybody.
  if (people.length === 0) throw new Fault('pulse.nobody', { refused: refused.length })
  pulse.replacePeople(withIds(people, pulse.people(), randomId))
  return {
    people: pulse.people(),
    refused: refused.map(({ line, code, params }) => ({ line, code, detail: faultSentence(code, params, language) })),
  }
}
