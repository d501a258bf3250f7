import { deepestJson, mostJsonValues, readLenientJson } from './lenient-json.ts'
import { isSilent, type PageNode, textOf } from './page.ts'

/** A thing with types and properties, from JSON-LD, microdata or RDFa: one shape for the three. */
export type Item = {
  readonly source: 'json_ld' | 'microdata' | 'rdfa'
  readonly types: readonly string[]
  readonly props: ReadonlyMap<string, readonly ItemValue[]>
  readonly id: string
  readonly path: string
  readonly at: number
}

/** A value as the machine reads it and, where it differs, as the person sees it. */
export type ItemText = { readonly text: string; readonly visible: string | null; readonly at: number }
export type ItemValue = ItemText | Item

export const isItem = (value: ItemValue): value is Item => 'props' in value

/** `https://schema.org/InStock`, `schema:InStock`, `In Stock` → `instock`. */
export const localName = (text: string): string =>
  (text.split(/[/#:]/).at(-1) ?? '').replace(/[\s_-]/g, '').toLowerCase()

export const valuesOf = (item: Item, name: string): readonly ItemValue[] => item.props.get(name.toLowerCase()) ?? []
export const itemsOf = (item: Item, ...names: readonly string[]): readonly Item[] =>
  names.flatMap((name) => valuesOf(item, name).filter(isItem))
export const textsOf = (item: Item, ...names: readonly string[]): readonly ItemText[] =>
  names.flatMap((name) =>
    valuesOf(item, name).filter((value): value is ItemText => !isItem(value) && value.text !== ''),
  )
export const textIn = (item: Item, ...names: readonly string[]): string | null =>
  textsOf(item, ...names)[0]?.text ?? null

type Budget = { left: number }

const itemOfJson = (value: object, path: string, at: number, depth: number, budget: Budget): Item => {
  const props = new Map<string, ItemValue[]>()
  let types: readonly string[] = []
  let id = ''
  for (const [key, held] of Object.entries(value)) {
    if (budget.left <= 0) break
    if (key === '@type')
      types = (Array.isArray(held) ? held : [held]).filter((each) => typeof each === 'string').map(localName)
    else if (key === '@id') id = typeof held === 'string' ? held : ''
    else {
      const values = valuesOfJson(held, `${path}.${key}`, at, depth + 1, budget)
      if (values.length > 0) props.set(localName(key), values)
    }
  }
  return { source: 'json_ld', types, props, id, path, at }
}

const valuesOfJson = (value: unknown, path: string, at: number, depth: number, budget: Budget): ItemValue[] => {
  if (depth > deepestJson || budget.left <= 0 || value === null) return []
  budget.left--
  if (Array.isArray(value))
    return value.flatMap((each, index) => valuesOfJson(each, `${path}[${index}]`, at, depth + 1, budget))
  if (typeof value === 'object') return [itemOfJson(value, path, at, depth, budget)]
  if (typeof value === 'string') return [{ text: value.trim(), visible: null, at }]
  return typeof value === 'number' || typeof value === 'boolean' ? [{ text: String(value), visible: null, at }] : []
}

export const jsonLdItems = (nodes: readonly PageNode[]): readonly Item[] => {
  const budget = { left: mostJsonValues }
  return nodes.flatMap((node, at) => {
    if (node.tag !== 'script' || !/ld\+json/i.test(node.attributes['type'] ?? '')) return []
    return readLenientJson(node.text).flatMap((value, index) =>
      valuesOfJson(value, `json-ld[${index}]`, at, 0, budget).filter(isItem),
    )
  })
}

type Growing = {
  source: 'microdata' | 'rdfa'
  types: readonly string[]
  props: Map<string, ItemValue[]>
  id: string
  path: string
  at: number
  end: number
}

const machineValue = (node: PageNode): string | null => {
  const { attributes } = node
  if (attributes['content'] !== undefined) return attributes['content']
  if (node.tag === 'link' || node.tag === 'a') return attributes['href'] ?? null
  if (node.tag === 'img') return attributes['src'] ?? null
  if (node.tag === 'data' || node.tag === 'meter' || node.tag === 'input') return attributes['value'] ?? null
  return node.tag === 'time' ? (attributes['datetime'] ?? null) : null
}

/**
 * Items of microdata (`itemscope`, `itemprop`) or RDFa (`typeof`, `property`), nested as on the page.
 * A property outside every scope belongs to one nameless item without a type, the last of the list.
 */
export const markupItems = (nodes: readonly PageNode[], source: 'microdata' | 'rdfa'): readonly Item[] => {
  const [scopeName, typeName, propName] =
    source === 'microdata' ? ['itemscope', 'itemtype', 'itemprop'] : ['typeof', 'typeof', 'property']
  const loose: Growing = { source, types: [], props: new Map(), id: '', path: source, at: -1, end: nodes.length }
  const open: Growing[] = [loose]
  const tops: Growing[] = []
  nodes.forEach((node, at) => {
    while (open.at(-1)!.end <= at) open.pop()
    const scoped = node.attributes[scopeName!] !== undefined
    const names = node.attributes[propName!]
    if (!scoped && names === undefined) return
    if (source === 'rdfa' && node.tag === 'meta' && /^(?:og|fb|twitter|product|article|al):/.test(names ?? '')) return
    const holder = open.at(-1)!
    let value: ItemValue
    if (scoped) {
      const types = (node.attributes[typeName!] ?? '')
        .split(/\s+/)
        .filter((type) => type !== '')
        .map(localName)
      const item: Growing = {
        source,
        types,
        props: new Map(),
        id: node.attributes['itemid'] ?? '',
        path: `${source}@${at}`,
        at,
        end: node.end,
      }
      if (names === undefined) tops.push(item)
      open.push(item)
      value = item
    } else {
      const machine = machineValue(node)
      const seen = isSilent(node.tag) || node.end === at + 1 ? '' : textOf(nodes, at, 200)
      value = { text: (machine ?? seen).trim(), visible: machine === null ? null : seen, at }
    }
    for (const name of (names ?? '').split(/\s+/)) {
      if (name === '') continue
      const key = localName(name)
      const held = holder.props.get(key)
      if (held === undefined) holder.props.set(key, [value])
      else held.push(value)
    }
    // A property that is a scope of its own outside any other is still a thing to look at.
    if (scoped && names !== undefined && holder === loose) tops.push(value as Growing)
  })
  return [...tops, loose]
}
