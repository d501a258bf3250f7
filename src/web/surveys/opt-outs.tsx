import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { formatMoment } from '#core/format.ts'
import { optOut, optOutsQuery } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

/** Who wants no more surveys, and a way to note one more. */
export const OptOuts = () => {
  const { of, language } = useSay()
  const queries = useQueryClient()
  const { data, error } = useQuery(optOutsQuery)
  const adding = useMutation({
    mutationFn: optOut,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['surveys'] }),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    adding.mutate({ email: String(new FormData(form).get('email') ?? '') }, { onSuccess: () => form.reset() })
  }
  return (
    <section aria-labelledby="survey-opt-outs">
      <h2 id="survey-opt-outs">{of(words.opt_outs)}</h2>
      <p className="soft">{of(words.opt_outs_hint)}</p>
      {error ? <Failure error={error} /> : null}
      {data?.length === 0 ? <p className="soft">{of(words.no_opt_outs)}</p> : null}
      {data && data.length > 0 ? (
        <ul className="survey-comments">
          {data.map((one) => (
            <li key={one.id}>
              {one.name ?? one.shown ?? one.customer_id}
              <small className="soft under">
                {[one.name ? one.shown : null, of(words[`by_${one.how}`]), formatMoment(one.at, language)]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      ) : null}
      <form className="line-actions" onSubmit={submit}>
        <input
          type="email"
          name="email"
          required
          aria-label={of(words.opt_out_email)}
          placeholder={of(words.opt_out_email)}
        />
        <button type="submit" disabled={adding.isPending}>
          {of(words.opt_out_add)}
        </button>
      </form>
      {adding.error ? <Failure error={adding.error} plain /> : null}
    </section>
  )
}
