import type { Verdict } from '#core/explain/answer.ts'
import { type Composed, compose } from '#core/explain/compose.ts'
import type { Explanation } from '#core/explain/explanation.ts'
import type { Leaves } from '#core/explain/leaves.ts'
import type { Question } from '#core/explain/question.ts'
import { verdictOf } from '#core/explain/verdict.ts'
import { say } from './figures.ts'
import {
  type Cell,
  type Chance,
  chanceFrom,
  contactLeaves,
  contactsExplained,
  conversionExplained,
  type Event,
  placeIn,
  salesExplained,
  salesLeaves,
} from './why-company.ts'

type Found = { readonly composed: Composed; readonly verdict: Verdict }

/** The engine on one week of the company, asked as `nhip why` asks it without a named comparison. */
const explain = (
  explanation: Explanation,
  columns: readonly string[],
  leaves: Leaves,
  groups: Leaves | null = null,
): Found => {
  const question = {
    explanation,
    columnOf: placeIn(columns),
    groupColumnOf: placeIn(['visitors', 'orders', 'units']),
    slots: leaves.slots,
    tested: ['current', 'previous'],
  } as unknown as Question
  const composed = compose({
    question,
    leaves,
    groups,
    explicit: false,
    aligned: true,
    worked: null,
    standing: false,
    most: 3,
  })
  return { composed, verdict: verdictOf({ composed, explicit: false, stopped: false }) }
}

const quiet: Event = () => ({})

/** This week only, in the cells that meet `where`. */
const thisWeek =
  (where: Cell, change: ReturnType<Event>): Event =>
  (cell, week) =>
    week === 0 && Object.entries(where).every(([dimension, member]) => cell[dimension] === member) ? change : {}

const same = (a: Readonly<Record<string, string>>, b: Cell): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

const firstIs = ({ composed }: Found, ...where: readonly Cell[]): boolean => {
  const [first] = composed.reasons
  return (
    first !== undefined && [first.where, ...first.alsoSeenAs].some((seen) => where.some((cell) => same(seen, cell)))
  )
}

const topFactor = ({ composed: { factors } }: Found): string => {
  const totals = factors.ids.map((_, i) => Math.abs(factors.matrix.reduce((sum, row) => sum + row[i]!, 0)))
  return factors.ids[totals.indexOf(Math.max(...totals))] ?? ''
}

type Score = { readonly verdict: boolean; readonly reason: boolean }
type Kind = { readonly name: string; readonly play: (chance: Chance) => Score }

const contacts = (chance: Chance, event: Event): Found =>
  explain(contactsExplained, ['contacts', 'won'], contactLeaves(chance, 2000, event))
const conversion = (chance: Chance, event: Event): Found =>
  explain(conversionExplained, ['contacts', 'won'], contactLeaves(chance, 2000, event))
const sales = (chance: Chance, event: Event): Found => {
  const { leaves, groups } = salesLeaves(chance, 12_000, event)
  return explain(salesExplained, ['units', 'gross'], leaves, groups)
}

const localised = (found: Found, ...where: readonly Cell[]): Score => ({
  verdict: found.verdict === 'localised',
  reason: firstIs(found, ...where),
})
const verdictIs = (found: Found, verdict: Verdict): Score => ({
  verdict: found.verdict === verdict,
  reason: found.composed.reasons.length === 0,
})

