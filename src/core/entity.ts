import { entities } from './entities.ts'

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
  | 'assignment'
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
