import type { DimensionName } from '#core/dimension.ts'
import type { Explanation, Unsplittable } from '#core/explain/explanation.ts'
import { spent } from './model.ts'

const origin: readonly DimensionName[] = ['source', 'campaign', 'team', 'location', 'product_line', 'channel']
const methods: readonly DimensionName[] = ['method', 'team', 'rep', 'location']

const cost = (spend: string, customers: string, more: Partial<Explanation> = {}): Explanation => ({
  value: { [spend]: 1 },
  base: { [customers]: 1 },
  dimensions: origin,
  quotient: ['spend', 'customers'],
  ...more,
})

export const explain: Readonly<Record<string, Explanation | Unsplittable>> = {
  spend: {
    single: { model: spent, id: 'spend_id', amount: 'amount' },
    companion: true,
    value: { value: 1 },
    dimensions: ['source', 'spend_category', ...origin.slice(1, 5), 'method'],
  },
  customers_new: { companion: true, value: { value: 1 }, dimensions: [...origin, 'owner'] },
  cac: cost('plain', 'customers', { lagged: { plain: 'lagged' } }),
  cac_paid: cost('advertising', 'paid', { lagged: { advertising: 'advertising_lagged' } }),
  cost_per_contact: cost('spend', 'contacts', { quotient: ['spend', 'traffic'] }),
  cost_by_method: cost('cost', 'customers', { dimensions: methods }),
  spend_to_sales: cost('spend', 'sales', { quotient: ['spend', 'sales'] }),
  gross_profit_12m: { value: { profit: 1 }, base: { customers: 1 }, dimensions: [...origin, 'owner'] },
  ltv_to_cac: cost('profit', 'spend', { quotient: ['gross_profit', 'spend'] }),
  cac_payback_months: { unsplittable: 'not_additive', instead: ['cac', 'gross_profit_12m'] },
  researched_rate: { value: { numerator: 1 }, base: { denominator: 1 } },
  research_lift: { unsplittable: 'not_additive', instead: ['conversion_rate', 'researched_rate'] },
}
