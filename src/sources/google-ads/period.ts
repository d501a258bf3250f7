const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const day = (year: string, month: number, date: string): string | null =>
  month >= 1 && month <= 12 && Number(date) >= 1 && Number(date) <= 31
    ? `${year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`
    : null

/** One date as Google Ads writes it above a report, as an ISO day; null where day and month cannot be told apart. */
const readDay = (text: string): string | null => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso) return day(iso[1]!, Number(iso[2]), iso[3]!)
  const english = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/.exec(text)
  if (english) return day(english[3]!, months.indexOf(english[1]!.toLowerCase()) + 1, english[2]!)
  const dayFirst = /^(\d{1,2}) ([A-Za-z]{3})[a-z]*\.?,? (\d{4})$/.exec(text)
  if (dayFirst) return day(dayFirst[3]!, months.indexOf(dayFirst[2]!.toLowerCase()) + 1, dayFirst[1]!)
  const vietnamese = /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}),?(?: năm)? (\d{4})$/i.exec(text)
  if (vietnamese) return day(vietnamese[3]!, Number(vietnamese[2]), vietnamese[1]!)
  return null
}

/**
 * First and last day of a report from the lines above its header, e.g. `January 1, 2026 - January 31, 2026` or
 * `1 tháng 1, 2026 - 31 tháng 1, 2026`. Null where no line is one date or two.
 */
export const readPeriod = (
  preamble: readonly (readonly string[])[],
): { readonly from: string; readonly to: string } | null => {
  for (const row of preamble) {
    // A date with a comma in it may have been split into cells.
    const line = row.filter(Boolean).join(', ').replace(/\s+/g, ' ').replace(/,\s*,/g, ',').trim()
    const parts = line.split(/\s+[-–—]\s+/).map((part) => readDay(part.trim()))
    const [from, to] = [parts[0], parts.at(-1)]
    if (parts.length <= 2 && from && to && from <= to) return { from, to }
  }
  return null
}
