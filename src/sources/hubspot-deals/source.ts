import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Derivation } from '#core/mapping.ts'
import type { Source } from '#core/source.ts'

const names = {
  deal: ['Record ID', 'Deal ID', 'Record ID - Deal'],
  name: ['Deal Name'],
  stage: ['Deal Stage'],
  amount: ['Amount', 'Amount in company currency'],
  currency: ['Currency', 'Deal currency code'],
  closed: ['Close Date', 'Closed Date'],
  entered_stage: ['Date entered current stage'],
  created: ['Create Date'],
  owner: ['Deal owner'],
  contacts: ['Associated Contact IDs', 'Associated Contact IDs (Primary)'],
  companies: ['Associated Company IDs', 'Associated Company IDs (Primary)'],
} as const

const signature = [names.deal, names.stage, names.amount, [...names.name, ...names.owner, ...names.contacts]]

/** Outcome of a deal by words in the name of its stage, since pipelines name their own; lost before won. */
const outcomes = {
  'không thành công': 'cancelled',
  'thất bại': 'cancelled',
  thua: 'cancelled',
  lost: 'cancelled',
  'thành công': 'completed',
  thắng: 'completed',
  won: 'completed',
}

/** HubSpot's deal export: a won deal is one completed order of its first contact. */
export const hubspotDeals: Source = {
  slug: 'hubspot-deals',
  name: { vi: 'HubSpot: thương vụ', en: 'HubSpot: deals' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const [deal, stage, amount] = [c.deal!, c.stage!, c.amount!]
    const closed = [c.closed, c.entered_stage].filter((column) => column !== undefined)
    const contact: Derivation | null = c.contacts ? { first_part_of: c.contacts, by: ';' } : null
    const buyers = [
      ...(contact ? [contact] : []),
      ...(c.companies ? [{ first_part_of: c.companies, by: ';' } as const] : []),
    ]
    return {
      mappings: [
        {
          entity: 'order_line',
          columns: pickColumns({ rep: c.owner, unit_price: amount, currency: c.currency }),
          constants: { line_no: 1, quantity: 1, location_id: 'direct_sales' },
          derive: {
            order_id: { template: `deal:{${deal}}` },
            placed_at: { first_of: [...(c.created ? [c.created] : []), ...closed] },
            completed_at: { first_of: closed },
            status: { rule: { column: stage, contains: outcomes, otherwise: 'placed' } },
            ...(contact ? { contact_id: contact } : {}),
            ...(buyers.length ? { customer_id: { first_of: buyers } } : {}),
          },
          skip_when: [{ column: deal, empty: true }],
        },
        {
          entity: 'location',
          columns: {},
          constants: { location_id: 'direct_sales', name: 'Direct sales', kind: 'online', channel: 'Direct sales' },
          distinct: true,
        },
        ...(c.owner
          ? [
              {
                entity: 'rep',
                columns: { rep_id: c.owner, name: c.owner },
                skip_when: [{ column: c.owner, empty: true }],
                distinct: true,
              } as const,
            ]
          : []),
      ],
      checks: [
        {
          name: 'amount',
          label: { vi: 'Tổng Amount của tệp = đã nhập', en: 'Sum of Amount of the file = loaded' },
          expected: { sum: amount },
          actual: { loaded: 'unit_price' },
        },
      ],
      ...(closed.length ? {} : { refusal: { code: 'deal.stage_only', params: { columns: names.closed } } }),
    }
  },
}
