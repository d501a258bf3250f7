import type { Candidate } from './candidate.ts'
import type { PriceHint } from './numbers.ts'
import { type Page, type PageNode, textOf } from './page.ts'
import { leadingAmount, moneyIn, readPriceText } from './price-text.ts'

type Step = {
  readonly tag: string | null
  readonly id: string | null
  readonly classes: readonly string[]
  readonly attributes: readonly (readonly [string, string | null])[]
  readonly child: boolean
}

/** Longest selector accepted. */
const longestRule = 300

/**
 * `#id`, `.class`, `tag`, `[name]`, `[name="value"]`, descendants (space) and children (`>`).
 * Null for anything else: a selector that is not understood must not silently match something.
 */
export const parseRule = (text: string): readonly Step[] | null => {
  if (text.length > longestRule) return null
  const steps: Step[] = []
  let child = false
  for (const part of text.trim().match(/\[[^\]]*\]|>|[^\s>[\]]+(?:\[[^\]]*\])*|\S/g) ?? []) {
    if (part === '>') {
      child = true
      continue
    }
    const found = /^([a-z][\w-]*|\*)?((?:[#.][\p{L}\w-]+|\[[\w-]+(?:=["']?[^"'\]]*["']?)?\])*)$/iu.exec(part)
    if (found === null || (found[1] === undefined && found[2] === '')) return null
    const rest = found[2] ?? ''
    steps.push({
      tag: found[1] === undefined || found[1] === '*' ? null : found[1].toLowerCase(),
      id: /#([\p{L}\w-]+)/u.exec(rest.replace(/\[[^\]]*\]/g, ''))?.[1] ?? null,
      classes: [...rest.replace(/\[[^\]]*\]/g, '').matchAll(/\.([\p{L}\w-]+)/gu)].map((match) => match[1]!),
      attributes: [...rest.matchAll(/\[([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]/g)].map(
        (match) => [match[1]!.toLowerCase(), match[2] ?? null] as const,
      ),
      child,
    })
    child = false
  }
  return steps.length === 0 ? null : steps
}

const fits = (node: PageNode, step: Step): boolean => {
  if (node.tag === '' || (step.tag !== null && node.tag !== step.tag)) return false
  if (step.id !== null && node.attributes['id'] !== step.id) return false
  const classes = (node.attributes['class'] ?? '').split(/\s+/)
  return (
    step.classes.every((name) => classes.includes(name)) &&
    step.attributes.every(([name, value]) =>
      value === null ? node.attributes[name] !== undefined : node.attributes[name] === value,
    )
  )
}

const matches = (nodes: readonly PageNode[], at: number, steps: readonly Step[], last = steps.length - 1): boolean => {
  if (!fits(nodes[at]!, steps[last]!)) return false
  if (last === 0) return true
  for (let up = nodes[at]!.parent; up > 0; up = nodes[up]!.parent) {
    if (matches(nodes, up, steps, last - 1)) return true
    if (steps[last]!.child) return false
  }
  return false
}

/** Every element the rule points at, in order; null when the rule is not understood. */
export const elementsOfRule = (nodes: readonly PageNode[], rule: string): readonly number[] | null => {
  const steps = parseRule(rule)
  if (steps === null) return null
  return nodes.flatMap((node, at) => (node.tag !== '' && matches(nodes, at, steps) ? [at] : [])).slice(0, 20)
}

/** The amounts where a person pointed: the first element that holds one. Empty when the rule matches nothing readable. */
export const ruleCandidates = (
  page: Page,
  rule: string,
  role: 'price' | 'list',
  hint: PriceHint,
): readonly Candidate[] => {
  for (const at of elementsOfRule(page.nodes, rule) ?? []) {
    const node = page.nodes[at]!
    const raw = node.tag === 'meta' ? (node.attributes['content'] ?? '') : textOf(page.nodes, at, 160)
    const read = readPriceText(raw, hint)
    const price = read.price ?? (read.prices.length === 1 ? leadingAmount(read) : null)
    if (price === null) continue
    return [
      {
        source: 'rule',
        role,
        ...moneyIn(price),
        path: rule,
        raw: raw.slice(0, 120),
        weight: 6,
        at,
        marks: ['pointed_at'],
      },
    ]
  }
  return []
}
