import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formatMoment } from '#core/format.ts'
import type { ShownLead } from '#core/leads/lead.ts'
import { holdWords } from '#core/leads/page-words.ts'
import { decideLead, heldLeadsQuery } from '../data/leads.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

const Line = ({ lead }: { readonly lead: ShownLead }) => {
  const { of, language } = useSay()
  const queries = useQueryClient()
  const deciding = useMutation({
    mutationFn: decideLead,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['leads'] }),
  })
  const name = lead.name ?? of(words.nameless)
  const decide = (verb: 'accept' | 'refuse') => deciding.mutate({ id: lead.id, verb })
  return (
    <tr>
      <th scope="row">
        {name}
        <small className="soft under">
          {[lead.phone, lead.email, lead.product_line, lead.campaign].filter((text) => text !== null).join(' · ')}
        </small>
        {lead.note ? <small className="under lead-note">{lead.note}</small> : null}
      </th>
      <td className="words">{lead.reasons.map((reason) => of(holdWords[reason])).join(', ')}</td>
      <td className="words">
        <div className="line-actions">
          <button
            type="button"
            className="quiet"
            aria-label={`${of(words.accept)} ${name}`}
            disabled={deciding.isPending}
            onClick={() => decide('accept')}
          >
            {of(words.accept)}
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={`${of(words.refuse)} ${name}`}
            disabled={deciding.isPending}
            onClick={() => window.confirm(of(words.refuse_sure)) && decide('refuse')}
          >
            {of(words.refuse)}
          </button>
        </div>
        {deciding.error ? <Failure error={deciding.error} plain /> : null}
      </td>
      <td>{formatMoment(lead.received_at, language)}</td>
    </tr>
  )
}

/** What waits for somebody to look at it, newest first. */
export const HeldLeads = () => {
  const { of, t } = useSay()
  const { data, error } = useQuery(heldLeadsQuery)
  return (
    <section aria-labelledby="held">
      <h2 id="held">{of(words.held, { count: data?.length ?? 0 })}</h2>
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <p className="soft">{t('loading')} …</p> : null}
      {data?.length === 0 ? <p className="soft">{of(words.nothing_held)}</p> : null}
      {data && data.length > 0 ? (
        <>
          <p className="soft">{of(words.held_hint)}</p>
          <div className="wide">
            <table className="t">
              <thead>
                <tr>
                  <th scope="col">{of(words.person)}</th>
                  <th scope="col" className="words">
                    {of(words.why)}
                  </th>
                  <th scope="col" className="words">
                    <span className="unseen">{of(words.accept)}</span>
                  </th>
                  <th scope="col">{of(words.when)}</th>
                </tr>
              </thead>
              <tbody>
                {data.map((lead) => (
                  <Line key={lead.id} lead={lead} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </section>
  )
}
