import { type Cell, dimensionAt, type FactorQuestion, type Factors, gather, ledger } from './cells.ts'
import type { Chain, Explanation, Link, Sum } from './explanation.ts'
import type { Leaves } from './leaves.ts'
import { mixAndRate } from './mix.ts'
import { shapleyOfProduct } from './shapley.ts'

type Pair = readonly [now: number, before: number]

/**
 * Factor by which each step of a chain multiplies, old and new. A step that cannot be told in one window (nothing to
 * divide by) keeps the other window's: all of the change is then that of the step before.
 */
const ratesOf = (columns: readonly Pair[]): { before: number[]; after: number[] } => {
  const before: number[] = []
  const after: number[] = []
  for (const [i, [now, old]] of columns.entries()) {
    if (i === 0) {
      after.push(now)
      before.push(old)
      continue
    }
    const [baseNow, baseThen] = columns[i - 1]!
    const [rateNow, rateThen] = [baseNow === 0 ? null : now / baseNow, baseThen === 0 ? null : old / baseThen]
    after.push(rateNow ?? rateThen ?? 1)
    before.push(rateThen ?? rateNow ?? 1)
  }
  return { before, after }
}

/** First step from which on no step is empty in a window whose result is not. */
const unbroken = (columns: readonly (Pair | null)[]): number => {
  const [now, before] = columns.at(-1)!
  for (let start = columns.length - 1; start > 0; start--) {
    const step = columns[start - 1]
    if (!step || (step[0] === 0 && now !== 0) || (step[1] === 0 && before !== 0)) return start
  }
  return 0
}

/** Members whose first sales fall into the window, or whose last ones lie before it. */
const newOrStopped = (question: FactorQuestion, link: Link, name: string | undefined): ReadonlySet<number> => {
  const { leaves, columnOf, now } = question
  const at = dimensionAt(leaves, name)
  const found = new Set<number>()
  if (at < 0) return found
  const column = leaves.columns[columnOf(link.column)]!
  const codes = leaves.table.codes[at]!
  const totals = column.map((values) => {
    const sums = new Float64Array(leaves.table.members[at]!.length)
    for (let leaf = 0; leaf < codes.length; leaf++) sums[codes[leaf]!]! += values[leaf]!
    return sums
  })
  const history = totals.filter((_, slot) => leaves.slots[slot]!.startsWith('h'))
  if (history.length < 3) return found
  for (const code of leaves.table.members[at]!.keys()) {
    const [current, previous] = [totals[now]![code]!, totals[question.before]![code]!]
    const before = history.map((sums) => sums[code]!)
    const usual = before.reduce((sum, value) => sum + value, 0) / before.length
    const isNew = previous === 0 && current !== 0 && before.every((value) => value === 0)
    const isGone = current === 0 && previous !== 0 && usual >= 10 && before.every((value) => value > 0)
    if (isNew || isGone) found.add(code)
  }
  return found
}

/**
 * Steps of a chain between two members. One sells goods the other does not have: how much of what it sells they are
 * is a step of its own, `assortment`, before the mix of the goods both have.
 *
 * Source: the common support of H. Ñopo, *Rev. Econ. Stat.* 90 (2008) 290.
 * @param mix place of the step that tells how the goods of a group are made up
 * @param common of the cell's group, what both have
 */
const withAssortment = (
  links: readonly Link[],
  columns: readonly (Pair | null)[],
  mix: number,
  common: Pair | null,
): { readonly links: readonly Link[]; readonly columns: readonly (Pair | null)[] } => {
  const step: Link = { ...links[mix]!, factor: 'assortment' }
  if (!common) return { links: links.with(mix, step), columns }
  return { links: links.toSpliced(mix, 0, step), columns: columns.toSpliced(mix, 0, common) }
}

/** Of each group, what both sides sell of the goods both have; null for goods only one has. */
const commonOf = (
  cells: readonly Cell[],
  [now, before]: readonly [Float64Array, Float64Array],
): ((cell: Cell) => Pair | null) => {
  const sums = new Map<string, Pair>()
  const add = (key: string, a: number, b: number): void => {
    const [x, y] = sums.get(key) ?? [0, 0]
    sums.set(key, [x + a, y + b])
  }
  const goods = ({ group, code }: Cell): string => `${group}.${code}`
  for (const [i, cell] of cells.entries()) add(goods(cell), now[i]!, before[i]!)
  const both = (cell: Cell): boolean => sums.get(goods(cell))!.every((sum) => sum !== 0)
  for (const [i, cell] of cells.entries()) if (both(cell)) add(`${cell.group}`, now[i]!, before[i]!)
  return (cell) => (both(cell) ? sums.get(`${cell.group}`)! : null)
}

