import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { exact } from '#core/fold.ts'
import { addressIn } from '#core/mail.ts'
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

/**
 * Takes one person off the list, by address, id or name. Rounds that asked them keep a number that names nobody.
 * @throws Fault `pulse.person_unknown`, `pulse.person_several`
 */
export const forgetEmployee = (asked: string, { pulse }: Pick<PulseDeps, 'pulse'>): PeopleList => {
  const text = exact(asked)
  const people = pulse.people()
  const found = people.filter(
    ({ id, email, name }) => id === text || name === text || (email !== null && email === addressIn(text)),
  )
  if (found.length === 0) throw new Fault('pulse.person_unknown')
  if (found.length > 1) throw new Fault('pulse.person_several', { people: found.length })
  pulse.replacePeople(people.filter(({ id }) => id !== found[0]!.id))
  return { people: pulse.people() }
}

/** Takes those off the list whose last day at work is over and whom no open round asks: nothing is left to ask them. */
export const forgetLeft = ({ pulse, today }: Pick<PulseDeps, 'pulse' | 'today'>): void => {
  if (pulse.rounds().some(({ state }) => state === 'open')) return
  const people = pulse.people()
  const staying = people.filter(({ leaving_on }) => leaving_on === null || leaving_on >= today())
  if (staying.length < people.length) pulse.replacePeople(staying)
}
