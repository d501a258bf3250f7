/** What can be imported: one row of a file becomes one row of an entity. Names are the public contract. */

export type FieldType =
  | 'id' // text that identifies; kept as written, trimmed, NFC
  | 'text'
  | 'choice' // one of `choices`
  | 'instant' // wall-clock timestamp in the organisation's time zone
  | 'day'
  | 'money' // DECIMAL(18,4), in the organisation's currency once landed
  | 'quantity' // DECIMAL(18,4)
  | 'number' // double
  | 'integer'
  | 'boolean'
  | 'province' // resolved to a code of the 63 / 34 lists; see `geography`

export type Field = {
  readonly name: string
  readonly type: FieldType
  readonly required?: true
  /** Kept out of batches and warehouse; lives in the operational store only. */
  readonly personal?: 'name' | 'phone' | 'email' | 'note'
  readonly choices?: readonly string[]
  /** Used where a row leaves the field empty. */
  readonly fallback?: string
}

export type EntityName =
  | 'location'
  | 'rep'
  | 'product'
  | 'customer'
  | 'contact'
  | 'activity'
  | 'order_line'
  | 'return_line'
  | 'spend'
  | 'footfall'
  | 'price_observation'
  | 'request'
  | 'survey_answer'
  | 'pulse_answer'
  | 'target'
  | 'exchange_rate'

export type Entity = {
  readonly name: EntityName
  /** Names of the fields that identify a row, in order. */
  readonly key: readonly string[]
  /** `dimension` rows are merged field by field (newest non-empty wins); `fact` rows are replaced whole. */
  readonly shape: 'dimension' | 'fact'
  readonly fields: readonly Field[]
  /** At least one of each group must be given. */
  readonly oneOf?: readonly (readonly string[])[]
}

const id = (name: string): Field => ({ name, type: 'id' })
const text = (name: string): Field => ({ name, type: 'text' })
const day = (name: string): Field => ({ name, type: 'day' })
const instant = (name: string): Field => ({ name, type: 'instant' })
const money = (name: string): Field => ({ name, type: 'money' })
const number = (name: string): Field => ({ name, type: 'number' })
const flag = (name: string): Field => ({ name, type: 'boolean' })
const province: Field = { name: 'province', type: 'province' }
const must = (field: Field): Field => ({ ...field, required: true })
const choice = (name: string, choices: readonly string[], fallback?: string): Field => ({
  name,
  type: 'choice',
  choices,
  ...(fallback === undefined ? {} : { fallback }),
})
const personal = (name: 'name' | 'phone' | 'email' | 'note', field = name as string): Field => ({
  name: field,
  type: 'text',
  personal: name,
})

