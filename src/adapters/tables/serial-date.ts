/** What a number format shows a number as. */
export type Shown = 'number' | 'day' | 'instant' | 'time' | 'elapsed'

const builtIn = (id: number): Shown => {
  if (id >= 14 && id <= 17) return 'day'
  if (id >= 18 && id <= 21) return 'time'
  if (id === 22) return 'instant'
  if (id === 45 || id === 47) return 'time'
  if (id === 46) return 'elapsed'
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return 'day'
  if ((id >= 32 && id <= 35) || id === 55 || id === 56) return 'time'
  return 'number'
}

/** Whether a number format (ECMA-376 part 1, 18.8.30) shows dates or times. */
export const shownBy = (id: number, code: string | undefined): Shown => {
  if (code === undefined) return builtIn(id)
  const section = code
    .replace(/"[^"]*"?/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .split(';')[0]!
  if (/\[(h+|m+|s+)\]/i.test(section)) return 'elapsed'
  const letters = section.replace(/\[[^\]]*\]/g, '').replace(/s\.0+/gi, 's')
  if (/general|standard/i.test(letters) || /[0#?]/.test(letters) || !/[ymdhs]/i.test(letters)) return 'number'
  const time = /[hs]/i.test(letters.replace(/am\/pm|a\/p/gi, ''))
  const day = /[yd]/i.test(letters) || (!time && /m/i.test(letters))
  if (day) return time ? 'instant' : 'day'
  return 'time'
}

const msOfDay = 86_400_000
const lastSerial = 2_958_466
const pad = (value: number, size = 2): string => String(value).padStart(size, '0')

const clock = (ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  const rest = ms % 1000
  const time = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return rest === 0 ? time : `${time}.${pad(rest, 3)}`
}

/**
 * A spreadsheet's date number as ISO text, without any time zone: days since 1899-12-30 (1904-01-01 where the
 * workbook says so), day 60 being the 29 February 1900 that spreadsheets believe in. Null where it is no date.
 */
export const fromSerial = (serial: number, shown: Shown, epoch1904: boolean): string | null => {
  if (!Number.isFinite(serial) || serial < 0 || serial >= lastSerial || shown === 'number') return null
  const ms = Math.round(serial * msOfDay)
  if (shown === 'elapsed') return clock(ms)
  const day = Math.floor(ms / msOfDay)
  const time = ms % msOfDay
  if (shown === 'time' && day === 0) return clock(time)
  if (!epoch1904 && day === 0 && time > 0) return clock(time)
  const epoch = epoch1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30)
  const iso = !epoch1904 && day === 60 ? '1900-02-29' : new Date(epoch + day * msOfDay).toISOString().slice(0, 10)
  return time === 0 && shown === 'day' ? iso : `${iso}T${clock(time)}`
}
