import type { Condition, Derivation, Operand } from '../mapping.ts'
import type { Problem } from './problems.ts'

export type Json = Readonly<Record<string, unknown>>
export type Report = (code: string, params: Problem['params']) => void

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
export const show = (value: unknown): string => (JSON.stringify(value) ?? '–').slice(0, 120)

type Part = (value: unknown, part: string, report: Report) => void

/** Text patterns the engine's linear-time matcher (RE2) accepts, within a length that stays readable. */
const checkPattern = (pattern: string, part: string, report: Report): void => {
  const compiles = (flags: string): boolean => {
    try {
      new RegExp(pattern.replace(/^\(\?[a-z]+\)/, ''), flags)
      return true
    } catch {
      return false
    }
  }
  // RE2 has no look-around and no back-references.
  if (pattern.length > 500 || /\(\?[=!<]|\\[1-9]/.test(pattern) || !(compiles('u') || compiles('')))
    report('mapping.pattern_wrong', { part, pattern: pattern.slice(0, 80) })
}

export const checkCondition: Part = (value, part, report) => {
  const wrong = (within: string, expected: string, given: unknown): void =>
    report('mapping.part_wrong', { part: `${part}${within}`, expected, value: show(given) })
  const expected = '{"column": "…", "matches" | "equals" | "empty": …}'
  if (!isObject(value) || !isText(value['column'])) return wrong('', expected, value)
  const keys = Object.keys(value).filter((key) => key !== 'column' && key !== 'not')
  if (keys.length !== 1 || !['matches', 'equals', 'empty'].includes(keys[0]!)) return wrong('', expected, value)
  if (typeof value['matches'] === 'string') checkPattern(value['matches'], part, report)
  else if ('matches' in value) wrong('.matches', '"…"', value['matches'])
  if ('equals' in value && typeof value['equals'] !== 'string') wrong('.equals', '"…"', value['equals'])
  if ('empty' in value && typeof value['empty'] !== 'boolean') wrong('.empty', 'true | false', value['empty'])
  if ('not' in value && value['not'] !== true) wrong('.not', 'true', value['not'])
}

const wrongPart = (part: string, expected: string, value: unknown, report: Report): void =>
  report('mapping.part_wrong', { part, expected, value: show(value) })

const text: Part = (value, part, report) => {
  if (!isText(value)) wrongPart(part, '"…"', value, report)
}

const operand: Part = (value, part, report) => {
  if (!isText(value) && typeof value !== 'number') checkDerivation(value, part, report)
}

const operands =
  (count: number | null): Part =>
  (value, part, report) => {
    if (!Array.isArray(value) || value.length === 0 || (count !== null && value.length !== count))
      return wrongPart(part, count === 2 ? '["…", "…"]' : '["…", …]', value, report)
    for (const [i, item] of value.entries()) operand(item, `${part}[${i}]`, report)
  }

const rule: Part = (value, part, report) => {
  if (!isObject(value) || !isText(value['column']) || !isObject(value['contains']))
    return wrongPart(part, '{"column": "…", "contains": {"…": "…"}, "otherwise": "…"}', value, report)
  for (const [key, then] of Object.entries(value['contains'])) text(then, `${part}.contains.${key}`, report)
  if (value['otherwise'] !== undefined) text(value['otherwise'], `${part}.otherwise`, report)
}

const cases: Part = (value, part, report) => {
  const expected = '[{"all": [{"column": "…", "equals": "…"}], "value": "…"}]'
  if (!Array.isArray(value)) return wrongPart(part, expected, value, report)
  for (const [i, item] of value.entries()) {
    if (!isObject(item) || !Array.isArray(item['all']) || typeof item['value'] !== 'string')
      wrongPart(`${part}[${i}]`, expected, item, report)
    else
      for (const [j, condition] of item['all'].entries()) checkCondition(condition, `${part}[${i}].all[${j}]`, report)
  }
}

const places: Part = (value, part, report) => {
  if (value !== undefined && !(Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 5))
    wrongPart(part, '0 … 5', value, report)
}

const contact: Part = (value, part, report) => {
  if (value !== 'phone' && value !== 'email') wrongPart(part, '"phone" | "email"', value, report)
}

const optionalText: Part = (value, part, report) => {
  if (value !== undefined && typeof value !== 'string') wrongPart(part, '"…"', value, report)
}

/** Kind of derivation → its parts; the first names the kind. */
const kinds: readonly (readonly (readonly [string, Part])[])[] = [
  [['row_number_in', text]],
  [
    ['sum_in', text],
    ['of', operand],
  ],
  [['template', text]],
  [['sum', operands(null)]],
  [['subtract', operands(2)]],
  [['product', operands(null)]],
  [['divide', operands(2)]],
  [
    ['round', operand],
    ['to', places],
  ],
  [['absolute', operand]],
  [['least', operands(null)]],
  [
    ['digest_of', text],
    ['as', contact],
  ],
  [
    ['first_part_of', text],
    ['by', text],
  ],
  [['first_of', operands(null)]],
  [['rule', rule]],
  [
    ['when', cases],
    ['otherwise', optionalText],
  ],
]

const names = ['row_number', ...kinds.map(([first]) => first![0])]

/** Reports everything that is wrong with one derivation. */
export const checkDerivation: Part = (value, part, report) => {
  if (value === 'row_number') return
  const kind = isObject(value) ? kinds.find(([first]) => first![0] in value) : undefined
  // Deeper nesting than anyone writes would only serve to exhaust the stack.
  if (!isObject(value) || !kind || part.length > 400)
    return report('mapping.derivation_unknown', { part, value: show(value), derivations: names })
  for (const key of Object.keys(value))
    if (!kind.some(([name]) => name === key))
      report('mapping.part_unknown', { part: `${part}.${key}`, parts: kind.map(([name]) => name) })
  for (const [name, check] of kind) check(value[name], `${part}.${name}`, report)
}

/** Every header a derivation names, a leading `-` of a subtracted column taken off where the file has no such header. */
export const headersOf = (derivation: Operand, has: (header: string) => boolean): readonly string[] => {
  if (typeof derivation === 'number') return []
  if (derivation === 'row_number' && !has(derivation)) return []
  if (typeof derivation === 'string')
    return [!has(derivation) && derivation.startsWith('-') ? derivation.slice(1) : derivation]
  const all = (list: readonly Operand[]): string[] => list.flatMap((item) => headersOf(item, has))
  const made: Exclude<Derivation, string> = derivation
  if ('row_number_in' in made) return [made.row_number_in]
  if ('sum_in' in made) return [made.sum_in, ...all([made.of])]
  if ('template' in made) return headersIn(made.template)
  if ('sum' in made) return all(made.sum)
  if ('subtract' in made) return all(made.subtract)
  if ('product' in made) return all(made.product)
  if ('divide' in made) return all(made.divide)
  if ('round' in made) return all([made.round])
  if ('absolute' in made) return all([made.absolute])
  if ('least' in made) return all(made.least)
  if ('digest_of' in made) return [made.digest_of]
  if ('first_part_of' in made) return [made.first_part_of]
  if ('first_of' in made) return all(made.first_of)
  if ('rule' in made) return [made.rule.column]
  return made.when.flatMap((item) => [
    ...item.all.map((condition: Condition) => condition.column),
    ...headersIn(item.value),
  ])
}

const headersIn = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!).filter((header) => header !== 'repeat_number')
