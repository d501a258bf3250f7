import type { EntityName } from '#core/entity.ts'
import type { KpiPage } from '#core/kpi-page.ts'
import type { Freshness } from '../data/queries.ts'
import { kpiPages } from '../kpi-pages.ts'

/** Numbers of the KPIs that rows of a kind count in, or whose names they bring. */
const counted: Readonly<Record<EntityName, readonly number[]>> = {
  location: [3],
  rep: [1, 2],
  product: [3, 4],
  customer: [5],
  contact: [1, 2],
  activity: [1, 2, 5],
  order_line: [3, 2, 5],
  return_line: [3],
  spend: [2],
  footfall: [3],
  price_observation: [4],
  request: [5],
  survey_answer: [7],
  pulse_answer: [6],
  target: [],
  assignment: [1],
  exchange_rate: [],
}

export const pagesTouchedBy = (
  entities: readonly EntityName[],
  allowed: readonly number[] | undefined,
): readonly KpiPage[] =>
  kpiPages.filter(
    ({ number }) => entities.some((entity) => counted[entity].includes(number)) && (allowed?.includes(number) ?? true),
  )

/** A period the brought rows lie in: none to name where they reach into this month, else the month of the last. */
export const periodOf = (entities: readonly EntityName[], fresh: Freshness | undefined): string | undefined => {
  const last = fresh?.entities
    .filter(({ entity }) => (entities as readonly string[]).includes(entity))
    .map(({ last_on }) => last_on)
    .sort()
    .at(-1)
  if (!fresh || last === undefined || last.slice(0, 7) >= fresh.today.slice(0, 7)) return undefined
  return last.slice(0, 7)
}
