/** The two languages of the product. A key missing in either does not compile. */
export type Language = 'vi' | 'en'

export const languages: readonly Language[] = ['vi', 'en']

/** One text in both languages. `{name}` marks a parameter. */
export type Words = Readonly<Record<Language, string>>

export type Params = Readonly<Record<string, string | number | readonly (string | number)[]>>

/** Checks at compile time that each entry has both languages, and keeps the keys as a type. */
// @__NO_SIDE_EFFECTS__
export const defineMessages = <K extends string>(messages: Record<K, Words>): Readonly<Record<K, Words>> => messages

/** Fills `{name}` marks; a parameter that is absent stays visible as its mark, so that it is noticed. */
export const fill = (words: Words, language: Language, params: Params = {}): string =>
  words[language].replace(/\{(\w+)\}/g, (mark, name: string) => {
    const value = params[name]
    if (value === undefined) return mark
    return Array.isArray(value) ? value.join(', ') : String(value)
  })
