import { entities } from '../entities.ts'
import type { Entity, EntityName, Field } from '../entity.ts'
import { choiceWords, fieldWords } from '../entity-words.ts'
import { fold } from '../fold.ts'
import { usualHeaders, usualValues } from './headers.data.ts'

const plain = (text: string): string => fold(text).replaceAll(/[^a-z0-9]/g, '')

/** Writings of a field's name, best first. */
const writings = (field: string): readonly string[] => {
  const { vi, en } = fieldWords(field)
  return [field, vi, en].map(plain).concat(usualHeaders[field] ?? [])
}

/**
 * The headers that probably hold the fields of an entity, each used once: by name first, then by how a header begins.
 * A proposal for a person to look at, never used unseen.
 */
export const suggestColumns = (of: Entity, headers: readonly string[]): Readonly<Record<string, string>> => {
  const open = new Map(headers.map((header) => [header, plain(header)]))
  const found: Record<string, string> = {}
  const fields = [...of.fields].sort((a, b) => Number(b.required === true) - Number(a.required === true))
  const take = (matches: (written: string, name: string) => boolean): void => {
    for (const { name: field, type } of fields) {
      if (found[field] !== undefined) continue
      const names = writings(field)
      // A share is no amount.
      const fits = (header: string): boolean => type !== 'money' || !header.includes('%')
      const header = names
        .map(
          (name) =>
            [...open].find(([header, written]) => written !== '' && fits(header) && matches(written, name))?.[0],
        )
        .find((match) => match !== undefined)
      if (header === undefined) continue
      found[field] = header
      open.delete(header)
    }
  }
  take((written, name) => written === name)
  take((written, name) => name.length >= 5 && written.startsWith(name))
  return found
}

const share = (of: Entity, headers: readonly string[]): number => {
  const found = suggestColumns(of, headers)
  const required = of.fields.filter((field) => field.required)
  const met = required.filter((field) => found[field.name] !== undefined).length
  return met / required.length + Object.keys(found).length / 100
}

/** The kind of data a header row speaks of most; null where it says next to nothing of any. */
export const suggestEntity = (headers: readonly string[]): EntityName | null => {
  const [best] = entities.map((of) => ({ name: of.name, share: share(of, headers) })).sort((a, b) => b.share - a.share)
  return best && best.share >= 0.5 ? best.name : null
}

/** What the values of a column probably mean for a field that has few; those nobody can tell are left out. */
export const suggestMeanings = (field: Field, values: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    values.flatMap((value) => {
      const written = plain(value)
      const meant = field.choices?.find((choice) => {
        const { vi, en } = choiceWords(field.name, choice)
        return [choice, vi, en]
          .map(plain)
          .concat(usualValues[field.name]?.[choice] ?? [])
          .includes(written)
      })
      return meant === undefined || meant === value ? [] : [[value, meant]]
    }),
  )
