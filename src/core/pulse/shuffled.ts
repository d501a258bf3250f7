/** The same items in an order that tells nothing of the one before (Fisher–Yates). @param below a number from 0 to n − 1 by chance */
export const shuffled = <T>(items: readonly T[], below: (n: number) => number): readonly T[] => {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const at = below(i + 1)
    ;[out[i], out[at]] = [out[at]!, out[i]!]
  }
  return out
}
