import type { Note } from '#core/table.ts'

const comma = /^[-+]?(\d{1,3}(\.\d{3})+,\d+|\d+,(\d{1,2}|\d{4,}))$/
const point = /^[-+]?(\d{1,3}(,\d{3})+\.\d+|\d+\.(\d{1,2}|\d{4,}))$/

/** Says which sign the numbers of a text table take for decimals, where a sample of them leaves no doubt. */
export const decimalNote = (headers: readonly string[], sample: readonly (readonly string[])[]): Note | null => {
  const found: { decimal: string; column: string; example: string }[] = []
  for (const [index, column] of headers.entries()) {
    const cells = sample.map((row) => (row[index] ?? '').trim()).filter((cell) => /\d/.test(cell))
    const commas = cells.filter((cell) => comma.test(cell))
    const points = cells.filter((cell) => point.test(cell))
    if (commas.length > 0 && points.length === 0) found.push({ decimal: ',', column, example: commas[0]! })
    if (points.length > 0 && commas.length === 0) found.push({ decimal: '.', column, example: points[0]! })
  }
  const first = found[0]
  if (!first) return null
  const other = found.find((one) => one.decimal !== first.decimal)
  if (other)
    return {
      code: 'decimal.mixed',
      params: {
        column: first.column,
        example: first.example,
        other_column: other.column,
        other_example: other.example,
      },
    }
  return { code: 'decimal.found', params: { ...first } }
}
