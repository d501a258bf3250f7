import { Fault } from '#core/fault.ts'
import type { Argument, Input, Operation } from '#core/operation.ts'

export type Usage = { readonly command: readonly string[]; readonly arguments: readonly Argument[] }

/** How an argument's name is written on a command line. */
export const flagOf = (argument: Argument): string => `--${argument.name.replaceAll('_', '-')}`

/** One line of how a command is written. */
export const usageOf = (usage: Usage): string => {
  const placed = usage.arguments.filter((argument) => argument.position !== undefined)
  const named = usage.arguments.filter((argument) => argument.position === undefined)
  const text = placed.map((a) => {
    const word = a.kind === 'files' ? `${a.name.toUpperCase()}…` : a.name.toUpperCase()
    return a.required ? word : `[${word}]`
  })
  const options = named.map((a) =>
    a.kind === 'flag'
      ? `[${flagOf(a)}]`
      : `[${flagOf(a)} ${a.kind === 'list' ? '…' : a.kind === 'number' ? 'N' : 'X'}]`,
  )
  return ['nhip', ...usage.command, ...text, ...options].join(' ')
}

/** The operation with the longest command that begins the words, and the words left over. */
export const commandIn = <D>(
  words: readonly string[],
  operations: readonly Operation<D>[],
): { operation: Operation<D>; rest: readonly string[] } | null => {
  const found = operations
    .filter((operation) => operation.command.every((word, i) => words[i] === word))
    .sort((a, b) => b.command.length - a.command.length)[0]
  if (!found) return null
  const rest = words.slice(found.command.length)
  // `surveys list` is a longer way to say `surveys`, where no argument could be meant.
  const isLonger = rest[0] === 'list' && !found.arguments.some(({ position }) => position !== undefined)
  return { operation: found, rest: isLonger ? rest.slice(1) : rest }
}

const convert = (argument: Argument, text: string, usage: string): string | number => {
  if (argument.kind !== 'number') return text
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number))
    throw new Fault('argument.unknown', { argument: `--${argument.name} ${text}`, usage })
  return number
}

/**
 * Words after the command → input by argument name.
 * @throws Fault `argument.unknown`, `argument.missing` with the usage line (exit status 2).
 */
export const parseArguments = (words: readonly string[], usage: Usage): Input => {
  const input: Record<string, string | number | boolean | string[]> = {}
  const line = usageOf(usage)
  const placed = usage.arguments
    .filter((argument) => argument.position !== undefined)
    .sort((a, b) => a.position! - b.position!)
  const free: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (!word.startsWith('--') || word === '--') {
      if (word !== '--') free.push(word)
      continue
    }
    const equals = word.indexOf('=')
    const name = word.slice(2, equals < 0 ? undefined : equals)
    const argument = usage.arguments.find(
      (candidate) =>
        candidate.name.replaceAll('_', '-') === name.replaceAll('_', '-') && candidate.position === undefined,
    )
    if (!argument) throw new Fault('argument.unknown', { argument: word, usage: line })
    if (argument.kind === 'flag') {
      input[argument.name] = true
      continue
    }
    const value = equals < 0 ? words[++i] : word.slice(equals + 1)
    if (value === undefined) throw new Fault('argument.missing', { argument: `--${name}`, usage: line })
    if (argument.kind === 'list' || argument.kind === 'files')
      input[argument.name] = [...((input[argument.name] as string[] | undefined) ?? []), value]
    else input[argument.name] = convert(argument, value, line)
  }
  for (const argument of placed) {
    if (argument.kind === 'files' || argument.kind === 'list') {
      if (free.length > 0) input[argument.name] = free.splice(0)
    } else if (free.length > 0) input[argument.name] = convert(argument, free.shift()!, line)
  }
  if (free.length > 0) throw new Fault('argument.unknown', { argument: free[0]!, usage: line })
  for (const argument of usage.arguments)
    if (argument.required && input[argument.name] === undefined)
      throw new Fault('argument.missing', { argument: argument.name.toUpperCase(), usage: line })
  for (const argument of usage.arguments) {
    const said = input[argument.name] ?? argument.onCommandLine?.(input)
    if (said !== undefined) input[argument.name] = said
  }
  return input
}
