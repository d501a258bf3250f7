import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { formatMoment, formatNumber } from '#core/format.ts'
import { type SurveyKind, scaleOf } from '#core/surveys/survey.ts'
import { commentsQuery } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

/** Ranges of scores one may look at, worst first. */
const rangesOf = (kind: SurveyKind): readonly string[] =>
  kind === 'nps'
    ? ['0-6', '7-8', '9-10']
    : kind === 'csat'
      ? ['1-2', '3', '4-5']
      : kind === 'ces'
        ? ['1-3', '4', '5-7']
        : []

/** What customers wrote, newest first, to search. */
export const Comments = ({ survey, kind }: { readonly survey: string; readonly kind: SurveyKind }) => {
  const { of, language } = useSay()
  const [search, setSearch] = useState('')
  const [score, setScore] = useState('')
  const { data, error } = useQuery({
    ...commentsQuery(survey, useDeferredValue(search.trim()), score),
    placeholderData: keepPreviousData,
  })
  const most = scaleOf(kind)?.[1]
  return (
    <section aria-labelledby="survey-comments">
      <h3 id="survey-comments">{of(words.comments)}</h3>
      <div className="line-actions">
        <input
          type="search"
          aria-label={of(words.search)}
          placeholder={of(words.search)}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <select aria-label={of(words.score)} value={score} onChange={(event) => setScore(event.currentTarget.value)}>
          <option value="">{of(words.any_score)}</option>
          {rangesOf(kind).map((range) => (
            <option key={range}>{range}</option>
          ))}
        </select>
      </div>
      {error ? <Failure error={error} /> : null}
      {data?.comments.length === 0 ? <p className="soft">{of(words.no_comments)}</p> : null}
      <ul className="survey-comments">
        {data?.comments.map((one) => (
          <li key={one.answer_id}>
            {one.score === null ? null : (
              <b>
                {formatNumber(one.score, language)}/{most}
              </b>
            )}{' '}
            <span lang={one.language}>{[one.comment, ...Object.values(one.answers)].filter(Boolean).join(' · ')}</span>
            <small className="soft under">
              {one.name ?? one.customer_id ?? of(words.unnamed)} · {formatMoment(one.at, language)}
            </small>
          </li>
        ))}
      </ul>
      {data && data.total > data.comments.length ? (
        <p className="soft">
          {of(words.rows_of, {
            shown: formatNumber(data.comments.length, language),
            total: formatNumber(data.total, language),
          })}
        </p>
      ) : null}
    </section>
  )
}
