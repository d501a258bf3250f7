import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Field } from '../account/field.tsx'
import { openRound } from '../data/pulse.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

/** Opens a round: its kind and its last day. */
export const OpenRound = () => {
  const { of } = useSay()
  const queries = useQueryClient()
  const opening = useMutation({
    mutationFn: openRound,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['pulse'] }),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    opening.mutate({
      kind: given.get('kind') === 'short' ? 'short' : 'whole',
      closes_on: String(given.get('closes_on') ?? ''),
    })
  }
  return (
    <form className="person-form" onSubmit={submit} aria-label={of(words.open_title)}>
      <h3>{of(words.open_title)}</h3>
      <p className="soft">{of(words.open_hint)}</p>
      <label className="field">
        <span>{of(words.kind)}</span>
        <select name="kind">
          <option value="whole">{of(words.whole)}</option>
          <option value="short">{of(words.short)}</option>
        </select>
      </label>
      <Field label={of(words.closes_on)} name="closes_on" type="date" hint={of(words.closes_usual)} />
      {opening.error ? <Failure error={opening.error} plain /> : null}
      <div>
        <button type="submit" className="main" disabled={opening.isPending}>
          {of(words.open)}
        </button>
      </div>
    </form>
  )
}
