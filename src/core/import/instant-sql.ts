import { quote } from '../sql.ts'
import { type InstantConvention, isoConvention, isoPattern, offsetPattern } from './instants.ts'

const vietnameseSql = (sql: string): string =>
  `replace(replace(regexp_replace(${sql}, '\\s*,?\\s*(?:[Tt]háng|[Tt]hg\\.?)\\s*([0-9]{1,2})\\s*,?\\s*', '/\\1/'), ' SA', ' AM'), ' CH', ' PM')`

/** The column as a wall-clock timestamp in the organisation's time zone; null where it cannot be read. */
export const instantSql = (sql: string, convention: InstantConvention, timeZone: string): string => {
  const zone = quote(timeZone)
  const finite = `regexp_matches(${sql}, ${quote(isoPattern)})`
  const dashed = `regexp_replace(replace(${sql}, ',', '.'), '^([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})', '\\1-\\2-\\3')`
  const isoWall = `try_cast(${dashed} as timestamp)`
  const isoZoned = `timezone(${zone}, try_cast(regexp_replace(regexp_replace(${dashed}, ' ?UTC$', 'Z'), ' ?([-+][0-9]{2}):?([0-9]{2})?$', '\\1:\\2') as timestamptz))`
  if (convention === isoConvention) return `try_cast(${sql} as timestamp)`
  const numeric = `try_cast(replace(${sql}, ',', '.') as double)`
  if (convention.number) {
    const value = {
      epoch_seconds: `timezone(${zone}, to_timestamp(${numeric}))`,
      epoch_millis: `timezone(${zone}, to_timestamp(${numeric} / 1000))`,
      excel_serial: `timestamp '1899-12-30' + to_microseconds(cast(round(${numeric} * 86400) * 1000000 as bigint))`,
    }[convention.number]
    const range = {
      epoch_seconds: 'between -2208988800 and 4102444800',
      epoch_millis: 'between -2208988800000 and 4102444800000',
      excel_serial: 'between 1 and 73050',
    }[convention.number]
    const read = `case when ${numeric} ${range} then ${value} end`
    return convention.iso ? `case when ${finite} then ${isoWall} else ${read} end` : read
  }
  const text = convention.vietnamese ? vietnameseSql(sql) : sql
  const list = (patterns: readonly string[]): string => `[${patterns.map(quote).join(', ')}]`
  const read = [
    ...(convention.patterns.length > 0 ? [`try_strptime(${text}, ${list(convention.patterns)})`] : []),
    ...(convention.offsetPatterns.length > 0
      ? [`timezone(${zone}, try_strptime(${text}, ${list(convention.offsetPatterns)}))`]
      : []),
  ]
  const iso = convention.iso
    ? convention.offset
      ? `case when ${finite} then case when regexp_matches(${sql}, ${quote(offsetPattern)}) then ${isoZoned} else ${isoWall} end end`
      : `case when ${finite} then ${isoWall} end`
    : null
  return `coalesce(${[...(iso ? [iso] : []), ...read].join(', ') || 'null'}, null)`
}
