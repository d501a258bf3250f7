import { entity } from '#core/entity.ts'
import { bindMappings, columnsOf } from '#core/import/bind.ts'
import { type CompiledCheck, compileChecks, controlChecks } from '#core/import/checks.ts'
import { type Compiled, compileMapping, type Issue } from '#core/import/compile.ts'
import { withoutMinorUnits } from '#core/import/currencies.data.ts'
import type { InstantConvention } from '#core/import/instants.ts'
import { distinctSql, wholeRowsSql } from '#core/import/keys.ts'
import type { NumberConvention } from '#core/import/numbers.ts'
import { refuseAll } from '#core/import/problems.ts'
import type { ColumnFacts, Uses } from '#core/import/profile.ts'
import type { Choice } from '#core/import/recognise.ts'
import { rejectsColumns } from '#core/import/rejects.ts'
import type { Conventions, Scope } from '#core/import/scope.ts'
import type { Mapping } from '#core/mapping.ts'
import type { Note, OpenedTable } from '#core/table.ts'
import { answerLookup } from './answer-lookups.ts'
import { type Asking, decideConventions } from './conventions.ts'
import type { ImportDeps } from './dependencies.ts'
import { measureRaw, readRaw } from './read-raw.ts'

/** One mapping's rows, typed and judged, in a temporary table. */
export type Typed = {
  readonly mapping: Mapping
  /** It only fills gaps of what other files say. */
  readonly secondary: boolean
  /** View of the rows with every staged column, `issue` and `id`. */
  readonly table: string
  /** Table under it, for changes: `columns`, `line`, `issue`; its row ids are the view's `id`. */
  readonly base: string
  readonly columns: readonly string[]
  /** Selects `line, issue, issue_value` of the rows with an issue. */
  readonly reasons: string
  readonly issues: readonly Issue[]
  readonly fields: readonly string[]
  readonly relations: string
  /** Row numbers the mapping derives, as text over `placed`; null where it derives none. */
  readonly numbers: string | null
  readonly checks: readonly CompiledCheck[]
  readonly namedCurrency: boolean
}

export type StagedTable = {
  readonly opened: OpenedTable
  readonly choice: Choice
  /** Rows of the file. */
  readonly rows: number
  readonly typed: readonly Typed[]
  /** Temporary table of refused rows: `line, mapping, issue, value, code, other` (the line it clashes with); filled while judging. */
  readonly rejected: string
  readonly notes: readonly Note[]
}

/** Names temporary tables and remembers them, so that all are dropped whatever happens. */
export type Temporaries = { readonly make: (stem: string) => string; readonly all: readonly string[] }

const usesOf = (
  mappings: readonly Mapping[],
  columns: readonly string[],
  scopes: readonly Scope[],
): ReadonlyMap<string, Uses> => {
  const uses = new Map(columns.map((column) => [column, { number: false, instant: false, id: false, text: false }]))
  for (const scope of scopes)
    for (const subject of scope.subjects.values()) {
      const use = subject.plain ? uses.get(subject.sql) : undefined
      if (use) use[subject.kind] = true
    }
  for (const [i, mapping] of mappings.entries())
    for (const field of entity(mapping.entity).fields) {
      const header = mapping.columns[field.name]
      const use = header === undefined ? undefined : uses.get(scopes[i]!.find(header) ?? '')
      if (!use) continue
      if (field.type === 'id' || field.type === 'boolean') use.id = true
      if (field.type === 'text') use.text = true
    }
  return uses
}

const emptyConventions: Conventions = { numbers: new Map(), instants: new Map() }

/**
 * A dimension beside facts in one file (the goods of an order file) is read off their rows, one row per key: a line
 * without a product name is still a sale.
 */
const readOff = (mappings: readonly Mapping[]): readonly Mapping[] => {
  const facts = mappings.some((mapping) => entity(mapping.entity).shape === 'fact')
  return mappings.map((mapping) =>
    facts && entity(mapping.entity).shape === 'dimension' ? { ...mapping, distinct: true } : mapping,
  )
}

/**
 * Types and judges the rows of one table: the file is read once into a temporary table of the columns that are
 * used, measured in one pass, and each mapping makes one typed table of it.
 * @throws Fault `mapping.*`, `date.*`, `number.*`
 */
