import type { Language } from '#core/messages.ts'
import type { SettingName, Settings } from '#core/settings.ts'

export type SettingsDeps = {
  readonly settings: () => Settings
  readonly setSetting: (name: SettingName, value: unknown) => void
  readonly isTimeZone: (name: string) => boolean
  readonly language: Language
}
