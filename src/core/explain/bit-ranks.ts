/** Different numbers found in order: each has a rank from 0 on. A bit per possible number, and counts of those before. */
export type Ranks = {
  readonly count: number
  readonly rankOf: (key: number) => number
  /** All of them, from the least on. */
  readonly keys: () => Float64Array | Int32Array
}

type Keys = ArrayLike<number>

const bitsIn = (word: number): number => {
  let n = word - ((word >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Possible numbers per number given, up to which bits take less room than the numbers themselves. */
const bitsPerKey = 64
const fewBits = 2 ** 20
const mostBits = 2 ** 31

/** Words of marked bits, to be marked one by one and then counted. */
export const markedBits = (most: number) => {
  const words = new Int32Array(Math.ceil(most / 32) + 1)
  const mark = (key: number): void => {
    words[key >>> 5]! |= 1 << (key & 31)
  }
  const ranks = (): Ranks => {
    const before = new Int32Array(words.length)
    let count = 0
    for (let i = 0; i < words.length; i++) {
      before[i] = count
      count += bitsIn(words[i]!)
    }
    const rankOf = (key: number): number => {
      const word = key >>> 5
      return before[word]! + bitsIn(words[word]! & ((1 << (key & 31)) - 1))
    }
    const keys = (): Int32Array => {
      const found = new Int32Array(count)
      let at = 0
      for (let i = 0; i < words.length; i++)
        for (let word = words[i]!; word !== 0; word &= word - 1) found[at++] = 32 * i + 31 - Math.clz32(word & -word)
      return found
    }
    return { count, rankOf, keys }
  }
  return { mark, ranks }
}

const sortedRanks = (lists: readonly Keys[], all: number): Ranks => {
  const sorted = new Float64Array(all)
  let from = 0
  for (const keys of lists) {
    sorted.set(keys, from)
    from += keys.length
  }
  sorted.sort()
  let count = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[count - 1]) sorted[count++] = sorted[i]!
  const rankOf = (key: number): number => {
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! < key) low = middle + 1
      else high = middle
    }
    return low
  }
  return { count, rankOf, keys: () => sorted.slice(0, count) }
}

/** Ranks of whole numbers from 0 to below `most`. */
export const ranksOf = (lists: readonly Keys[], most: number): Ranks => {
  const all = lists.reduce((sum, keys) => sum + keys.length, 0)
  if (most > Math.min(mostBits, bitsPerKey * all + fewBits)) return sortedRanks(lists, all)
  const { mark, ranks } = markedBits(most)
  for (const keys of lists) for (let i = 0; i < keys.length; i++) mark(keys[i]!)
  return ranks()
}
