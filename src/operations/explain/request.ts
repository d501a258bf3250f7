import { Fault } from '#core/fault.ts'
import type { Input } from '#core/operation.ts'

export type ExplainRequest = {
  readonly file: string
  readonly dims: readonly string[]
  readonly actual: string
  readonly expected: string
  /** Observed and expected denominators of a ratio. */
  readonly denominator: readonly [string, string] | null
  readonly top: number | null
  readonly windows: number | null
}

const mostDimensions = 12

const columnsIn = (text: unknown): string[] =>
  String(text ?? '')
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '')

const wholeNumber = (input: Input, argument: string): number | null => {
  const given = input[argument]
  if (given === undefined) return null
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1)
    throw new Fault('explain.not_positive', { argument, given: String(given) })
  return given
}

/** @throws Fault `explain.no_dimensions`, `.too_many_dimensions`, `.denominator`, `.not_positive`, `.column_used_twice` */
export const readRequest = (input: Input): ExplainRequest => {
  const dims = columnsIn(input['dims'])
  if (dims.length === 0) throw new Fault('explain.no_dimensions')
  if (dims.length > mostDimensions)
    throw new Fault('explain.too_many_dimensions', { count: dims.length, most: mostDimensions })
  const bases = input['denominator'] === undefined ? null : columnsIn(input['denominator'])
  if (bases && bases.length !== 2) throw new Fault('explain.denominator', { given: String(input['denominator']) })
  const [actual, expected] = [String(input['actual']).trim(), String(input['expected']).trim()]
  const used = [...dims, actual, expected]
  const twice = used.find((column, i) => used.indexOf(column) !== i)
  if (twice !== undefined) throw new Fault('explain.column_used_twice', { column: twice })
  return {
    file: String(input['file']),
    dims,
    actual,
    expected,
    denominator: bases ? [bases[0]!, bases[1]!] : null,
    top: wholeNumber(input, 'top'),
    windows: wholeNumber(input, 'windows'),
  }
}
