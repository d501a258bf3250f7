import { queryOptions } from '@tanstack/react-query'
import type { Language } from '#core/messages.ts'
import type { SettingName } from '#core/settings.ts'
import { ask, change } from './ask.ts'

export type ListedSetting = {
  readonly name: SettingName
  readonly label: string
  readonly value: unknown
  readonly fallback: unknown
}

export const settingsQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['settings', lang],
    queryFn: async ({ signal }) =>
      (await ask<{ readonly settings: readonly ListedSetting[] }>('/settings', { lang }, signal)).settings,
  })

/** Texts go as they are, everything else as JSON. */
export const setSetting = (name: SettingName, value: unknown) =>
  change<ListedSetting>('/settings', { name, value: typeof value === 'string' ? value : JSON.stringify(value) })
