import { fold } from '../fold.ts'

/** Edits (insert, delete, replace) that turn one text into the other. */
const distance = (a: string, b: string): number => {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    before = row
  }
  return before[b.length]!
}

const compact = (text: string): string => fold(text.slice(0, 200)).replace(/[^a-z0-9]+/g, '')

/**
 * The few candidates most like a text, likest first; those that share little with it are left out. Spaces,
 * underscores, case and diacritics do not count.
 */
export const nearest = (text: string, candidates: readonly string[], most = 3): readonly string[] => {
  const wanted = compact(text)
  return candidates
    .map((candidate) => {
      const form = compact(candidate)
      const longest = Math.max(wanted.length, form.length, 1)
      const within = form !== '' && wanted !== '' && (form.includes(wanted) || wanted.includes(form))
      return { candidate, score: within ? 0.2 : distance(wanted, form) / longest }
    })
    .filter((entry) => entry.score <= 0.55)
    .sort((a, b) => a.score - b.score)
    .slice(0, most)
    .map((entry) => entry.candidate)
}
