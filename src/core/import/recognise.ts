import { entities } from '../entities.ts'
import type { Entity } from '../entity.ts'
import { Fault } from '../fault.ts'
import { findHeader } from '../header.ts'
import type { Mapping } from '../mapping.ts'
import type { CheckRule, Recognised, Source, TableHead } from '../source.ts'
import { nearest } from './nearest.ts'
import { ownEntities, ownMapping, ownProblems } from './own-format.ts'
import { refuseAll } from './problems.ts'

/** What a table is taken for. */
export type Choice = {
  readonly source: string
  readonly mappings: readonly Mapping[]
  readonly checks: readonly CheckRule[]
  /** The source gathers orders of other places of sale; their own files are trusted before it. */
  readonly gathers: boolean
}

const chosen = (source: Source, recognised: Recognised): Choice => {
  if (recognised.refusal) throw new Fault(recognised.refusal.code, recognised.refusal.params)
  return {
    source: source.slug,
    mappings: recognised.mappings,
    checks: recognised.checks ?? [],
    gathers: source.gathers === true,
  }
}

const lacking = (source: Source, head: TableHead): readonly string[] =>
  source.signature.filter((aliases) => findHeader(head, aliases) === null).map((aliases) => aliases[0]!)

/** Sources that answer to a header row, those that know more of it first. */
const answering = (
  head: TableHead,
  sources: readonly Source[],
): readonly { source: Source; recognised: Recognised }[] =>
  sources
    .flatMap((source) => {
      const recognised = source.recognise(head)
      return recognised ? [{ source, recognised }] : []
    })
    .sort((a, b) => b.source.signature.length - a.source.signature.length)

const named = (name: string, head: TableHead, sources: readonly Source[]): Choice => {
  const of: Entity | undefined = entities.find((candidate) => candidate.name === name)
  if (of) {
    refuseAll(ownProblems(of, head.headers))
    return { source: of.name, mappings: [ownMapping(of, head.headers)], checks: [], gathers: false }
  }
  const source = sources.find((candidate) => candidate.slug === name)
  if (!source) {
    const names = [...sources.map((candidate) => candidate.slug), ...entities.map((candidate) => candidate.name)]
    throw new Fault('source.unknown', { source: name, nearest: nearest(name, names), sources: names })
  }
  const recognised = source.recognise(head)
  if (!recognised)
    throw new Fault('source.not_this_file', { source: name, columns: lacking(source, head), file: head.file })
  return chosen(source, recognised)
}

/**
 * Decides what a table is: the named source or entity, the mapping remembered for this header row, the headers as
 * field names of an entity, a source that knows the headers.
 * @throws Fault `source.*`, `file.unrecognised` with the closest source and what it lacks.
 */
export const recogniseTable = (
  head: TableHead,
  options: {
    readonly as: string | null
    readonly remembered: readonly Mapping[] | null
    readonly sources: readonly Source[]
  },
): Choice => {
  if (options.as !== null) return named(options.as, head, options.sources)
  if (options.remembered) return { source: 'mapping', mappings: options.remembered, checks: [], gathers: false }
  const [own] = ownEntities(head.headers, head.file)
  if (own) return { source: own.name, mappings: [ownMapping(own, head.headers)], checks: [], gathers: false }
  const [best] = answering(head, options.sources)
  if (best) return chosen(best.source, best.recognised)
  const closest = options.sources
    .map((source) => ({ source, lacking: lacking(source, head) }))
    .map((entry) => ({ ...entry, share: entry.lacking.length / Math.max(1, entry.source.signature.length) }))
    .sort((a, b) => a.share - b.share)[0]
  const near = closest && closest.share < 1
  throw new Fault(near ? 'file.unrecognised_near' : 'file.unrecognised', {
    file: head.file,
    headers: head.headers.slice(0, 12),
    ...(near
      ? {
          source: closest.source.slug,
          columns: closest.lacking.length > 0 ? closest.lacking : closest.source.signature.map((a) => a[0]!),
        }
      : {}),
  })
}
