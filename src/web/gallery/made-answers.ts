import { QueryClient, type QueryKey } from '@tanstack/react-query'
import type { WhyAnswer } from '#core/explain/answer.ts'
import type { Language } from '#core/messages.ts'
import { Refusal } from '../data/ask.ts'
import { type Definition, definitionsQuery, type MetricQuestion, type Seven } from '../data/queries.ts'
import { kpiPages } from '../kpi-pages.ts'
import { madeReading, week } from './made-reading.ts'
import { type State, words } from './messages.ts'

export type Definitions = ReadonlyMap<string, Definition>

const people = ['Nguyễn Thị Hoa', 'Trần Văn Bình', 'Lê Minh', 'Phạm Thu Hà', 'Võ Quốc Anh']

/** Rows of a worklist with whatever columns are shown of one. */
const madeRows = (state: State) =>
  Array.from({ length: state === 'no_data' ? 0 : state === 'one' ? 1 : 8 }, (_, i) => ({
    name: state === 'hidden' ? null : people[i % people.length]!,
    phone: state === 'hidden' ? null : `090123456${i}`,
    received_at: `2026-11-${17 + (i % 5)}T0${8 - i}:15:00`,
    opened_at: `2026-11-${17 + (i % 5)}T0${8 - i}:15:00`,
    answered_at: `2026-11-${17 + (i % 5)}T0${8 - i}:15:00`,
    last_order_on: `2026-0${1 + i}-14`,
    silent_days: 90 - i * 7,
    median_gap: 21 + i,
    score: i % 7,
    source: ['facebook', 'zalo', 'website'][i % 3]!,
    topic: ['bảo hành', 'giao hàng'][i % 2]!,
    channel: 'web',
    product_line: state === 'unplaced' ? null : 'Máy lọc nước',
    owner: state === 'unplaced' ? null : 'Lan',
    location_id: state === 'unplaced' ? null : `M${i + 1}`,
  }))

/** The explanation of a made reading, in the same state. */
export const madeWhy = (definition: Definition, state: State, between?: string): WhyAnswer => {
  const { value, previous, change, comparison, unit, currency, direction } = madeReading(definition, {}, state)
  const [now, then] = [value ?? null, previous?.value ?? null]
  const moved = now === null || then === null ? null : now - then
  const part = (share: number): number => (moved ?? 0) * share
  const ids = ['footfall', 'conversion', 'units_per_order', 'product_mix', 'discounts']
  const shares = [0.9, 0.4, -0.2, -0.15, 0.05]
  const cannot = state === 'too_few' || state === 'no_data' || state === 'hidden'
  return {
    metric: definition.metric,
    unit,
    ...(currency ? { currency } : {}),
    direction,
    period: week,
    comparison,
    ...(between ? { between: { dimension: 'location', members: ['M1', 'M2'], labels: ['Cầu Giấy', 'Quận 1'] } } : {}),
    value: now,
    previous: then,
    change: { absolute: moved, relative: change?.relative ?? null },
    expected:
      now === null
        ? null
        : { value: now * 1.05, interval: [now * 0.9, now * 1.2], basis: '8 comparable weeks', p_value: 0.01 },
    verdict: cannot ? 'cannot_say' : state === 'stale' ? 'within_noise' : 'localised',
    factors: cannot || moved === null ? [] : ids.map((id, i) => ({ id, effect: part(shares[i]!), share: shares[i]! })),
    segments: cannot
      ? []
      : ['Facebook · Hà Nội', 'Web'].map((label, i) => ({
          where: { source: label, province: i === 0 ? '01' : null },
          labels: { source: label },
          effect: part(i === 0 ? 0.71 : 0.2),
          share: i === 0 ? 0.71 : 0.2,
          mix_effect: null,
          rate_effect: null,
          observed: now,
          expected: then,
          usual: then,
          p_value: 0.001,
          also_seen_as: [],
          rest_without_it: { relative: -0.04, within_noise: true },
        })),
    rest: { effect: part(0.09), mix_effect: null, rate_effect: null, within_noise: true },
    matrix: [],
    companions: [],
    guards: cannot
      ? [
          {
            code: 'too_few',
            params: {},
            words: {
              vi: 'Chưa đủ dữ liệu để kết luận: mới có 18 câu trả lời.',
              en: 'Not enough data to conclude: only 18 answers so far.',
            },
          },
        ]
      : [],
    sentences: {
      vi: [
        'Số này đổi so với 9–15/11/2026.',
        cannot
          ? 'Chưa đủ dữ liệu để kết luận: mới có 18 câu trả lời.'
          : 'Facebook ở Hà Nội chiếm 71% mức đổi; phần còn lại nằm trong dao động thường.',
      ],
      en: [
        'The number changed against 9–15 Nov 2026.',
        cannot
          ? 'Not enough data to conclude: only 18 answers so far.'
          : 'Facebook in Hà Nội accounts for 71% of the change; the rest lies within usual variation.',
      ],
    },
  }
}

const never = (): Promise<never> => new Promise(() => undefined)

/** What a question of the pages is answered with in a state; null where the real server is to be asked. */
const answerTo = (key: QueryKey, definitions: Definitions, state: State, language: Language): unknown => {
  const [kind, id, question] = key as readonly [string, string, MetricQuestion & { readonly between?: string }]
  if (kind === 'kpis') {
    const kpis = kpiPages.flatMap((page) => {
      const definition = definitions.get(page.headline)
      return definition
        ? [{ ...madeReading(definition, {}, state), number: page.number, slug: page.slug, kpi: page.name }]
        : []
    })
    return {
      period: week,
      comparison: { from: '2026-11-09', to: '2026-11-15', kind: 'previous' },
      as_of: '',
      kpis,
    } satisfies Seven
  }
  if (!['metric', 'why', 'rows'].includes(kind)) return null
  if (state === 'loading') return never()
  if (state === 'refused') return Promise.reject(new Refusal('access.denied', 403, words.refusal[language] as string))
  const definition = definitions.get(id)
  if (!definition) return null
  if (kind === 'metric') return madeReading(definition, question, state)
  if (kind === 'why') return madeWhy(definition, state, question.between)
  return madeRows(state)
}

/** A client that answers the questions of the pages by itself, always the same in a state. */
export const madeClient = (definitions: Definitions, state: State, language: Language): QueryClient => {
  const client = new QueryClient()
  const usual = client.defaultQueryOptions.bind(client)
  client.defaultQueryOptions = ((options: Parameters<typeof usual>[0]) => {
    const whole = usual(options)
    const key = whole.queryKey as QueryKey | undefined
    const kind = key?.[0]
    return kind === 'kpis' || kind === 'metric' || kind === 'why' || kind === 'rows'
      ? {
          ...whole,
          queryFn: async () => (await answerTo(key!, definitions, state, language)) ?? never(),
          retry: false,
          staleTime: Number.POSITIVE_INFINITY,
        }
      : whole
  }) as typeof client.defaultQueryOptions
  client.setQueryData(definitionsQuery.queryKey, definitions as Map<string, Definition>)
  return client
}
