import { Fault } from '#core/fault.ts'

export type XmlSink = {
  /** `attributes` is the raw text of the tag; ask `attribute` for one. */
  readonly onOpen: (name: string, attributes: string) => void
  readonly onClose: (name: string) => void
  readonly onText: (text: string) => void
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
        (mark, hex?: string, decimal?: string, name?: string) => {
          if (name !== undefined) return Object.hasOwn(entities, name) ? entities[name]! : mark
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
          return code <= 0x10ffff ? String.fromCodePoint(code) : mark
        },
      )
    : text

const attributePatterns = new Map<string, RegExp>()

/** One attribute of a tag, whatever its namespace prefix. */
export const attribute = (attributes: string, name: string): string | undefined => {
  let pattern = attributePatterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    attributePatterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  return found ? decoded(found[1] ?? found[2] ?? '') : undefined
}

const malformed = (): Fault => new Fault('sheet.damaged', { file: '', detail: 'XML' })
const longest = 40 * 1024 * 1024

/**
 * Reads XML piece by piece, as far as the parts of a spreadsheet need it: tags without their prefixes, text,
 * CDATA. A document type declaration is refused, so no entity can be defined.
 */
export const readXml = (sink: XmlSink): { readonly push: (text: string) => void; readonly end: () => void } => {
  let rest = ''
  let depth = 0

  /** Place of the `>` that ends the tag begun before `from`; one inside an attribute's quotes is not it. */
  const tagEnd = (from: number): number => {
    let quoteMark = 0
    for (let at = from; at < rest.length; at++) {
      const code = rest.charCodeAt(at)
      if (quoteMark !== 0) {
        if (code === quoteMark) quoteMark = 0
      } else if (code === 34 || code === 39) quoteMark = code
      else if (code === 62) return at
    }
    return -1
  }

  const tag = (text: string): void => {
    const closing = text.charCodeAt(0) === 47
    const single = text.charCodeAt(text.length - 1) === 47
    let end = closing ? 1 : 0
    const start = end
    let colon = -1
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end)
      if (code === 58) colon = end
      else if (code <= 32 || code === 47) break
    }
    const name = text.slice(colon >= 0 ? colon + 1 : start, end)
    if (closing) {
      depth--
      sink.onClose(name)
      return
    }
    depth++
    sink.onOpen(name, text.slice(end))
    if (!single) return
    depth--
    sink.onClose(name)
  }

  /** Handles what begins with `<` at `at`; gives the place after it, or -1 where it is not all there. */
  const markup = (at: number): number => {
    if (rest.startsWith('<!--', at)) {
      const end = rest.indexOf('-->', at + 4)
      return end < 0 ? -1 : end + 3
    }
    if (rest.startsWith('<![CDATA[', at)) {
      const end = rest.indexOf(']]>', at + 9)
      if (end >= 0) sink.onText(rest.slice(at + 9, end))
      return end < 0 ? -1 : end + 3
    }
    if (rest.startsWith('<?', at)) {
      const end = rest.indexOf('?>', at + 2)
      return end < 0 ? -1 : end + 2
    }
    if (rest.startsWith('<!', at)) {
      if (/^<!doctype/i.test(rest.slice(at, at + 9))) throw new Fault('sheet.dtd', { file: '' })
      if (rest.length - at < 9) return -1
      throw malformed()
    }
    const end = tagEnd(at + 1)
    if (end >= 0) tag(rest.slice(at + 1, end))
    return end < 0 ? -1 : end + 1
  }

  return {
    push: (text) => {
      rest += text
      let at = 0
      while (at < rest.length) {
        const open = rest.indexOf('<', at)
        if (open < 0) break
        if (open > at) sink.onText(decoded(rest.slice(at, open)))
        at = open
        const next = markup(open)
        if (next < 0) break
        at = next
      }
      rest = rest.slice(at)
      if (rest.length > longest) throw malformed()
    },
    end: () => {
      if (rest.trim() !== '' || depth !== 0) throw malformed()
    },
  }
}
