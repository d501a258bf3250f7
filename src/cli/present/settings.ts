import type { Language } from '#core/messages.ts'
import { textTable } from './table.ts'
import { words } from './words.ts'

type Setting = { readonly name: string; readonly label: string; readonly value: unknown; readonly fallback: unknown }

/** As it is typed to set it: a text as it is, everything else as JSON. */
const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export const presentSettings = ({ settings }: { readonly settings: readonly Setting[] }, language: Language): string =>
  textTable(
    [{ head: words.setting[language] }, { head: words.value[language] }, { head: '' }],
    settings.map((one) => [one.name, `${written(one.value)}${same(one.value, one.fallback) ? '' : ` *`}`, one.label]),
  )

export const presentSetting = (one: Setting, _language: Language): string => `${one.label}: ${written(one.value)}\n`
