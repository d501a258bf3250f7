import type { EntityName } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { provinceName } from '#core/geography/provinces.ts'
import { fill, type Words } from '#core/messages.ts'
import type { Row } from '#core/warehouse.ts'
import type { WaitingList, Work, WorkRow } from '#core/work/answer.ts'
import { listDefinitions, type WorkList, whyOf, workLists, workWhy } from '#core/work/lists.ts'
import { planBusinessDay, planWork } from '#core/work/plan-work.ts'
import { labelsFor } from '../readings/labels.ts'
import { requestOf } from '../readings/request.ts'
import type { WorkDeps } from './dependencies.ts'
import { loggedToday } from './logged-today.ts'
import { contextOf, isHidden, listNamed, rowsOfList, wallText } from './waiting.ts'

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const number = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))

type Names = {
  readonly person: (
    entity: EntityName,
    id: string | null,
  ) => {
    readonly name: string | null
    readonly phone: string | null
    readonly email: string | null
  }
  readonly owner: (id: string) => string
}

const namesFor = async (rows: readonly Row[], deps: WorkDeps): Promise<Names> => {
  const ids = (column: string): string[] => [
    ...new Set(rows.map((row) => row[column]).filter((id): id is string => typeof id === 'string')),
  ]
  const people = {
    contact: deps.people('contact', ids('contact_id')),
    customer: deps.people('customer', ids('customer_id')),
  }
  const labels = await labelsFor(['owner'], rows.map((row) => ({ d1: row['owner'] })) as never, deps)
  return {
    person: (entity, id) => {
      const found = id === null ? undefined : people[entity as 'contact' | 'customer'].get(id)
      return { name: found?.name ?? null, phone: found?.phone ?? null, email: found?.email ?? null }
    },
    owner: (id) => labels('owner', id),
  }
}

const rowOf = (list: WorkList, row: Row, names: Names, limit: number, deps: WorkDeps): WorkRow => {
  const [contact, customer, owner] = [text(row['contact_id']), text(row['customer_id']), text(row['owner'])]
  const [own, theirs] = [names.person('contact', contact), names.person('customer', customer)]
  const attempts = Number(row['attempts'] ?? 0)
  const why = whyOf(list, {
    late: row['late'] === true,
    limit,
    silent_days: number(row['silent_days']),
    median_gap: number(row['median_gap']),
    by_own_gap: row['by_own_gap'] === true,
    days: number(row['days']),
    score: number(row['score']),
    attempts,
  })
  const waited = number(row['business_minutes'])
  return {
    contact_id: contact,
    customer_id: customer,
    about_id: text(row['request_id']) ?? text(row['answer_id']),
    name: own.name ?? theirs.name,
    phone: own.phone ?? theirs.phone,
    email: own.email ?? theirs.email,
    owner,
    owner_name: owner === null ? null : names.owner(owner),
    since: wallText(row['since']),
    business_minutes: waited === null ? null : Math.max(0, Math.floor(waited)),
    due_at: wallText(row['due_at']),
    late: row['late'] === true,
    attempts,
    last_contact_at: wallText(row['last_contact_at']),
    source: text(row['source']),
    product_line: text(row['product_line']),
    topic: text(row['topic']),
    score: number(row['score']),
    location: text(row['location_name']) ?? text(row['location_id']),
    province: text(row['province']) === null ? null : (provinceName(String(row['province']), 34) ?? null),
    why,
    sentence: fill(workWhy(why.code) as Words, deps.language, why.params),
  }
}

const waitingList = async (
  list: WorkList,
  where: readonly string[],
  limit: number,
  deps: WorkDeps,
): Promise<WaitingList> => {
  const { metric, period, purpose, name } = listDefinitions[list]
  const request = requestOf({ id: metric, period, compare: 'none', where }, deps)
  const told = { list, name: name[deps.language], metric, purpose, period: request.period }
  const context = contextOf(deps)
  try {
    const rows = await deps.query(planWork(list, rowsOfList(list, where, deps), context, limit))
    const names = await namesFor(rows, deps)
    return {
      ...told,
      total: Number(rows[0]?.['total'] ?? 0),
      late: list === 'contacts' ? Number(rows[0]?.['late_total'] ?? 0) : null,
      rows: rows.map((row) => rowOf(list, row, names, context.limitMinutes, deps)),
    }
  } catch (error) {
    if (!isHidden(error)) throw error
    const { code, params } = error
    const hidden = { code, detail: faultSentence(code, params, deps.language) }
    return { ...told, total: null, late: null, rows: [], hidden }
  }
}

/** Rows of a list unless asked for more, and the most there may be. */
const usualRows = 50
const mostRows = 500

const limitOf = (limit: number | undefined): number => {
  if (limit === undefined) return usualRows
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > mostRows)
    throw new Fault('option.unknown_value', {
      option: 'limit',
      value: String(limit),
      allowed: ['1', '…', String(mostRows)],
    })
  return limit
}

/** The work that waits for the asker, list by list. @throws Fault `work.list_unknown`, `option.unknown_value`, `access.*` */
export const listWork = async (
  input: {
    readonly list?: string | undefined
    readonly owner?: string | undefined
    readonly limit?: number | undefined
  },
  deps: WorkDeps,
): Promise<Work> => {
  const asked = input.list === undefined ? workLists : [listNamed(input.list)]
  const limit = limitOf(input.limit)
  const where = input.owner === undefined ? [] : [`owner=${input.owner}`]
  const context = contextOf(deps)
  const lists: WaitingList[] = []
  for (const list of asked) lists.push(await waitingList(list, where, limit, deps))
  const [hours] = await deps.query(planBusinessDay(context.wall.slice(0, 10)))
  return {
    as_of: context.wall,
    limit_minutes: context.limitMinutes,
    business_day: { open: Number(hours?.['open_minute'] ?? 0), close: Number(hours?.['close_minute'] ?? 0) },
    lists,
    logged: await loggedToday(deps),
  }
}
