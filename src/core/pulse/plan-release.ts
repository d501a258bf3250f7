import { distributionFloor, mayKnowClasses } from '../anonymity-classes.ts'
import { type Answer, type Cut, crossed, cutBy, isOfOneMind, pointsOf, rowFloor, wholeCut } from './cuts.ts'
import { ofQuestion, tellsBetweenRounds } from './known-groups.ts'
import { classOf, type Question } from './questions.ts'
import { bandOf, type KnownGroup, type Told, type ToldQuestion, type ToldUnit } from './released.ts'
import { type Ballot, dimensions, type PulseCell, type Round } from './round.ts'

/** A row that goes to the numbers: no more of a person than the group it is counted in there. */
export type PulseRow = {
  readonly question: Question
  readonly score: number
  readonly team: string | null
  readonly location_id: string | null
  readonly tenure_band: string | null
}

export type QuestionRelease = {
  readonly told: ToldQuestion
  readonly rows: readonly PulseRow[]
  readonly known: readonly KnownGroup[]
  /** Cuts behind what is told and behind the rows; an attacker knows no more. */
  readonly cuts: readonly Cut[]
}

type Asked = readonly { readonly person: string; readonly cell: PulseCell }[]

const nothing = (question: Question): QuestionRelease => ({
  told: { question, whole: null, by: {} },
  rows: [],
  known: [],
  cuts: [],
})

const classCounts = (question: Question, answers: readonly Answer[]): readonly [number, number, number] => {
  const counts: [number, number, number] = [0, 0, 0]
  for (const { score } of answers) counts[classOf(question, score)]++
  return counts
}

const mayTellClasses = (question: Question, answers: readonly Answer[], floor: number): boolean =>
  mayKnowClasses(answers.length, classCounts(question, answers), floor)

const inFives = (share: number): number => Math.round(share * 20) / 20

const toldOf = (question: Question, answers: readonly Answer[], withClasses: boolean): Told => {
  const mean = answers.reduce((sum, { score }) => sum + pointsOf(question, score), 0) / answers.length
  const [low, middle, high] = classCounts(question, answers)
  return {
    score: question === 'enps' ? Math.round(mean * 100) : Math.round(mean * 10) / 10,
    answers: bandOf(answers.length),
    classes: withClasses
      ? [inFives(low / answers.length), inFives(middle / answers.length), inFives(high / answers.length)]
      : null,
  }
}

/**
 * Half of the 95 % interval of the whole: 1.96·√(variance ÷ n), that of eNPS P + D − (P − D)² as for KPI 6; null where that
 * may not be told of so few.
 */
const marginOf = (question: Question, answers: readonly Answer[]): number | null => {
  if (answers.length < distributionFloor) return null
  const points = answers.map(({ score }) => pointsOf(question, score))
  const mean = points.reduce((sum, point) => sum + point, 0) / points.length
  const variance =
    points.reduce((sum, point) => sum + (point - mean) ** 2, 0) / (points.length - (question === 'enps' ? 0 : 1))
  const margin = 1.96 * Math.sqrt(variance / points.length)
  return question === 'enps' ? Math.round(margin * 100) : Math.round(margin * 100) / 100
}

const inBlock = (answers: readonly Answer[], cut: Cut, block: number): readonly Answer[] =>
  answers.filter((_, i) => cut.blocks[i] === block)

/** Every unit that was asked, those of too few answers without a number. Classes only where all parts may tell theirs. */
const toldUnits = (
  question: Question,
  answers: readonly Answer[],
  cut: Cut,
  units: readonly (string | null)[],
  floor: number,
): readonly ToldUnit[] => {
  const parts = cut.named.map((_, block) => inBlock(answers, cut, block))
  // Classes by one dimension alone, so that no difference of two ways to divide tells of a class with few in it.
  const withClasses = cut.by[0] === 0 && parts.every((part) => mayTellClasses(question, part, floor))
  return units.flatMap((unit): ToldUnit[] => {
    const block = cut.named.findIndex((name) => name !== null && name[0] === unit)
    if (block >= 0) return [{ unit: unit ?? '', told: toldOf(question, parts[block]!, withClasses) }]
    return unit === null ? [] : [{ unit, told: null }]
  })
}

