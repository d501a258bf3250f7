/** What has been typed and not been saved, apart from what stands. Pure. */

import type { Direction, Unit } from '#core/metric.ts'
import type { DayRange } from '#core/reading.ts'
import type { GivenTarget, SetAnswer, StandingTarget } from '../data/target-types.ts'
import type { Problem, Read } from './typed-number.ts'

export const levels = ['minimum', 'target', 'stretch'] as const
export type Level = (typeof levels)[number]

/** One target of the grid: a metric, a part, a period. */
export type TargetCell = {
  readonly metric: string
  readonly unit: Unit
  readonly direction: Direction
  readonly currency: string | undefined
  readonly period: string
  readonly range: DayRange
  readonly where: readonly string[]
  readonly scope: string
  /** `Doanh số thuần · Cầu Giấy · Tháng 11`. */
  readonly label: string
}

export type Edit = {
  readonly cell: TargetCell
  readonly level: Level
  readonly text: string
  readonly value: number | null
  readonly problem: Problem | null
  /** The server's sentence, where it refused the target. */
  readonly refused: string | null
}

export type Edits = ReadonlyMap<string, Edit>
export type Standing = ReadonlyMap<string, StandingTarget>

export const cellKey = (metric: string, range: DayRange, scope: string): string =>
  `${metric}|${range.from}..${range.to}|${scope}`

const keyOf = ({ metric, range, scope }: TargetCell): string => cellKey(metric, range, scope)
export const editKey = (cell: TargetCell, level: Level): string => `${keyOf(cell)}|${level}`

export const standingOf = (targets: readonly StandingTarget[]): Standing =>
  new Map(
    targets.flatMap((target) =>
      target.from === null || target.to === null
        ? []
        : [[cellKey(target.metric, { from: target.from, to: target.to }, target.scope), target] as const],
    ),
  )

export const standsAs = (standing: Standing, cell: TargetCell, level: Level): number | null =>
  standing.get(keyOf(cell))?.[level] ?? null

export type Typed = { readonly cell: TargetCell; readonly level: Level; readonly text: string; readonly read: Read }

/** What was typed, put beside what was typed before; what equals the target that stands is no change. */
export const withTyped = (edits: Edits, typed: readonly Typed[], standing: Standing): Edits => {
  const next = new Map(edits)
  for (const { cell, level, text, read } of typed) {
    const key = editKey(cell, level)
    const value = 'value' in read ? read.value : null
    // Another number for a refused cell is another question: its other levels are asked again with it.
    for (const each of levels) {
      const other = next.get(editKey(cell, each))
      if (other?.refused) next.set(editKey(cell, each), { ...other, refused: null })
    }
    if (value !== null && value === standsAs(standing, cell, level)) next.delete(key)
    else next.set(key, { cell, level, text, value, problem: 'problem' in read ? read.problem : null, refused: null })
  }
  return next
}

export const without = (edits: Edits, keys: readonly string[]): Edits => {
  const next = new Map(edits)
  for (const key of keys) next.delete(key)
  return next
}

/** What can be sent: each target once, with the levels that stand and the ones typed over them. */
export const givenOf = (
  edits: Edits,
  standing: Standing,
): readonly { readonly cell: TargetCell; readonly given: GivenTarget }[] => {
  const cells = new Map<string, TargetCell>()
  for (const { cell, value } of edits.values()) if (value !== null) cells.set(keyOf(cell), cell)
  return [...cells.values()].map((cell) => {
    const values = levels.flatMap((level) => {
      const value = edits.get(editKey(cell, level))?.value ?? standsAs(standing, cell, level)
      return value === null ? [] : [[level, value] as const]
    })
    return {
      cell,
      given: { metric: cell.metric, period: cell.period, where: cell.where, ...Object.fromEntries(values) },
    }
  })
}

/** The edits after the server's answer about them: what was set is no edit any more, what was refused says why. */
export const answered = (
  edits: Edits,
  sent: readonly { readonly cell: TargetCell }[],
  answer: SetAnswer,
  isSaved: boolean,
): Edits => {
  const next = new Map(edits)
  for (const { at } of isSaved ? answer.targets : [])
    for (const level of levels) {
      const key = editKey(sent[at]!.cell, level)
      if (next.get(key)?.value !== null) next.delete(key)
    }
  for (const { at, detail } of answer.refused)
    for (const level of levels) {
      const key = editKey(sent[at]!.cell, level)
      const edit = next.get(key)
      if (edit) next.set(key, { ...edit, refused: detail })
    }
  return next
}
