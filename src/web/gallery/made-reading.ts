import { addDays } from '#core/calendar/day.ts'
import { provinceCodes, provinceName } from '#core/geography/provinces.ts'
import type { Flag, Unit, Value } from '#core/metric.ts'
import type { Change, Group, Reading } from '#core/reading.ts'
import type { Definition, MetricQuestion } from '../data/queries.ts'
import { kpiPages } from '../kpi-pages.ts'
import type { State } from './messages.ts'

/** The week the gallery looks at, always the same one. */
export const week = { from: '2026-11-16', to: '2026-11-22' }
const before = { from: '2026-11-09', to: '2026-11-15' }

/** A number between 0 and 1 that is the same for the same words (FNV-1a). */
const steady = (...words: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5
  for (const letter of words.join('\u0001')) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return (hash % 10_000) / 10_000
}

const usualSize: Readonly<Record<Unit, number>> = {
  count: 1284,
  rate: 0.42,
  money: 8_460_000_000,
  minutes: 47,
  hours: 9.4,
  months: 7.5,
  score: 34,
  index: 103.6,
  quantity: 3.2,
  ratio: 2.4,
}

const blocks = kpiPages.flatMap((page) => page.blocks)
const counted = blocks.flatMap((block) =>
  block.kind === 'parts'
    ? block.parts.map(({ figure }) => figure)
    : block.kind === 'difference'
      ? block.groups.map((group) => group.cases)
      : [],
)
const rated = blocks.flatMap((block) =>
  block.kind === 'figures' && block.also
    ? [block.also.figure]
    : block.kind === 'difference'
      ? block.groups.map(({ rate }) => rate)
      : [],
)

const absent: Partial<Record<State, Value>> = {
  no_data: { value: null, reason: 'no_data' },
  hidden: { value: null, reason: 'hidden_for_anonymity' },
}

const flagsOf = (state: State): readonly Flag[] =>
  state === 'stale'
    ? ['stale']
    : state === 'too_few'
      ? ['bands_only', 'too_few']
      : state === 'running'
        ? ['partial']
        : []

const madeValue = (unit: Unit, state: State, size: number, ...seed: readonly (string | number)[]): Value => {
  if (absent[state]) return absent[state]
  const value = usualSize[unit] * size * (0.75 + steady(...seed) / 2)
  const exact = unit === 'count' ? Math.round(value) : value
  const flags = flagsOf(state)
  return {
    value: exact,
    ...(unit === 'score' ? { margin: state === 'too_few' ? 31 : 6 } : {}),
    ...(unit === 'score' || unit === 'rate'
      ? { interval: [exact * 0.6, Math.min(unit === 'rate' ? 1 : 100, exact * 1.4)] }
      : {}),
    ...(flags.length > 0 ? { flags } : {}),
    also: {
      ...Object.fromEntries(counted.map((name) => [name, Math.round(60 * steady(name, ...seed))])),
      ...Object.fromEntries(rated.map((name) => [name, 0.2 + 0.6 * steady(name, ...seed)])),
    },
  }
}

const changeOf = (now: Value, then: Value): Change | null =>
  now.value === null || then.value === null
    ? null
    : {
        absolute: now.value - then.value,
        relative: then.value === 0 ? null : now.value / then.value - 1,
        p_value: null,
        within_noise: Math.abs(now.value / then.value - 1) < 0.05,
      }

const places = ['Cầu Giấy', 'Quận 1', 'Hải Châu', 'Ninh Kiều', 'Hai Bà Trưng', 'Web', 'Shopee', 'TikTok Shop']

/** Ids and labels of a dimension's members; the last is the one that could not be placed. */
const membersOf = (dimension: string, state: State): readonly (readonly [string | null, string])[] => {
  const list = dimension === 'province' ? 34 : dimension === 'province_old' ? 63 : null
  const known: (readonly [string | null, string])[] =
    list !== null
      ? provinceCodes(list)
          .filter((code) => steady(code) > 0.25)
          .map((code) => [code, provinceName(code, list) ?? code] as const)
      : Array.from({ length: state === 'many' ? 240 : places.length }, (_, i) => {
          const name = places[i % places.length]!
          return [`M${i + 1}`, i < places.length ? name : `${name} ${Math.floor(i / places.length) + 1}`] as const
        })
  const shown = state === 'one' ? known.slice(0, 1) : known
  return state === 'unplaced' ? [[null, '–'], ...shown.slice(0, 4)] : shown
}

