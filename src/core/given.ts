import { Fault } from './fault.ts'
import type { Input } from './operation.ts'

/** An argument as a text, where it was given. */
export const textIn = (input: Input, name: string): string | undefined =>
  input[name] === undefined ? undefined : String(input[name])

/** An argument as a number, where it was given. */
export const numberIn = (input: Input, name: string): number | undefined =>
  input[name] === undefined ? undefined : Number(input[name])

/** What a repeated argument was given as; nothing where it was left out. */
export const listIn = (input: Input, name: string): readonly string[] => {
  const value = input[name]
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]
}

/** The one of the allowed values that was given. @throws Fault `option.unknown_value` */
export const oneOf = <T extends string>(option: string, value: string, allowed: readonly T[]): T => {
  const found = allowed.find((known) => known === value)
  if (found === undefined) throw new Fault('option.unknown_value', { option, value: value.slice(0, 80), allowed })
  return found
}
