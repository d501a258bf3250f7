import { countWithin } from './count-within.ts'

/** What is remembered for some minutes, in memory alone, to tell machines from people. */
export type Watch = {
  /** A link there is none of was tried from that network. */
  readonly unknown: (network: string) => void
  readonly isHeld: (network: string) => boolean
  /** A link of a mail was followed, by which of its numbers. */
  readonly followed: (token: string, score: string | undefined) => void
  /** Several numbers of one mail were followed in moments, as what looks for evil in mails does. */
  readonly isBurst: (token: string) => boolean
  /** Counts an answer at a public code; false where too many came from one network, or at one code. */
  readonly mayAnswer: (network: string, code: string) => boolean
}

const minute = 60_000
/** Unknown links of one network in a minute; answers at public codes in ten: of a network, which may be a whole shop’s, and of a code. */
const most = { unknown: 30, network: 60, code: 600 } as const
/** Numbers followed within so many milliseconds that make a burst, and for how long it is one. */
const burst = { numbers: 3, within: 10_000, lasts: minute } as const
/** Links remembered; far more than people follow in a minute. */
const mostLinks = 20_000

/** @param time milliseconds */
export const openWatch = (time: () => number): Watch => {
  const tried = countWithin(time, minute)
  const answered = countWithin(time, 10 * minute)
  const links = new Map<string, { readonly at: number; readonly scores: Set<string>; burstAt: number | null }>()
  return {
    unknown: (network) => void tried.add(network),
    isHeld: (network) => tried.of(network) >= most.unknown,
    followed: (token, score) => {
      if (score === undefined) return
      const now = time()
      const known = links.get(token)
      const link =
        known && (now - known.at < burst.within || known.burstAt !== null)
          ? known
          : { at: now, scores: new Set<string>(), burstAt: null }
      link.scores.add(score)
      // A number no mail offers to people.
      if (link.scores.size >= burst.numbers || score === 'all') link.burstAt = now
      if (links.size >= mostLinks) links.clear()
      links.set(token, link)
    },
    isBurst: (token) => {
      const found = links.get(token)?.burstAt ?? null
      return found !== null && time() - found < burst.lasts
    },
    mayAnswer: (network, code) =>
      answered.add(`network\n${network}`) <= most.network && answered.add(`code\n${code}`) <= most.code,
  }
}
