import {
  decideInstants,
  type InstantConvention,
  type InstantShape,
  instantShapesSql,
  isoConvention,
  type OrderEvidence,
  openPatterns,
  orderEvidenceSql,
} from '#core/import/instants.ts'
import {
  decideNumbers,
  decimalOf,
  type NumberConvention,
  type NumberShape,
  numberShapesSql,
  plainConvention,
} from '#core/import/numbers.ts'
import type { ColumnFacts } from '#core/import/profile.ts'
import type { Conventions, Subject } from '#core/import/scope.ts'
import type { Formats } from '#core/mapping.ts'
import type { Note } from '#core/table.ts'
import type { Row } from '#core/warehouse.ts'

export type Asking = {
  readonly run: (sql: string) => Promise<readonly Row[]>
  readonly raw: string
  /** `with …` up to `placed`, for subjects that are more than a column. */
  readonly relations: string
  readonly skip: string
  readonly facts: ReadonlyMap<string, ColumnFacts>
  readonly formats: Formats
  /** Decimal mark where a column's values leave it open; null where nobody said. */
  readonly preferred: '.' | ',' | null
  readonly withoutMinorUnits: boolean
}

/** Relation with the columns `line` and `x`, the text to look at. */
const relationOf = (subject: Subject, asking: Asking): string =>
  subject.plain
    ? `(select line, ${subject.sql} as x from ${asking.raw} where not coalesce(${asking.skip}, false))`
    : `(${asking.relations} select line, ${subject.sql} as x from placed where not skipped)`

const evidenceOf = (row: Row | undefined): OrderEvidence => {
  const place = (name: string): { line: number; text: string } | null =>
    row && row[`${name}_line`] !== null
      ? { line: Number(row[`${name}_line`]), text: String(row[`${name}_text`]) }
      : null
  const open = [place('open'), place('last')].filter((entry) => entry !== null)
  return {
    dmy: place('dmy'),
    mdy: place('mdy'),
    open: open.length === 2 && open[0]!.line === open[1]!.line ? open.slice(0, 1) : open,
  }
}

const instantFor = async (
  subject: Subject,
  asking: Asking,
): Promise<{ convention: InstantConvention; notes: readonly Note[] }> => {
  const facts = subject.plain ? asking.facts.get(subject.sql) : undefined
  const { instant } = asking.formats
  const numeric = instant !== undefined && /^(epoch_|excel_)/.test(instant)
  const backwards = instant !== undefined && /^(YYYY|yyyy).?[Dd]/.test(instant)
  if (facts && facts.iso === facts.filled && !numeric && !backwards) return { convention: isoConvention, notes: [] }
  const relation = relationOf(subject, asking)
  const shapes = (await asking.run(instantShapesSql(relation, 'x'))) as unknown as readonly InstantShape[]
  const open = openPatterns(shapes, asking.formats)
  const evidence = open.length > 0 ? evidenceOf((await asking.run(orderEvidenceSql(relation, 'x', open)))[0]) : null
  return decideInstants(shapes, evidence, { header: subject.header, formats: asking.formats })
}

const plainNumbers = (facts: ColumnFacts, formats: Formats): NumberConvention | null => {
  if (facts.plain !== facts.filled || formats.decimal === ',' || formats.group === '.') return null
  if (facts.point > 0 && facts.decimalPoint === 0 && formats.decimal !== '.') return null
  return { ...plainConvention, safe: facts.longest <= 13 }
}

/**
 * Decides how each subject of a table is written, asking the engine only about those that are not plain.
 * @throws Fault `date.*`, `number.*` where the values do not decide and nothing else does.
 */
export const decideConventions = async (
  subjects: readonly Subject[],
  asking: Asking,
): Promise<Conventions & { readonly notes: readonly Note[] }> => {
  const numbers = new Map<string, NumberConvention>()
  const instants = new Map<string, InstantConvention>()
  const notes: Note[] = []
  const open: { subject: Subject; shapes: readonly NumberShape[] }[] = []
  const marks = new Set<'.' | ','>()
  for (const subject of subjects) {
    if (subject.kind === 'instant') {
      const found = await instantFor(subject, asking)
      instants.set(subject.key, found.convention)
      notes.push(...found.notes)
      continue
    }
    const facts = subject.plain ? asking.facts.get(subject.sql) : undefined
    const plain = facts ? plainNumbers(facts, asking.formats) : null
    if (plain) {
      numbers.set(subject.key, plain)
      if (facts!.decimalPoint > 0) marks.add('.')
    } else {
      const shapes = (await asking.run(
        numberShapesSql(relationOf(subject, asking), 'x'),
      )) as unknown as readonly NumberShape[]
      const mark = decimalOf(shapes)
      if (mark) marks.add(mark)
      open.push({ subject, shapes })
    }
  }
  const fileDecimal = asking.preferred ?? (marks.size === 1 ? [...marks][0]! : null)
  for (const { subject, shapes } of open) {
    const { header, field, type } = subject
    const found = decideNumbers(shapes, {
      header,
      field,
      type,
      formats: asking.formats,
      withoutMinorUnits: asking.withoutMinorUnits,
      fileDecimal,
    })
    numbers.set(subject.key, found.convention)
    notes.push(...found.notes)
  }
  return { numbers, instants, notes }
}
