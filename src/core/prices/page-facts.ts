import { currencyOfDomain, currencyOfRegion } from './currency.ts'
import { isSilent, metaOf, type Page, textOf } from './page.ts'

/** What a page says of itself, found once and used by every reader of candidates. */
export type PageFacts = {
  readonly title: string
  /** heading of the product: the `h1` most like the title */
  readonly heading: string
  readonly headingAt: number
  readonly language: string | null
  readonly host: string
  /** last telling part of the address: `/p/ao-thun-nam-123` → `ao thun nam 123` */
  readonly slug: string
  readonly canonical: string | null
  readonly metas: ReturnType<typeof metaOf>
  /** currency of the country domain or language region, a weak hint */
  readonly placeCurrency: string | null
}

const partsOf = (url: string): { host: string; path: string } => {
  const found = /^[a-z][\w+.-]*:\/\/(?:[^/@]*@)?([^/:?#]+)(?::\d+)?([^?#]*)/i.exec(url)
  return { host: (found?.[1] ?? '').toLowerCase(), path: found?.[2] ?? '' }
}

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const slugOf = (url: string): string => {
  const words = partsOf(url)
    .path.split('/')
    .filter((part) => part !== '')
    .map((part) => unescaped(part).replace(/\.\w{3,5}$/, ''))
  const longest = words.reduce(
    (best, part) => (part.split(/[-_+ ]/).length > best.split(/[-_+ ]/).length ? part : best),
    words.at(-1) ?? '',
  )
  return longest.replace(/[-_+]+/g, ' ')
}

export const readPageFacts = (page: Page): PageFacts => {
  const { nodes } = page
  const metas = metaOf(nodes)
  const first = (name: string): string => metas.get(name)?.[0]?.value ?? ''
  let title = ''
  let language: string | null = null
  let canonical: string | null = null
  const headings: { text: string; at: number }[] = []
  nodes.forEach((node, at) => {
    if (node.tag === '') return
    if (node.tag === 'title' && title === '') title = (nodes[at + 1]?.text ?? '').replace(/\s+/g, ' ').trim()
    else if (node.tag === 'html' && language === null)
      language = node.attributes['lang'] ?? node.attributes['xml:lang'] ?? null
    else if (node.tag === 'link' && (node.attributes['rel'] ?? '').toLowerCase() === 'canonical')
      canonical ??= node.attributes['href'] ?? null
    else if (
      !isSilent(node.tag) &&
      (node.tag === 'h1' || (/\bname\b/.test(node.attributes['itemprop'] ?? '') && node.tag !== 'meta'))
    ) {
      const text = textOf(nodes, at, 200)
      if (text.length > 2) headings.push({ text, at })
    }
  })
  const named = first('og:title') || title
  const held = (text: string): number => {
    const words = text.toLowerCase().split(/\s+/)
    return words.filter((word) => named.toLowerCase().includes(word)).length / (words.length + 1)
  }
  const heading = headings.reduce<{ text: string; at: number } | null>(
    (best, each) => (best === null || held(each.text) > held(best.text) + 0.1 ? each : best),
    null,
  )
  const { host } = partsOf(page.url)
  language = language || first('og:locale').replace('_', '-') || null
  return {
    title: named,
    heading: heading?.text ?? named,
    headingAt: heading?.at ?? -1,
    language,
    host,
    slug: slugOf(page.url),
    canonical,
    metas,
    placeCurrency: currencyOfDomain(host) ?? currencyOfRegion(language),
  }
}
