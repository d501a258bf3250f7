import type { GivenLead } from './lead.ts'

/**
 * How a message of another system is read. A path is names and places joined by dots; `*` stands for every element
 * of a list, and `[name=full_name]` for those whose `name` is that.
 */
export type PayloadMapping = {
  /** Path to the leads in a message; empty: the message is one. */
  readonly each: string
  readonly fields: Readonly<Partial<Record<keyof GivenLead, readonly string[]>>>
}

/** Fields a mapping may fill. */
export const payloadFields = [
  'name',
  'phone',
  'email',
  'note',
  'product_line',
  'province',
  'campaign',
  'external_id',
] as const satisfies readonly (keyof GivenLead)[]

const own = Object.fromEntries(payloadFields.map((field) => [field, [field]]))

/** Our own names, one lead a message or a list of them under `leads`. */
export const plainMapping: PayloadMapping = {
  each: 'leads.*',
  fields: { ...own, external_id: ['external_id', 'id'] },
}

/** Meta's lead adverts as its Graph interface and the tools between send them: names and lists of values. */
export const metaMapping: PayloadMapping = {
  each: 'entry.*.changes.*.value',
  fields: {
    name: ['field_data[name=full_name].values.0', 'field_data[name=first_name].values.0'],
    phone: ['field_data[name=phone_number].values.0', 'field_data[name=phone].values.0'],
    email: ['field_data[name=email].values.0'],
    province: ['field_data[name=province].values.0', 'field_data[name=city].values.0'],
    note: ['field_data[name=message].values.0'],
    campaign: ['campaign_name', 'ad_name', 'form_name'],
    external_id: ['leadgen_id', 'id'],
  },
}

/** What a follower of a Zalo account shares when asked; who it is says nothing of which time it was. */
export const zaloMapping: PayloadMapping = {
  each: '',
  fields: { name: ['info.name'], phone: ['info.phone'], province: ['info.city'], external_id: ['msg_id'] },
}

const children = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const member = (value: unknown, name: string): readonly unknown[] => {
  if (name === '*') return children(value)
  if (Array.isArray(value)) return /^\d+$/.test(name) && Number(name) < value.length ? [value[Number(name)]] : []
  return isRecord(value) && Object.hasOwn(value, name) ? [value[name]] : []
}

const stepped = (values: readonly unknown[], step: string): readonly unknown[] => {
  const [, name = '', key, wanted] = /^([^[\]]*)(?:\[(\w+)=([^\]]+)\])?$/.exec(step) ?? []
  const named = name === '' ? values : values.flatMap((value) => member(value, name))
  if (key === undefined) return named
  return named
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value) => isRecord(value) && Object.hasOwn(value, key) && value[key] === wanted)
}

/** Everything a path leads to. */
const at = (value: unknown, path: string): readonly unknown[] =>
  path === '' ? [value] : path.split('.').reduce<readonly unknown[]>(stepped, [value])

/** Longest text kept of a field. */
const longest = 2_000

const textOf = (value: unknown): string | null => {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value).replaceAll('\0', '').trim().normalize('NFC').slice(0, longest)
  return text === '' ? null : text
}

export const emptyLead: GivenLead = {
  name: null,
  phone: null,
  email: null,
  note: null,
  product_line: null,
  province: null,
  campaign: null,
  external_id: null,
}

/** Leads in a message of another system; those without any field the mapping names are none. */
export const leadsIn = (message: unknown, { each, fields }: PayloadMapping): readonly GivenLead[] => {
  const found = at(message, each)
  // A list where one was expected, and one where a list was.
  const places = found.length > 0 ? found : Array.isArray(message) ? message : [message]
  return places.flatMap((place) => {
    const said = payloadFields.flatMap((field) => {
      const text = (fields[field] ?? []).flatMap((path) => at(place, path)).map(textOf)
      const first = text.find((one) => one !== null)
      return first === undefined ? [] : [[field, first] as const]
    })
    return said.length === 0 ? [] : [{ ...emptyLead, ...Object.fromEntries(said) }]
  })
}

/** A mapping given as JSON; null where it is none. */
export const mappingIn = (value: unknown): PayloadMapping | null => {
  if (!isRecord(value) || !isRecord(value['fields'])) return null
  const { each = '', fields } = value
  if (typeof each !== 'string') return null
  const read = Object.entries(fields).map(([field, paths]) => {
    const list = Array.isArray(paths) ? paths : [paths]
    const known = (payloadFields as readonly string[]).includes(field)
    return known && list.length > 0 && list.every((path) => typeof path === 'string' && path !== '')
      ? ([field, list as readonly string[]] as const)
      : null
  })
  return read.length === 0 || read.includes(null)
    ? null
    : { each, fields: Object.fromEntries(read.filter((one) => one !== null)) }
}
