/** Who is given a contact that nobody has. Pure: the same contacts, rules and loads give the same answer, in any order. */

export type AssignmentRule = {
  /** A contact meets a rule that says nothing of what it is. */
  readonly sources?: readonly string[]
  readonly locations?: readonly string[]
  readonly product_lines?: readonly string[]
  /** Names rows carry as owner, in turn. */
  readonly reps: readonly string[]
}

export type AssignmentRules = {
  /** Tried in order; a contact goes to the first whose people have room. */
  readonly rules: readonly AssignmentRule[]
  /** Most contacts one person gets in a day; null: no limit. */
  readonly daily_cap: number | null
}

export const noRules: AssignmentRules = { rules: [], daily_cap: null }

export type Unassigned = {
  readonly contact_id: string
  readonly received_at: string
  readonly source: string | null
  readonly location_id: string | null
  readonly product_line: string | null
}

export type Load = {
  readonly rep: string
  /** Contacts got today. */
  readonly today: number
  /** When the last one was given, as a text that sorts; null: never. */
  readonly last: string | null
  /** Gets none: has left. */
  readonly away?: boolean
}

export type Decision = {
  readonly contact_id: string
  readonly owner: string | null
  /** Place of the rule, from 1; null where none fits. */
  readonly rule: number | null
  readonly reason: 'given' | 'no_rule' | 'cap_reached' | 'all_away'
}

const meets = (asked: readonly string[] | undefined, value: string | null): boolean =>
  asked === undefined || asked.length === 0 || (value !== null && asked.includes(value))

/** Whether a rule speaks of a contact. */
export const fits = (rule: AssignmentRule, contact: Unassigned): boolean =>
  meets(rule.sources, contact.source) &&
  meets(rule.locations, contact.location_id) &&
  meets(rule.product_lines, contact.product_line)

const oldestFirst = (a: Unassigned, b: Unassigned): number =>
  a.received_at < b.received_at
    ? -1
    : a.received_at > b.received_at
      ? 1
      : a.contact_id < b.contact_id
        ? -1
        : a.contact_id > b.contact_id
          ? 1
          : 0

type Turn = { today: number; last: string | null; place: number; away: boolean }

/**
 * Round robin: of a rule’s people who are there and have room, whoever was given one longest ago is next; of those
 * never given any, the first named. What fits no rule, or whose people are full, stays with nobody and says so.
 */
export const assign = (
  contacts: readonly Unassigned[],
  { rules, daily_cap }: AssignmentRules,
  loads: readonly Load[],
): readonly Decision[] => {
  const turns = new Map<string, Turn>(
    loads.map(({ rep, today, last, away }) => [rep, { today, last, place: 0, away: away === true }]),
  )
  const turnOf = (rep: string): Turn => {
    const known = turns.get(rep) ?? { today: 0, last: null, place: 0, away: false }
    turns.set(rep, known)
    return known
  }
  const isBefore = (a: Turn, b: Turn): boolean =>
    a.place !== b.place ? a.place < b.place : (a.last ?? '') < (b.last ?? '')
  let given = 0
  return [...contacts].sort(oldestFirst).map((contact): Decision => {
    const fitting = rules.flatMap((rule, at) => (fits(rule, contact) ? [{ rule, at: at + 1 }] : []))
    let isFull = false
    for (const { rule, at } of fitting) {
      const there = rule.reps.filter((rep) => !turnOf(rep).away)
      const free = there.filter((rep) => daily_cap === null || turnOf(rep).today < daily_cap)
      if (there.length > 0 && free.length === 0) isFull = true
      const next = free.reduce<string | null>(
        (best, rep) => (best === null || isBefore(turnOf(rep), turnOf(best)) ? rep : best),
        null,
      )
      if (next === null) continue
      const turn = turnOf(next)
      given += 1
      turn.today += 1
      turn.place = given
      return { contact_id: contact.contact_id, owner: next, rule: at, reason: 'given' }
    }
    const [first] = fitting
    const reason = !first ? 'no_rule' : isFull ? 'cap_reached' : 'all_away'
    return { contact_id: contact.contact_id, owner: null, rule: first?.at ?? null, reason }
  })
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= 200

const isTexts = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length <= 500 && value.every(isText))

const ruleFields = ['sources', 'locations', 'product_lines', 'reps']

/** Whether a value is a set of rules, each with somebody to give to. */
export const isAssignmentRules = (value: unknown): value is AssignmentRules => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { rules, daily_cap: cap, ...rest } = value as Readonly<Record<string, unknown>>
  if (Object.keys(rest).length > 0 || !Array.isArray(rules) || rules.length > 100) return false
  if (cap !== null && !(Number.isInteger(cap) && (cap as number) >= 1 && (cap as number) <= 10_000)) return false
  return rules.every((rule: unknown) => {
    if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return false
    const fields = rule as Readonly<Record<string, unknown>>
    return (
      Object.keys(fields).every((name) => ruleFields.includes(name)) &&
      Object.values(fields).every(isTexts) &&
      Array.isArray(fields['reps']) &&
      fields['reps'].length > 0 &&
      new Set(fields['reps']).size === fields['reps'].length
    )
  })
}
