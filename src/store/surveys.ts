import type { Invitation, PublicCode, SurveyStore, WaveCounts } from '#core/surveys/invitation.ts'
import { type Sending, usualSending } from '#core/surveys/sending.ts'
import type { Survey, SurveyDefinition, SurveyState } from '#core/surveys/survey.ts'
import type { Statements } from './statements.ts'
import { openSurveyAnswers } from './survey-answers.ts'
import { sqlOf, type Tables } from './tables.ts'

const surveyIn = (row: Tables['survey']): Survey => ({
  ...(JSON.parse(row.definition) as SurveyDefinition),
  state: row.state as SurveyState,
  version: row.version,
  created_at: row.created_at,
  changed_at: row.changed_at,
})

const invitationIn = (row: Tables['survey_invitation']): Invitation => row as Invitation

/** Surveys and who was asked, in the operational store. */
export const openSurveyStore = (statements: Statements): SurveyStore => {
  const { all, run, write } = statements
  const invitations = sqlOf.selectFrom('survey_invitation').selectAll()
  const waves = (survey: string): readonly WaveCounts[] =>
    all(
      sqlOf
        .selectFrom('survey_invitation')
        .select((row) => [
          row.fn<string>('substr', ['at', row.val(1), row.val(7)]).as('month'),
          row.fn.countAll<number>().filterWhere('state', '!=', 'failed').as('invited'),
          row.fn.countAll<number>().filterWhere('state', 'in', ['sent', 'unsure', 'sending']).as('delivered'),
          row.fn.countAll<number>().filterWhere('state', '=', 'bounced').as('bounced'),
          row.fn.countAll<number>().filterWhere('state', 'in', ['unsure', 'sending']).as('unsure'),
          row.fn.countAll<number>().filterWhere('reminded_at', 'is not', null).as('reminded'),
          row.fn.countAll<number>().filterWhere('answered_at', 'is not', null).as('answered'),
        ])
        .where('survey', '=', survey)
        .groupBy('month')
        .orderBy('month', 'desc'),
    )
  return {
    together: write,
    sending: () => {
      const [row] = all(sqlOf.selectFrom('survey_sending').select('sending'))
      return row ? (JSON.parse(row.sending) as Sending) : usualSending
    },
    putSending: (sending) =>
      write(() => {
        const text = JSON.stringify(sending)
        run(
          sqlOf
            .insertInto('survey_sending')
            .values({ only: 1, sending: text })
            .onConflict((conflict) => conflict.column('only').doUpdateSet({ sending: text })),
        )
      }),
    surveys: () => all(sqlOf.selectFrom('survey').selectAll().orderBy('created_at').orderBy('id')).map(surveyIn),
    survey: (id) => {
      const [row] = all(sqlOf.selectFrom('survey').selectAll().where('id', '=', id))
      return row ? surveyIn(row) : null
    },
    versionOf: (survey, version) => {
      const [row] = all(
        sqlOf
          .selectFrom('survey_version')
          .select('definition')
          .where('survey', '=', survey)
          .where('version', '=', version),
      )
      return row ? (JSON.parse(row.definition) as SurveyDefinition) : null
    },
    putSurvey: ({ state, version, created_at, changed_at, ...definition }) =>
      write(() => {
        const text = JSON.stringify(definition)
        const row = { id: definition.id, state, version, definition: text, created_at, changed_at }
        run(
          sqlOf
            .insertInto('survey')
            .values(row)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(row)),
        )
        run(
          sqlOf
            .insertInto('survey_version')
            .values({ survey: definition.id, version, definition: text })
            .onConflict((conflict) => conflict.columns(['survey', 'version']).doUpdateSet({ definition: text })),
        )
      }),
    setState: (id, state, at) =>
      write(() => void run(sqlOf.updateTable('survey').set({ state, changed_at: at }).where('id', '=', id))),
    addInvitation: (invitation) => write(() => void run(sqlOf.insertInto('survey_invitation').values(invitation))),
    changeInvitation: (id, change) =>
      write(() => void run(sqlOf.updateTable('survey_invitation').set(change).where('id', '=', id))),
    dropInvitation: (id) => write(() => void run(sqlOf.deleteFrom('survey_invitation').where('id', '=', id))),
    invitation: (id) => {
      const [row] = all(invitations.where('id', '=', id))
      return row ? invitationIn(row) : null
    },
    invitationTo: (survey, customer, at) => {
      const [row] = all(
        invitations
          .where('customer_id', '=', customer)
          .where('at', '=', at)
          .where('survey', '=', survey)
          .where('state', '!=', 'failed'),
      )
      return row ? invitationIn(row) : null
    },
    invitations: (survey) =>
      all((survey === null ? invitations : invitations.where('survey', '=', survey)).orderBy('at', 'desc')).map(
        invitationIn,
      ),
    invitedSince: (wall) =>
      all(
        sqlOf
          .selectFrom('survey_invitation')
          .select((row) => row.fn.countAll<number>().as('count'))
          .where('at', '>=', wall)
          .where('state', '!=', 'failed'),
      )[0]!.count,
    settleInterrupted: () =>
      write(() => {
        const unsure = 'unsure'
        return (
          run(sqlOf.updateTable('survey_invitation').set({ state: unsure }).where('state', '=', 'sending')) +
          run(sqlOf.updateTable('survey_invitation').set({ reminder: unsure }).where('reminder', '=', 'sending'))
        )
      }),
    addToken: (sha256, invitation, purpose) =>
      write(() => void run(sqlOf.insertInto('survey_token').values({ sha256, invitation, purpose }))),
    invitationBy: (sha256, purpose) => {
      const [row] = all(
        sqlOf
          .selectFrom('survey_invitation')
          .selectAll('survey_invitation')
          .innerJoin('survey_token', 'survey_token.invitation', 'survey_invitation.id')
          .where('survey_token.sha256', '=', sha256)
          .where('survey_token.purpose', '=', purpose),
      )
      return row ? invitationIn(row) : null
    },
    waves,
    codes: () => all(sqlOf.selectFrom('survey_code').selectAll().orderBy('created_at').orderBy('code')),
    code: (code) =>
      (all(sqlOf.selectFrom('survey_code').selectAll().where('code', '=', code))[0] as PublicCode) ?? null,
    putCode: (code) =>
      write(
        () =>
          void run(
            sqlOf
              .insertInto('survey_code')
              .values(code)
              .onConflict((conflict) => conflict.column('code').doUpdateSet({ closed_at: code.closed_at })),
          ),
      ),
    ...openSurveyAnswers(statements),
  }
}
