import { escapeHtml } from '../html.ts'
import type { Page, PageNode } from './page.ts'
import type { PriceResult } from './reading.ts'
import { elementsOfRule } from './rule.ts'
import type { Choosable } from './watched.ts'

/** Names a shop gives on purpose, not ones its tools make anew with each release (`css-1x2y3z`, `sc-a1b2`). */
const isLasting = (name: string): boolean =>
  /^[\p{L}_][\p{L}\w-]*$/u.test(name) && !/\d{3}|^(?:css|sc|jss|emotion)-|__?[\w-]*[A-Z0-9][\w-]*\d/.test(name)

const marks = ['itemprop', 'data-price', 'data-product-price', 'property'] as const

/** Ways to name an element by itself, the most telling first. */
const namesOf = (node: PageNode): readonly string[] => {
  const { tag, attributes } = node
  const id = attributes['id'] ?? ''
  const classes = (attributes['class'] ?? '').split(/\s+/).filter((each) => each !== '' && isLasting(each))
  const marked = marks.flatMap((name) => {
    const value = attributes[name]
    if (value === undefined) return []
    return [
      name === 'itemprop' || name === 'property'
        ? `${tag}[${name}="${value.replace(/["\]]/g, '')}"]`
        : `${tag}[${name}]`,
    ]
  })
  return [
    ...(isLasting(id) ? [`#${id}`] : []),
    ...marked,
    ...(classes.length > 0 ? [`${tag}.${classes.slice(0, 3).join('.')}`] : []),
    tag,
  ]
}

const highest = 8

/**
 * A rule that points at an element: the shortest by which it alone, or it first, is found on the page. Null where there
 * is none, as where a page gives nothing a name.
 */
export const ruleFor = (nodes: readonly PageNode[], at: number): string | null => {
  const element = nodes[at]?.tag === '' ? nodes[at]!.parent : at
  if (element <= 0 || nodes[element] === undefined) return null
  let first: string | null = null
  let named = namesOf(nodes[element]!)
  const own = named
  for (let up = element, steps = 0; steps < highest; steps++) {
    for (const rule of named) {
      const found = elementsOfRule(nodes, rule)
      if (found?.[0] !== element) continue
      if (found.length === 1) return rule
      first ??= rule
    }
    up = nodes[up]!.parent
    if (up <= 0) break
    // A bare tag above tells nothing apart.
    const above = namesOf(nodes[up]!).slice(0, -1)
    named = above.flatMap((name) => own.map((mine) => `${name} ${mine}`))
  }
  return first
}

/** The amounts a person can choose from, each once, and what would be read from then on if that one were chosen. */
export const choicesOf = (
  page: Page,
  { candidates }: Pick<PriceResult, 'candidates'>,
  most = 8,
): readonly Choosable[] => {
  const seen = new Set<string>()
  return candidates
    .filter(({ role, weight, amount }) => {
      if (role === 'other' && weight <= 0) return false
      if (seen.has(`${role} ${amount}`)) return false
      seen.add(`${role} ${amount}`)
      return true
    })
    .slice(0, most)
    .map(({ amount, currency, source, role, raw, path, at }) => ({
      amount,
      currency,
      source,
      role,
      raw: raw.slice(0, 120),
      path: path.slice(0, 200),
      selector: at > 0 && source !== 'rule' ? ruleFor(page.nodes, at) : source === 'rule' ? path : null,
    }))
}

const opened = ({ tag, attributes }: PageNode): string =>
  `<${tag}${Object.entries(attributes)
    .filter(([name]) => ['id', 'class', 'content', 'lang', ...marks].includes(name))
    .map(([name, value]) => ` ${name}="${escapeHtml(value.slice(0, 200))}"`)
    .join('')}>`

const empty = new Set(['meta', 'link', 'img', 'br', 'hr', 'input', 'source'])

const written = (nodes: readonly PageNode[], at: number): string => {
  const node = nodes[at]!
  if (node.tag === '') return escapeHtml(node.text.slice(0, 300))
  if (node.tag === 'script' || node.tag === 'style') return ''
  if (empty.has(node.tag)) return opened(node)
  let inside = ''
  for (let child = at + 1; child < node.end && inside.length < 6_000; child = Math.max(child + 1, nodes[child]!.end))
    inside += written(nodes, child)
  return `${opened(node)}${inside}</${node.tag}>`
}

/** The least of a page that a rule still finds its element in: its block, and the names of what it stands in. */
export const pieceOf = (nodes: readonly PageNode[], at: number): string => {
  const element = nodes[at]?.tag === '' ? nodes[at]!.parent : at
  let block = element
  for (let up = nodes[block]!.parent; up > 0 && nodes[up]!.end - up < 60; up = nodes[up]!.parent) block = up
  let piece = written(nodes, block).slice(0, 8_000)
  for (let up = nodes[block]!.parent; up > 0; up = nodes[up]!.parent)
    piece = `${opened(nodes[up]!)}${piece}</${nodes[up]!.tag}>`
  return piece
}
