import { useQueries, useQuery } from '@tanstack/react-query'
import { addDays } from '#core/calendar/day.ts'
import type { DimensionName } from '#core/dimension.ts'
import type { Reading } from '#core/reading.ts'
import { scopeText } from '#core/target-scope.ts'
import { type Definition, definitionsQuery, metricQuery } from '../data/queries.ts'
import { type Session, sessionQuery } from '../data/session.ts'
import { kpiPages } from '../kpi-pages.ts'
import { useLanguage } from '../language.tsx'

export const partings = ['whole', 'location', 'team', 'person'] as const
export type Parting = (typeof partings)[number]

export type GridRow = {
  readonly key: string
  readonly metric: Definition
  /** Null for the whole of what the asker sees. */
  readonly part: string | null
  readonly where: readonly string[]
  readonly scope: string
}

type Limits = ReadonlyMap<DimensionName, readonly string[]>

const repOf = (metric: Definition): DimensionName | undefined =>
  (['owner', 'rep'] as const).find((name) => metric.dimensions.includes(name))

const dimensionOf = (parting: Parting, metric: Definition): DimensionName | undefined =>
  parting === 'whole'
    ? undefined
    : parting === 'person'
      ? repOf(metric)
      : metric.dimensions.includes(parting)
        ? parting
        : undefined

/** What a limited account is limited to, for a metric; null where the metric does not know of it and is not shown. */
const limitsOf = (scope: Session['scope'], metric: Definition): Limits | null => {
  const { locations = [], teams = [], rep = null } = scope ?? {}
  const person = repOf(metric)
  const limits: (readonly [DimensionName | undefined, readonly string[]])[] = [
    ...(locations.length > 0 ? [['location', locations] as const] : []),
    ...(teams.length > 0 ? [['team', teams] as const] : []),
    ...(rep === null ? [] : [[person, [rep]] as const]),
  ]
  const known = limits.filter(
    (limit): limit is readonly [DimensionName, readonly string[]] =>
      limit[0] !== undefined && metric.dimensions.includes(limit[0]),
  )
  return known.length === limits.length ? new Map(known) : null
}

const rowOf = (
  metric: Definition,
  limits: Limits,
  member: { dimension: DimensionName; id: string; label: string } | null,
): GridRow => {
  const all = new Map(limits)
  if (member) all.set(member.dimension, [member.id])
  const scope = scopeText(all)
  return {
    key: `${metric.metric}|${scope}`,
    metric,
    part: member?.label ?? null,
    where: member ? [`${member.dimension}=${member.id}`] : [],
    scope,
  }
}

/** Metrics a target can be set for, by KPI, as far as the asker may read them. */
export const useTargetMetrics = () => {
  const session = useQuery(sessionQuery).data
  const definitions = useQuery(definitionsQuery).data
  if (!session || !definitions) return null
  return kpiPages
    .filter((page) => session.kpis.includes(page.number))
    .map((page) => ({
      page,
      metrics: page.metrics.flatMap((id) => {
        const metric = definitions.get(id)
        return metric && limitsOf(session.scope, metric) ? [metric] : []
      }),
    }))
    .filter(({ metrics }) => metrics.length > 0)
}

/**
 * The rows of the grid: each metric for the whole of what the asker sees, then for every member that had a value in
 * the year up to today.
 */
export const useRows = (
  metrics: readonly Definition[],
  parting: Parting,
  today: string | undefined,
): { readonly rows: readonly GridRow[]; readonly waiting: boolean; readonly error: unknown } => {
  const lang = useLanguage()
  const scope = useQuery(sessionQuery).data?.scope ?? null
  const asked = metrics.map((metric) => ({ metric, dimension: dimensionOf(parting, metric) }))
  const period = today === undefined ? undefined : `${addDays(today, -371)}..${today}`
  return useQueries({
    queries: asked.map(({ metric, dimension }) => ({
      ...metricQuery(metric.metric, { period, compare: 'none', by: dimension, lang }),
      enabled: dimension !== undefined && period !== undefined,
      staleTime: 600_000,
    })),
    combine: (answers) => ({
      waiting: answers.some((answer, i) => asked[i]!.dimension !== undefined && answer.isPending),
      error: answers.find(({ error }) => error)?.error ?? null,
      rows: asked.flatMap(({ metric, dimension }, i) => {
        const limits = limitsOf(scope, metric)
        if (!limits) return []
        const groups = (answers[i]!.data as Reading | undefined)?.by ?? []
        const members = dimension
          ? groups
              .flatMap(({ members, labels }) => {
                const id = members[dimension]
                return id === null || id === undefined
                  ? []
                  : [{ dimension, id: String(id), label: labels[dimension] ?? String(id) }]
              })
              .sort((a, b) => a.label.localeCompare(b.label, lang))
          : []
        const rows = [rowOf(metric, limits, null), ...members.map((member) => rowOf(metric, limits, member))]
        // Who sees one place only sees it once.
        return rows.filter((row, at) => rows.findIndex(({ key }) => key === row.key) === at)
      }),
    }),
  })
}
