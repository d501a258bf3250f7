import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { Language } from '#core/messages.ts'
import type { Emit, Input, Operation, Progress } from '#core/operation.ts'
import { commandIn, parseArguments, type Usage } from './arguments.ts'
import { overviewHelp, usageHelp } from './help.ts'
import { present } from './present/present.ts'
import { rowWriter } from './present/rows.ts'

/** What the command line can do with the product: run an operation here or, where a server holds the data, there. */
export type Session = {
  readonly run: (
    operation: Operation<never>,
    input: Input,
    report: { progress: Progress; emit: Emit },
  ) => Promise<unknown>
  readonly close: () => Promise<void>
}

/** Commands that are not operations: they keep running or make a data directory. */
export type Program = Usage & {
  readonly help: Operation<never>['help']
  readonly run: (input: Input, globals: Globals) => Promise<void>
}

export type Globals = { readonly data: string | null; readonly json: boolean; readonly language: Language }

export type CliOptions = {
  readonly words: readonly string[]
  readonly operations: readonly Operation<never>[]
  readonly programs: readonly Program[]
  readonly open: (globals: Globals, operation: Operation<never>) => Promise<Session>
  readonly language: Language
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** True where the error stream is a terminal: progress may then rewrite its line. */
  readonly terminal: boolean
  readonly elapsed: () => number
}

/** Codes of wrong usage: exit status 2; every other refusal is 1. */
const usageCodes = new Set(['command.unknown', 'argument.missing', 'argument.unknown'])

const takeGlobals = (
  words: readonly string[],
  language: Language,
): { globals: Globals; help: boolean; rest: string[] } => {
  let globals: Globals = { data: null, json: false, language }
  let help = false
  const rest: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const [name, attached] = word.includes('=')
      ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
      : [word, undefined]
    if (word === '--json') globals = { ...globals, json: true }
    else if (word === '--help' || word === '-h') help = true
    else if (name === '--data' || name === '--lang') {
      const value = attached ?? words[++i]
      if (value === undefined) throw new Fault('argument.missing', { argument: name, usage: `nhip … ${name} X` })
      if (name === '--data') globals = { ...globals, data: value }
      else if (value === 'vi' || value === 'en') globals = { ...globals, language: value }
      else throw new Fault('argument.unknown', { argument: `--lang ${value}`, usage: 'nhip … --lang vi|en' })
    } else rest.push(word)
  }
  return { globals, help, rest }
}

/** Where progress is told, and the clock it is told by. */
export type Reporting = Pick<CliOptions, 'err' | 'terminal' | 'elapsed'>

/** Progress on the error stream, first after two seconds, so that quick work stays silent. */
export const progressOn = (reporting: Reporting): Progress => {
  let last = 0
  return (step, done, total) => {
    const now = reporting.elapsed()
    if (now < 2_000 || now - last < 500) return
    last = now
    const share = total ? ` ${Math.floor((100 * done) / total)} %` : done > 0 ? ` ${done}` : ''
    reporting.err(reporting.terminal ? `\r\u001b[K${step}${share}` : `${step}${share}\n`)
  }
}

/** What the program itself says of an error nobody foresaw: one line to pass on, not where in the code it arose. */
export const unexpected = (error: unknown): string =>
  `${(error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split('\n')[0]}\n`

/** Runs one command line; returns the exit status: 0 done, 1 refused or failed, 2 wrong usage. */
export const runCli = async (options: CliOptions): Promise<0 | 1 | 2> => {
  let language = options.language
  let json = false
  try {
    const { globals, help, rest } = takeGlobals(options.words, options.language)
    language = globals.language
    json = globals.json
    if (rest.length === 0) {
      options.out(overviewHelp(options.operations, options.programs, language))
      return help ? 0 : 2
    }
    const program = options.programs.find((candidate) => candidate.command.every((word, i) => rest[i] === word))
    if (program) {
      if (help) options.out(usageHelp(program, program.help, language))
      else await program.run(parseArguments(rest.slice(program.command.length), program), globals)
      return 0
    }
    const found = commandIn(rest, options.operations)
    if (!found) throw new Fault('command.unknown', { command: rest.join(' ') })
    if (help) {
      options.out(usageHelp(found.operation, found.operation.help, language, found.rest))
      return 0
    }
    return await runOperation(found.operation, found.rest, globals, options)
  } catch (error) {
    const { code, params } = error instanceof Fault ? error : new Fault('internal.error')
    const detail = faultSentence(code, params, language)
    if (json) options.out(`${JSON.stringify({ error: { code, params, detail } })}\n`)
    options.err(`${detail}\n${error instanceof Fault ? '' : unexpected(error)}`)
    return usageCodes.has(code) ? 2 : 1
  }
}

const runOperation = async (
  operation: Operation<never>,
  words: readonly string[],
  globals: Globals,
  options: CliOptions,
): Promise<0 | 1> => {
  const { format, rest } = operation.streams ? takeFormat(words) : { format: 'csv', rest: words }
  const input = { ...parseArguments(rest, operation), lang: globals.language }
  const session = await options.open(globals, operation)
  try {
    const writeRows = rowWriter(globals.json || format === 'jsonl' ? 'jsonl' : 'csv', options.out)
    const result = await session.run(operation, input, { progress: progressOn(options), emit: writeRows })
    if (operation.streams) return 0
    if (globals.json) options.out(`${JSON.stringify(result, null, 2)}\n`)
    else options.out(present(operation.name, result, globals.language))
    return failed(result) ? 1 : 0
  } finally {
    await session.close()
  }
}

/** A result that carries its own refusal (one file of several, a finding of the doctor) still prints, and fails. */
const failed = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && (result as { failed?: unknown }).failed === true

const takeFormat = (words: readonly string[]): { format: string; rest: readonly string[] } => {
  const at = words.indexOf('--format')
  if (at < 0) return { format: 'csv', rest: words }
  const format = words[at + 1] ?? ''
  if (format !== 'csv' && format !== 'jsonl')
    throw new Fault('argument.unknown', { argument: `--format ${format}`, usage: 'nhip rows ID --format csv|jsonl' })
  return { format, rest: words.filter((_, i) => i !== at && i !== at + 1) }
}
