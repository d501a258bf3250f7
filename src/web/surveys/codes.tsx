import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { encode } from 'uqr'
import type { ShownCode } from '#core/surveys/told.ts'
import { useMembers } from '../app/use-members.ts'
import { addCode, closeCode, codesQuery } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

/** Dark on light in either theme: cameras read it so. */
const Picture = ({ text, title }: { readonly text: string; readonly title: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg role="img" aria-label={title} viewBox={`0 0 ${size} ${size}`} width="196" height="196">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

/** Signs for counters: one code for each place, to print. */
export const Codes = ({ survey }: { readonly survey: string }) => {
  const { of } = useSay()
  const queries = useQueryClient()
  const { data, error } = useQuery(codesQuery)
  const places = useMembers('net_sales', 'location', 'last-28-days', true) ?? []
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['surveys', 'codes'] })
  const adding = useMutation({ mutationFn: addCode, onSuccess: again })
  const closing = useMutation({ mutationFn: closeCode, onSuccess: again })
  const nameOf = (code: ShownCode): string =>
    places.find(({ id }) => id === code.location_id)?.label ?? code.location_id ?? of(words.no_place)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const location = String(new FormData(event.currentTarget).get('location') ?? '')
    adding.mutate({ survey, ...(location === '' ? {} : { location }) })
  }
  const own = data?.filter((code) => code.survey === survey) ?? []
  return (
    <section aria-labelledby="survey-codes">
      <h3 id="survey-codes">{of(words.codes)}</h3>
      <p className="soft">{of(words.codes_hint)}</p>
      {error ? <Failure error={error} /> : null}
      <form className="line-actions" onSubmit={submit}>
        <label>
          {of(words.place)}{' '}
          <select name="location">
            <option value="">{of(words.no_place)}</option>
            {places.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" disabled={adding.isPending}>
          {of(words.make_code)}
        </button>
        {own.length > 0 ? (
          <button type="button" className="quiet" onClick={() => window.print()}>
            {of(words.print)}
          </button>
        ) : null}
      </form>
      {adding.error ? <Failure error={adding.error} plain /> : null}
      <ul className="survey-codes">
        {own.map((code) => (
          <li key={code.code}>
            {code.closed_at === null ? (
              <Picture text={code.url} title={of(words.qr_of, { place: nameOf(code) })} />
            ) : null}
            <b>{nameOf(code)}</b>
            <code>{code.url}</code>
            {code.closed_at === null ? (
              <button type="button" className="quiet" onClick={() => closing.mutate(code.code)}>
                {of(words.close_code)}
              </button>
            ) : (
              <small className="soft">{of(words.closed_code)}</small>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
