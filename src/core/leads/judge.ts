import { addressIn } from '../mail.ts'
import type { GivenLead, HoldReason } from './lead.ts'

/** How a lead came, as far as that tells a person from a program. */
export type Arrival = {
  /** A field no person sees was filled in. */
  readonly trapped: boolean
  /** Seconds from the page to its sending; null where that cannot be told. Not looked at for other systems. */
  readonly seconds: number | null | 'not_asked'
  /** Leads of the last hour from the same network, this one included. */
  readonly fromNetwork: number
}

/** Nobody reads a page and types a number in less. */
export const leastSeconds = 3
/** A family or an office shares one network; a campaign of spam sends more. */
export const mostFromNetwork = 5

const links = /(https?:\/\/|www\.|\[url)/gi
const markup = /<\/?[a-z][^>]*>/i

/** A number as it is called within the country: digits alone, without the prefix of Vietnam. Null where too short. */
export const plainPhone = (phone: string | null): string | null => {
  const digits = (phone ?? '').replaceAll(/\D/g, '')
  const national = digits.replace(/^(00)?84(?=\d{9,10}$)/, '').replace(/^0/, '')
  return national.length >= 8 && national.length <= 14 && !/^(\d)\1+$/.test(national) ? national : null
}

/** An address as mail reads it; null where it is none. */
export const plainEmail = (email: string | null): string | null => addressIn(email ?? '')

/** Fields without which nobody can be called back. */
export const missingIn = ({ name, phone, email }: GivenLead): readonly ('name' | 'phone' | 'email')[] => [
  ...(name === null ? (['name'] as const) : []),
  ...(phone === null && email === null ? (['phone'] as const) : []),
  // An address somebody mistyped is asked for again while they are still here.
  ...(email !== null && plainEmail(email) === null ? (['email'] as const) : []),
]

/** Why somebody should look at a lead first; none of it loses the lead. */
export const holdReasonsOf = (lead: GivenLead, arrival: Arrival): readonly HoldReason[] => {
  const { name, note, phone, email } = lead
  const inNote = note?.match(links)?.length ?? 0
  const { seconds } = arrival
  const found: readonly (readonly [HoldReason, boolean])[] = [
    ['trap', arrival.trapped],
    ['fast', seconds !== 'not_asked' && (seconds === null || seconds < leastSeconds)],
    ['links', inNote >= 2 || (name?.match(links)?.length ?? 0) > 0],
    ['markup', markup.test(`${name ?? ''} ${note ?? ''}`)],
    ['phone', phone !== null && plainPhone(phone) === null && plainEmail(email) === null],
    ['network', arrival.fromNetwork > mostFromNetwork],
    ['no_details', name === null || (phone === null && email === null)],
  ]
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []))
}
