import type { DimensionName } from '#core/dimension.ts'
import type { Explanation, Unsplittable } from '#core/explain/explanation.ts'

const dimensions: readonly DimensionName[] = ['location', 'product_line', 'owner', 'tenure_band', 'province', 'channel']
const rate: Explanation = { value: { numerator: 1 }, base: { denominator: 1 }, dimensions }
const total: Explanation = { value: { value: 1 }, dimensions }

/** A change of who answered is a factor of its own, beside those who recommend us and those who do not. */
export const explain: Readonly<Record<string, Explanation | Unsplittable>> = {
  nps: {
    companion: true,
    value: { promoters: 1, detractors: -1 },
    base: { answers: 1 },
    scale: 100,
    range: [-1, 1],
    dimensions,
    chains: [
      {
        sign: 1,
        links: [
          { factor: 'response_mix', column: { answers: 1 } },
          { factor: 'promoters', column: { promoters: 1 } },
        ],
      },
      {
        sign: -1,
        links: [
          { factor: 'response_mix', column: { answers: 1 } },
          { factor: 'detractors', column: { detractors: 1 } },
        ],
      },
    ],
  },
  csat: rate,
  ces: { value: { total: 1 }, base: { answers: 1 }, range: [1, 7], dimensions },
  survey_response_rate: rate,
  surveys_held_back: { value: { value: 1 }, dimensions: dimensions.filter((name) => name !== 'tenure_band') },
  detractors_open: { ...total, settling: true },
}
