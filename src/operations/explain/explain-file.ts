import { fileSentences } from '#core/explain/file-sentences.ts'
import type { Where } from '#core/explain/leaf-table.ts'
import { searchSegments } from '#core/explain/search.ts'
import type { Found, Search, SearchResult } from '#core/explain/segment.ts'
import { shareOf } from '#core/explain/share.ts'
import { Fault } from '#core/fault.ts'
import type { ExplainDeps } from './dependencies.ts'
import { type FileLeaves, missingMember, readFileLeaves } from './read-leaves.ts'
import type { ExplainRequest } from './request.ts'

type Members = Readonly<Record<string, string | null>>

export type ExplainedSegment = {
  readonly where: Members
  readonly effect: number
  /** Of the change; null where ups and downs nearly cancel, so that shares would mislead. */
  readonly share: number | null
  readonly mix_effect: number | null
  readonly rate_effect: number | null
  readonly observed: number
  readonly expected: number
  readonly interval: readonly [number, number]
  readonly p_value: number
  readonly also_seen_as: readonly Members[]
  readonly rest_without_it: { readonly relative: number | null; readonly within_noise: boolean }
}

/** What `nhip explain` answers, as close to the answer of why as a bare table allows. */
export type Explanation = {
  readonly file: string
  readonly rows: number
  readonly leaves: number
  readonly observed: number | null
  readonly expected: number | null
  readonly change: { readonly absolute: number; readonly relative: number | null; readonly p_value: number | null }
  readonly verdict: SearchResult['verdict']
  readonly segments: readonly ExplainedSegment[]
  readonly rest: { readonly effect: number; readonly mix_effect: number | null; readonly rate_effect: number | null }
  readonly also_moved: readonly {
    readonly where: Members
    readonly observed: number
    readonly expected: number
    readonly q_value: number
  }[]
  readonly tested: number
  readonly sentences: { readonly vi: readonly string[]; readonly en: readonly string[] }
}

/** Segments named unless --top says how many. */
const mostSegments = 10
/** Combinations of conditions are all looked at in tables up to this size; up to three conditions in larger ones. */
const smallTable = 100_000
const deepDimensions = 6

const membersOf = (where: Where): Members =>
  Object.fromEntries(
    Object.entries(where).map(([dimension, member]) => [dimension, member === missingMember ? null : member]),
  )

const searchOf = ({ leaves, observed, expected, bases }: FileLeaves, request: ExplainRequest): Search => {
  const deep = leaves.size <= smallTable && leaves.dimensions.length <= deepDimensions && bases === null
  return {
    leaves,
    observed,
    expected,
    ...(bases ? { observedBase: bases[0], expectedBase: bases[1] } : {}),
    ...(request.windows === null ? {} : { windows: request.windows }),
    maxConditions: deep ? leaves.dimensions.length : 3,
    maxReasons: request.top ?? mostSegments,
    // Who asks for the strongest is given it, with the p-value that says what it is worth.
    ...(request.top === null ? {} : { atLeast: 1 }),
  }
}

const wholeOf = (values: Float64Array, bases: Float64Array | undefined): number | null => {
  const sum = (column: Float64Array): number => column.reduce((a, b) => a + b, 0)
  if (!bases) return sum(values)
  const base = sum(bases)
  return base === 0 ? null : sum(values) / base
}

/** Finds which parts of a table account for observed against expected. Throws Fault `explain.*`, `file.*`, `sheet.*`. */
export const explainFile = async (request: ExplainRequest, deps: ExplainDeps): Promise<Explanation> => {
  const workspace = await deps.workspace()
  try {
    const { tables } = await deps.openTables(request.file, { workspace: workspace.folder, query: deps.query })
    const table = tables[0]!
    const damaged = table.damaged[0]
    if (damaged)
      throw new Fault('explain.damaged_rows', {
        count: table.damaged.length,
        line: damaged.line,
        text: damaged.text.slice(0, 80),
      })
    const read = await readFileLeaves(table, request, deps)
    if (read.rows === 0) throw new Fault('explain.no_rows', { file: table.file })
    return answer(table.file, read, searchSegments(searchOf(read, request)))
  } finally {
    await workspace.clear()
  }
}

const answer = (file: string, read: FileLeaves, result: SearchResult): Explanation => {
  const { observed, expected, bases, leaves, rows } = read
  const { change, reasons, rest } = result
  const gross = reasons.reduce((sum, { effect }) => sum + Math.abs(effect), Math.abs(rest.effect))
  const share = (effect: number): number | null => shareOf(effect, change.absolute, gross)
  const ratioOf = (value: number, base: number | null): number =>
    base === null ? value : base === 0 ? 0 : value / base
  const segment = (found: Found): ExplainedSegment => ({
    where: membersOf(found.where),
    effect: found.effect,
    share: share(found.effect),
    mix_effect: found.mixEffect,
    rate_effect: found.rateEffect,
    observed: ratioOf(found.observed, found.observedBase),
    expected: ratioOf(found.expected, found.expectedBase),
    interval: found.interval,
    p_value: found.pValue,
    also_seen_as: found.alsoSeenAs.map(membersOf),
    rest_without_it: { relative: found.restWithoutIt.relative, within_noise: found.restWithoutIt.withinNoise },
  })
  const [whole, due] = [wholeOf(observed, bases?.[0]), wholeOf(expected, bases?.[1])]
  return {
    file,
    rows,
    leaves: leaves.size,
    observed: whole,
    expected: due,
    change: { absolute: change.absolute, relative: change.relative, p_value: change.pValue },
    verdict: result.verdict,
    segments: reasons.map(segment),
    rest: { effect: rest.effect, mix_effect: rest.mixEffect, rate_effect: rest.rateEffect },
    also_moved: result.alsoMoved.map((one) => ({
      where: membersOf(one.where),
      observed: one.observed,
      expected: one.expected,
      q_value: one.qValue,
    })),
    tested: result.tests,
    sentences: fileSentences({
      verdict: result.verdict,
      ratio: bases !== null,
      observed: whole,
      expected: due,
      absolute: change.absolute,
      relative: change.relative,
      segments: reasons.map(({ where, effect, pValue }) => ({ where, effect, share: share(effect), pValue })),
      rest: rest.effect,
      restWithinNoise: result.restWithinNoise,
    }),
  }
}
