import { Fault } from '#core/fault.ts'
import { limits } from './limits.ts'

/** One item's text with the line it begins on. */
export type OnItem = (text: string, line: number) => void

export type ItemReader = { readonly push: (text: string) => void; readonly end: () => void }

const tooLarge = (line: number): Fault =>
  new Fault('file.json_item_too_large', { line, limit_mb: limits.jsonItemCharacters >> 20 })

const malformed = (line: number, text: string): Fault =>
  new Fault('file.json_malformed', { line, text: text.trim().slice(0, 60) })

/** One JSON value a line; blank lines are passed over. */
export const readLines = (onItem: OnItem): ItemReader => {
  let rest = ''
  let line = 1
  return {
    push: (text) => {
      rest += text
      let at = 0
      for (let next = rest.indexOf('\n', at); next >= 0; next = rest.indexOf('\n', at)) {
        const item = rest.slice(at, next)
        if (item.trim() !== '') onItem(item, line)
        line++
        at = next + 1
      }
      rest = rest.slice(at)
      if (rest.length > limits.jsonItemCharacters) throw tooLarge(line)
    },
    end: () => {
      if (rest.trim() !== '') onItem(rest, line)
    },
  }
}

/** The items of one JSON array, split by following brackets and strings; their contents are not looked at. */
export const readArray = (onItem: OnItem): ItemReader => {
  let rest = ''
  let at = 0
  let from = -1
  let line = 1
  let itemLine = 1
  let depth = 0
  let inString = false
  let escaped = false
  let ended = false

  const close = (to: number): void => {
    if (from >= 0) onItem(rest.slice(from, to), itemLine)
    from = -1
  }

  const step = (code: string): void => {
    if (code === '"') inString = true
    else if (code === '[' || code === '{') depth++
    else if (code === ']' || code === '}') depth--
    if (code === ']' && depth === 0) {
      close(at)
      ended = true
    } else if (code === ',' && depth === 1) close(at)
    else if (from < 0 && depth >= 1 && !(code === '[' && depth === 1) && code.trim() !== '') {
      from = at
      itemLine = line
    }
  }

  return {
    push: (text) => {
      rest += text
      for (; at < rest.length; at++) {
        const code = rest[at]!
        if (code === '\n') line++
        if (inString) {
          if (escaped) escaped = false
          else if (code === '\\') escaped = true
          else if (code === '"') inString = false
        } else if (ended) {
          if (code.trim() !== '') throw malformed(line, rest.slice(at))
        } else step(code)
      }
      const keep = from >= 0 ? from : rest.length
      rest = rest.slice(keep)
      at -= keep
      if (from >= 0) from = 0
      if (rest.length > limits.jsonItemCharacters) throw tooLarge(itemLine)
    },
    end: () => {
      if (!ended) throw new Fault('file.truncated')
    },
  }
}
