import type { PageRead, PageToRead } from '#core/prices/page-reader.ts'
import { choicesOf, pieceOf } from '#core/prices/point-at.ts'
import { readPrice } from '#core/prices/read-price.ts'
import { elementsOfRule } from '#core/prices/rule.ts'
import { pageText } from './page-text.ts'
import { parsePageTree } from './page-tree.ts'

/** Bytes of a page → its price, or why none is given. */
export const readPageBytes = ({ url, status, contentType, body, cut, readAt, listing }: PageToRead): PageRead => {
  const nodes = parsePageTree(pageText(body, contentType))
  const page = { url, status, readAt, nodes, truncated: cut }
  const result = readPrice(page, listing)
  const rule = listing.rule?.price ?? null
  const at = rule === null ? undefined : elementsOfRule(nodes, rule)?.[0]
  return {
    result: { ...result, candidates: result.candidates.slice(0, 24) },
    choices: choicesOf(page, result),
    piece: at === undefined ? null : pieceOf(nodes, at),
  }
}
