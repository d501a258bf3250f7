import { onsets, rhymes } from './syllables.data.ts'

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
const stopped = /(?:c|ch|p|t)$/
// One class, so that no text can make the search go back over itself.
const word = /[^\s!-/:-@[-`{-~]+/g
const beyondAscii = /[^\0-\x7f]/

const known = new Set<string>()
for (const onset of onsets) for (const rhyme of rhymes) known.add(onset + rhyme)

/** Whether a word is a possible syllable of Vietnamese: known onset and rhyme, one tone at most, a tone it can bear. */
export const isSyllable = (text: string): boolean => {
  const apart = text.toLowerCase().normalize('NFD')
  const marks = apart.match(tones) ?? []
  if (marks.length > 1) return false
  const base = apart.replace(tones, '').normalize('NFC')
  if (!known.has(base)) return false
  const tone = marks[0]
  return !stopped.test(base) || tone === undefined || tone === '\u0301' || tone === '\u0323'
}

export type Evidence = {
  /** Words with a letter outside ASCII, and how many of them are Vietnamese syllables. */
  readonly words: number
  readonly good: number
  readonly example: string | null
}

/** How far a text reads as Vietnamese, judged on the words that an encoding can spoil. */
export const evidenceOf = (text: string): Evidence => {
  let words = 0
  let good = 0
  let example: string | null = null
  for (const [found] of text.matchAll(word)) {
    if (!beyondAscii.test(found)) continue
    words++
    if (!isSyllable(found)) continue
    good++
    if (example === null || (found.length > example.length && example.length < 5)) example = found.normalize('NFC')
    if (words > 20_000) break
  }
  return { words, good, example }
}