/** Groups of a cut of whom everybody asked has answered. */
const knownIn = (question: Question, cut: Cut, asked: Asked): readonly KnownGroup[] =>
  cut.named.flatMap((_, block) => {
    const people = asked.filter(({ cell }) => cut.blockOf(cell) === block).map(({ person }) => person)
    return people.length === cut.blocks.filter((each) => each === block).length ? [{ question, people }] : []
  })

type Choice = { readonly single: readonly Cut[]; readonly rows: Cut }

/** Ways to divide that can be told together: each dimension by itself, then the groups of the rows. */
const choose = (question: Question, answers: readonly Answer[], allowed: readonly number[], floor: number): Choice => {
  const whole = wholeCut(answers)
  const single: Cut[] = []
  for (const dimension of allowed) {
    const cut = cutBy(question, answers, dimension, { fewest: floor, floor }, [whole, ...single])
    if (cut) single.push(cut)
  }
  const limits = { fewest: Math.max(rowFloor, floor), floor }
  let rows = whole
  for (const dimension of allowed) {
    const others = [whole, ...single]
    const finer =
      rows === whole
        ? cutBy(question, answers, dimension, limits, others)
        : crossed(question, answers, rows, dimension, limits, others)
    rows = finer ?? rows
  }
  return { single, rows }
}

const rowsOf = (question: Question, answers: readonly Answer[], cut: Cut): readonly PulseRow[] =>
  answers.map(({ score }, i) => {
    const named = cut.named[cut.blocks[i]!]
    const unit = (dimension: number): string | null => named?.[cut.by.indexOf(dimension)] ?? null
    return { question, score, team: unit(0), location_id: unit(1), tenure_band: unit(2) }
  })

/** From every dimension to none: what is told less where earlier rounds together with this one would tell too much. */
const narrowing: readonly (readonly number[])[] = [[0, 1, 2], [0, 1], [0], []]

/**
 * What is told of one question of a closed round: decided from the answers and from what earlier rounds told, the
 * same for everybody who may see any of it.
 * @param earlier groups whose numbers earlier rounds told and whose people all answered
 */
export const releaseQuestion = (
  question: Question,
  round: Pick<Round, 'plan'>,
  ballots: readonly Ballot[],
  asked: Asked,
  earlier: readonly KnownGroup[],
): QuestionRelease => {
  const { floor, units } = round.plan
  const answers = ballots.flatMap(({ cell, answers: given }): Answer[] => {
    const score = given[question]
    return score === undefined ? [] : [{ cell, score }]
  })
  // A number everybody agrees on would be everybody’s own; rows need a group of their floor.
  if (answers.length < floor || isOfOneMind(question, answers)) return nothing(question)
  const whole = wholeCut(answers)
  for (const allowed of narrowing) {
    const { single, rows } = choose(question, answers, allowed, floor)
    const cuts = [whole, ...single, rows]
    const known = cuts.flatMap((cut) => knownIn(question, cut, asked))
    const groups = [...ofQuestion(earlier, question), ...ofQuestion(known, question)]
    if (tellsBetweenRounds(groups, floor)) continue
    const by = Object.fromEntries(
      single.map((cut) => {
        const dimension = dimensions[cut.by[0]!]!
        return [dimension, toldUnits(question, answers, cut, [...units[dimension], null], floor)]
      }),
    )
    const hiddenBy = Object.fromEntries(
      dimensions
        .filter((dimension) => !(dimension in by) && units[dimension].length > 1)
        .map((dimension) => [dimension, units[dimension].map((unit) => ({ unit, told: null }))]),
    )
    return {
      told: {
        question,
        whole: {
          ...toldOf(question, answers, mayTellClasses(question, answers, floor)),
          margin: marginOf(question, answers),
        },
        by: { ...by, ...hiddenBy },
      },
      rows: answers.length >= rowFloor ? rowsOf(question, answers, rows) : [],
      known,
      cuts,
    }
  }
  return nothing(question)
}
