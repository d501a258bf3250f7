import { answerOf, gather, isEmpty } from '#core/pulse/gather.ts'
import type { OpenedLink } from '#core/pulse/round.ts'
import type { AnswerDeps } from './dependencies.ts'

/** A link that can be answered; null where it is unknown or its round is over, which look the same from outside. */
export const openLink = (token: string, { pulse, digestOf, today }: AnswerDeps): OpenedLink | null => {
  if (!/^[\w-]{22}$/.test(token)) return null
  const link = pulse.link(digestOf(token))
  return link && link.round.state === 'open' && today() <= link.round.closes_on ? link : null
}

/**
 * Takes an answer. The first of a link counts; what follows for another is the same, so that nobody who holds a link
 * finds out whether it was used. Nothing but the round’s box changes.
 * @returns `empty` where nothing was chosen and nothing written: the link then stays unused
 */
export const answerPulse = (
  token: string,
  field: (name: string) => string | undefined,
  deps: AnswerDeps,
): 'unknown' | 'empty' | 'taken' => {
  const link = openLink(token, deps)
  if (!link) return 'unknown'
  const given = answerOf(link.round, field)
  if (isEmpty(given)) return 'empty'
  const { id } = link.round
  const before = deps.boxes.read(id)
  deps.boxes.write(id, gather(before, deps.digestOf(`spent ${token}`), link.cell, given, deps.below))
  return 'taken'
}
