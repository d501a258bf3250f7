import { findHeaders, hasSignature, pickColumns } from '#core/header.ts'
import type { Derivation } from '#core/mapping.ts'
import type { Source } from '#core/source.ts'

const names = {
  contact: ['Record ID', 'Contact ID', 'Record ID - Contact'],
  first_name: ['First Name'],
  last_name: ['Last Name'],
  email: ['Email'],
  phone: ['Phone Number', 'Mobile Phone Number'],
  owner: ['Contact owner'],
  status: ['Lead Status'],
  lifecycle: ['Lifecycle Stage'],
  created: ['Create Date'],
  became_customer: [
    'Became a Customer Date',
    'Became a customer date',
    'Date entered "Customer (Lifecycle Stage Pipeline)"',
  ],
  source: ['Original Source', 'Original Traffic Source', 'Original Source Type'],
  campaign: ['Original Source Drill-Down 1', 'Original Traffic Source Drill-Down 1', 'First Conversion'],
  region: ['State/Region', 'Province'],
  team: ['HubSpot Team'],
} as const

const person = [...names.email, ...names.phone, ...names.last_name]
const signature = [
  names.contact,
  names.created,
  person,
  [...names.lifecycle, ...names.status, ...names.owner, ...names.source],
]

/** HubSpot's contact export. Which columns it has depends on the view it was made from. */
export const hubspotContacts: Source = {
  slug: 'hubspot-contacts',
  name: { vi: 'HubSpot: contact', en: 'HubSpot: contacts' },
  signature,
  recognise: (head) => {
    if (!hasSignature(head, signature)) return null
    const c = findHeaders(head, names)
    const contact = c.contact!
    const nameParts = [c.first_name, c.last_name].filter((column) => column !== undefined)
    const name: Readonly<Record<string, Derivation>> = nameParts.length
      ? { name: { template: nameParts.map((column) => `{${column}}`).join(' ') } }
      : {}
    return {
      mappings: [
        {
          entity: 'contact',
          columns: pickColumns({
            contact_id: contact,
            received_at: c.created,
            phone: c.phone,
            email: c.email,
            source: c.source,
            campaign: c.campaign,
            owner: c.owner,
            team: c.team,
            province: c.region,
            customer_id: contact,
            became_customer_at: c.became_customer,
            status: c.status,
          }),
          derive: name,
          skip_when: [{ column: contact, empty: true }],
        },
        ...(c.owner
          ? [
              {
                entity: 'rep',
                columns: pickColumns({ rep_id: c.owner, name: c.owner, team: c.team }),
                skip_when: [{ column: c.owner, empty: true }],
                distinct: true,
              } as const,
            ]
          : []),
        ...(c.lifecycle
          ? [
              {
                entity: 'customer',
                columns: pickColumns({
                  customer_id: contact,
                  phone: c.phone,
                  email: c.email,
                  owner: c.owner,
                  province: c.region,
                }),
                derive: name,
                skip_when: [
                  { column: contact, empty: true },
                  { column: c.lifecycle, matches: '(?i)^(customer|evangelist|khách hàng)$', not: true },
                ],
                distinct: true,
              } as const,
            ]
          : []),
      ],
      checks: [
        {
          name: 'rows',
          label: { vi: 'Số contact của tệp = đã nhập', en: 'Contacts of the file = loaded' },
          expected: { rows: 'file' },
          actual: { loaded: 'rows' },
        },
      ],
    }
  },
}
