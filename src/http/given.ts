import { Fault } from '#core/fault.ts'
import type { Argument, Input } from '#core/operation.ts'
import { isText } from './body.ts'

type Given = Input[string]

const malformed = ({ name }: Argument, given: unknown): Fault =>
  new Fault('request.malformed', { detail: `${name}=${String(JSON.stringify(given) ?? given).slice(0, 120)}` })

/** What a text says of an argument of that kind. @throws Fault `request.malformed` */
export const typed = (argument: Argument, text: string): string | number | boolean => {
  if (!isText(text)) throw malformed(argument, text)
  if (argument.kind === 'flag') return text === '' || text === 'true' || text === '1'
  if (argument.kind !== 'number') return text
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number)) throw malformed(argument, text)
  return number
}

const single = (argument: Argument, given: unknown): string | number | boolean => {
  if (typeof given === 'string') return typed(argument, given)
  if (typeof given !== 'number' && typeof given !== 'boolean') throw malformed(argument, given)
  if (argument.kind === 'flag') return given === true || given === 1
  if (argument.kind === 'number' && typeof given !== 'number') throw malformed(argument, given)
  return argument.kind === 'number' ? given : String(given)
}

/** An operation reads it as JSON; in it, too, stands nothing that is no text. */
const json = (argument: Argument, given: unknown): string => {
  const text = typeof given === 'string' ? given : JSON.stringify(given)
  if (!isText(text) || /\\u0000|\\ud[89a-f]/i.test(text)) throw malformed(argument, text)
  return text
}

/**
 * A value of a JSON body as its argument takes it: a text for a text, a list of texts (or one) for a list, whatever for
 * JSON. Null is as if it had been left out.
 * @throws Fault `request.malformed`
 */
export const givenValue = (argument: Argument, given: unknown): Given => {
  if (given === null || given === undefined) return undefined
  if (argument.kind === 'json') return json(argument, given)
  if (argument.kind === 'list')
    return (Array.isArray(given) ? given : [given]).map((each: unknown) => String(single(argument, each)))
  return single(argument, given)
}
