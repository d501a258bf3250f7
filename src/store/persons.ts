import type { EntityName } from '#core/entity.ts'
import { plainEmail, plainPhone } from '#core/leads/judge.ts'
import { forgotten, type Lead } from '#core/leads/lead.ts'
import type { PersonStore } from '#core/persons/person.ts'
import type { Statements } from './statements.ts'
import { sqlOf } from './tables.ts'

const most = 500
const inPieces = <T>(values: readonly T[], each: (piece: readonly T[]) => number): number => {
  let sum = 0
  for (let at = 0; at < values.length; at += most) sum += each(values.slice(at, at + most))
  return sum
}

/** Finding, telling and forgetting what is kept of one person, in the operational store. */
export const openPersonStore = ({ all, run, write }: Statements, shred: () => void, grow: () => void): PersonStore => {
  const named = (entity: EntityName, matches: (row: { phone: string | null; email: string | null }) => boolean) => [
    ...new Set(
      all(
        sqlOf
          .selectFrom('person')
          .select(['id', 'phone', 'email'])
          .where('entity', '=', entity)
          .where(({ eb, or }) => or([eb('phone', 'is not', null), eb('email', 'is not', null)])),
      )
        .filter(matches)
        .map(({ id }) => id),
    ),
  ]
  const leadsOf = (hashes: readonly string[]): readonly Lead[] =>
    hashes.length === 0
      ? []
      : all(
          sqlOf
            .selectFrom('lead')
            .select('lead')
            .where(({ eb, or }) => or([eb('phone_hash', 'in', hashes), eb('email_hash', 'in', hashes)])),
        ).map(({ lead }) => JSON.parse(lead) as Lead)
  const answersOf = (customers: readonly string[]) =>
    customers.length === 0
      ? []
      : all(
          sqlOf
            .selectFrom('survey_response')
            .select(['id', 'survey', 'kind', 'score', 'comment', 'answers', 'customer_id', 'changed_at'])
            .where('customer_id', 'in', customers),
        )
  return {
    idsOf: (phones, emails) => {
      if (phones.size + emails.size === 0) return { contacts: [], customers: [] }
      const matches = (row: { readonly phone: string | null; readonly email: string | null }): boolean =>
        phones.has(plainPhone(row.phone) ?? '') || emails.has(plainEmail(row.email) ?? '')
      return { contacts: named('contact', matches), customers: named('customer', matches) }
    },
    forget: (entity, ids, lasting) =>
      write(() => {
        const gone = inPieces(ids, (piece) =>
          run(sqlOf.deleteFrom('person').where('entity', '=', entity).where('id', 'in', piece)),
        )
        if (lasting)
          for (const id of ids)
            run(
              sqlOf
                .insertInto('forgotten_person')
                .values({ entity, id })
                .onConflict((conflict) => conflict.doNothing()),
            )
        grow()
        return gone
      }),
    readmit: (entity, ids) =>
      write(() =>
        inPieces(ids, (piece) =>
          run(sqlOf.deleteFrom('forgotten_person').where('entity', '=', entity).where('id', 'in', piece)),
        ),
      ),
    gathered: ({ customers }, hashes) => ({
      leads: leadsOf(hashes).map(({ key: _, phone_hash: __, email_hash: ___, ...lead }) => lead),
      invitations:
        customers.length === 0
          ? []
          : all(
              sqlOf
                .selectFrom('survey_invitation')
                .select(['id', 'survey', 'customer_id', 'state', 'at', 'reminded_at', 'answered_at'])
                .where('customer_id', 'in', customers),
            ),
      answers: answersOf(customers),
    }),
    forgetGathered: ({ customers }, hashes) =>
      write(() => {
        const leads = leadsOf(hashes)
        for (const lead of leads) {
          const left = { ...forgotten(lead), phone_hash: null, email_hash: null, consent: null }
          const state = lead.state === 'held' ? 'refused' : lead.state
          run(
            sqlOf
              .updateTable('lead')
              .set({ phone_hash: null, email_hash: null, state, lead: JSON.stringify({ ...left, state }) })
              .where('id', '=', lead.id),
          )
        }
        const answers = answersOf(customers).map(({ id }) => id)
        inPieces(answers, (piece) => {
          run(
            sqlOf
              .updateTable('survey_response_before')
              .set({ comment: null, answers: '{}' })
              .where('response', 'in', piece),
          )
          return run(
            sqlOf.updateTable('survey_response').set({ comment: null, answers: '{}' }).where('id', 'in', piece),
          )
        })
        return leads.length + answers.length
      }),
    shred,
    kept: (entity, ids) => {
      const found: string[] = []
      inPieces(ids, (piece) => {
        const rows = all(
          sqlOf.selectFrom('person').select('id').distinct().where('entity', '=', entity).where('id', 'in', piece),
        )
        found.push(...rows.map(({ id }) => id))
        return rows.length
      })
      return found
    },
  }
}
