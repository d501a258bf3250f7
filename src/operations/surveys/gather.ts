import { Fault } from '#core/fault.ts'
import { oneAtATime } from '#core/one-at-a-time.ts'
import type { SurveyDeps } from './dependencies.ts'

/** Most answers of one batch. */
const most = 5_000

const oneByOne = oneAtATime()

/**
 * Makes answers with a score rows of one batch; one that was changed since becomes its row anew. A kill in between
 * leaves them to be brought again, which changes nothing.
 * @returns how many were brought
 * @throws Fault `survey.rows_refused`
 */
export const gatherAnswers = (deps: SurveyDeps): Promise<number> =>
  oneByOne(async () => {
    const waiting = deps.surveys.unlanded(most)
    if (waiting.length === 0) return 0
    const rows = waiting.map((one) => ({
      answer_id: one.id,
      kind: one.kind,
      answered_at: one.changed_at.replace('T', ' '),
      score: one.score,
      customer_id: one.customer_id,
      comment: one.comment,
      location_id: one.location_id,
      product_line: one.product_line,
      owner: one.owner,
    }))
    const { counts } = await deps.importRows('survey_answer', rows, `surveys-${deps.wall().replaceAll(/\D+/g, '-')}`)
    if (counts.rejected > 0) throw new Fault('survey.rows_refused', { rows: counts.rejected })
    deps.surveys.markLanded(waiting)
    return waiting.length
  })
