import type { Field } from '../entity.ts'
import { exact, fold } from '../fold.ts'
import { currencies, currencyWritings } from './currencies.data.ts'
import { nothingTexts } from './texts.ts'

/** A value of the file → what it means. `known` false: it means nothing the field can hold. */
export type Meaning = { readonly meaning: string | null; readonly also: string | null; readonly known: boolean }

export type Values = Readonly<Record<string, string>>

/** Values of one text are looked up once each; rows are joined to the answers. */
export type Lookup = {
  /** Table alias and stem of the answers’ table. */
  readonly alias: string
  /** Text over the relation `placed`. */
  readonly sql: string
  /** Null for a value that means itself. */
  readonly resolve: (value: string) => Meaning | null
  readonly kind: 'values' | 'choice' | 'province' | 'currency'
  readonly header: string
  /** What the mapping says values mean. */
  readonly values: Values | undefined
}

/**
 * What a mapping's `values` say a text means; null where they say nothing. Exact writing before lenient, whole
 * before beginnings (`abc*`, the longest first), and `*` last.
 */
export const meaningReader = (values: Values): ((text: string) => string | null) => {
  const entries = Object.entries(values)
  const exactly = new Map(entries.map(([key, meaning]) => [exact(key), meaning]))
  const folded = new Map([...entries].reverse().map(([key, meaning]) => [fold(key), meaning]))
  const beginnings = entries
    .filter(([key]) => key.length > 1 && key.endsWith('*'))
    .map(([key, meaning]) => ({ start: fold(key.slice(0, -1)), meaning }))
    .sort((a, b) => b.start.length - a.start.length)
  const any = Object.hasOwn(values, '*') ? values['*']! : null
  return (text) => {
    const found = exactly.get(exact(text)) ?? folded.get(fold(text))
    if (found !== undefined) return found
    const form = fold(text)
    return beginnings.find(({ start }) => form.startsWith(start))?.meaning ?? any
  }
}

const plain = (text: string): string => fold(text).replace(/[\s_-]+/g, '_')

/** Resolver of a choice field: the mapping's `values` first, then the field's own names, leniently. */
export const choiceResolver = (field: Field, values: Values | undefined): Lookup['resolve'] => {
  const say = values ? meaningReader(values) : () => null
  const names = new Map(field.choices!.map((choice) => [plain(choice), choice]))
  return (text) => {
    if (nothingTexts.includes(text)) return { meaning: null, also: null, known: true }
    const said = say(text)
    const meaning = said === '' ? null : (names.get(plain(said ?? text)) ?? null)
    if (meaning === text) return null
    return { meaning, also: null, known: meaning !== null || said === '' }
  }
}

/** Resolver of any other field with `values`; what they do not name stays as it is written. */
export const valuesResolver = (values: Values): Lookup['resolve'] => {
  const say = meaningReader(values)
  return (text) => {
    const said = say(text)
    if (said === null || said === text) return null
    return { meaning: said === '' ? null : said, also: null, known: true }
  }
}

/** ISO code of a currency as files write it; null where there is no such currency. */
export const currencyCode = (text: string): string | null => {
  const upper = exact(text).toUpperCase()
  return currencies.has(upper) ? upper : (currencyWritings[fold(text)] ?? null)
}

export const currencyResolver = (values: Values | undefined): Lookup['resolve'] => {
  const say = values ? meaningReader(values) : () => null
  return (text) => {
    const code = currencyCode(say(text) ?? text)
    return code === text ? null : { meaning: code, also: null, known: code !== null }
  }
}

/** Name → codes of the 34 and the 63, from `core/geography`. */
export type ResolveProvince = (
  text: string,
) => { readonly province: string | null; readonly province_old: string | null } | null

export const provinceResolver = (resolve: ResolveProvince, values: Values | undefined): Lookup['resolve'] => {
  const say = values ? meaningReader(values) : () => null
  return (text) => {
    const found = resolve(say(text) ?? text)
    return { meaning: found?.province ?? null, also: found?.province_old ?? null, known: found !== null }
  }
}
