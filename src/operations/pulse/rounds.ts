import { addDays, daysFrom } from '#core/calendar/day.ts'
import { Fault } from '#core/fault.ts'
import { askedOn, fewestAsked, freezePlan, pulseFloor } from '#core/pulse/freeze-plan.ts'
import { type Question, questionsFor, type RoundKind, usualDays } from '#core/pulse/questions.ts'
import type { HandedLink, ListedRound, Round } from '#core/pulse/round.ts'
import { shuffled } from '#core/pulse/shuffled.ts'
import { publicUrl } from '../surveys/public-url.ts'
import type { PulseDeps } from './dependencies.ts'

export const listed = ({ released, ...round }: Round): ListedRound => ({
  ...round,
  released_on: released?.on ?? null,
  participation: released?.participation ?? null,
})

export const listRounds = ({ pulse }: PulseDeps): { readonly rounds: readonly ListedRound[] } => ({
  rounds: pulse.rounds().map(listed),
})

/** @throws Fault `pulse.round_unknown` */
export const roundOf = (id: string, { pulse }: Pick<PulseDeps, 'pulse'>): Round => {
  const round = pulse.round(id)
  if (!round) throw new Fault('pulse.round_unknown', { round: id.slice(0, 60) })
  return round
}

/** Longest a round stays open. */
const mostDays = 60

const endOf = (closesOn: string | undefined, kind: RoundKind, today: string): string => {
  if (closesOn === undefined || closesOn === '') return addDays(today, usualDays[kind])
  const days =
    /^\d{4}-\d{2}-\d{2}$/.test(closesOn) && addDays(closesOn, 0) === closesOn ? daysFrom(today, closesOn) : -1
  if (days < 1 || days > mostDays) throw new Fault('pulse.closes_unfit', { closes_on: closesOn, today, days: mostDays })
  return closesOn
}

const kindOf = (text: string | undefined): RoundKind => {
  if (text === undefined || text === '' || text === 'whole') return 'whole'
  if (text === 'short') return text
  throw new Fault('pulse.kind_unknown', { kind: text.slice(0, 60) })
}

/**
 * Opens a round: what it asks, whom, and which units will be told about are settled here and change no more.
 * @throws Fault `pulse.still_open`, `pulse.too_few_people`, `pulse.closes_unfit`, `pulse.kind_unknown`
 */
export const openRound = (
  given: { readonly kind?: string | undefined; readonly closesOn?: string | undefined },
  deps: PulseDeps,
): ListedRound => {
  const { pulse, boxes, today, settings, randomId, digestOf } = deps
  const kind = kindOf(given.kind)
  const closes_on = endOf(given.closesOn, kind, today())
  const rounds = pulse.rounds()
  const open = rounds.find(({ state }) => state !== 'released')
  // Two rounds at once could be subtracted from each other before either is told.
  if (open) throw new Fault('pulse.still_open', { opened_on: open.opened_on })
  const people = askedOn(pulse.people(), today())
  if (people.length < fewestAsked)
    throw new Fault('pulse.too_few_people', { people: people.length, fewest: fewestAsked })
  const { plan, cellOf } = freezePlan(people, Math.max(pulseFloor, settings().anonymity_floor))
  const before: (readonly Question[])[] = rounds.map(({ questions }) => questions).reverse()
  const round: Round = {
    id: randomId(),
    number: rounds.length + 1,
    kind,
    questions: questionsFor(kind, before),
    comment: kind === 'whole',
    opened_on: today(),
    closes_on,
    state: 'open',
    plan,
    links_given: false,
    by_mail: false,
    released: null,
  }
  boxes.prepare(round.id)
  pulse.open(
    round,
    shuffled(people, deps.below).map((person) => ({
      person: person.id,
      cell: cellOf(person),
      language: person.language,
      sha256: digestOf(boxes.token(round.id, person.id)),
    })),
  )
  return listed(round)
}

/** Ends answering; closed twice it stays so. */
export const closeRound = (id: string, deps: PulseDeps): ListedRound => {
  const round = roundOf(id, deps)
  if (round.state !== 'open') return listed(round)
  const closed: Round = { ...round, state: 'closed' }
  deps.pulse.close(closed)
  return listed(closed)
}

/** Closes rounds whose last day is over. */
export const closeOverdue = (deps: Pick<PulseDeps, 'pulse' | 'today'>): void => {
  for (const round of deps.pulse.rounds())
    if (round.state === 'open' && round.closes_on < deps.today()) deps.pulse.close({ ...round, state: 'closed' })
}

/** Secrets of the links of a round, by person. @throws Fault `pulse.secret_gone` */
export const tokensOf =
  (round: string, { boxes, pulse, digestOf }: Pick<PulseDeps, 'boxes' | 'pulse' | 'digestOf'>) =>
  (person: string): string => {
    const made = boxes.token(round, person)
    // After a backup was brought back the secret is another one, which leads nowhere.
    if (!pulse.link(digestOf(made))) throw new Fault('pulse.secret_gone')
    return made
  }

/**
 * Everybody’s link, once: whoever has a link can answer with it, though not find out whether it was used.
 * @throws Fault `pulse.not_open`, `pulse.links_given`, `pulse.secret_gone`
 */
export const handOutLinks = (id: string, deps: PulseDeps): { readonly links: readonly HandedLink[] } => {
  const round = roundOf(id, deps)
  if (round.state !== 'open') throw new Fault('pulse.not_open', { opened_on: round.opened_on })
  if (round.links_given) throw new Fault('pulse.links_given')
  const token = tokensOf(id, deps)
  const asked = new Set(deps.pulse.asked(id).map(({ person }) => person))
  const links = deps.pulse
    .people()
    .filter((person) => asked.has(person.id))
    .map(({ id: person, name, team }) => ({ name, team, link: `${publicUrl(deps)}/p/${token(person)}` }))
  deps.pulse.put({ ...round, links_given: true })
  return { links }
}
