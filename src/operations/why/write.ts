import type { Expected, Guard, Segment, Verdict, WhyAnswer } from '#core/explain/answer.ts'
import type { Composed } from '#core/explain/compose.ts'
import type { Where } from '#core/explain/leaf-table.ts'
import { sentencesOf } from '#core/explain/sentences.ts'
import { shareOf } from '#core/explain/share.ts'
import { basisWords, verdictOf } from '#core/explain/verdict.ts'
import { fill, type Language } from '#core/messages.ts'
import type { Metric } from '#core/metric.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { addUp } from './add-up.ts'
import type { Asked, Explained } from './asked.ts'
import { companionsOf } from './companions.ts'
import { dominantOf } from './dominant.ts'
import { guardsOf, worded } from './guards.ts'
import { type Labelled, labelled, membersOf } from './labels.ts'

export type Numbers = {
  readonly value: number | null
  readonly previous: number | null
  readonly absolute: number | null
}

export const numbersOf = ({ readings: { now, before } }: Asked): Numbers => {
  const previous = before ? before.value : (now.previous?.value ?? null)
  return {
    value: now.value,
    previous,
    absolute: now.value === null || previous === null ? null : now.value - previous,
  }
}

/** Labels of the two members in both languages, for a comparison of members. */
const betweenOf = (asked: Asked, labels: Labelled): Pick<WhyAnswer, 'between'> => {
  if (!asked.between) return {}
  const { filter, first, second } = asked.between
  return {
    between: {
      dimension: filter.dimension,
      members: [first, second],
      labels: [first, second].map((member) => labels(filter.dimension, member)),
    },
  }
}

const headOf = (asked: Asked, numbers: Numbers, labels: Labelled) => {
  const { metric, request, readings, between } = asked
  return {
    metric: metric.id,
    unit: metric.unit,
    ...(readings.now.currency ? { currency: readings.now.currency } : {}),
    direction: metric.direction,
    period: request.period,
    comparison: between ? request.period : request.comparison,
    ...betweenOf(asked, labels),
    value: numbers.value,
    previous: numbers.previous,
    change: {
      absolute: numbers.absolute,
      relative:
        numbers.absolute === null || numbers.previous === null || numbers.previous === 0
          ? null
          : numbers.absolute / Math.abs(numbers.previous),
    },
  }
}

export type Plain = {
  readonly guards: readonly Guard[]
  readonly instead: readonly string[]
  /** The share of cases above `threshold`, taken apart in place of the number itself. */
  readonly split?: WhyAnswer
  readonly threshold?: number
}

const betweenWheres = ({ between }: Asked): Where[] =>
  between ? [between.first, between.second].map((member) => ({ [between.filter.dimension]: member })) : []

const fixedWheres = ({ request }: Asked): Where[] =>
  request.where.flatMap((filter) => {
    const [member] = filter.values
    return typeof member === 'string' ? [{ [filter.dimension]: member }] : []
  })

const inBoth = async (wheres: readonly Where[], deps: ReadingDeps): Promise<Readonly<Record<Language, Labelled>>> => {
  const [vi, en] = await Promise.all([labelled(wheres, deps, 'vi'), labelled(wheres, deps, 'en')])
  return { vi, en }
}

/** An answer without a split: the change, and why it is not taken apart. */
export const writePlain = async (asked: Asked, plain: Plain): Promise<WhyAnswer> => {
  const labels = await inBoth(betweenWheres(asked), asked.deps)
  const numbers = numbersOf(asked)
  const within = asked.readings.now.change?.within_noise
  const verdict: Verdict =
    numbers.absolute === null ? 'cannot_say' : (plain.split?.verdict ?? (within ? 'within_noise' : 'cannot_say'))
  const effect = numbers.absolute ?? 0
  const answer = {
    ...headOf(asked, numbers, labels[asked.deps.language]),
    expected: null,
    verdict,
    factors: numbers.absolute === null ? [] : [{ id: 'volume', effect, share: effect === 0 ? null : 1 }],
    segments: [],
    rest: { effect, mix_effect: null, rate_effect: null, within_noise: within ?? null },
    matrix: numbers.absolute === null ? [] : [[effect]],
    companions: [],
    guards: worded([...(numbers.absolute === null ? [missingValue(asked)] : []), ...plain.guards], asked.readings.now),
    instead: plain.instead,
    ...(plain.split ? { split: { of: 'share_above', threshold: plain.threshold!, ...plain.split } } : {}),
  }
  const own = sentencesOf({ ...answer, name: asked.metric.name, labels })
  return { ...answer, sentences: plain.split ? joined(own, plain.split.sentences) : own }
}

