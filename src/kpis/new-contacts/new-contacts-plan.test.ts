import { describe, expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import type { ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import { asking, members } from '../../../test/asking.ts'
import { newContacts } from './kpi.ts'

const today = '2026-11-18'
const week = { from: '2026-11-09', to: '2026-11-15' }
const { built, ask } = asking(newContacts, week, today)

describe('every number of the KPI', () => {
  test('holds the identity converted = new × coverage × reach × won of reached, when those won were reached', async () => {
    const contacts = Array.from({ length: 12 }, (_, i) => ({
      contact_id: `${i}`,
      received_at: '2026-10-01 09:00:00',
      ...(i < 3 ? { became_customer_at: '2026-10-05 09:00:00' } : {}),
    }))
    const warehouse = await built({
      contact: contacts,
      activity: contacts.slice(0, 8).map((row, i) => ({
        activity_id: row.contact_id,
        contact_id: row.contact_id,
        at: '2026-10-02 09:00:00',
        reached: i < 6,
      })),
    })
    const period = { from: '2026-10-01', to: '2026-10-01' }
    const [fresh, coverage, reach, conversion] = await Promise.all(
      ['contacts_new', 'contact_coverage', 'contact_reach_rate', 'conversion_rate'].map((id) =>
        ask(warehouse, id, { period }),
      ),
    )
    const wonOfReached = conversion!.numerator! / reach!.numerator!
    expect(fresh!.value! * coverage!.value! * reach!.value! * wonOfReached).toBeCloseTo(3, 12)
  })

  test('is the same from the smaller tables as from the contacts themselves', async () => {
    const warehouse = await built({
      location: [
        { location_id: 'S1', name: 'One', kind: 'store', channel: null },
        { location_id: 'W1', name: 'Web', kind: 'online', channel: 'web' },
      ],
      contact: Array.from({ length: 40 }, (_, i) => ({
        contact_id: `${i}`,
        received_at: `2026-11-${String(9 + (i % 7)).padStart(2, '0')} ${String(8 + (i % 9)).padStart(2, '0')}:00:00`,
        source: ['facebook', 'zalo', null][i % 3] ?? null,
        location_id: ['S1', 'W1', 'X9', null][i % 4] ?? null,
        owner: i % 5 === 0 ? null : `R${i % 3}`,
        phone_hash: `p${i % 30}`,
      })),
      activity: [{ activity_id: '1', contact_id: '3', at: '2026-11-17 09:00:00' }],
    })
    const sumOver = async (dimension: string) =>
      Object.values(members(await ask(warehouse, 'contacts_new', { by: [dimension as never] }), dimension)).reduce(
        (a, b) => a! + b!,
        0,
      )
    const metric = newContacts.metrics.find((candidate) => candidate.id === 'contacts_new')!
    const plan = (by: never[]) =>
      planReading(
        metric,
        { period: week, comparison: null, by, where: [], series: [], options: {}, today },
        defaultSettings,
      )
    expect(plan([]).statement).toContain('from new_contact_day m')
    expect(plan(['channel' as never]).statement).toContain('from new_contact_source_day m')
    expect(plan(['hour' as never]).statement).toContain('from new_contact m')
    for (const dimension of metric.dimensions) expect(await sumOver(dimension), dimension).toBe(30)
    expect(members(await ask(warehouse, 'contacts_new', { by: ['location_kind'] }), 'location_kind')).toEqual({
      store: 9,
      online: 7,
      null: 14,
    })
  })

  test('is asked by a statement kept for reading', async () => {
    const metric = newContacts.metrics.find((candidate) => candidate.id === newContacts.headline)!
    const request: ReadingRequest = {
      period: { from: '2026-11-16', to: '2026-11-18' },
      comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' },
      by: ['source'],
      where: [{ dimension: 'location', not: false, values: ['S001'] }],
      series: [{ from: '2026-11-09', to: '2026-11-15' }],
      options: {},
      today,
    }
    const statement = planReading(metric, request, defaultSettings).statement
    await expect(`${statement}\n`).toMatchFileSnapshot('./contacts_new.golden.sql')
  })
})
