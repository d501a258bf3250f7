import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isTimeZone } from '#adapters/clock.ts'
import { defaultSettings, type SettingName, settings } from '#core/settings.ts'
import { wrongSetting } from '#core/settings-check.ts'
import { importFiles } from '#operations/imports/import-files.ts'
import { readMetric } from '#operations/readings/read-metric.ts'
import { settingsOperations } from '#operations/settings/operations.ts'
import { openCompany } from '../src/main/company.ts'

describe('a setting', () => {
  test('takes its own default', () => {
    for (const name of Object.keys(settings) as SettingName[])
      expect(wrongSetting(name, defaultSettings[name], isTimeZone), name).toBeNull()
  })

  const right: readonly (readonly [SettingName, unknown])[] = [
    ['time_zone', 'Europe/Paris'],
    ['week_start', 'sunday'],
    ['currency', 'USD'],
    ['business_hours', { 1: ['09:00', '18:00'], 7: ['10:00', '12:30'] }],
    ['business_hours', {}],
    ['survey_gate_days', { '*': 90, 'Máy lọc nước': 180 }],
    ['target_bands', [0.9, 0.9]],
    ['holidays', ['2028-02-29']],
    ['paid_sources', ['facebook']],
    ['method_cost_per_minute', 1500.5],
  ]
  test.each(right)('%s takes %j', (name, value) => expect(wrongSetting(name, value, isTimeZone)).toBeNull())

  const wrong: readonly (readonly [SettingName, unknown])[] = [
    ['time_zone', 'Mars/Olympus'],
    ['time_zone', ''],
    ['week_start', 'tuesday'],
    ['language', 'fr'],
    ['currency', 'đồng'],
    ['currency', 'toString'],
    ['business_hours', { 8: ['09:00', '18:00'] }],
    ['business_hours', { 1: ['18:00', '09:00'] }],
    ['business_hours', { 1: ['9:00', '18:00'] }],
    ['business_hours', { 1: ['09:00', '24:00'] }],
    ['business_hours', []],
    ['conversion_days', 0],
    ['conversion_days', 30.5],
    ['conversion_days', '30'],
    ['anonymity_floor', 4],
    ['survey_gate_days', { 'Máy lọc nước': 180 }],
    ['survey_gate_days', { '*': -1 }],
    ['target_bands', [1, 0.8]],
    ['target_bands', [0, 0.8]],
    ['target_bands', [0.8]],
    ['holidays', ['2026-02-30']],
    ['holidays', '2026-09-02'],
    ['method_cost_per_minute', Number.NaN],
    ['paid_sources', ['']],
    ['own_competitor', ' '],
    ['organisation', 'x'.repeat(121)],
    ['stale_days', null],
  ]
  test.each(wrong)('%s refuses %j', (name, value) => expect(wrongSetting(name, value, isTimeZone)).toBeTruthy())
})

describe('changing a setting', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-settings-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const operation = (name: string) => settingsOperations.find((one) => one.name === name)!
  const quiet = { progress: () => undefined, emit: () => undefined }

  test('changes the numbers that depend on it, and outlives the program', async () => {
    const data = join(folder, 'data')
    const open = () => openCompany(data, { fixedNow: '2026-11-18T04:40:00Z', memory: '600MB' })
    const company = await open()
    const deps = company.depsFor('en')
    const file = join(folder, 'contacts.csv')
    writeFileSync(
      file,
      'contact_id,received_at,source,became_customer_at\nC1,2026-06-01 09:00,web,2026-06-05 09:00\nC2,2026-06-01 09:00,web,2026-06-21 09:00\n',
    )
    await importFiles({ files: [file], as: 'contact', map: null, dryRun: false }, deps, () => undefined)
    const won = async (): Promise<number | null> =>
      (await readMetric({ id: 'conversion_rate', period: '2026-06' }, deps)).value
    expect(await won()).toBe(1)
    const set = (name: string, value: string) => operation('settings.set').run({ name, value }, deps, quiet)
    expect(await set('conversion_days', '10')).toMatchObject({ name: 'conversion_days', value: 10, fallback: 30 })
    expect(await won()).toBe(0.5)
    await expect(set('conversion_days', 'ten')).rejects.toMatchObject({ code: 'setting.invalid' })
    await expect(set('conversion_day', '10')).rejects.toMatchObject({
      code: 'setting.unknown',
      params: { names: ['conversion_days'] },
    })
    await company.close()
    const again = await open()
    const listed = (await operation('settings.list').run({}, again.depsFor('vi'), quiet)) as {
      settings: { name: string; value: unknown }[]
    }
    expect(listed.settings.find((one) => one.name === 'conversion_days')!.value).toBe(10)
    expect(listed.settings).toHaveLength(Object.keys(settings).length)
    await again.close()
  })

  test('a week that begins on Sunday holds what came on Sunday, in the number and in its line', async () => {
    const company = await openCompany(join(folder, 'weeks'), { fixedNow: '2026-11-18T04:40:00Z', memory: '600MB' })
    const deps = company.depsFor('en')
    const file = join(folder, 'weeks.csv')
    // A Friday, a Saturday, a Sunday and a Monday
    writeFileSync(
      file,
      'contact_id,received_at\nC0,2026-11-13 09:00\nC1,2026-11-14 09:00\nC2,2026-11-15 09:00\nC3,2026-11-16 09:00\n',
    )
    await importFiles({ files: [file], as: 'contact', map: null, dryRun: false }, deps, () => undefined)
    const lastTwoWeeks = async () => {
      const { period, value, series } = await readMetric({ id: 'contacts_new', period: 'this-week' }, deps)
      return [period.from, value, series.slice(-2).map((step) => step.value)]
    }
    expect(await lastTwoWeeks()).toEqual(['2026-11-16', 1, [3, 1]])
    await operation('settings.set').run({ name: 'week_start', value: 'sunday' }, deps, quiet)
    expect(await lastTwoWeeks()).toEqual(['2026-11-15', 2, [2, 2]])
    await operation('settings.set').run({ name: 'week_start', value: 'saturday' }, deps, quiet)
    expect(await lastTwoWeeks()).toEqual(['2026-11-14', 3, [1, 3]])
    const numbered = await readMetric({ id: 'contacts_new', period: '2026-W46' }, deps)
    expect([numbered.period, numbered.value]).toEqual([{ from: '2026-11-09', to: '2026-11-15' }, 3])
    await company.close()
  })
})
