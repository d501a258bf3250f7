import type { Counts } from '#core/batch.ts'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { Params } from '#core/messages.ts'
import type { Unit } from '#core/metric.ts'
import type { TargetDeps } from './dependencies.ts'
import { type Aim, aimOf, type Levels, levelsOf } from './request.ts'
import { targetRow } from './set-target.ts'

/** Most targets of one call: every metric of a large company over a year. */
const most = 5_000

export type TargetInList = Levels & {
  /** Place in the list given, from 0. */
  readonly at: number
  readonly metric: string
  readonly unit: Unit
  readonly period: string
  readonly scope: string
}

export type RefusedTarget = {
  readonly at: number
  readonly code: string
  readonly params: Params
  readonly detail: string
}

export type TargetsSet = {
  /** Absent where nothing was set: a trial, or a list of refused ones only. */
  readonly import_id?: string
  readonly dry_run: boolean
  readonly targets: readonly TargetInList[]
  readonly refused: readonly RefusedTarget[]
  readonly counts?: Counts
}

const malformed = (given: unknown): Fault =>
  new Fault('target.list_malformed', { given: String(JSON.stringify(given) ?? given).slice(0, 120) })

const listOf = (text: string): readonly unknown[] => {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    throw malformed(text)
  }
  if (!Array.isArray(list)) throw malformed(list)
  if (list.length > most) throw new Fault('target.too_many', { most, given: list.length })
  return list
}

const levelOf = (item: Readonly<Record<string, unknown>>, name: string): number | undefined => {
  const value = item[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number') throw malformed(item)
  return value
}

/** One of the list, checked like a target set alone. */
const checked = (item: unknown, deps: TargetDeps): { readonly aim: Aim; readonly levels: Levels } => {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw malformed(item)
  const given = item as Readonly<Record<string, unknown>>
  const text = (name: string): string | undefined => {
    const value = given[name]
    if (value !== undefined && typeof value !== 'string') throw malformed(item)
    return value
  }
  const where = given['where'] ?? []
  if (!Array.isArray(where) || where.some((each) => typeof each !== 'string')) throw malformed(item)
  const aim = aimOf(
    { metric: text('metric'), period: text('period'), where },
    { today: deps.today(), scope: deps.scope },
  )
  const levels = levelsOf(aim.metric, {
    minimum: levelOf(given, 'minimum'),
    target: levelOf(given, 'target'),
    stretch: levelOf(given, 'stretch'),
  })
  return { aim, levels }
}

/**
 * Sets many targets as one import, taken back as one. What cannot be set is left out and told with its place in the
 * list and its sentence; the rest is set.
 * @param input `targets`: JSON, a list of `{metric, period, where, minimum, target, stretch}`
 * @throws Fault `target.list_malformed`, `target.too_many`
 */
export const setTargets = async (
  input: { readonly targets: string; readonly dryRun: boolean },
  deps: TargetDeps,
): Promise<TargetsSet> => {
  const targets: TargetInList[] = []
  const refused: RefusedTarget[] = []
  const seen = new Set<string>()
  for (const [at, item] of listOf(input.targets).entries())
    try {
      const { aim, levels } = checked(item, deps)
      const key = JSON.stringify([aim.metric.id, aim.periodText, aim.scope])
      if (seen.has(key))
        throw new Fault('target.twice', { metric: aim.metric.id, period: aim.periodText, scope: aim.scope || '–' })
      seen.add(key)
      const { id, unit } = aim.metric
      targets.push({ at, metric: id, unit, period: aim.periodText, scope: aim.scope, ...levels })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      const { code, params } = error
      refused.push({ at, code, params, detail: faultSentence(code, params, deps.language) })
    }
  const answer = { dry_run: input.dryRun, targets, refused }
  if (input.dryRun || targets.length === 0) return answer
  const { import_id, counts } = await deps.importRows('target', targets.map(targetRow), `targets of ${deps.today()}`)
  const { rows_read, loaded, updated, unchanged, rejected, skipped } = counts
  return { import_id, ...answer, counts: { rows_read, loaded, updated, unchanged, rejected, skipped } }
}
