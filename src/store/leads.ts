import type { Lead, LeadForm, LeadState, LeadStore } from '#core/leads/lead.ts'
import type { Statements } from './statements.ts'
import { sqlOf } from './tables.ts'

const leadIn = ({ lead }: { readonly lead: string }): Lead => JSON.parse(lead) as Lead

/** Lead forms and what came in by them, in the operational store. */
export const openLeadStore = ({ all, run, write }: Statements): LeadStore => {
  const one = (rows: readonly { readonly lead: string }[]): Lead | null => (rows[0] ? leadIn(rows[0]) : null)
  return {
    forms: () =>
      all(sqlOf.selectFrom('lead_form').select('form').orderBy('created_at').orderBy('id')).map(
        ({ form }) => JSON.parse(form) as LeadForm,
      ),
    form: (id) => {
      const [row] = all(sqlOf.selectFrom('lead_form').select('form').where('id', '=', id))
      return row ? (JSON.parse(row.form) as LeadForm) : null
    },
    putForm: (form) =>
      write(() => {
        const { id, created_at } = form
        const text = JSON.stringify(form)
        run(
          sqlOf
            .insertInto('lead_form')
            .values({ id, created_at, form: text, secret: '' })
            .onConflict((conflict) => conflict.column('id').doUpdateSet({ form: text })),
        )
      }),
    secret: (form) => {
      const [row] = all(sqlOf.selectFrom('lead_form').select('secret').where('id', '=', form))
      return row === undefined || row.secret === '' ? null : row.secret
    },
    putSecret: (form, secret) =>
      write(() => void run(sqlOf.updateTable('lead_form').set({ secret }).where('id', '=', form))),
    lead: (id) => one(all(sqlOf.selectFrom('lead').select('lead').where('id', '=', id))),
    leads: (state, most) => {
      const query = sqlOf.selectFrom('lead').select('lead').orderBy('sequence', 'desc').limit(most)
      return all(state === null ? query : query.where('state', '=', state)).map(leadIn)
    },
    counts: () => {
      const rows = all(
        sqlOf
          .selectFrom('lead')
          .select(({ fn }) => ['state', fn.countAll<number>().as('leads')])
          .groupBy('state'),
      )
      const by = Object.fromEntries(rows.map(({ state, leads }) => [state, Number(leads)]))
      const of = (state: LeadState): number => by[state] ?? 0
      return { held: of('held'), accepted: of('accepted'), repeat: of('repeat'), refused: of('refused') }
    },
    byKey: (form, key) =>
      one(all(sqlOf.selectFrom('lead').select('lead').where('form', '=', form).where('key', '=', key))),
    isKnown: ({ phone_hash, email_hash }, since) => {
      if (phone_hash === null && email_hash === null) return false
      return (
        all(
          sqlOf
            .selectFrom('lead')
            .select('id')
            .where('state', 'in', ['accepted', 'held'])
            .where('received_at', '>=', since)
            .where(({ eb, or }) =>
              or([
                ...(phone_hash === null ? [] : [eb('phone_hash', '=', phone_hash)]),
                ...(email_hash === null ? [] : [eb('email_hash', '=', email_hash)]),
              ]),
            )
            .limit(1),
        ).length > 0
      )
    },
    put: (lead) =>
      write(() => {
        const { id, form, key, received_at, phone_hash, email_hash, state, import_id } = lead
        const row = { id, form, key, received_at, phone_hash, email_hash, state, import_id, lead: JSON.stringify(lead) }
        run(
          sqlOf
            .insertInto('lead')
            .values(row)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(row)),
        )
      }),
    waiting: (most) =>
      all(
        sqlOf
          .selectFrom('lead')
          .select('lead')
          .where('state', '=', 'accepted')
          .where('import_id', 'is', null)
          .orderBy('sequence')
          .limit(most),
      ).map(leadIn),
  }
}
