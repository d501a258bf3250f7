import { csvLine } from '#core/csv.ts'
import type { EntityName } from '#core/entity.ts'
import type { Cell } from '#core/warehouse.ts'

/** Columns of the files of the demo company, in the product's own field names. */
export const headers = {
  location: [
    'location_id',
    'name',
    'kind',
    'channel',
    'province',
    'latitude',
    'longitude',
    'opened_on',
    'area_m2',
    'headcount',
  ],
  rep: ['rep_id', 'name', 'team', 'location_id', 'cost_per_minute', 'started_on', 'left_on'],
  product: ['product_id', 'name', 'category', 'brand', 'product_line', 'unit_cost', 'list_price', 'stock_on_hand'],
  customer: [
    'customer_id',
    'name',
    'phone',
    'email',
    'owner',
    'location_id',
    'province',
    'first_seen_on',
    'may_be_contacted',
  ],
  contact: [
    'contact_id',
    'received_at',
    'name',
    'phone',
    'email',
    'source',
    'campaign',
    'owner',
    'team',
    'location_id',
    'province',
    'product_line',
    'customer_id',
    'status',
  ],
  activity: [
    'activity_id',
    'at',
    'contact_id',
    'customer_id',
    'rep',
    'method',
    'direction',
    'purpose',
    'reached',
    'minutes',
    'researched',
    'automatic',
  ],
  order_line: [
    'order_id',
    'line_no',
    'placed_at',
    'completed_at',
    'status',
    'location_id',
    'customer_id',
    'contact_id',
    'rep',
    'product_id',
    'quantity',
    'unit_price',
    'line_discount',
    'order_discount',
    'province',
  ],
  return_line: [
    'return_id',
    'line_no',
    'returned_at',
    'order_id',
    'location_id',
    'customer_id',
    'product_id',
    'quantity',
    'amount',
  ],
  spend: ['spend_id', 'from_on', 'to_on', 'category', 'source', 'campaign', 'method', 'team', 'location_id', 'amount'],
  footfall: ['location_id', 'on', 'visitors'],
  price_observation: ['competitor', 'product_id', 'seen_at', 'price', 'list_price', 'availability', 'url'],
  request: ['request_id', 'opened_at', 'customer_id', 'resolved_at', 'topic', 'channel', 'location_id'],
  survey_answer: [
    'answer_id',
    'kind',
    'answered_at',
    'score',
    'customer_id',
    'comment',
    'location_id',
    'product_line',
    'owner',
  ],
  pulse_answer: ['answer_id', 'question', 'answered_on', 'score', 'team', 'location_id', 'tenure_band'],
  target: ['metric', 'period', 'scope', 'minimum', 'target', 'stretch'],
} as const satisfies Partial<Record<EntityName, readonly string[]>>

export type DemoEntity = keyof typeof headers
export type Put = (entity: DemoEntity, cells: readonly Cell[]) => void

/** Gathers rows and hands them on as text, a piece at a time, so that a year of rows is never held whole. */
export const writerOf = (
  append: (entity: DemoEntity, text: string) => void,
  whole: (entity: DemoEntity) => void,
): { put: Put; end: (...entities: readonly DemoEntity[]) => void } => {
  const pieces = new Map<DemoEntity, string[]>()
  const flush = (entity: DemoEntity): void => {
    append(entity, pieces.get(entity)!.join(''))
    pieces.set(entity, [])
  }
  for (const entity of Object.keys(headers) as DemoEntity[]) pieces.set(entity, [csvLine(headers[entity])])
  return {
    put: (entity, cells) => {
      const lines = pieces.get(entity)!
      lines.push(csvLine(cells))
      if (lines.length >= 5_000) flush(entity)
    },
    end: (...entities) => {
      for (const entity of entities) {
        flush(entity)
        whole(entity)
      }
    },
  }
}
