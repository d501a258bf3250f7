import { quote } from '../sql.ts'
import type { Columns, Row } from '../warehouse.ts'
import type { LeafLayout } from './plan-leaves.ts'

/** Rows of one table before they are added up: expressions over `from`. */
export type PlainRows = {
  readonly from: string
  readonly where: string
  readonly piece: string
  /** Of each dimension, null for the missing member. */
  readonly members: readonly string[]
  readonly sums: readonly string[]
}

/** Names by part of the members and how many rows there are. */
export type KnownMembers = { readonly names: ReadonlyMap<number, readonly string[]>; readonly rows: number }

/**
 * Two readings of the same rows: first which members there are, then the sums, combinations of members told by one
 * number. Adding up by names takes the engine many times as long.
 */
export type Twice = {
  /** Rows of `part, name, size`. */
  readonly members: string
  readonly known: (rows: readonly Row[]) => KnownMembers
  /** `part, piece, key, m1 …`, `part` only where there are several; null where the members are too many to be told by a number. */
  readonly sums: (known: KnownMembers) => string | null
}

/** Whether every row found its members: not where rows came in between the two readings. */
export const isComplete = ({ key }: Columns): boolean => {
  if (!(key instanceof Float64Array)) return true
  for (let i = 0; i < key.length; i++) if (Number.isNaN(key[i]!)) return false
  return true
}

/** Names written into a statement, at most. */
const mostNames = 5_000
/** Rows up to which they come as they are where adding them up would hardly make them fewer. */
const mostRows = 4_000_000
/** Sums of plain expressions: their rows may as well be added up here. */
const plainSum = /^sum\(([^()]+)\)$/

const summed = (sum: string, alone: boolean): string => {
  const value = alone ? (sum === 'count(*)' ? '1' : plainSum.exec(sum)![1]!) : sum
  return `coalesce(cast(${value} as double), 0)`
}

const named = (member: string): string => `coalesce(${member}, '')`

export const planTwice = (layout: LeafLayout, branches: readonly PlainRows[]): Twice => {
  const { parts } = layout
  const most = Math.max(1, ...branches.map(({ sums }) => sums.length))
  const members = parts.members.map((part, d) => {
    const own = branches.map(
      ({ from, where, members }) => `select distinct ${named(members[d]!)} as name from ${from} where ${where}`,
    )
    return `select ${part} as part, name, 0 as size from (${own.join(' union ')})`
  })
  const counts = branches.map(
    ({ from, where }, b) =>
      `select ${parts.sums[b]} as part, null as name, count(*) as size from ${from} where ${where}`,
  )
  return {
    members: [...members, ...counts].join('\nunion all '),
    known: (rows) => {
      const names = new Map(parts.members.map((part): [number, string[]] => [part, []]))
      let count = 0
      for (const row of rows) {
        names.get(Number(row['part']))?.push(String(row['name']))
        count += Number(row['size'])
      }
      for (const own of names.values()) own.sort()
      return { names, rows: count }
    },
    sums: ({ names, rows }) => {
      const known = parts.members.map((part) => names.get(part)!)
      const combinations = known.reduce((product, own) => product * Math.max(1, own.length), 1)
      if (combinations > Number.MAX_SAFE_INTEGER || known.reduce((sum, own) => sum + own.length, 0) > mostNames)
        return null
      const simple = branches.every(({ sums }) => sums.every((sum) => sum === 'count(*)' || plainSum.test(sum)))
      const pieces = Math.max(...layout.branches.map(({ windows }) => windows.length))
      const alone = simple && rows <= mostRows && combinations * pieces > rows
      // A dimension with one member tells no combinations apart.
      const told = known.flatMap((own, d) => (own.length > 1 ? [d] : []))
      const whole = combinations < 2 ** 31 ? 'integer' : 'bigint'
      const key = told.reduce((above, d) => {
        const place = `cast(p${d + 1}.place as ${whole})`
        return above === '' ? place : `(${above}) * ${known[d]!.length} + ${place}`
      }, '')
      return branches
        .map(({ from, where, piece, members: own, sums }, b) => {
          const joins = told.map(
            (d) =>
              `left join (values ${known[d]!.map((name, place) => `(${quote(name)}, ${place})`).join(', ')}) p${d + 1}(name, place) on p${d + 1}.name = ${named(own[d]!)}`,
          )
          const columns = Array.from({ length: most }, (_, m) =>
            sums[m] === undefined ? `0 as m${m + 1}` : `${summed(sums[m]!, alone)} as m${m + 1}`,
          )
          const part = branches.length > 1 ? `${parts.sums[b]} as part, ` : ''
          return `select ${part}${piece} as piece, ${key || '0'} as key, ${columns.join(', ')}
from ${[from, ...joins].join('\n')}
where ${where}${alone ? '' : ' group by all'}`
        })
        .join('\nunion all ')
    },
  }
}