const sumFactors = (question: FactorQuestion, chains: readonly Chain[]): Factors => {
  const { explanation, groups, now, before } = question
  const { cells, sums, groupNames } = gather(question, explanation.group, explanation.cells)
  const book = ledger(question.partCount)
  const places =
    groups && groupNames ? new Map((groups.leaves.table.members[0] ?? []).map((name, i) => [name, i])) : null
  const scale = explanation.scale ?? 1
  for (const { sign, links } of chains) {
    const own = links.map((link) => (link.group ? null : sums(question.columnOf(link.column))))
    const last = links.at(-1)!
    const apart =
      explanation.cells && !question.sides ? newOrStopped(question, last, explanation.cells) : new Set<number>()
    const mix = question.sides && explanation.cells ? links.findIndex((link) => !link.group) : -1
    const common = mix > 0 ? commonOf(cells, own[mix]!) : null
    const ofGroup = (link: Link, group: number): Pair | null => {
      if (!groups) return null
      const at = places ? places.get(groupNames![group]!) : groups.leaves.table.size > 0 ? 0 : undefined
      const leaf = at === undefined ? -1 : leafOf(groups.leaves, at)
      if (leaf < 0) return null
      const column = groups.leaves.columns[groups.columnOf(link.column)]!
      return [column[now]![leaf]!, column[before]![leaf]!]
    }
    for (const [i, cell] of cells.entries()) {
      const plain = links.map((link, k): Pair | null =>
        link.group ? ofGroup(link, cell.group) : [own[k]![0][i]!, own[k]![1][i]!],
      )
      const { links: steps, columns } = common
        ? withAssortment(links, plain, mix, common(cell))
        : { links, columns: plain }
      const [after, before] = columns.at(-1)!
      if (after === before && after === 0) continue
      if (apart.has(cell.code)) {
        book.add('new_or_stopped', cell.part, scale * sign * (after - before))
        continue
      }
      const start = unbroken(columns)
      const { before: old, after: young } = ratesOf(columns.slice(start) as Pair[])
      const effects = shapleyOfProduct(old, young)
      for (const [k, effect] of effects.entries()) {
        const link = steps[start + k]!
        book.add(k === 0 && start > 0 ? (link.alone ?? link.factor) : link.factor, cell.part, scale * sign * effect)
      }
    }
  }
  return book.result()
}

const leafOf = (leaves: Leaves, code: number): number =>
  leaves.table.codes.length === 0 ? 0 : leaves.table.codes[0]!.indexOf(code)

type Totals = { readonly base: Pair; readonly value: Pair }

const totalsOf = (question: FactorQuestion): Totals => {
  const { explanation, leaves, columnOf, now, before } = question
  const total = (sum: Sum, slot: number): number =>
    leaves.columns[columnOf(sum)]![slot]!.reduce((all, value) => all + value, 0)
  return {
    base: [total(explanation.base!, now), total(explanation.base!, before)],
    value: [total(explanation.value, now), total(explanation.value, before)],
  }
}

/** Effect of each part on a ratio: rate and mix between the parts, see `mixAndRate`. */
export const partEffects = (question: FactorQuestion): readonly number[] => {
  const { explanation, columnOf, partCount } = question
  const { cells, sums } = gather(question, undefined, undefined)
  const [value, base] = [sums(columnOf(explanation.value)), sums(columnOf(explanation.base!))]
  const effects = mixAndRate(
    cells.map((_, i) => ({
      before: value[1][i]!,
      after: value[0][i]!,
      baseBefore: base[1][i]!,
      baseAfter: base[0][i]!,
    })),
  )
  const out = Array.from({ length: partCount }, () => 0)
  for (const [i, { part }] of cells.entries()) out[part] = effects?.[i]?.effect ?? 0
  return out
}

