import type { EntityName } from '../entity.ts'
import type { Params } from '../messages.ts'

/** What a row cannot mean, as a condition over its typed fields. Negative and zero quantities are facts: goods that came back, gifts. */
export type RowRule = {
  readonly field: string
  readonly code: string
  readonly condition: string
  readonly params: Params
}

const between = (field: string, least: number, most: number, when = 'true'): RowRule => ({
  field,
  code: 'number.out_of_range',
  condition: `${when} and v_${field} not between ${least} and ${most}`,
  params: { least, most },
})

const atLeastZero = (field: string): RowRule => ({
  field,
  code: 'number.negative',
  condition: `v_${field} < 0`,
  params: {},
})

const positive = (field: string): RowRule => ({
  field,
  code: 'number.not_positive',
  condition: `v_${field} <= 0`,
  params: {},
})

const period = '^[0-9]{4}(-(Q[1-4]|W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?))?$'

const rules: Readonly<Partial<Record<EntityName, readonly RowRule[]>>> = {
  location: [
    between('latitude', -90, 90),
    between('longitude', -180, 180),
    atLeastZero('area_m2'),
    atLeastZero('headcount'),
    { field: 'closed_on', code: 'period.reversed', condition: 'v_closed_on < v_opened_on', params: {} },
  ],
  rep: [{ field: 'left_on', code: 'period.reversed', condition: 'v_left_on < v_started_on', params: {} }],
  activity: [atLeastZero('minutes')],
  order_line: [
    {
      field: 'unit_price',
      code: 'amount.too_large',
      condition: 'abs(cast(v_quantity as double) * cast(v_unit_price as double)) >= 1e14',
      params: {},
    },
  ],
  spend: [{ field: 'to_on', code: 'period.reversed', condition: 'v_to_on < v_from_on', params: {} }],
  footfall: [atLeastZero('visitors')],
  price_observation: [positive('price')],
  request: [{ field: 'resolved_at', code: 'period.reversed', condition: 'v_resolved_at < v_opened_at', params: {} }],
  survey_answer: [
    between('score', 0, 10, "v_kind = 'nps'"),
    between('score', 1, 5, "v_kind = 'csat'"),
    between('score', 1, 7, "v_kind = 'ces'"),
  ],
  pulse_answer: [between('score', 0, 10, "v_question = 'enps'"), between('score', 1, 5, "v_question <> 'enps'")],
  target: [
    {
      field: 'period',
      code: 'target.period_unreadable',
      condition: `not regexp_matches(v_period, '${period}')`,
      params: {},
    },
  ],
  exchange_rate: [positive('rate')],
}

export const rowRules = (entity: EntityName): readonly RowRule[] => rules[entity] ?? []
