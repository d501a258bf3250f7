import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { fill, type Language, type Params, type Words } from '#core/messages.ts'
import type { Asked } from './app/search.ts'
import { type MessageKey, messages } from './messages.ts'

const kept = 'nhip.language'

/** The language of a reader who has not chosen one in the address: last chosen here, else the organisation's. */
export const usualLanguage = (): Language => {
  const last = localStorage.getItem(kept)
  return last === 'vi' || last === 'en' ? last : document.documentElement.lang === 'en' ? 'en' : 'vi'
}

export const keepLanguage = (language: Language): void => {
  localStorage.setItem(kept, language)
  document.documentElement.lang = language
}

export const useAsked = (): Asked => useSearch({ strict: false }) as Asked

export const useLanguage = (): Language => useAsked().lang ?? usualLanguage()

export type Say = {
  readonly language: Language
  /** A message of the pages, filled. */
  readonly t: (key: MessageKey, params?: Params) => string
  /** Words that came with the data. */
  readonly of: (words: Words, params?: Params) => string
}

export const sayIn = (language: Language): Say => ({
  language,
  t: (key, params) => fill(messages[key], language, params),
  of: (words, params) => fill(words, language, params),
})

export const useSay = (): Say => {
  const language = useLanguage()
  return useMemo(() => sayIn(language), [language])
}