export const stageTable = async (
  opened: OpenedTable,
  choice: Choice,
  deps: ImportDeps,
  temporaries: Temporaries,
): Promise<StagedTable> => {
  const mappings = readOff(choice.mappings)
  const own = rejectsColumns(opened.headers)
  const headers = own ? opened.headers.slice(0, own.from) : opened.headers
  const bound = bindMappings(mappings, choice.checks, headers)
  refuseAll(bound.problems)
  const numbersColumn = own?.numbers ?? null
  const raw = await readRaw(
    opened,
    [...bound.columns, ...(numbersColumn ? [numbersColumn] : [])],
    own !== null,
    deps,
    temporaries,
  )
  const settings = deps.settings()
  const find = columnsOf(headers)
  const scopeWith = (mapping: number, conventions: Conventions, suspicious: ReadonlySet<string>): Scope => ({
    find,
    mapping,
    header: (column) => opened.headers[Number(column.slice(1)) - 1] ?? column,
    conventions,
    timeZone: settings.time_zone,
    subjects: new Map(),
    readings: new Map(),
    windows: [],
    numbersColumn,
    suspicious,
    read: new Set(numbersColumn ? [numbersColumn] : []),
  })
  const tables = mappings.map(() => temporaries.make('rows'))
  const rejected = temporaries.make('rejected')
  // A row for each line of the file: dimensions read off lines, and lines that stand for several rows, have not.
  const checked =
    choice.checks.length > 0 ? 0 : mappings.findIndex((mapping) => !mapping.distinct && mapping.repeat === undefined)
  const compileAll = (
    conventions: Conventions,
    suspicious: ReadonlySet<string>,
    answers: readonly ReadonlyMap<string, string | null>[],
  ) =>
    mappings.map((mapping, i) => {
      const scope = scopeWith(i, conventions, suspicious)
      const checks =
        i !== checked
          ? []
          : choice.checks.length > 0
            ? compileChecks(choice.checks, scope, tables[i]!)
            : controlChecks(mapping, scope, tables[i]!, rejected)
      const compiled = compileMapping({
        mapping,
        raw: raw.relation,
        scope,
        lookupTable: (alias) => answers[i]?.get(alias) ?? null,
        resolveProvince: deps.resolveProvince,
        currency: settings.currency,
      })
      return { scope, compiled, checks }
    })

  const first = compileAll(emptyConventions, new Set(), [])
  const uses = usesOf(
    mappings,
    bound.columns,
    first.map(({ scope }) => scope),
  )
  const { rows, facts, suspicious } = await measureRaw(raw, uses, deps)

  const notes: Note[] = [...opened.notes]
  const decided = await conventionsOf(first, mappings, opened, facts, raw.relation, deps, notes)

  const second = compileAll(decided, suspicious, [])
  const answers: Map<string, string | null>[] = []
  for (const { compiled } of second) {
    const tablesOf = new Map<string, string | null>()
    for (const lookup of compiled.lookups) {
      const answer = await answerLookup(lookup, compiled, raw.relation, deps, temporaries)
      tablesOf.set(lookup.alias, answer.table)
      notes.push(...answer.notes)
    }
    answers.push(tablesOf)
  }
  const last = compileAll(decided, suspicious, answers)
  const typed: Typed[] = []
  for (const [i, { compiled, checks }] of last.entries()) {
    const of = entity(mappings[i]!.entity)
    const base = temporaries.make('typed')
    await deps.run(
      `create temp table ${base} as ${mappings[i]!.distinct ? distinctSql(of, compiled) : compiled.statement}`,
    )
    await deps.run(`create temp view ${tables[i]} as ${wholeRowsSql(of, compiled, base)}`)
    typed.push({
      mapping: mappings[i]!,
      secondary: choice.mappings[i]!.distinct === true,
      table: tables[i]!,
      base,
      columns: compiled.columns,
      reasons: compiled.reasons,
      issues: compiled.issues,
      fields: compiled.fields,
      relations: compiled.relations,
      numbers: compiled.numbers,
      checks,
      namedCurrency: compiled.namedCurrency,
    })
  }
  await deps.run(
    `create temp table ${rejected} (line bigint, mapping integer, issue integer, value varchar, code varchar, other bigint)`,
  )
  return { opened, choice, rows, typed, rejected, notes: unique(notes) }
}

const unique = (notes: readonly Note[]): readonly Note[] => [
  ...new Map(notes.map((note) => [JSON.stringify(note), note])).values(),
]

/**
 * What is known of the writing before looking: what the file format itself decides comes before the mapping. Cells of
 * a sheet may be numbers or texts, so there a mapping's marks only settle what the values leave open.
 */
const formatsFor = (opened: OpenedTable, mapping: Mapping): Pick<Asking, 'formats' | 'preferred'> => {
  const given = mapping.formats ?? {}
  const { decimal, group: _group, ...rest } = given
  if (opened.formats?.decimal) return { formats: { ...rest, ...opened.formats }, preferred: null }
  if (opened.sheet === undefined) return { formats: { ...given, ...opened.formats }, preferred: null }
  return { formats: { ...rest, ...opened.formats }, preferred: decimal ?? null }
}

const conventionsOf = async (
  compiled: readonly { readonly scope: Scope; readonly compiled: Compiled }[],
  mappings: readonly Mapping[],
  opened: OpenedTable,
  facts: ReadonlyMap<string, ColumnFacts>,
  raw: string,
  deps: ImportDeps,
  notes: Note[],
): Promise<Conventions> => {
  const numbers = new Map<string, NumberConvention>()
  const instants = new Map<string, InstantConvention>()
  // A column is written one way whichever mapping reads it: one that says how goes first.
  const says = (i: number): number => Object.keys(mappings[i]!.formats ?? {}).length
  const order = compiled.map((_, i) => i).sort((a, b) => says(b) - says(a) || a - b)
  for (const i of order) {
    const {
      scope,
      compiled: { relations, skip },
    } = compiled[i]!
    const open = [...scope.subjects.values()].filter(
      (subject) => !numbers.has(subject.key) && !instants.has(subject.key),
    )
    const decided = await decideConventions(open, {
      run: deps.run,
      raw,
      relations,
      skip,
      facts,
      ...formatsFor(opened, mappings[i]!),
      withoutMinorUnits: withoutMinorUnits.has(deps.settings().currency),
    })
    for (const [key, value] of decided.numbers) numbers.set(key, value)
    for (const [key, value] of decided.instants) instants.set(key, value)
    notes.push(...decided.notes)
  }
  return { numbers, instants }
}
