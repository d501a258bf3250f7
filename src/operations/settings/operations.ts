import { Fault } from '#core/fault.ts'
import { nearest } from '#core/import/nearest.ts'
import { defineMessages, type Language } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import { defaultSettings, type SettingName, type Settings, settings as settingList } from '#core/settings.ts'
import { wrongSetting } from '#core/settings-check.ts'
import type { SettingsDeps } from './dependencies.ts'

const words = defineMessages({
  list: { vi: 'Các thiết lập đang dùng', en: 'The settings in use' },
  set: { vi: 'Đổi một thiết lập', en: 'Change a setting' },
  name: { vi: 'tên thiết lập, ví dụ organisation', en: 'name of the setting, e.g. organisation' },
  value: {
    vi: 'giá trị mới; danh sách và bảng viết theo JSON',
    en: 'the new value; lists and tables are written as JSON',
  },
})

export type ListedSetting = {
  readonly name: SettingName
  readonly label: string
  readonly value: unknown
  /** What holds where nothing was set. */
  readonly fallback: unknown
}

const names = Object.keys(settingList) as SettingName[]

const listed = (name: SettingName, values: Settings, language: Language): ListedSetting => ({
  name,
  label: settingList[name].label[language],
  value: values[name],
  fallback: defaultSettings[name],
})

/** A text setting takes what was written as it is; every other reads it as JSON. */
const meantBy = (name: SettingName, text: string): unknown => {
  if (typeof defaultSettings[name] === 'string') return text.trim()
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

export const settingsOperations: readonly Operation<SettingsDeps>[] = [
  {
    name: 'settings.list',
    command: ['settings'],
    http: { method: 'get', path: '/settings' },
    help: words.list,
    arguments: [],
    changes: false,
    run: async (_input, deps) => ({ settings: names.map((name) => listed(name, deps.settings(), deps.language)) }),
  },
  {
    name: 'settings.set',
    command: ['settings', 'set'],
    http: { method: 'post', path: '/settings' },
    help: words.set,
    arguments: [
      { name: 'name', kind: 'text', position: 0, required: true, help: words.name },
      { name: 'value', kind: 'text', position: 1, required: true, help: words.value },
    ],
    changes: true,
    run: async (input, deps) => {
      const asked = String(input['name'])
      const name = names.find((known) => known === asked)
      if (!name) throw new Fault('setting.unknown', { name: asked, names: nearest(asked, names) })
      const value = meantBy(name, String(input['value']))
      const expected = wrongSetting(name, value, deps.isTimeZone)
      if (expected !== null)
        throw new Fault('setting.invalid', {
          name,
          label: settingList[name].label[deps.language],
          value: String(input['value']),
          expected,
        })
      deps.setSetting(name, value)
      return listed(name, deps.settings(), deps.language)
    },
  },
]