const groupsOf = (by: string, unit: Unit, state: State, metric: string): readonly Group[] => {
  const dimensions = by.split(',')
  return membersOf(dimensions[0]!, state).map(([id, label], i) => {
    // One small group is hidden among others that are not.
    const own = state === 'hidden' && i % 3 !== 0 ? 'usual' : state
    const size = unit === 'rate' || unit === 'index' || unit === 'score' ? 1 : 0.6 / (i + 1)
    const now = madeValue(unit, own, size, metric, label)
    const then = madeValue(unit, own, size, metric, label, 'then')
    return {
      ...now,
      members: Object.fromEntries(dimensions.map((name, at) => [name, at === 0 ? id : `S${i}`])),
      labels: Object.fromEntries(dimensions.map((name) => [name, label])),
      previous: then,
      change: changeOf(now, then),
    }
  })
}

const seriesOf = (unit: Unit, state: State, metric: string, steps = 13): Reading['series'] =>
  Array.from({ length: state === 'one' ? 1 : steps }, (_, i) => {
    const from = addDays(week.from, -7 * (steps - 1 - i))
    const last = i === steps - 1
    const value =
      state === 'gap' && (i === 4 || i === 5)
        ? ({ value: null, reason: 'no_data' } as const)
        : madeValue(
            unit,
            state === 'hidden' && !last ? 'usual' : state,
            last && state === 'running' ? 0.4 : 1,
            metric,
            i,
          )
    const young = i > steps - 5
    return {
      from,
      to: addDays(from, last && state === 'running' ? 2 : 6),
      ...value,
      denominator: Math.round(200 * steady(metric, i, 'cases')),
      ...(young && value.value !== null
        ? {
            flags: ['immature' as const],
            also: {
              projected: value.value * 1.4,
              projected_low: value.value * 1.1,
              projected_high: value.value * 1.8,
              matured_share: (steps - i) / 6,
            },
          }
        : {}),
    }
  })

const targetOf = (definition: Definition, state: State, value: Value): Reading['target'] => {
  if (state === 'no_target') return null
  const sum = definition.kind === 'additive'
  const level = usualSize[definition.unit] * (state === 'ahead' ? 0.8 : 1.15)
  const expected = sum && state === 'running' ? level * 0.43 : level
  const achieved = value.value === null ? null : value.value / level
  const pace = value.value === null ? null : value.value / expected
  const share = pace === null ? null : definition.direction === 'down_is_good' ? 1 / pace : pace
  return {
    minimum: level * 0.85,
    target: level,
    stretch: level * 1.1,
    expected_now: expected,
    achieved,
    status:
      definition.direction === 'neither' || share === null ? null : share < 0.8 ? 'red' : share < 1 ? 'amber' : 'green',
    period: week,
    time_progress: state === 'running' ? 0.43 : 1,
    pace,
    forecast: sum && value.value !== null && state === 'running' ? value.value / 0.43 : null,
    forecast_interval: sum && value.value !== null && state === 'running' ? [value.value * 2, value.value * 2.6] : null,
  }
}

/** A reading of a metric as it would be answered in a state. */
export const madeReading = (
  definition: Definition,
  question: Pick<MetricQuestion, 'by' | 'compare'>,
  state: State,
): Reading => {
  const { metric, unit, direction } = definition
  const size = state === 'running' && definition.kind === 'additive' ? 0.4 : 1
  const now = madeValue(unit, state, size, metric)
  const then = madeValue(unit, state === 'running' ? 'usual' : state, size, metric, 'then')
  const compared = question.compare !== 'none'
  return {
    ...now,
    metric,
    name: definition.name,
    unit,
    ...(unit === 'money' ? { currency: 'VND' } : {}),
    direction,
    period: state === 'running' ? { from: week.from, to: '2026-11-18' } : week,
    comparison: compared ? { ...before, kind: 'previous' } : null,
    previous: compared ? then : null,
    change: compared ? changeOf(now, then) : null,
    target: targetOf(definition, state, now),
    ...(question.by ? { by: state === 'no_data' ? [] : groupsOf(question.by, unit, state, metric) } : {}),
    series: seriesOf(unit, state, metric).map((step, i, all) => (i === all.length - 1 ? { ...step, ...now } : step)),
    flags: flagsOf(state),
    provenance: {
      formula: definition.formula,
      date: definition.date,
      statement: '',
      imports: [],
      as_of: '2026-11-22T10:00:00Z',
      rows: state === 'no_data' ? 0 : 21_408,
    },
  }
}
