/** What every definition of this folder stands on: rows with their days, and a question asked of them. Uses nothing of the product. */
import type { Company, Raw } from './company.ts'

export type Dims = Readonly<Record<string, string | null>>
export type Range = { readonly from: string; readonly to: string }
export type Where = readonly {
  readonly dimension: string
  readonly not: boolean
  readonly values: readonly (string | null)[]
}[]
export type Ask = { readonly period: Range; readonly where: Where; readonly today: string }
/** `null` where a number has nothing to stand on. */
export type Told = { readonly value: number | null; readonly numerator?: number; readonly denominator?: number }

export const text = (row: Raw | undefined, field: string): string | null => row?.[field]?.trim() || null
export const number = (row: Raw | undefined, field: string): number | null => {
  const found = text(row, field)
  return found === null ? null : Number(found)
}

/** Milliseconds of the wall clock in Hà Nội. */
export const clock = (written: string | null): number | null => {
  if (written === null) return null
  const plain = written.replace(' ', 'T')
  const local = Date.parse(`${plain.slice(0, 19)}Z`)
  return plain.endsWith('Z') ? local + 7 * 3_600_000 : local
}
export const dayOf = (millis: number): string => new Date(millis).toISOString().slice(0, 10)
export const shift = (day: string, by: number): string => dayOf(Date.parse(day) + by * 86_400_000)
export const span = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1

export const during = (ask: Ask, millis: number | null): boolean =>
  millis !== null && dayOf(millis) >= ask.period.from && dayOf(millis) <= ask.period.to
export const passes = (ask: Ask, dims: Dims): boolean =>
  ask.where.every(({ dimension, not, values }) => values.includes(dims[dimension] ?? null) !== not)

export const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((all, item) => all + of(item), 0)
export const ratio = (numerator: number, denominator: number, scale = 1): Told => ({
  value: denominator === 0 ? null : (scale * numerator) / denominator,
  numerator,
  denominator,
})
export const quantile = (values: readonly number[], share: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)]!
  return low + (sorted[Math.min(Math.floor(at) + 1, sorted.length - 1)]! - low) * (at - Math.floor(at))
}

const codes: Readonly<Record<string, string>> = { 'Hà Nội': '01', 'Nghệ An': '40', 'Quảng Ninh': '22' }
export const provinceCode = (name: string | null): string | null => (name === null ? null : (codes[name] ?? null))

export const byId = (company: Company, entity: string, key: string): ReadonlyMap<string, Raw> =>
  new Map(company[entity]!.map((row) => [row[key]!, row]))

/** Vietnamese numbers of one person are one, however written: `+84 912…`, `84912…`, `912…`, `0912…`. */
export const samePhone = (written: string | null): string | null =>
  written && `0${written.replace(/\D/g, '').replace(/^(84|0)/, '')}`
export const sameMail = (written: string | null): string | null => written?.trim().toLowerCase() ?? null
