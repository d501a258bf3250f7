import { Parser } from 'htmlparser2'
import type { PageNode } from '#core/prices/page.ts'

type Growing = { tag: string; attributes: Record<string, string>; text: string; parent: number; end: number }

/** Beyond these a page is cut: what was read before stands. */
const mostNodes = 150_000
const deepest = 400
const longestScript = 2_000_000
const mostSkipped = 5_000
const chunk = 32_768
const root = { tag: 'document', attributes: {}, text: '', parent: -1, end: 0 }

/**
 * HTML → nodes in document order, never throwing: broken markup is read the way browsers forgive it, scripts are kept
 * as text and never run, styles are left out, size and depth are bounded.
 * @param html decoded text of a page
 */
export const parsePageTree = (html: string): readonly PageNode[] => {
  const nodes: Growing[] = [{ ...root, attributes: {} }]
  const open: number[] = [0]
  let skipped = 0
  const parser: Parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (open.length >= deepest || nodes.length >= mostNodes) {
          skipped++
          return
        }
        nodes.push({ tag, attributes, text: '', parent: open.at(-1)!, end: 0 })
        open.push(nodes.length - 1)
      },
      ontext: (text) => {
        if (skipped > 0 || nodes.length >= mostNodes) return
        const parent = open.at(-1)!
        const element = nodes[parent]!
        if (element.tag === 'style') return
        if (element.tag === 'script') {
          if (element.text.length < longestScript) element.text += text
          return
        }
        const last = nodes.at(-1)!
        if (last.tag === '' && last.parent === parent) last.text += text
        else nodes.push({ tag: '', attributes: {}, text, parent, end: nodes.length + 1 })
      },
      onclosetag: () => {
        if (skipped > 0) {
          skipped--
          return
        }
        const closed = open.pop()
        if (closed !== undefined && closed !== 0) nodes[closed]!.end = nodes.length
        if (open.length === 0) open.push(0)
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: false },
  )
  // Whatever is nested thousands deep is no page, and the parser's own stack would take its time over it.
  for (let from = 0; from < html.length && skipped < mostSkipped; from += chunk)
    parser.write(html.slice(from, from + chunk))
  parser.end()
  for (const index of open) nodes[index]!.end = nodes.length
  nodes[0]!.end = nodes.length
  return nodes
}
