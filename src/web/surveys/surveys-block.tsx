import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SurveysBlock } from '#core/kpi-page.ts'
import { keepAsked } from '../app/search.ts'
import { Panel } from '../blocks/panel.tsx'
import { sessionQuery } from '../data/session.ts'
import { resultsQuery, surveysQuery } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { words } from './messages.ts'
import { Waves } from './waves.tsx'

const Results = ({ survey }: { readonly survey: string }) => {
  const { data } = useQuery(resultsQuery(survey))
  return data ? <Waves results={data} most={6} /> : null
}

/** The surveys run from here, month by month; one of them where there are several. */
export const SurveyWaves = ({ block }: { readonly block: SurveysBlock }) => {
  const { of } = useSay()
  const may = useQuery(sessionQuery).data?.may ?? []
  const allowed = may.includes('surveys.list')
  const { data, error } = useQuery({ ...surveysQuery, enabled: allowed })
  const [asked, choose] = useState<string | null>(null)
  if (!allowed) return null
  const chosen = data?.find(({ id }) => id === asked) ?? data?.[0]
  return (
    <Panel title={block.title} note={block.note} kind="surveys" error={error} waiting={!data} lines={6}>
      <p>
        <Link to="/surveys" search={keepAsked}>
          {of(words.to_surveys)}
        </Link>
      </p>
      {data && data.length > 1 ? (
        <select
          aria-label={of(words.name)}
          value={chosen?.id ?? ''}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {data.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : null}
      {chosen ? <Results key={chosen.id} survey={chosen.id} /> : null}
      {data?.length === 0 ? <p className="soft">{of(words.no_waves)}</p> : null}
    </Panel>
  )
}
