import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { formatNumber } from '#core/format.ts'
import { leadFormsQuery } from '../data/leads.ts'
import { sessionQuery } from '../data/session.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { FormCard } from './form-card.tsx'
import { HeldLeads } from './held.tsx'
import { words } from './messages.ts'
import { NewForm } from './new-form.tsx'

/** Forms people leave their details on, and what came in by them that somebody has to look at. */
export const LeadsPage = () => {
  const { of, t, language } = useSay()
  const session = useQuery(sessionQuery).data
  const { data, error } = useQuery(leadFormsQuery)
  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  const may = (operation: string): boolean => session?.may.includes(operation) ?? false
  return (
    <div className="people leads">
      <h1>{of(words.title)}</h1>
      <p className="sub">{of(words.intro)}</p>
      {error ? <Failure error={error} /> : null}
      {may('leads.list') ? <HeldLeads /> : null}
      <section aria-labelledby="forms">
        <h2 id="forms">{of(words.forms)}</h2>
        {data ? (
          <p className="soft">
            {of(
              words.counts,
              Object.fromEntries(Object.entries(data.leads).map(([state, n]) => [state, formatNumber(n, language)])),
            )}
          </p>
        ) : error ? null : (
          <p className="soft">{t('loading')} …</p>
        )}
        {data?.forms.length === 0 ? <p className="soft">{of(words.no_forms)}</p> : null}
        <ul className="lead-forms">
          {data?.forms.map((form) => (
            <FormCard key={form.id} form={form} mayChange={may('leads.put_form')} />
          ))}
        </ul>
        {may('leads.put_form') ? <NewForm /> : null}
      </section>
    </div>
  )
}
