/** Comments from which on any is shown. */
export const commentFloor = 10

const address = /[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;]+/gu
const phone = /(?<![\d])(?:\+?84|0)(?:[\s.-]?\d){8,10}(?!\d)/gu

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whole names, and the last two words of longer ones, as people are called by them in writing. */
const spoken = (name: string): readonly string[] => {
  const words = name.trim().split(/\s+/)
  return words.length > 2 ? [words.join(' '), words.slice(-2).join(' ')] : words.length === 2 ? [words.join(' ')] : []
}

/** Takes addresses, phone numbers and the names of people on the list out of a comment. */
export const withoutPersons = (comment: string, names: readonly string[]): string => {
  const texts = names.flatMap(spoken).toSorted((a, b) => b.length - a.length)
  const without = comment.normalize('NFC').replaceAll(address, '…').replaceAll(phone, '…')
  return texts.reduce(
    (text, name) => text.replaceAll(new RegExp(`(?<!\\p{L})${escaped(name.normalize('NFC'))}(?!\\p{L})`, 'giu'), '…'),
    without,
  )
}

/** Comments as they are shown: none where there are few. */
export const shownComments = (comments: readonly string[], names: readonly string[]): readonly string[] | null =>
  comments.length < commentFloor ? null : comments.map((comment) => withoutPersons(comment, names))
