import { holidayTest } from '#core/calendar/holidays.ts'
import { Fault } from '#core/fault.ts'
import type { Mailer } from '#core/mail.ts'
import { oneAtATime } from '#core/one-at-a-time.ts'
import { composePulseMail, remindsFrom } from '#core/pulse/pulse-mail.ts'
import type { Employee, ListedRound, MailTurn, Round } from '#core/pulse/round.ts'
import { shuffled } from '#core/pulse/shuffled.ts'
import { isOpen } from '#core/surveys/opening.ts'
import { serverOf } from '../mail/mail-server.ts'
import { publicUrl } from '../surveys/public-url.ts'
import type { PulseMailDeps } from './dependencies.ts'
import { listed, roundOf, tokensOf } from './rounds.ts'

type Reached = Employee & { readonly email: string }

/** Those asked who have an address. */
const reachedBy = (round: Round, { pulse }: Pick<PulseMailDeps, 'pulse'>): readonly Reached[] => {
  const asked = new Set(pulse.asked(round.id).map(({ person }) => person))
  return pulse.people().filter((person): person is Reached => asked.has(person.id) && person.email !== null)
}

const mailFor = (round: Round, person: Pick<Employee, 'language'>, link: string, turn: MailTurn, deps: PulseMailDeps) =>
  composePulseMail({
    organisation: deps.settings().organisation,
    language: person.language,
    link,
    closesOn: round.closes_on,
    reminds: turn === 'reminder',
  })

export type MailPlan = ListedRound & {
  readonly recipients: number
  readonly without_address: number
  /** The mail as somebody gets it, without a link. */
  readonly sample: { readonly subject: string; readonly text: string }
}

/**
 * Lets the running server send a round’s links by mail, and one reminder to everybody at half time.
 * @param dryRun only says to how many, and what
 * @throws Fault `pulse.not_open`, `pulse.mail_off`, `pulse.nobody_by_mail`, `mail.no_server`
 */
export const sendByMail = (id: string, dryRun: boolean, deps: PulseMailDeps): MailPlan => {
  const round = roundOf(id, deps)
  if (round.state !== 'open') throw new Fault('pulse.not_open', { opened_on: round.opened_on })
  const people = reachedBy(round, deps)
  if (people.length === 0) throw new Fault('pulse.nobody_by_mail')
  if (!dryRun) {
    serverOf(deps)
    if (!deps.surveys.sending().on) throw new Fault('pulse.mail_off')
    deps.pulse.put({ ...round, by_mail: true })
  }
  const { subject, text } = mailFor(round, { language: deps.language }, `${publicUrl(deps)}/p/…`, 'first', deps)
  return {
    ...listed({ ...round, by_mail: round.by_mail || !dryRun }),
    recipients: people.length,
    without_address: round.plan.asked - people.length,
    sample: { subject, text },
  }
}

/** What is to go out of a round today: its links to whoever has not got them, at half time the reminder. */
const dueOf = (round: Round, deps: PulseMailDeps): readonly { readonly person: Reached; readonly turn: MailTurn }[] => {
  const people = shuffled(reachedBy(round, deps), deps.below)
  const first = deps.pulse.mailed(round.id, 'first')
  const unsent = people.filter(({ id }) => !first.has(id)).map((person) => ({ person, turn: 'first' as const }))
  const from = remindsFrom(round.opened_on, round.closes_on)
  if (unsent.length > 0 || from === null || deps.today() < from) return unsent
  const reminded = deps.pulse.mailed(round.id, 'reminder')
  return people.filter(({ id }) => !reminded.has(id)).map((person) => ({ person, turn: 'reminder' as const }))
}

/** Hands one mail over, noted beforehand: after a kill it may have been sent and is never sent again. */
const handOver = async (
  round: Round,
  { person, turn }: { readonly person: Reached; readonly turn: MailTurn },
  mailer: Mailer,
  deps: PulseMailDeps,
): Promise<string | null> => {
  const link = `${publicUrl(deps)}/p/${tokensOf(round.id, deps)(person.id)}`
  if (!deps.pulse.claimMail(round.id, turn, person.id)) return null
  const delivery = await mailer.send({ to: person.email, ...mailFor(round, person, link, turn, deps) })
  const isAboutUs = delivery.outcome === 'unsent' || (delivery.outcome === 'refused' && delivery.at === 'sender')
  if (!isAboutUs) return null
  deps.pulse.dropMail(round.id, turn, person.id)
  return delivery.outcome === 'unsent' ? delivery.detail : delivery.response
}

const oneByOne = oneAtATime()

/**
 * What the running server does every minute: within the hours of surveys, one mail after the other.
 * @throws Fault `pulse.mail_stopped` where the mail server takes none
 */
export const sendPulseMail = (deps: PulseMailDeps, signal: AbortSignal): Promise<number> =>
  oneByOne(async () => {
    const { on, hours } = deps.surveys.sending()
    const round = deps.pulse.rounds().find(({ state, by_mail }) => state === 'open' && by_mail)
    if (!on || !round || deps.today() > round.closes_on) return 0
    const isHoliday = holidayTest(deps.settings().holidays)
    const wall = deps.wall()
    if (isHoliday(wall.slice(0, 10)) || !isOpen(wall, { hours, holidays: new Set() })) return 0
    const due = dueOf(round, deps)
    if (due.length === 0) return 0
    const mailer = await deps.openMailer(serverOf(deps))
    let sent = 0
    try {
      for (const each of due) {
        if (signal.aborted || deps.pulse.round(round.id)?.state !== 'open') break
        const stopped = await handOver(round, each, mailer, deps)
        if (stopped !== null) throw new Fault('pulse.mail_stopped', { detail: stopped })
        sent++
      }
    } finally {
      await mailer.close()
    }
    return sent
  })
