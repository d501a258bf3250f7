/** Deepest nesting and most values looked at in JSON of a page. */
export const deepestJson = 32
export const mostJsonValues = 20_000

const safeKeys = (key: string, value: unknown): unknown =>
  key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value

const parsed = (text: string): { value: unknown } | null => {
  try {
    return { value: JSON.parse(text, safeKeys) }
  } catch {
    return null
  }
}

const cleaned = (text: string): string => {
  let clean = text
    .trim()
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\]\]>|\/\*\s*\]\]>\s*\*\/)\s*$/, '')
    .trim()
    .replace(/;+\s*$/, '')
  if (/^[[{]\s*&quot;/.test(clean)) clean = clean.replace(/&quot;/g, '"').replace(/&amp;/g, '&')
  return clean
}

/** Inside strings: raw control characters become spaces; outside: comments and commas before a closing bracket go. */
const repaired = (text: string): string => {
  let out = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (quoted) {
      if (character === '\\') {
        out += character + (text[at + 1] ?? '')
        at++
      } else if (character < ' ') out += ' '
      else {
        if (character === '"') quoted = false
        out += character
      }
      continue
    }
    if (character === '"') quoted = true
    if (character === '/' && text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2)
      at = close < 0 ? text.length : close + 1
      continue
    }
    if (character === '/' && text[at + 1] === '/') {
      const close = text.indexOf('\n', at)
      at = close < 0 ? text.length : close
      continue
    }
    if (character === ',' && /^\s*[}\]]/.test(text.slice(at + 1, at + 40))) continue
    out += character
  }
  return out
}

/** End of the balanced object or array that starts at `start`; -1 when it never closes. Strings are stepped over. */
export const endOfJson = (text: string, start: number): number => {
  let depth = 0
  let quoted = false
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === 92) at++
      else if (code === 34) quoted = false
      continue
    }
    if (code === 34) quoted = true
    else if (code === 123 || code === 91) depth++
    else if (code === 125 || code === 93) {
      depth--
      if (depth === 0) return at + 1
      if (depth < 0) return -1
    }
  }
  return -1
}

/**
 * JSON the way pages hold it: comments, CDATA, trailing commas and semicolons, raw line breaks in strings, entities,
 * several objects glued together. Never runs anything; what cannot be read is left out.
 */
export const readLenientJson = (text: string): readonly unknown[] => {
  const whole = parsed(text)
  if (whole !== null) return [whole.value]
  const clean = repaired(cleaned(text))
  const again = parsed(clean)
  if (again !== null) return [again.value]
  const values: unknown[] = []
  let at = clean.search(/[[{]/)
  while (at >= 0 && at < clean.length && values.length < 20) {
    const end = endOfJson(clean, at)
    if (end < 0) break
    const value = parsed(clean.slice(at, end))
    if (value !== null) values.push(value.value)
    const next = clean.slice(end).search(/[[{]/)
    at = next < 0 ? -1 : end + next
  }
  return values
}
