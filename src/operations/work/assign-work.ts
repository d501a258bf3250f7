import { Fault } from '#core/fault.ts'
import { defineMessages, type Words } from '#core/messages.ts'
import { oneAtATime } from '#core/one-at-a-time.ts'
import { quote } from '#core/sql.ts'
import type { Cell } from '#core/warehouse.ts'
import type { Assigned } from '#core/work/answer.ts'
import { assign, type Decision, type Load, type Unassigned } from '#core/work/assign.ts'
import { planLoads, planUnassigned } from '#core/work/plan-assign.ts'
import { labelsFor } from '../readings/labels.ts'
import type { WorkDeps } from './dependencies.ts'
import { rowsBehind, wallNow } from './waiting.ts'
import { demandWithin } from './within-reach.ts'

const reasonWords = defineMessages({
  given: { vi: 'đã giao', en: 'given' },
  no_rule: { vi: 'không hợp quy tắc nào', en: 'fit no rule' },
  cap_reached: {
    vi: 'mọi người trong quy tắc đã nhận đủ trong ngày',
    en: 'everybody of their rules has had enough today',
  },
  all_away: { vi: 'không còn ai trong quy tắc', en: 'nobody of their rules is there' },
})

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const unassignedNow = async (deps: WorkDeps): Promise<readonly Unassigned[]> =>
  (await deps.query(planUnassigned(rowsBehind('contacts_unassigned', 'last-28-days', [], deps)))).map((row) => ({
    contact_id: String(row['contact_id']),
    received_at: String(row['received_at']),
    source: text(row['source']),
    location_id: text(row['location_id']),
    product_line: text(row['product_line']),
  }))

/** One line a person: who has left gets nothing, whatever else is known of them. */
const loadsNow = async (deps: WorkDeps): Promise<readonly Load[]> => {
  const loads = new Map<string, Load>()
  for (const row of await deps.query(planLoads(deps.today()))) {
    const rep = String(row['rep'])
    const known = loads.get(rep)
    loads.set(rep, {
      rep,
      today: (known?.today ?? 0) + Number(row['today']),
      last: known?.last ?? text(row['last']),
      away: known?.away === true || row['away'] === true,
    })
  }
  return [...loads.values()]
}

const landed = async (decisions: readonly Decision[], deps: WorkDeps): Promise<string | undefined> => {
  const at = wallNow(deps).replace('T', ' ').slice(0, 19)
  const rows = decisions.flatMap(({ contact_id, owner, rule }): Readonly<Record<string, Cell>>[] =>
    owner === null ? [] : [{ contact_id, assigned_at: at, owner, rule: rule === null ? null : String(rule) }],
  )
  if (rows.length === 0) return undefined
  const { import_id } = await deps.importRows(
    'assignment',
    rows,
    `contacts given ${at.slice(0, 10)} ${deps.randomId().slice(0, 8)}`,
  )
  return import_id
}

const counted = <K>(values: readonly K[]): readonly (readonly [K, number])[] =>
  [...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length] as const)

const told = async (decisions: readonly Decision[], dryRun: boolean, deps: WorkDeps): Promise<Assigned> => {
  const owners = decisions.flatMap(({ owner }) => (owner === null ? [] : [owner]))
  const labels = await labelsFor(['owner'], [...new Set(owners)].map((d1) => ({ d1 })) as never, deps)
  const importId = dryRun ? undefined : await landed(decisions, deps)
  return {
    dry_run: dryRun,
    ...(importId === undefined ? {} : { import_id: importId }),
    given: owners.length,
    left: decisions.length - owners.length,
    by_owner: counted(owners)
      .map(([owner, count]) => ({ owner, owner_name: labels('owner', owner), count }))
      .sort((a, b) => b.count - a.count || (a.owner < b.owner ? -1 : 1)),
    by_reason: counted(decisions.map(({ reason }) => reason)).map(([reason, count]) => ({
      reason,
      sentence: (reasonWords[reason] as Words)[deps.language],
      count,
    })),
    decisions,
  }
}

/** One sharing out at a time: the second sees what the first has given. */
const oneByOne = oneAtATime()

/**
 * Shares out the contacts of the last 28 days that nobody has, within the asker’s part, by the rules of the settings,
 * as one import that can be taken back.
 * @throws Fault `work.no_rules`
 */
export const assignWork = async (dryRun: boolean, deps: WorkDeps): Promise<Assigned> =>
  oneByOne(async () => {
    const rules = deps.settings().assignment_rules
    if (rules.rules.length === 0) throw new Fault('work.no_rules')
    return told(assign(await unassignedNow(deps), rules, await loadsNow(deps)), dryRun, deps)
  })

/**
 * Gives one contact to one person by name; one that was given before may be given to another.
 * @throws Fault `work.has_owner`, `work.person_unknown`, `work.outside`
 */
export const giveContact = async (contact: string, owner: string, dryRun: boolean, deps: WorkDeps): Promise<Assigned> =>
  oneByOne(async () => {
    await demandWithin({ contact_id: contact, customer_id: null }, deps)
    const [row] = await deps.query(`select c.owner from contact c where c.contact_id = ${quote(contact)}`)
    const own = text(row?.['owner'])
    if (own !== null) throw new Fault('work.has_owner', { contact, owner: own })
    return told([{ contact_id: contact, owner, rule: null, reason: 'given' }], dryRun, deps)
  })
