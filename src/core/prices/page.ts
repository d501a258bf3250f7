/** A node of a page, in document order. A text node has tag `''`; its `text` is its own. Scripts keep theirs too. */
export type PageNode = {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly parent: number
  /** index just behind the last descendant */
  readonly end: number
}

/** A product page as fetched and parsed, and what came with it. Times are instants in milliseconds. */
export type Page = {
  readonly url: string
  /** HTTP status; 200 for a page read from a file */
  readonly status: number
  readonly readAt: number
  readonly nodes: readonly PageNode[]
  /** product JSON of the shop's own interface, when it was asked */
  readonly platform?: PlatformAnswer | null
  /** the page was cut because it was larger than the limit */
  readonly truncated?: boolean
}

export type PlatformAnswer = {
  readonly kind: 'shopify' | 'haravan' | 'sapo' | 'woocommerce'
  readonly url: string
  readonly json: string
}

export const classesOf = (node: PageNode): string => node.attributes['class'] ?? ''

const inline = new Set(
  'a abbr b bdi bdo cite code data em font i ins del s strike mark q small span strong sub sup time u var label'.split(
    ' ',
  ),
)
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'title',
  'select',
  'textarea',
  'iframe',
])

export const isSilent = (tag: string): boolean => silent.has(tag)

const centsClass = /cent|decimal|fraction|penn|sup\b|superscript|mantissa|after-?(?:comma|dot)/i

/**
 * Visible text below a node up to `limit` characters, the way a person reads it: blocks are apart, raised cents become
 * a decimal part (`229<sup>99</sup>` → `229.99`), digits of neighbouring inline elements never run together.
 */
export const textOf = (nodes: readonly PageNode[], index: number, limit: number, hidden?: Uint8Array): string => {
  const root = nodes[index]!
  if (root.tag === '') return root.text.trim()
  let text = ''
  let previousParent = -1
  for (let at = index + 1; at < root.end && text.length < limit; at++) {
    const node = nodes[at]!
    if (node.tag !== '') {
      if (silent.has(node.tag) || (hidden !== undefined && hidden[at] === 1)) at = node.end - 1
      else if (!inline.has(node.tag) && text !== '' && !text.endsWith(' ')) text += ' '
      continue
    }
    const own = node.text.replace(/\s+/g, ' ')
    if (own === ' ' || own === '') {
      if (text !== '' && !text.endsWith(' ')) text += ' '
      continue
    }
    const parent = nodes[node.parent]!
    const raised = parent.tag === 'sup' || centsClass.test(classesOf(parent))
    const cents = /^\s*[.,]?\s*(\d{2})(?!\d)/.exec(own)
    if (raised && cents !== null && /\d\s*$/.test(text) && !/[.,]\s*\d{2}\s*$/.test(text)) {
      text = `${text.trimEnd()}.${cents[1]}${own.slice(cents[0].length)}`
    } else if (raised && /^\s*\d{2}\s*$/.test(own) && /\d[.,]\s*$/.test(text)) text = text.trimEnd() + own.trim()
    else if (/^\d/.test(own) && /\d$/.test(text) && previousParent !== node.parent) text += ` ${own}`
    else text += own
    // Whatever follows a block starts apart.
    if (!inline.has(parent.tag) && parent.end === at + 1) text += ' '
    previousParent = node.parent
  }
  return text.replace(/ {2,}/g, ' ').trim()
}

/** First value of a `<meta>` by its name, property or itemprop, lower case; all metas as a map of lists. */
export const metaOf = (nodes: readonly PageNode[]): ReadonlyMap<string, readonly { value: string; at: number }[]> => {
  const found = new Map<string, { value: string; at: number }[]>()
  nodes.forEach((node, at) => {
    if (node.tag !== 'meta') return
    const name = (node.attributes['property'] ?? node.attributes['name'] ?? '').toLowerCase()
    const value = node.attributes['content'] ?? node.attributes['value']
    if (name === '' || value === undefined || value === '') return
    const list = found.get(name)
    if (list === undefined) found.set(name, [{ value, at }])
    else list.push({ value, at })
  })
  return found
}
