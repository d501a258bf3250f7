import { daysIn } from '#core/calendar/day.ts'
import type { EntityName } from '#core/entity.ts'
import { defineMessages, type Words } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import type { Settings } from '#core/settings.ts'
import type { Row } from '#core/warehouse.ts'

export type FreshnessDeps = {
  readonly query: (sql: string) => Promise<readonly Row[]>
  readonly settings: () => Settings
  /** Today in the organisation's time zone. */
  readonly today: () => string
  /** Wall clock there at this moment, `2026-11-18T11:40:00`. */
  readonly wall?: () => string
}

export type Fresh = {
  readonly entity: EntityName
  readonly name: Words
  /** Last day something happened on, none of them ahead of today. */
  readonly last_on: string
  /** Nothing new for longer than the setting `stale_days` allows. */
  readonly stale: boolean
}

const words = defineMessages({
  help: { vi: 'Dữ liệu của từng loại mới tới ngày nào', en: 'Up to which day there is data of each kind' },
})

/** Facts and the column that says when they happened. */
const kinds: readonly { readonly entity: EntityName; readonly when: string; readonly name: Words }[] = [
  { entity: 'order_line', when: 'placed_at', name: { vi: 'đơn hàng', en: 'orders' } },
  { entity: 'contact', when: 'received_at', name: { vi: 'contact', en: 'contacts' } },
  { entity: 'activity', when: '"at"', name: { vi: 'cuộc gọi và gặp gỡ', en: 'calls and visits' } },
  { entity: 'spend', when: 'from_on', name: { vi: 'chi phí', en: 'spend' } },
  { entity: 'footfall', when: '"on"', name: { vi: 'lượt khách', en: 'footfall' } },
  { entity: 'price_observation', when: 'seen_at', name: { vi: 'giá đối thủ', en: 'competitors’ prices' } },
  { entity: 'request', when: 'opened_at', name: { vi: 'yêu cầu hỗ trợ', en: 'requests for help' } },
  { entity: 'survey_answer', when: 'answered_at', name: { vi: 'khảo sát khách hàng', en: 'customer surveys' } },
  { entity: 'pulse_answer', when: 'answered_on', name: { vi: 'khảo sát nhân viên', en: 'employee surveys' } },
]

const statement = (today: string): string =>
  kinds
    .map(
      ({ entity, when }) =>
        `select '${entity}' as entity, cast(max(${when}) as date) as last_on from ${entity} where cast(${when} as date) <= date '${today}'`,
    )
    .join('\nunion all\n')

export const freshnessOperations: readonly Operation<FreshnessDeps>[] = [
  {
    name: 'freshness.read',
    command: ['freshness'],
    http: { method: 'get', path: '/freshness' },
    help: words.help,
    arguments: [],
    changes: false,
    run: async (_input, deps) => {
      const today = deps.today()
      const found = new Map((await deps.query(statement(today))).map((row) => [row['entity'], row['last_on']]))
      const entities = kinds.flatMap(({ entity, name }): Fresh[] => {
        const last = found.get(entity)
        if (typeof last !== 'string') return []
        return [
          { entity, name, last_on: last, stale: daysIn({ from: last, to: today }) - 1 > deps.settings().stale_days },
        ]
      })
      return { today, wall: deps.wall?.() ?? null, entities }
    },
  },
]
