import { formatChange, formatPercent, formatRange, formatRelative, formatValue, reasonWords } from '../format.ts'
import { fill, type Language, type Words } from '../messages.ts'
import type { Reason as MissingReason } from '../metric.ts'
import type { DayRange } from '../reading.ts'
import type { Segment, WhyAnswer } from './answer.ts'
import { type FactorId, factorWords } from './factor-words.ts'
import type { Reason } from './find-reasons.ts'
import type { Where } from './leaf-table.ts'
import { sentenceWords as words } from './sentence-words.ts'

/** An answer that has its numbers and still needs its sentences. */
export type Unworded = Omit<WhyAnswer, 'sentences'> & {
  readonly name: Words
  readonly labels: Readonly<Record<Language, (dimension: string, member: string) => string>>
  /** Of the segments, in order. */
  readonly wheres?: readonly Where[]
  readonly reasons?: readonly Pick<Reason, 'moved' | 'against'>[]
}

const places = ['location', 'province', 'province_old', 'region', 'channel']

/** `Facebook ở Hà Nội`: what first, where last. */
export const partName = (
  where: Where,
  labels: (dimension: string, member: string) => string,
  language: Language,
): string => {
  const named = (of: readonly string[]): string =>
    of.map((dimension) => labels(dimension, where[dimension]!)).join(', ')
  const place = places.filter((dimension) => dimension in where)
  const other = Object.keys(where).filter((dimension) => !places.includes(dimension))
  if (place.length === 0) return named(other)
  if (other.length === 0) return named(place)
  return fill(words.in_place, language, { what: named(other), place: named(place) })
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Sizes are told without their sign: the verb has it. */
const unsigned = (text: string): string => text.replace(/^[+−-]/, '')

type Sayer = {
  readonly answer: Unworded
  readonly language: Language
  readonly say: (key: keyof typeof words, params?: Record<string, string>) => string
  /** An amount of change, with its sign. */
  readonly change: (amount: number) => string
  readonly value: (amount: number) => string
}

const points = ({ unit }: Unworded): boolean => unit === 'rate' || unit === 'score' || unit === 'index'

const headline = ({ answer, language, say, change }: Sayer): string => {
  const { change: moved, verdict, between } = answer
  const name = answer.name[language]
  if (moved.absolute === null) {
    const reason = String(answer.guards.find((guard) => guard.code === 'value.missing')?.params['reason'] ?? 'no_data')
    return `${say('missing', { name, reason: reasonWords(reason as MissingReason, language) })}.`
  }
  const relative = !points(answer) && !between && moved.relative !== null
  const size = unsigned(relative ? formatRelative(moved.relative!, language) : change(moved.absolute))
  const noise = verdict === 'within_noise' ? say('in_noise') : verdict === 'cannot_say' ? say('not_sure') : ''
  const none = !/[1-9]/.test(size)
  if (between) {
    const [first, second] = between.members.map((member) => answer.labels[language](between.dimension, member!))
    const key = none ? 'equal' : moved.absolute < 0 ? 'lower' : 'higher'
    return `${say(key, { name, first: first!, second: second!, size })}${noise}.`
  }
  const other = formatRange(answer.comparison as DayRange, language)
  const key = none ? 'stayed' : moved.absolute < 0 ? 'fell' : 'rose'
  return `${say(key, { name, size, other })}${noise}.`
}

/** Share of the usual level a segment has to be off before that is told in place of its change. */
const clearlyOff = 0.05

const segmentPhrase = (sayer: Sayer, segment: Segment, i: number): string => {
  const { answer, language, say, change, value } = sayer
  const part = capital(partName(answer.wheres![i]!, answer.labels[language], language))
  const reason = answer.reasons?.[i]
  const { observed, expected, usual, effect } = segment
  if (answer.rest.mix_effect !== null && observed !== null) {
    if (reason?.moved === 'weight' || expected === null) {
      const whole = (answer.value ?? 0) + (answer.previous ?? 0)
      const gained = segment.mix_effect! > 0 === observed > whole / 2
      return `${say(gained ? 'part_weight_up' : 'part_weight_down', { part, after: value(observed), whole: value(whole / 2) })}${contribution(sayer, segment)}`
    }
    const key = answer.between ? 'part_rate_differs' : 'part_rate'
    return `${say(key, { part, before: value(expected), after: value(observed) })}${contribution(sayer, segment)}`
  }
  const off = usual === null || observed === null ? 0 : observed - usual
  if (
    reason?.against === 'usual' &&
    usual !== null &&
    Math.abs(off) > clearlyOff * usual &&
    Math.abs(effect) < 0.4 * Math.abs(off)
  )
    return say('part_unusual', { part, value: value(observed!), usual: value(usual) })
  const size = unsigned(change(effect))
  const key = answer.between ? (effect < 0 ? 'part_lower' : 'part_higher') : effect < 0 ? 'part_fell' : 'part_rose'
  return `${say(key, { part, size })}${contribution(sayer, segment)}`
}

const contribution = ({ answer, language, say, change }: Sayer, { share, effect }: Segment): string => {
  if (share !== null && share > 0 && share <= 1.5)
    return say(answer.between ? 'accounts_gap' : 'accounts', { share: formatPercent(share, language, 0) })
  return answer.rest.mix_effect === null ? '' : say('contributes', { size: change(effect) })
}

const segmentsSentence = (sayer: Sayer): string => {
  const { answer, say, change, language } = sayer
  const [first, ...others] = answer.segments
  const more = others.map((other, i) => {
    const name = partName(answer.wheres![i + 1]!, answer.labels[language], language)
    return `${name} (${change(other.effect)})`
  })
  const rest = answer.rest.within_noise === true ? say('rest_in_noise') : ''
  return `${segmentPhrase(sayer, first!, 0)}${more.length > 0 ? say('then_parts', { parts: more.join(', ') }) : ''}${rest}.`
}

const nameOfFactor = (id: string, language: Language): string => factorWords[id as FactorId]?.[language] ?? id

/** A factor is worth a sentence where there are several and one of them stands out. */
const tellingShare = 0.25
const evenShare = 0.05

const factorsSentence = ({ answer, language, say }: Sayer): string | null => {
  const known = answer.factors.filter((factor) => factor.share !== null && factor.id !== 'unplaced')
  const ranked = [...known].sort((a, b) => Math.abs(b.share!) - Math.abs(a.share!))
  const [first, second] = ranked
  if (known.length < 2 || !first || first.share! < tellingShare) return null
  const share = (of: number): string => formatPercent(of, language, 0)
  const gap = answer.between !== undefined
  const head = capital(
    say(gap ? 'factor_one_gap' : 'factor_one', {
      factor: nameOfFactor(first.id, language),
      share: share(first.share!),
    }),
  )
  const next =
    Math.abs(second!.share!) >= evenShare
      ? say('factor_more', { factor: nameOfFactor(second!.id, language), share: share(second!.share!) })
      : say(gap ? 'factor_even_gap' : 'factor_even', { factor: nameOfFactor(second!.id, language) })
  return `${head}${next}.`
}

/** A step of the identity that stands out, although the whole does not. */
const standingOut = ({ answer, language, say }: Sayer): string | null => {
  // Of a young cohort the later steps have not had the time of the earlier ones.
  if (answer.guards.some((guard) => guard.code === 'cohort.immature')) return null
  const off = answer.factors.filter(
    (factor) => factor.within_noise === false && factor.before !== undefined && factor.before !== 0,
  )
  const [first] = off.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  if (!first) return null
  const moved = (first.after! - first.before!) / Math.abs(first.before!)
  const down = moved < 0
  const key = answer.between
    ? down
      ? 'factor_off_lower'
      : 'factor_off_higher'
    : down
      ? 'factor_off_down'
      : 'factor_off_up'
  const size = unsigned(formatRelative(moved, language))
  return `${capital(say(key, { factor: nameOfFactor(first.id, language), size }))}.`
}

/** Guards that change what the reader should do, told before anything else that is left to say. */
const pressing = [
  'value.missing',
  'data.too_few',
  'window.today_only',
  'state.settling',
  'days.missing',
  'member.relabelled',
  'member.dominant',
  'comparison.unusual',
  'split.not_additive',
  'split.quantile',
  'split.hidden',
  'mix.reversal',
]

const inLanguage = (answer: Unworded, language: Language): string[] => {
  const format = { language, ...(answer.currency ? { currency: answer.currency } : {}) }
  const sayer: Sayer = {
    answer,
    language,
    say: (key, params = {}) => fill(words[key], language, params),
    change: (amount) => formatChange(amount, answer.unit, format),
    value: (amount) => formatValue(amount, answer.unit, format),
  }
  const guards = pressing
    .flatMap((code) => answer.guards.filter((guard) => guard.code === code))
    .filter((guard) => guard.code !== 'value.missing')
    .map((guard) => guard.words[language])
  const factors = factorsSentence(sayer)
  const [along] = answer.companions
  // Where the whole stayed and one of its steps did not, that is more worth telling than the usual level.
  const second =
    answer.verdict === 'localised' && answer.segments.length > 0
      ? [segmentsSentence(sayer)]
      : answer.split
        ? []
        : answer.verdict === 'across_the_board'
          ? [fill(answer.between ? words.across_gap : words.across, language)]
          : answer.verdict === 'within_noise' && answer.expected
            ? [
                sayer.say('usually', {
                  low: sayer.value(answer.expected.interval[0]),
                  high: sayer.value(answer.expected.interval[1]),
                }),
              ]
            : []
  const told = answer.verdict === 'localised' || answer.verdict === 'across_the_board'
  return [
    headline(sayer),
    ...second,
    ...guards.slice(0, 1),
    ...(told && factors ? [factors] : []),
    ...(!told && answer.verdict === 'within_noise' ? [standingOut(sayer) ?? ''] : []),
    ...(told && along ? [sayer.say('along', { what: along.words[language] })] : []),
  ]
    .filter((sentence) => sentence !== '')
    .slice(0, 3)
}

/** At most three sentences in each language: how much, where, and what else the reader has to know. */
export const sentencesOf = (answer: Unworded): WhyAnswer['sentences'] => ({
  vi: inLanguage(answer, 'vi'),
  en: inLanguage(answer, 'en'),
})
