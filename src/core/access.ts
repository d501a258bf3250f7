import { type Grantee, kpisOf, mayDo } from './access-table.ts'
import { Fault } from './fault.ts'
import type { Language } from './messages.ts'
import type { Metric } from './metric.ts'
import type { Filter, ReadingRequest } from './reading.ts'

export const roles = ['owner', 'manager', 'rep', 'marketing', 'analyst', 'people_manager'] as const
export type Role = (typeof roles)[number]

/** Part of the organisation an account sees: rows in one of the places and of one of the teams and of the rep. */
export type AccessScope = {
  /** Location ids; empty: all. */
  readonly locations: readonly string[]
  /** Empty: all. */
  readonly teams: readonly string[]
  /** Name rows carry as owner or rep; null: everybody’s. */
  readonly rep: string | null
}

export const wholeScope: AccessScope = { locations: [], teams: [], rep: null }

/** What an API token is for. An account itself has all its role allows. */
export const tokenUses = ['read', 'import', 'write'] as const
export type TokenUse = (typeof tokenUses)[number]

/** Who asks, and how they were let in. */
export type Access = {
  readonly role: Role
  readonly scope: AccessScope
  /** `console`: a command of this machine; `open`: nobody has to sign in yet. */
  readonly via: 'console' | 'open' | 'session' | 'token'
  /** Account, where one asks. */
  readonly user: string | null
  /** Id of the API token, where one was used. */
  readonly token: string | null
  /** What the token is for; null where no token narrows the role. */
  readonly uses: readonly TokenUse[] | null
  /** Language of the account; null where none asks. */
  readonly language: Language | null
}

const everything = { role: 'owner', scope: wholeScope, user: null, token: null, uses: null, language: null } as const

/** A command of this machine, run by whoever may read the data directory. */
export const consoleAccess: Access = { ...everything, via: 'console' }
/** Anybody on this machine, while no account exists. */
export const openAccess: Access = { ...everything, via: 'open' }

/** How the account stands in the journal: an id, never a name. */
export const actorOf = ({ via, user, token }: Access): string =>
  token !== null ? `token:${token}` : user !== null ? `user:${user}` : via

const isWhole = ({ locations, teams, rep }: AccessScope): boolean =>
  locations.length === 0 && teams.length === 0 && rep === null

/** The column of the table an account stands in: a manager of a part is not a manager of the whole. */
export const granteeOf = ({ role, scope }: Pick<Access, 'role' | 'scope'>): Grantee =>
  role === 'manager' && !isWhole(scope) ? 'area_manager' : role

const importing = [
  'imports.create',
  'imports.look',
  'imports.list',
  'imports.refused',
  'imports.rejects',
  'sources.list',
  'templates.write',
]

const coveredBy = (use: TokenUse, operation: { readonly name: string; readonly changes: boolean }): boolean =>
  use === 'read' ? !operation.changes : use === 'import' ? importing.includes(operation.name) : operation.changes

/** Operations on accounts and tokens: never by an API token, which could otherwise make itself another. */
const needsPerson = (name: string): boolean => /^(users|tokens|journal)\./.test(name)

/** Whether an account may carry out an operation. */
export const isAllowed = (access: Access, operation: { readonly name: string; readonly changes: boolean }): boolean =>
  mayDo(granteeOf(access), operation.name) &&
  (access.uses === null || (!needsPerson(operation.name) && access.uses.some((use) => coveredBy(use, operation))))

/** @throws Fault `access.token_use`, `access.role` */
export const demand = (access: Access, operation: { readonly name: string; readonly changes: boolean }): void => {
  if (isAllowed(access, operation)) return
  const params = { operation: operation.name, role: access.role }
  if (access.uses !== null && mayDo(granteeOf(access), operation.name))
    throw new Fault('access.token_use', { ...params, uses: access.uses })
  throw new Fault('access.role', params)
}

/** Which rows of a metric may be read: conditions every statement about it must hold. Throws where none may. */
export type MetricScope = (metric: Metric) => readonly Filter[]

const only = (dimension: Filter['dimension'], values: readonly string[]): Filter => ({ dimension, not: false, values })

const repDimensions = ['owner', 'rep'] as const

/**
 * The conditions a scope puts on a metric. Where a metric does not know what the scope speaks of, nothing of it is
 * shown: a number of the whole would be shown as if it were of the part.
 * @throws Fault `access.metric_unscoped`
 */
export const scopeFilters = (scope: AccessScope, metric: Pick<Metric, 'id' | 'dimensions'>): readonly Filter[] => {
  const known = (dimension: Filter['dimension']): Filter['dimension'] => {
    if (metric.dimensions.includes(dimension)) return dimension
    throw new Fault('access.metric_unscoped', { metric: metric.id, dimension })
  }
  const { locations, teams, rep } = scope
  return [
    ...(locations.length > 0 ? [only(known('location'), locations)] : []),
    ...(teams.length > 0 ? [only(known('team'), teams)] : []),
    ...(rep === null
      ? []
      : [only(repDimensions.find((name) => metric.dimensions.includes(name)) ?? known('owner'), [rep])]),
  ]
}

/**
 * What an account may read of each metric; undefined where that is everything.
 * @param kpiOf number of the KPI a metric belongs to
 */
export const metricScopeOf = (
  access: Pick<Access, 'role' | 'scope'>,
  kpiOf: (metric: Metric) => number,
): MetricScope | undefined => {
  const open = kpisOf(granteeOf(access))
  // A rep without a name is nobody: no rows, rather than everybody's.
  const isNobody = access.role === 'rep' && access.scope.rep === null
  if (open.length === 7 && isWhole(access.scope) && !isNobody) return undefined
  return (metric) => {
    if (isNobody || !open.includes(kpiOf(metric)))
      throw new Fault('access.metric_hidden', { metric: metric.id, role: access.role })
    return scopeFilters(access.scope, metric)
  }
}

/** Whether anything of a metric may be read. */
export const isOpen = (metric: Metric, scope: MetricScope | undefined): boolean => {
  try {
    scope?.(metric)
    return true
  } catch (error) {
    if (error instanceof Fault) return false
    throw error
  }
}

/**
 * The filters of a question within a scope: a condition of the scope stands unless the question narrows it further.
 * @throws Fault `access.outside` where the question names a member outside the scope
 */
export const withinScope = (where: readonly Filter[], scope: readonly Filter[]): readonly Filter[] => {
  const missing = scope.filter((limit) => {
    const asked = where.filter((filter) => !filter.not && filter.dimension === limit.dimension)
    for (const { values } of asked) {
      const outside = values.filter((value) => !limit.values.includes(value))
      if (outside.length > 0)
        throw new Fault('access.outside', {
          dimension: limit.dimension,
          members: outside.map((value) => value ?? '–'),
          allowed: limit.values.map((value) => value ?? '–'),
        })
    }
    return asked.length === 0
  })
  return [...missing, ...where]
}

/** A question within its asker’s scope, the same however often it is put there. @throws as `withinScope`, `MetricScope` */
export const scoped = <R extends ReadingRequest>(metric: Metric, request: R): R =>
  request.scope ? { ...request, where: withinScope(request.where, request.scope(metric)) } : request
