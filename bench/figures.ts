/** Middle value of at least five runs; the first, which warms caches, is thrown away. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds of each of `runs` runs after one warm-up. */
export const timed = async (runs: number, work: () => Promise<unknown>): Promise<number[]> => {
  await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}
