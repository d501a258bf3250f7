import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatNumber } from '#core/format.ts'
import type { ListedSurvey } from '#core/surveys/told.ts'
import { resultsQuery, setState } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { Codes } from './codes.tsx'
import { Comments } from './comments.tsx'
import { kindWords, stateWords, subjectWords, words } from './messages.ts'
import { Preview } from './preview.tsx'
import { SurveyForm } from './survey-form.tsx'
import { Waves } from './waves.tsx'

/** One survey: what can be done with it, how it went, who is next, what was written. */
export const SurveyDetail = ({ survey, may }: { readonly survey: ListedSurvey; readonly may: readonly string[] }) => {
  const { of, language } = useSay()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const results = useQuery(resultsQuery(survey.id))
  const changing = useMutation({
    mutationFn: setState,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['surveys'] }),
  })
  const to = (state: string): void => changing.mutate({ id: survey.id, state })
  const close = (): void => {
    if (window.confirm(of(words.close_sure, { name: survey.name }))) to('closed')
  }
  return (
    <section aria-labelledby="survey-one" className="survey-one">
      <h2 id="survey-one">{survey.name}</h2>
      <p className="soft">
        {[survey.id, of(kindWords[survey.kind]), of(subjectWords[survey.about]), of(stateWords[survey.state])].join(
          ' · ',
        )}
      </p>
      {may.includes('surveys.set_state') && survey.state !== 'closed' ? (
        <div className="line-actions">
          {survey.state === 'running' ? (
            <button type="button" onClick={() => to('paused')}>
              {of(words.pause)}
            </button>
          ) : (
            <button type="button" className="main" onClick={() => to('running')}>
              {of(words.run)}
            </button>
          )}
          <button type="button" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {of(words.edit)}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {of(words.close)}
          </button>
        </div>
      ) : null}
      {changing.error ? <Failure error={changing.error} plain /> : null}
      {editing ? <SurveyForm key={survey.changed_at} survey={survey} onSaved={() => setEditing(false)} /> : null}
      <h3>{of(words.waves)}</h3>
      {results.error ? <Failure error={results.error} /> : null}
      {results.data ? <Waves results={results.data} /> : null}
      {results.data && results.data.excluded > 0 ? (
        <p className="soft">{of(words.excluded, { count: formatNumber(results.data.excluded, language) })}</p>
      ) : null}
      {may.includes('surveys.preview') ? <Preview survey={survey.id} /> : null}
      {may.includes('surveys.comments') ? <Comments survey={survey.id} kind={survey.kind} /> : null}
      {may.includes('surveys.codes') && survey.state !== 'draft' ? <Codes survey={survey.id} /> : null}
    </section>
  )
}
