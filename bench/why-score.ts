import { searchSegments } from '#core/explain/search.ts'
import { median } from './figures.ts'
import { elementOf, type Planted } from './why-generators.ts'

export const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

/** Pooled F1 over exactly matching elements, and the line that tells it with times. */
export const score = (cases: Iterable<Planted>): { f1: number; line: string } => {
  let [right, named, planted, exact, count] = [0, 0, 0, 0, 0]
  const times: number[] = []
  for (const { search, truth } of cases) {
    const start = performance.now()
    const { reasons } = searchSegments(search)
    times.push(performance.now() - start)
    const wanted = new Set(truth)
    const found = reasons.map(({ where }) => elementOf(where))
    const hits = found.filter((element) => wanted.has(element)).length
    right += hits
    named += found.length
    planted += wanted.size
    if (hits === wanted.size && hits === found.length) exact++
    count++
  }
  const f1 = (2 * right) / (named + planted)
  const [typical, worst] = [median(times), Math.max(...times)]
  return {
    f1,
    line: `F1 ${f1.toFixed(3)}, precision ${(right / Math.max(1, named)).toFixed(3)}, recall ${(right / planted).toFixed(3)}, exact ${percent(exact, count)}, ${count} cases, ${typical.toFixed(0)} ms (at most ${worst.toFixed(0)})`,
  }
}