export const entities: readonly Entity[] = [
  {
    name: 'location',
    key: ['location_id'],
    shape: 'dimension',
    fields: [
      must(id('location_id')),
      must(text('name')),
      must(choice('kind', ['store', 'online'])),
      text('channel'),
      province,
      text('district'),
      number('latitude'),
      number('longitude'),
      day('opened_on'),
      day('closed_on'),
      number('area_m2'),
      number('headcount'),
    ],
  },
  {
    name: 'rep',
    key: ['rep_id'],
    shape: 'dimension',
    fields: [
      must(id('rep_id')),
      must(personal('name')),
      text('team'),
      id('location_id'),
      money('cost_per_minute'),
      day('started_on'),
      day('left_on'),
    ],
  },
  {
    name: 'product',
    key: ['product_id'],
    shape: 'dimension',
    fields: [
      must(id('product_id')),
      must(text('name')),
      text('category'),
      text('brand'),
      text('product_line'),
      money('unit_cost'),
      money('list_price'),
      { name: 'stock_on_hand', type: 'quantity' },
      day('released_on'),
    ],
  },
  {
    name: 'customer',
    key: ['customer_id'],
    shape: 'dimension',
    fields: [
      must(id('customer_id')),
      personal('name'),
      personal('phone'),
      personal('email'),
      text('segment'),
      id('owner'),
      id('location_id'),
      province,
      day('first_seen_on'),
      flag('may_be_contacted'),
    ],
  },
  {
    name: 'contact',
    key: ['contact_id'],
    shape: 'fact',
    fields: [
      must(id('contact_id')),
      must(instant('received_at')),
      personal('name'),
      personal('phone'),
      personal('email'),
      text('source'),
      text('campaign'),
      id('owner'),
      text('team'),
      id('location_id'),
      province,
      text('product_line'),
      id('customer_id'),
      instant('became_customer_at'),
      text('status'),
    ],
  },
  {
    name: 'activity',
    key: ['activity_id'],
    shape: 'fact',
    oneOf: [['contact_id', 'customer_id']],
    fields: [
      must(id('activity_id')),
      must(instant('at')),
      id('contact_id'),
      id('customer_id'),
      id('rep'),
      choice('method', ['face_to_face', 'telesales', 'email', 'chat', 'sms', 'social', 'other']),
      choice('direction', ['outbound', 'inbound'], 'outbound'),
      choice('purpose', ['selling', 'care', 'support']),
      flag('reached'),
      number('minutes'),
      flag('researched'),
      flag('automatic'),
      personal('note', 'note'),
    ],
  },
  {
    name: 'order_line',
    key: ['order_id', 'line_no'],
    shape: 'fact',
    oneOf: [['unit_price', 'gross_amount']],
    fields: [
      must(id('order_id')),
      must(id('line_no')),
      must(instant('placed_at')),
      instant('completed_at'),
      choice('status', ['placed', 'confirmed', 'shipped', 'completed', 'cancelled', 'returned'], 'completed'),
      must(id('location_id')),
      id('customer_id'),
      id('contact_id'),
      id('rep'),
      id('product_id'),
      text('product_name'),
      text('category'),
      must({ name: 'quantity', type: 'quantity' }),
      money('unit_price'),
      money('gross_amount'),
      money('line_discount'),
      money('order_discount'),
      money('tax'),
      money('shipping'),
      money('unit_cost'),
      text('currency'),
      province,
    ],
  },
  {
    name: 'return_line',
    key: ['return_id', 'line_no'],
    shape: 'fact',
    fields: [
      must(id('return_id')),
      must(id('line_no')),
      must(instant('returned_at')),
      id('order_id'),
      id('location_id'),
      id('customer_id'),
      id('product_id'),
      must({ name: 'quantity', type: 'quantity' }),
      must(money('amount')),
      text('currency'),
    ],
  },
  {
    name: 'spend',
    key: ['spend_id'],
    shape: 'fact',
    fields: [
      must(id('spend_id')),
      must(day('from_on')),
      day('to_on'),
      must(choice('category', ['advertising', 'agency', 'tools', 'events', 'salary', 'commission', 'other'])),
      text('source'),
      text('campaign'),
      choice('method', ['face_to_face', 'telesales', 'email', 'chat', 'sms', 'social', 'other']),
      text('team'),
      id('location_id'),
      text('product_line'),
      must(money('amount')),
      text('currency'),
    ],
  },
  {
    name: 'footfall',
    key: ['location_id', 'on'],
    shape: 'fact',
    fields: [must(id('location_id')), must(day('on')), must(number('visitors'))],
  },
  {
    name: 'price_observation',
    key: ['competitor', 'product_id', 'seen_at'],
    shape: 'fact',
    fields: [
      must(id('competitor')),
      must(id('product_id')),
      must(instant('seen_at')),
      must(money('price')),
      money('list_price'),
      text('currency'),
      choice('availability', ['in', 'out', 'unknown'], 'unknown'),
      text('url'),
      choice('observed_by', ['file', 'typed', 'fetched'], 'file'),
    ],
  },
  {
    name: 'request',
    key: ['request_id'],
    shape: 'fact',
    fields: [
      must(id('request_id')),
      must(instant('opened_at')),
      id('customer_id'),
      instant('resolved_at'),
      text('topic'),
      text('channel'),
      id('location_id'),
    ],
  },
  {
    name: 'survey_answer',
    key: ['answer_id'],
    shape: 'fact',
    fields: [
      must(id('answer_id')),
      must(choice('kind', ['nps', 'csat', 'ces'])),
      must(instant('answered_at')),
      must(number('score')),
      id('customer_id'),
      personal('note', 'comment'),
      id('location_id'),
      text('product_line'),
      id('owner'),
    ],
  },
  {
    name: 'pulse_answer',
    key: ['answer_id'],
    shape: 'fact',
    fields: [
      must(id('answer_id')),
      must(
        choice('question', [
          'enps',
          'belonging',
          'process_agreement',
          'recognition',
          'workload',
          'tools',
          'manager_support',
          'growth',
        ]),
      ),
      must(day('answered_on')),
      must(number('score')),
      text('team'),
      id('location_id'),
      text('tenure_band'),
    ],
  },
  {
    name: 'target',
    key: ['metric', 'period', 'scope'],
    shape: 'fact',
    fields: [
      must(id('metric')),
      must(id('period')),
      text('scope'),
      number('minimum'),
      must(number('target')),
      number('stretch'),
    ],
  },
  {
    name: 'exchange_rate',
    key: ['currency', 'on'],
    shape: 'fact',
    fields: [must(id('currency')), must(day('on')), must(number('rate'))],
  },
]

/**
 * `line_no` of an order row from a file that knows orders but not their lines. It stands for the whole order and
 * counts only while no other line of that order does, whichever of the two files comes first.
 */
export const wholeOrderLine = '*'

/** The entity of that name; the caller has checked the name. */
export const entity = (name: EntityName): Entity => {
  const found = entities.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`no entity ${name}`)
  return found
}

/** Type of a field's column in the warehouse. */
export const columnType: Readonly<Record<FieldType, string>> = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  choice: 'VARCHAR',
  instant: 'TIMESTAMP',
  day: 'DATE',
  money: 'DECIMAL(18,4)',
  quantity: 'DECIMAL(18,4)',
  number: 'DOUBLE',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
  province: 'VARCHAR',
}

/**
 * Columns of an entity's conformed table: its fields without the personal ones, in contract order, then
 * for a province field `province_old` (63) beside `province` (34), for phone and e-mail their keyed hashes,
 * and last `batch` (sequence number of the import) and `line` (where in that batch's file the row stood).
 */
export const conformedColumns = (of: Entity): readonly { name: string; type: string }[] => [
  ...of.fields.flatMap((field) => {
    if (field.personal === 'phone') return [{ name: 'phone_hash', type: 'VARCHAR' }]
    if (field.personal === 'email') return [{ name: 'email_hash', type: 'VARCHAR' }]
    if (field.personal) return []
    if (field.type === 'province')
      return [
        { name: 'province', type: 'VARCHAR' },
        { name: 'province_old', type: 'VARCHAR' },
      ]
    return [{ name: field.name, type: columnType[field.type] }]
  }),
  { name: 'batch', type: 'INTEGER' },
  { name: 'line', type: 'BIGINT' },
]