/** The number's own headline and what was split instead, then where that lies. */
const joined = (own: WhyAnswer['sentences'], split: WhyAnswer['sentences']): WhyAnswer['sentences'] => {
  const both = (language: Language): string[] => {
    const guard = own[language].slice(-1)
    return [own[language][0]!, ...guard, ...split[language].slice(1, 2)]
  }
  return { vi: both('vi'), en: both('en') }
}

const missingValue = ({ readings: { now, before } }: Asked): Guard => {
  const reason = now.value === null ? now.reason : before ? before.reason : now.previous?.reason
  return { code: 'value.missing', params: { reason: reason ?? 'no_data' } }
}

const expectedOf = ({
  composed,
  comparable,
  between,
  deps,
  metric,
  readings,
  question,
}: Explained): Expected | null => {
  const usual = composed.judged.usual
  if (between || !usual || comparable.basis === 'none') return null
  const scale = question.explanation.exponential ? null : (question.explanation.scale ?? 1)
  if (scale === null) return null
  // Days that are not compared count as they were: what is expected stands beside the number as it is shown.
  const tested = testedValue(composed, readings.now.value, scale, metric)
  const move = (value: number): number => scale * value + tested
  return {
    value: move(usual.value),
    interval: [move(usual.interval[0]), move(usual.interval[1])],
    basis: fill(basisWords[comparable.basis], deps.language, {
      count: comparable.windows.length,
      years: comparable.years?.length ?? 0,
    }),
    p_value: usual.pValue,
  }
}

/** What stands in the number beside the days compared; nothing for ratios. */
const testedValue = (composed: Composed, value: number | null, scale: number, metric: Metric): number =>
  metric.kind === 'additive' || metric.kind === 'distinct' ? (value ?? 0) - scale * composed.tested : 0

/** The whole answer of a metric that is a sum or a ratio of sums. */
export const write = async (explained: Explained): Promise<WhyAnswer> => {
  const { composed, deps, metric } = explained
  const numbers = numbersOf(explained)
  if (numbers.absolute === null) return writePlain(explained, { guards: [], instead: [] })
  const change = numbers.absolute
  const wheres = [
    ...composed.reasons.flatMap((reason) => [reason.where, ...reason.alsoSeenAs]),
    ...betweenWheres(explained),
    ...fixedWheres(explained),
  ]
  const labels = await inBoth(wheres, deps)
  const scale = Math.max(Math.abs(numbers.value ?? 0), Math.abs(numbers.previous ?? 0))
  const { factors, matrix, restEffect, unplaced } = addUp(composed, change, scale)
  const gross = [...composed.parts.map((part) => part.effect), restEffect].reduce(
    (sum, effect) => sum + Math.abs(effect),
    0,
  )
  const segments = composed.reasons.map((reason, i): Segment => {
    const part = composed.parts[i]!
    return {
      where: membersOf(reason.where),
      labels: labelsOf(reason.where, labels[deps.language]),
      effect: part.effect,
      share: shareOf(part.effect, change, gross),
      mix_effect: part.mix,
      rate_effect: part.rate,
      observed: part.observed,
      expected: part.expected,
      usual: part.usual,
      p_value: reason.pValue,
      also_seen_as: reason.alsoSeenAs.map(membersOf),
      rest_without_it: { relative: part.others.relative, within_noise: part.others.withinNoise },
    }
  })
  const expected = expectedOf(explained)
  const verdict = verdictOf({
    composed,
    explicit: explained.between !== null || explained.request.comparison?.kind !== 'previous',
    stopped: explained.stopped !== null,
  })
  const told = verdict === 'localised' || verdict === 'across_the_board'
  const [dominant, companions] = told
    ? await Promise.all([dominantOf(explained, change), companionsOf(explained, labels)])
    : [[], []]
  const guards = [...dominant, ...(explained.more ?? []), ...guardsOf(explained, { numbers, unplaced, segments })]
  const answer = {
    ...headOf(explained, numbers, labels[deps.language]),
    expected,
    verdict,
    factors,
    segments,
    rest: restOf(composed, restEffect),
    matrix,
    companions,
    guards: worded(guards, explained.readings.now),
  }
  return {
    ...answer,
    sentences: sentencesOf({
      ...answer,
      name: metric.name,
      labels,
      wheres: composed.reasons.map((r) => r.where),
      reasons: composed.reasons,
    }),
  }
}

const restOf = ({ rest, restWithinNoise }: Composed, effect: number): WhyAnswer['rest'] => ({
  effect,
  mix_effect: rest.mix,
  rate_effect: rest.rate === null ? null : effect - (rest.mix ?? 0),
  within_noise: restWithinNoise,
})

export const labelsOf = (where: Where, labels: Labelled): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(where).map(([dimension, member]) => [dimension, labels(dimension, member)]))
