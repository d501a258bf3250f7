import { Fault } from '#core/fault.ts'
import { fold } from '#core/fold.ts'
import { oneAtATime } from '#core/one-at-a-time.ts'
import { shownComments } from '#core/pulse/comments.ts'
import { type PulseRow, releaseQuestion } from '#core/pulse/plan-release.ts'
import type { Released } from '#core/pulse/released.ts'
import type { Gathered, ListedRound, Round } from '#core/pulse/round.ts'
import { shuffled } from '#core/pulse/shuffled.ts'
import type { PulseDeps } from './dependencies.ts'
import { listed, roundOf } from './rounds.ts'

/** Name of the import a round becomes, by which it is known again after a break. */
export const fileOf = (round: string): string => `pulse-round-${round}`

/** Share of those asked who answered: in steps of 5 % and never all, from as many answers on as any number needs. */
export const toldParticipation = (answered: number, asked: number, floor: number): number | null =>
  answered < floor || asked === 0 ? null : Math.min(0.95, Math.round((answered / asked) * 20) / 20)

/** Lists name places as people do; rows carry their id. A place nobody has heard of keeps what it is called. */
const placeIds = async ({ query }: PulseDeps): Promise<(unit: string | null) => string | null> => {
  const places = await query('select location_id, name from location')
  const ids = new Set(places.map((place) => String(place['location_id'])))
  const byName = new Map(places.map((place) => [fold(String(place['name'])), String(place['location_id'])]))
  return (unit) => (unit === null || ids.has(unit) ? unit : (byName.get(fold(unit)) ?? unit))
}

const imported = async (
  round: Round,
  rows: readonly (PulseRow & { readonly answer_id: string; readonly answered_on: string })[],
  deps: PulseDeps,
) => {
  const standing = deps.batches().findLast(({ file }) => file.startsWith(fileOf(round.id)))
  if (standing) return standing.import_id
  if (rows.length === 0) return null
  const idOf = await placeIds(deps)
  const placed = rows.map((row) => ({ ...row, location_id: idOf(row.location_id) }))
  const { import_id, counts } = await deps.importRows('pulse_answer', placed, fileOf(round.id))
  if (counts.loaded + counts.updated !== rows.length)
    throw new Error(`${rows.length} answers, ${JSON.stringify(counts)}`)
  return import_id
}

const tell = async (round: Round, gathered: Gathered, deps: PulseDeps): Promise<Round> => {
  const { pulse, today, below, randomId } = deps
  const asked = pulse.asked(round.id)
  const earlier = pulse.rounds().flatMap(({ released }) => released?.known ?? [])
  const parts = round.questions.map((question) => releaseQuestion(question, round, gathered.ballots, asked, earlier))
  const on = today()
  const rows = shuffled(
    parts.flatMap((part) => part.rows),
    below,
  ).map((row) => ({ answer_id: randomId(), answered_on: on, ...row }))
  const names = pulse.people().map(({ name }) => name)
  const comments = shownComments(gathered.comments, names)
  const released: Released = {
    on,
    questions: parts.map(({ told }) => told),
    comments: comments && shuffled(comments, below),
    participation: toldParticipation(gathered.spent.length, round.plan.asked, round.plan.floor),
    import_id: await imported(round, rows, deps),
    known: parts.flatMap(({ known }) => known),
  }
  return { ...round, state: 'released', released }
}

/** Of two releases of one round the second finds the first. */
const oneByOne = oneAtATime()

/**
 * Tells what a closed round has gathered, once and for everybody alike; then what was gathered is destroyed. After a
 * break in the midst it goes on where it stood: the answers that became an import stay the ones told.
 * @throws Fault `pulse.not_closed`, `pulse.secret_gone`, `pulse.box_damaged`
 */
export const releaseRound = (id: string, deps: PulseDeps): Promise<ListedRound> =>
  oneByOne(async () => {
    const round = roundOf(id, deps)
    if (round.state === 'open') throw new Fault('pulse.not_closed', { closes_on: round.closes_on })
    if (round.state === 'released') {
      // A break may have come between telling and destroying.
      deps.boxes.forget(id)
      return listed(round)
    }
    const released = await tell(round, deps.boxes.read(id), deps)
    deps.pulse.put(released)
    deps.boxes.forget(id)
    return listed(released)
  })
