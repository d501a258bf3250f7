import { Fault } from '#core/fault.ts'
import { fold } from '#core/fold.ts'
import { wilson } from '#core/stats/proportion.ts'
import type { SurveyResponse } from '#core/surveys/invitation.ts'
import { changeOf, type Score, scoreOf } from '#core/surveys/score.ts'
import type { ShownComment, SurveyResults, Wave } from '#core/surveys/told.ts'
import type { SurveyDeps } from './dependencies.ts'
import { surveyOf } from './round.ts'

const counts = ({ late, suspect }: SurveyResponse): boolean => !late && !suspect

/**
 * A survey by month: who was asked, how many answered, the score with its margin, and whether it differs from the month
 * before by more than chance would.
 * @throws Fault `survey.unknown`
 */
export const surveyResults = (id: string, deps: SurveyDeps): SurveyResults => {
  const survey = surveyOf(id, deps)
  const responses = deps.surveys.responses(id).filter(counts)
  const waves = new Map(deps.surveys.waves(id).map((wave) => [wave.month, wave]))
  const months = [...new Set([...waves.keys(), ...responses.map(({ changed_at }) => changed_at.slice(0, 7))])].sort()
  let before: Score | null = null
  const shown = months.map((month): Wave => {
    const wave = waves.get(month) ?? {
      month,
      invited: 0,
      delivered: 0,
      bounced: 0,
      unsure: 0,
      reminded: 0,
      answered: 0,
    }
    const own = responses.filter(({ changed_at }) => changed_at.startsWith(month))
    const score = scoreOf(
      survey.kind,
      own.flatMap((one) => (one.score === null ? [] : [one.score])),
    )
    const change = score && before ? changeOf(score, before) : null
    before = score ?? before
    return {
      ...wave,
      response_rate: wave.delivered > 0 ? wave.answered / wave.delivered : null,
      response_interval: wave.delivered > 0 ? wilson(wave.answered, wave.delivered) : null,
      score,
      change,
      version: own.length > 0 ? Math.max(...own.map(({ version }) => version)) : null,
    }
  })
  const scores = responses.flatMap(({ score }) => (score === null ? [] : [score]))
  return {
    survey: survey.id,
    kind: survey.kind,
    score: scoreOf(survey.kind, scores),
    answers: responses.length,
    excluded: deps.surveys.responses(id).length - responses.length,
    waves: shown.reverse(),
    questions: survey.questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      words: question.words,
      counts: question.kind === 'text' ? [] : tally(responses.map(({ answers }) => answers[question.id])),
    })),
  }
}

const tally = (
  given: readonly (string | undefined)[],
): readonly { readonly answer: string; readonly count: number }[] => {
  const found = new Map<string, number>()
  for (const each of given) if (each !== undefined) found.set(each, (found.get(each) ?? 0) + 1)
  return [...found].map(([answer, count]) => ({ answer, count })).sort((a, b) => (a.answer < b.answer ? -1 : 1))
}

export type CommentRequest = {
  readonly survey?: string | undefined
  readonly search?: string | undefined
  readonly score?: string | undefined
  readonly language?: string | undefined
  readonly limit?: number | undefined
}

/** `0-6`, `9-10` or `4`. @throws Fault `survey.unfit` */
const scoreRange = (text: string): readonly [number, number] => {
  const found = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(text.trim())
  if (!found) throw new Fault('survey.unfit', { field: 'score', expected: '0-6' })
  return [Number(found[1]), Number(found[2] ?? found[1])]
}

/** What customers wrote, newest first, in the language they wrote in; accents and case do not matter to a search. */
export const listComments = (
  { survey, search, score, language, limit }: CommentRequest,
  deps: SurveyDeps,
): { readonly comments: readonly ShownComment[]; readonly total: number } => {
  const asked = survey === undefined ? deps.surveys.surveys() : [surveyOf(survey, deps)]
  const wanted = fold(search ?? '')
  const range = score === undefined ? null : scoreRange(score)
  const found = asked
    .flatMap(({ id }) => deps.surveys.responses(id))
    .filter((one) => counts(one) && (one.comment !== null || Object.keys(one.answers).length > 0))
    .filter((one) => range === null || (one.score !== null && one.score >= range[0] && one.score <= range[1]))
    .filter((one) => language === undefined || one.language === language)
    .filter(
      (one) => wanted === '' || fold([one.comment ?? '', ...Object.values(one.answers)].join('\n')).includes(wanted),
    )
    .sort((a, b) => (a.changed_at < b.changed_at ? 1 : -1))
  const shown = found.slice(0, Math.max(0, Math.min(limit ?? 50, 1000)))
  const named = deps.people(
    'customer',
    shown.flatMap((one) => (one.customer_id === null ? [] : [one.customer_id])),
  )
  return {
    comments: shown.map((one) => ({
      answer_id: one.id,
      survey: one.survey,
      at: one.changed_at,
      score: one.score,
      comment: one.comment,
      answers: one.answers,
      language: one.language,
      source: one.source,
      edits: one.edits,
      customer_id: one.customer_id,
      name: named.get(one.customer_id ?? '')?.name ?? null,
      location_id: one.location_id,
      product_line: one.product_line,
    })),
    total: found.length,
  }
}
