import { comparisonForms } from '#core/calendar/compare.ts'
import { parsePeriod } from '#core/calendar/period.ts'
import type { Language } from '#core/messages.ts'

/** What the address says on every page: what is looked at, compared with what, of which part, in which language. */
export type Asked = {
  readonly period?: string | undefined
  readonly compare?: string | undefined
  readonly where?: readonly string[] | undefined
  readonly lang?: Language | undefined
}

/** What the page of a KPI adds: another of its metrics, how it is split, two members set against each other. */
export type KpiAsked = {
  readonly metric?: string | undefined
  readonly by?: string | undefined
  readonly by2?: string | undefined
  readonly between?: string | undefined
}

/** What the page of targets adds: whose targets, of which periods, at which levels. */
export type TargetsAsked = {
  readonly metric?: string | undefined
  readonly by?: string | undefined
  readonly grain?: string | undefined
  readonly at?: string | undefined
  readonly levels?: string | undefined
}

const filter = /^[a-z_]+!?=.*$/s

const isPeriod = (text: string): boolean => {
  try {
    parsePeriod(text, '2026-01-01')
    return true
  } catch {
    return false
  }
}

const isComparison = (text: string): boolean => comparisonForms.slice(0, 4).includes(text) || isPeriod(text)

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/**
 * Keeps what can be asked for and drops the rest, so that a broken address still shows a page. What is dropped is said
 * to be undefined: the router lays this over what the address holds.
 */
export const validateAsked = (raw: Record<string, unknown>): Asked => {
  const [period, compare, lang] = [text(raw['period']), text(raw['compare']), text(raw['lang'])]
  const given = raw['where']
  const where = (Array.isArray(given) ? given : [given]).filter(
    (each): each is string => typeof each === 'string' && filter.test(each),
  )
  return {
    period: period !== undefined && isPeriod(period) ? period : undefined,
    compare: compare !== undefined && isComparison(compare) ? compare : undefined,
    where: where.length > 0 ? where : undefined,
    lang: lang === 'vi' || lang === 'en' ? lang : undefined,
  }
}

const name = /^[a-z][a-z0-9_]*$/

export const validateKpiAsked = (raw: Record<string, unknown>): KpiAsked => {
  const named = (key: string): string | undefined => {
    const value = text(raw[key])
    return value !== undefined && name.test(value) ? value : undefined
  }
  const [metric, by, by2, between] = [named('metric'), named('by'), named('by2'), text(raw['between'])]
  return {
    metric,
    by,
    by2: by && by2 !== by ? by2 : undefined,
    between: between && /^[a-z_]+=/.test(between) ? between : undefined,
  }
}

export const validateTargetsAsked = (raw: Record<string, unknown>): TargetsAsked => {
  const matching = (key: string, form: RegExp): string | undefined => {
    const value = text(raw[key])
    return value !== undefined && form.test(value) ? value : undefined
  }
  return {
    metric: matching('metric', name),
    by: matching('by', name),
    grain: matching('grain', name),
    at: matching('at', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)$/),
    levels: matching('levels', name),
  }
}

/** `?where=a=1&where=b=2` → plain texts, repeated ones as a list; nothing is read as a number. */
export const parseSearch = (search: string): Record<string, unknown> => {
  const given = new URLSearchParams(search)
  return Object.fromEntries(
    [...new Set(given.keys())].map((key) => {
      const values = given.getAll(key)
      return [key, values.length > 1 ? values : values[0]]
    }),
  )
}

export const stringifySearch = (search: Record<string, unknown>): string => {
  const said = new URLSearchParams()
  for (const [key, value] of Object.entries(search))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== null && each !== '') said.append(key, String(each))
  const written = said.toString().replaceAll('%3D', '=').replaceAll('%2C', ',')
  return written === '' ? '' : `?${written}`
}

/** The members a filter of this dimension names, where there is one. */
export const chosenOf = (where: readonly string[] | undefined, dimension: string): readonly string[] =>
  where
    ?.find((each) => each.startsWith(`${dimension}=`))
    ?.slice(dimension.length + 1)
    .split(',')
    .filter((each) => each !== '') ?? []

/** The filters with those of one dimension replaced; none where no member is left. */
export const withChosen = (
  where: readonly string[] | undefined,
  dimension: string,
  members: readonly string[],
): readonly string[] | undefined => {
  const others = (where ?? []).filter((each) => !each.startsWith(`${dimension}=`))
  const all = members.length > 0 ? [...others, `${dimension}=${members.join(',')}`] : others
  return all.length > 0 ? all : undefined
}

export const dimensionOf = (filter: string): string => /^[a-z_]+/.exec(filter)![0]

/** What goes along from page to page: period, comparison, filters, language. */
export const keepAsked = (search: Asked): Asked => validateAsked(search as Record<string, unknown>)
