import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { Fault } from '#core/fault.ts'
import type { Note } from '#core/table.ts'
import { fromDoubleUtf8, fromTcvnGlyphs, fromVni } from './glyphs.ts'
import { utf16Without } from './kind.ts'
import { type Evidence, evidenceOf } from './vietnamese.ts'

/** How bytes become text: an encoding, then perhaps the mending of text that was misread before it was saved. */
export type Reading = {
  readonly encoding: string
  readonly mend: ((text: string) => string) | null
  readonly notes: readonly Note[]
}

const share = (evidence: Evidence): number => (evidence.words === 0 ? 0 : evidence.good / evidence.words)

const plain = (encoding: string, code: string, params: Note['params'] = {}): Reading => ({
  encoding,
  mend: null,
  notes: [{ code, params: { encoding: shown[encoding] ?? encoding, ...params } }],
})

const shown: Readonly<Record<string, string>> = {
  utf8: 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'utf-32le': 'UTF-32 LE',
  'windows-1258': 'windows-1258',
  'windows-1252': 'windows-1252',
  tcvn: 'TCVN 5712 (ABC)',
  vni: 'VNI',
}

const twice = (text: string): string => fromDoubleUtf8(fromDoubleUtf8(text))

/** Text that is UTF-8 by its bytes but was misread once before: what it would be if mended, and by how much better. */
const mended = (text: string): Reading | null => {
  const before = evidenceOf(text)
  if (before.words === 0) return null
  const example = (mend: (text: string) => string): Note['params'] => {
    const broken = text.match(/\S+/g)?.find((word) => /[^\0-\x7f]/.test(word) && mend(word) !== word) ?? ''
    return { before: broken.slice(0, 40), after: mend(broken).normalize('NFC').slice(0, 40) }
  }
  const once = fromDoubleUtf8(text)
  if (once !== text) {
    const broken = text.match(/[^\0-\x7f]+/g) ?? []
    const mends = broken.filter((run) => fromDoubleUtf8(run) !== run).length
    if (mends >= broken.length * 0.9) {
      const mend = fromDoubleUtf8(once) === once ? fromDoubleUtf8 : twice
      return { encoding: 'utf8', mend, notes: [{ code: 'encoding.double_utf8', params: example(mend) }] }
    }
  }
  if (before.words < 3 || share(before) > 0.4) return null
  for (const [name, mend] of [
    ['tcvn', fromTcvnGlyphs],
    ['vni', fromVni],
  ] as const) {
    if (share(evidenceOf(mend(text))) < 0.85) continue
    const params = { ...example(mend), encoding: shown[name]! }
    return { encoding: 'utf8', mend, notes: [{ code: 'encoding.font', params }] }
  }
  return null
}

/** Most bytes can be read in any code page; the one in which the words are Vietnamese is the one they were written in. */
const legacy = (bytes: Buffer): Reading => {
  const western = iconv.decode(bytes, 'windows-1252')
  // Listed from what Vietnamese machines write most to least: the first of equals is taken.
  const candidates: readonly (readonly [string, string, string, ((text: string) => string) | null])[] = [
    ['windows-1258', 'windows-1258', iconv.decode(bytes, 'windows-1258'), null],
    ['tcvn', 'tcvn', iconv.decode(bytes, 'tcvn'), null],
    ['vni', 'windows-1252', fromVni(western), fromVni],
  ]
  let best: { name: string; encoding: string; mend: Reading['mend']; evidence: Evidence } | null = null
  for (const [name, encoding, text, mend] of candidates) {
    const evidence = evidenceOf(text)
    if (best === null || share(evidence) > share(best.evidence) + 0.02) best = { name, encoding, mend, evidence }
  }
  const loose = new TextDecoder('utf-8').decode(bytes)
  const lost = (loose.match(/\ufffd/g) ?? []).length
  const kept = (loose.match(/[^\0-\x7f]/g) ?? []).length - lost
  if (kept > lost * 2) return plain('utf8', 'encoding.utf8_damaged', { characters: lost })
  if (best === null || share(best.evidence) < 0.5) return plain('windows-1252', 'encoding.assumed')
  const { words, good, example } = best.evidence
  const params = { encoding: shown[best.name]!, words, good, example: example ?? '' }
  return { encoding: best.encoding, mend: best.mend, notes: [{ code: 'encoding.by_words', params }] }
}

/** Names people and mapping files use → what the decoder knows. */
const named = (encoding: string): Reading => {
  const key = encoding.toLowerCase().replace(/[\s_]+/g, '-')
  const note: Note = { code: 'encoding.given', params: { encoding } }
  if (/^vni/.test(key)) return { encoding: 'windows-1252', mend: fromVni, notes: [note] }
  if (/^(tcvn|vn3|abc)/.test(key)) return { encoding: 'tcvn', mend: null, notes: [note] }
  if (!iconv.encodingExists(key)) throw new Fault('file.encoding_unknown', { encoding })
  return { encoding: key === 'utf-8' ? 'utf8' : key, mend: null, notes: [note] }
}

/**
 * Finds how a text file is to be read, from its first bytes, whether all of it is UTF-8, and pieces of it that
 * hold bytes outside ASCII. Throws Fault `file.encoding_unknown` for a name nobody knows.
 */
export const findEncoding = (facts: {
  readonly head: Buffer
  readonly evidence: Buffer
  readonly ascii: boolean
  readonly utf8: boolean
  readonly given: string | undefined
}): Reading => {
  const { head, evidence } = facts
  if (facts.given !== undefined) return named(facts.given)
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    if (!facts.utf8) return plain('utf8', 'encoding.utf8_damaged', { characters: 1 })
    return mended(evidence.toString('utf8')) ?? plain('utf8', 'encoding.utf8_mark')
  }
  if (head[0] === 0xff && head[1] === 0xfe)
    return plain(head[2] === 0 && head[3] === 0 ? 'utf-32le' : 'utf-16le', 'encoding.mark')
  if (head[0] === 0xfe && head[1] === 0xff) return plain('utf-16be', 'encoding.mark')
  const wide = utf16Without(head)
  if (wide) return plain(wide, 'encoding.zero_bytes')
  if (facts.ascii) return plain('utf8', 'encoding.ascii')
  if (facts.utf8) return mended(evidence.toString('utf8')) ?? plain('utf8', 'encoding.utf8')
  return legacy(evidence)
}

/** Whether the beginning of a text can be UTF-8, a character cut off at its end aside. */
export const isUtf8Start = (head: Buffer): boolean =>
  [0, 1, 2, 3].some((cut) => cut <= head.length && isUtf8(head.subarray(0, head.length - cut)))
