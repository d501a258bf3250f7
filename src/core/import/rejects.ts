/** Columns that a file of refused rows carries after the original ones. */
export const rejectsHeaders = ['line', 'column', 'value', 'code', 'sentence', 'numbers'] as const

/**
 * Whether headers end in those of a file of refused rows: from which on they are ours, and the column with the row
 * numbers of the original file. Such a file is read as the original one, whatever it says in our columns.
 */
export const rejectsColumns = (
  headers: readonly string[],
): { readonly from: number; readonly numbers: string } | null => {
  const from = headers.length - rejectsHeaders.length
  if (from < 1 || !rejectsHeaders.every((header, i) => headers[from + i] === header)) return null
  return { from, numbers: `c${headers.length}` }
}