const kinds: readonly Kind[] = [
  { name: 'nothing happened', play: (chance) => verdictIs(contacts(chance, quiet), 'within_noise') },
  {
    name: 'everything −20 %',
    play: (chance) => verdictIs(contacts(chance, thisWeek({}, { volume: 0.8 })), 'across_the_board'),
  },
  {
    name: 'a source renamed',
    play: (chance) => {
      const renamed: Event = (cell, week) =>
        week === 0 && cell['source'] === 'google' ? { as: { ...cell, source: 'Google Ads' } } : {}
      return localised(contacts(chance, renamed), { source: 'google' }, { source: 'Google Ads' })
    },
  },
  {
    name: 'a rep leaves',
    play: (chance) => {
      const owner = `o${chance.pick(12)}`
      return localised(contacts(chance, thisWeek({ owner }, { volume: 0 })), { owner })
    },
  },
  {
    name: 'a source halves',
    play: (chance) =>
      localised(contacts(chance, thisWeek({ source: 'facebook' }, { volume: 0.5 })), { source: 'facebook' }),
  },
  {
    name: 'a source × province −80 %',
    play: (chance) => {
      const where = { source: ['facebook', 'google'][chance.pick(2)]!, province: `p${chance.pick(2)}` }
      return localised(contacts(chance, thisWeek(where, { volume: 0.2 })), where)
    },
  },
  {
    name: 'mix shift, no rate changed',
    play: (chance) => {
      const found = conversion(chance, thisWeek({ source: 'tiktok' }, { volume: 3.5 }))
      const [first] = found.composed.parts
      const byMix = first !== undefined && Math.abs(first.mix ?? 0) > 3 * Math.abs(first.rate ?? 0)
      return { verdict: found.verdict === 'localised', reason: firstIs(found, { source: 'tiktok' }) && byMix }
    },
  },
  {
    name: 'one source wins half as often',
    play: (chance) =>
      localised(conversion(chance, thisWeek({ source: 'google' }, { rate: 0.5 })), { source: 'google' }),
  },
  {
    name: 'a store closed two days of seven',
    play: (chance) => {
      const location = `s${chance.pick(4)}`
      return localised(sales(chance, thisWeek({ location }, { volume: 5 / 7 })), { location })
    },
  },
  {
    name: 'a product out of stock',
    play: (chance) => {
      const product = `g${chance.pick(8)}`
      return localised(sales(chance, thisWeek({ product }, { volume: 0 })), { product })
    },
  },
  {
    name: 'all prices +5 %',
    play: (chance) => {
      const found = sales(chance, thisWeek({}, { price: 1.05 }))
      return {
        verdict: found.verdict !== 'localised',
        reason: topFactor(found) === 'price',
      }
    },
  },
  {
    name: 'one order of a week’s size of a store',
    // Either nothing is named, or the very cell it lies in: the order itself is then looked up and named.
    play: (chance) => {
      const { leaves, groups, whale } = salesLeaves(chance, 12_000, quiet, 90_000_000)
      const { verdict, composed } = explain(salesExplained, ['units', 'gross'], leaves, groups)
      const right = composed.reasons.every((reason) => reason.leaves.includes(whale!))
      return { verdict: verdict !== 'across_the_board', reason: right }
    },
  },
]

/**
 * Twelve kinds of event on an invented company, each on fresh seeds: whether the verdict was right, and whether the
 * first reason (or factor) was the planted one, exactly.
 */
export const benchWhyEvents = (seeds: number, quietWeeks: number): void => {
  say(`Planted events, ${seeds} seeds each: verdict right, first reason right`)
  const all = { verdict: 0, reason: 0 }
  const began = performance.now()
  for (const [k, kind] of kinds.entries()) {
    const score = { verdict: 0, reason: 0 }
    for (let seed = 0; seed < seeds; seed++) {
      const { verdict, reason } = kind.play(chanceFrom(1_000_003 * (k + 1) + seed))
      score.verdict += Number(verdict)
      score.reason += Number(reason)
    }
    all.verdict += score.verdict
    all.reason += score.reason
    const percent = (count: number): string => `${((100 * count) / seeds).toFixed(0)} %`.padStart(6)
    say(`  ${kind.name.padEnd(38)}${percent(score.verdict)}${percent(score.reason)}`)
  }
  const share = (count: number): string => ((100 * count) / (seeds * kinds.length)).toFixed(1)
  const took = (performance.now() - began) / (seeds * kinds.length)
  say(
    `  all: verdict ${share(all.verdict)} %, first reason ${share(all.reason)} %; ${took.toFixed(0)} ms each with its making`,
  )
  let alarms = 0
  for (let seed = 0; seed < quietWeeks; seed++)
    if (contacts(chanceFrom(77_000_000 + seed), quiet).verdict !== 'within_noise') alarms++
  if (quietWeeks > 0)
    say(`  false alarms on ${quietWeeks} quiet weeks: ${((100 * alarms) / quietWeeks).toFixed(1)} % (2 to 6)`)
}
