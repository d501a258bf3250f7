import { chiSquareTail } from '../stats/chi-square.ts'
import { codesOf } from './cuboid.ts'
import type { Sums } from './evidence.ts'
import { falseRates } from './fdr.ts'
import type { LeafTable } from './leaf-table.ts'
import type { Prepared } from './prepare.ts'
import { leastMean, type Scan, type Segment } from './scan.ts'
import type { AlsoMoved, Search } from './segment.ts'
import { whereOf } from './where.ts'

/** Expected share of false ones among the listed. */
const falseShare = 0.1
/** Chi-square with a tail of that share: what scores less is listed at no number of tests. */
const leastScore = 2.7
const mostListed = 20

const sums = (
  leaves: LeafTable,
  { dimensions, codes }: Segment,
  search: Search,
  original: Int32Array,
): readonly [observed: number, expected: number] => {
  const columns = dimensions.map((d) => leaves.codes[d]!)
  const [first, code] = [columns[0]!, codes[0]!]
  let [observed, expected] = [0, 0]
  for (let leaf = 0; leaf < leaves.size; leaf++) {
    if (first[leaf] !== code) continue
    let inside = true
    for (let i = 1; inside && i < columns.length; i++) inside = columns[i]![leaf] === codes[i]
    if (!inside) continue
    observed += search.observed[original[leaf]!]!
    expected += search.expected[original[leaf]!]!
  }
  return [observed, expected]
}

/**
 * Segments that moved, false ones at most a tenth of them (Benjamini–Hochberg over every testable segment), strongest
 * first. They overlap: a reason's parts and the wholes around it are among them.
 */
export const alsoMovedIn = (
  { leaves, cuboids, scorer }: Scan,
  search: Search,
  prepared: Prepared,
  all: Sums,
): readonly AlsoMoved[] => {
  const scores: number[] = []
  const cells: (readonly [cuboid: number, cell: number])[] = []
  let tests = 0
  for (const [c, { seen, due, spread, size }] of cuboids.entries())
    for (let cell = 0; cell < size; cell++) {
      if (scorer.mean(seen[cell]!, due[cell]!) < leastMean) continue
      tests++
      const absolute = scorer.absolute(seen[cell]!, due[cell]!, spread[cell]!)
      if (absolute < leastScore) continue
      const score = Math.min(absolute, scorer.relative(seen[cell]!, due[cell]!, spread[cell]!, all))
      if (score < leastScore) continue
      scores.push(score)
      cells.push([c, cell])
    }
  const rates = falseRates(scores.map(chiSquareTail), tests)
  const order = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!)
  const listed = order.slice(0, mostListed).filter((i) => rates[i]! <= falseShare)
  return listed.map((i) => {
    const [c, cell] = cells[i]!
    const cuboid = cuboids[c]!
    const segment = { dimensions: cuboid.dimensions, codes: codesOf(cuboid, leaves, cell) }
    const [observed, expected] = sums(leaves, segment, search, prepared.original)
    return { where: whereOf(leaves, segment), observed, expected, score: scores[i]!, qValue: rates[i]! }
  })
}
