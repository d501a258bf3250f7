import type { Explanation, Unsplittable } from '#core/explain/explanation.ts'

const agreement: Explanation = { value: { total: 1 }, base: { answers: 1 }, range: [1, 5] }

export const explain: Readonly<Record<string, Explanation | Unsplittable>> = {
  enps: { value: { promoters: 1, detractors: -1 }, base: { answers: 1 }, scale: 100, range: [-1, 1] },
  belonging: agreement,
  process_agreement: agreement,
  recognition: agreement,
  workload: agreement,
  tools: agreement,
  manager_support: agreement,
  growth: agreement,
  pulse_participation: { value: { numerator: 1 }, base: { denominator: 1 } },
}
