import type { MailboxState, OptOut, SurveyResponse, SurveyStore } from '#core/surveys/invitation.ts'
import type { Statements } from './statements.ts'
import { sqlOf, type Tables } from './tables.ts'

type Answers = Pick<
  SurveyStore,
  | 'response'
  | 'responseTo'
  | 'putResponse'
  | 'history'
  | 'responses'
  | 'unlanded'
  | 'markLanded'
  | 'optOuts'
  | 'addOptOut'
  | 'dropOptOut'
  | 'isOptedOut'
  | 'mailboxes'
  | 'mailbox'
  | 'putMailbox'
  | 'pausedDomains'
  | 'pauseDomain'
>

const responseIn = (row: Tables['survey_response']): SurveyResponse =>
  ({
    ...row,
    answers: JSON.parse(row.answers) as SurveyResponse['answers'],
    late: row.late === 1,
    suspect: row.suspect === 1,
  }) as SurveyResponse

const rowOf = (response: SurveyResponse): Tables['survey_response'] => ({
  ...response,
  answers: JSON.stringify(response.answers),
  late: Number(response.late),
  suspect: Number(response.suspect),
})

const mailboxIn = (row: Tables['survey_mailbox']): MailboxState => ({ ...row, soft: JSON.parse(row.soft) as string[] })

/** Answers, who is not to be asked, and addresses that take no mail. */
export const openSurveyAnswers = ({ all, run, write }: Statements): Answers => {
  const responses = sqlOf.selectFrom('survey_response').selectAll()
  const first = (rows: readonly Tables['survey_response'][]): SurveyResponse | null =>
    rows[0] ? responseIn(rows[0]) : null
  const response = (id: string): SurveyResponse | null => first(all(responses.where('id', '=', id)))
  return {
    response,
    responseTo: (invitation) => first(all(responses.where('invitation', '=', invitation))),
    putResponse: (given) =>
      write(() => {
        const before = response(given.id)
        if (before)
          run(
            sqlOf.insertInto('survey_response_before').values({
              response: before.id,
              edit: before.edits,
              at: before.changed_at,
              score: before.score,
              comment: before.comment,
              answers: JSON.stringify(before.answers),
            }),
          )
        const row = rowOf(given)
        run(
          sqlOf
            .insertInto('survey_response')
            .values(row)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(row)),
        )
      }),
    history: (id) =>
      all(
        sqlOf.selectFrom('survey_response_before').select(['at', 'score']).where('response', '=', id).orderBy('edit'),
      ),
    responses: (survey) =>
      all(responses.where('survey', '=', survey).orderBy('first_at', 'desc').orderBy('id')).map(responseIn),
    unlanded: (most) =>
      all(
        responses
          .where((row) => row.or([row('landed', 'is', null), row('landed', '<', row.ref('edits'))]))
          .where('late', '=', 0)
          .where('suspect', '=', 0)
          .where('score', 'is not', null)
          .orderBy('changed_at')
          .limit(most),
      ).map(responseIn),
    markLanded: (landed) =>
      write(() => {
        for (const { id, edits } of landed)
          run(sqlOf.updateTable('survey_response').set({ landed: edits }).where('id', '=', id))
      }),
    optOuts: () =>
      all(sqlOf.selectFrom('survey_opt_out').selectAll().orderBy('at', 'desc').orderBy('id')) as readonly OptOut[],
    addOptOut: (optOut) => write(() => void run(sqlOf.insertInto('survey_opt_out').values(optOut))),
    dropOptOut: (id) => write(() => void run(sqlOf.deleteFrom('survey_opt_out').where('id', '=', id))),
    isOptedOut: (customer, mailbox) =>
      all(
        sqlOf
          .selectFrom('survey_opt_out')
          .select('id')
          .where((row) => row.or([row('customer_id', '=', customer ?? ''), row('mailbox', '=', mailbox ?? '')]))
          .limit(1),
      ).length > 0,
    mailboxes: () => all(sqlOf.selectFrom('survey_mailbox').selectAll()).map(mailboxIn),
    mailbox: (mailbox) => {
      const [row] = all(sqlOf.selectFrom('survey_mailbox').selectAll().where('mailbox', '=', mailbox))
      return row ? mailboxIn(row) : null
    },
    putMailbox: ({ soft, ...state }) =>
      write(() => {
        const row = { ...state, soft: JSON.stringify(soft) }
        run(
          sqlOf
            .insertInto('survey_mailbox')
            .values(row)
            .onConflict((conflict) => conflict.column('mailbox').doUpdateSet(row)),
        )
      }),
    pausedDomains: () =>
      new Map(all(sqlOf.selectFrom('survey_domain').selectAll()).map(({ domain, until }) => [domain, until])),
    pauseDomain: (domain, until) =>
      write(
        () =>
          void run(
            sqlOf
              .insertInto('survey_domain')
              .values({ domain, until })
              .onConflict((conflict) => conflict.column('domain').doUpdateSet({ until })),
          ),
      ),
  }
}
