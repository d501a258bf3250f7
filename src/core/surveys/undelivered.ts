import { addDays } from '../calendar/day.ts'
import type { MailboxState } from './invitation.ts'

/** What a server's refusal, at once or by a message later, means for the address it is about. */
export type Verdict =
  /** There is no such mailbox: nothing is sent there any more. */
  | 'stop'
  /** Full or not ready: tried again later, a few times. */
  | 'soft'
  /** The server does not want our mail: our matter, not the address’s. */
  | 'pause_domain'
  /** Something about this one message; nothing follows for the address. */
  | 'none'

/** Codes of an address or a domain there is none of (RFC 3463). */
const gone = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.4.4'])
const full = new Set(['5.2.2', '4.2.2', '5.2.1', '4.2.1'])

/**
 * @param status enhanced code, such as `5.1.1`; null where a server gives none
 * @param response what it said, beginning with its plain code where it has one
 */
export const verdictOf = (status: string | null, response: string, permanent: boolean): Verdict => {
  if (status !== null) {
    if (gone.has(status)) return 'stop'
    if (full.has(status)) return 'soft'
    if (/^[45]\.7\./.test(status)) return permanent ? 'pause_domain' : 'soft'
    return permanent ? 'none' : 'soft'
  }
  if (!permanent) return 'soft'
  if (/^55[013]\b/.test(response) && /user|mailbox|recipient|address|account|unknown|exist/i.test(response))
    return /spam|block|reject(ed)? (by|due)|policy|reputation|blacklist|denied/i.test(response)
      ? 'pause_domain'
      : 'stop'
  return /spam|block|policy|reputation|blacklist|denied/i.test(response) ? 'pause_domain' : 'none'
}

/** Times in so many days a mailbox may be full before it is left alone. */
const [mostSoft, softDays] = [3, 30]
/** Hours until it is tried again, by how often it was not ready. */
const patience = [1, 6, 24]

/** `2026-11-18T11:40:00` and so many hours. */
export const addHours = (wall: string, hours: number): string =>
  new Date(Date.parse(`${wall}Z`) + hours * 3_600_000).toISOString().slice(0, 19)

/** What is known of a mailbox after a refusal. */
export const afterRefusal = (
  mailbox: string,
  before: MailboxState | null,
  verdict: Verdict,
  status: string | null,
  wall: string,
): MailboxState | null => {
  const known: MailboxState = before ?? { mailbox, stopped_at: null, status: null, soft: [], put_off_until: null }
  if (verdict === 'stop') return { ...known, stopped_at: known.stopped_at ?? wall, status }
  if (verdict !== 'soft') return null
  const since = addDays(wall.slice(0, 10), -softDays)
  const soft = [...known.soft.filter((day) => day.slice(0, 10) > since), wall]
  const stopped = soft.length >= mostSoft && new Set(soft.map((each) => each.slice(0, 10))).size >= mostSoft
  return {
    ...known,
    soft,
    status,
    stopped_at: stopped ? wall : known.stopped_at,
    put_off_until: addHours(wall, patience[Math.min(soft.length, patience.length) - 1]!),
  }
}

/** Hours nothing is sent to a domain whose server refused us. */
export const domainPauseHours = 24