/** Part of each member of the dimension factors are worked out by; of one in several parts, the first. */
const partsOfMembers = ({ explanation, leaves: { table }, parts }: FactorQuestion): ReadonlyMap<string, number> => {
  const at = table.dimensions.indexOf(explanation.worked!.by)
  const places = new Map<string, number>()
  if (at < 0) return places
  for (let leaf = 0; leaf < table.size; leaf++) {
    const member = table.members[at]![table.codes[at]![leaf]!]!
    if (!places.has(member)) places.set(member, parts[leaf]!)
  }
  return places
}

const ratioFactors = (question: FactorQuestion): Factors => {
  const { explanation, columnOf, partCount } = question
  const { cells, sums } = gather(question, undefined, question.stratum ?? undefined)
  const [value, base] = [sums(columnOf(explanation.value)), sums(columnOf(explanation.base!))]
  const { base: bases, value: values } = totalsOf(question)
  if (bases[0] === 0 || bases[1] === 0) return { ids: [], matrix: Array.from({ length: partCount }, () => []) }
  const parts = partEffects(question)
  const book = ledger(partCount)
  const mixId =
    explanation.worked?.residual ??
    explanation.chains?.[0]?.links[0]?.factor ??
    (explanation.quotient ? explanation.quotient[1] : 'mix')
  for (let part = 0; part < partCount; part++) book.add(mixId, part, 0)
  if (question.worked) {
    const places = partsOfMembers(question)
    for (const [member, effects] of question.worked)
      for (const [factor, effect] of Object.entries(effects))
        if (factor !== mixId) book.add(factor, places.get(member) ?? partCount - 1, effect / (explanation.scale ?? 1))
  } else if (explanation.quotient) {
    const mean = (1 / bases[0] + 1 / bases[1]) / 2
    for (const [i, { part }] of cells.entries())
      book.add(explanation.quotient[0], part, mean * (value[0][i]! - value[1][i]!))
  } else if (explanation.chains) {
    for (const { sign, links } of explanation.chains) {
      const own = links.map((link) => sums(columnOf(link.column)))
      for (const [i, { part }] of cells.entries()) {
        const columns = own.map(([now, before]): Pair => [now[i]!, before[i]!])
        if (unbroken(columns) > 0) {
          const [after, before] = columns.at(-1)!
          book.add(links.at(-1)!.factor, part, sign * (after / bases[0] - before / bases[1]))
          continue
        }
        const { before, after } = ratesOf(columns)
        before[0]! /= bases[1]
        after[0]! /= bases[0]
        for (const [k, effect] of shapleyOfProduct(before, after).entries())
          if (k > 0) book.add(links[k]!.factor, part, sign * effect)
      }
    }
  } else {
    const split = mixAndRate(
      cells.map((_, i) => ({
        before: value[1][i]!,
        after: value[0][i]!,
        baseBefore: base[1][i]!,
        baseAfter: base[0][i]!,
      })),
    )!
    for (const [i, { part }] of cells.entries()) book.add('rate', part, split[i]!.rate)
  }
  const others = book.result()
  const mixAt = others.ids.indexOf(mixId)
  const scale = scaleOf(explanation, values, bases)
  const matrix = others.matrix.map((row, part) => {
    const rest = row.reduce((sum, effect) => sum + effect, 0)
    return row.map((effect, i) => scale * (i === mixAt ? parts[part]! - rest : effect))
  })
  return { ids: others.ids, matrix }
}

/** What a change of the plain ratio is multiplied with; of an exponential, the mean slope between both ends. */
export const scaleOf = (explanation: Explanation, values: Pair, bases: Pair): number => {
  const scale = explanation.scale ?? 1
  if (!explanation.exponential) return scale
  const [now, before] = [values[0] / bases[0], values[1] / bases[1]]
  return scale * (now === before ? Math.exp(now) : (Math.exp(now) - Math.exp(before)) / (now - before))
}

/**
 * Splits a change along the identity of its metric, for each part by itself. Sums multiply out link by link; a ratio
 * has its mix and the steps of its rate, or numerator and denominator; a sum without an identity has one factor.
 */
export const factorsOf = (question: FactorQuestion): Factors => {
  const { explanation } = question
  if (explanation.base) return ratioFactors(question)
  const chains = explanation.chains ?? [{ sign: 1, links: [{ factor: 'volume', column: explanation.value }] }]
  return sumFactors(question, chains)
}
