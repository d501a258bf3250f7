import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef } from 'react'
import { signings } from '#core/leads/lead.ts'
import { Field } from '../account/field.tsx'
import { putLeadForm } from '../data/leads.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

/** Adds a form; everything but its source has a usual value. */
export const NewForm = () => {
  const { of, language } = useSay()
  const queries = useQueryClient()
  const place = useRef<HTMLFormElement>(null)
  const adding = useMutation({
    mutationFn: putLeadForm,
    onSuccess: async () => {
      place.current?.reset()
      await queries.invalidateQueries({ queryKey: ['leads'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string): string => String(given.get(name) ?? '').trim()
    const lines = text('lines')
      .split(',')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    adding.mutate({
      ...Object.fromEntries(
        ['source', 'title', 'campaign', 'location_id', 'consent', 'language', 'signing'].map((name) => [
          name,
          text(name) === '' ? undefined : text(name),
        ]),
      ),
      ...(lines.length > 0 ? { product_line: lines } : {}),
    })
  }
  return (
    <form className="person-form" onSubmit={submit} aria-label={of(words.new_form)} ref={place}>
      <h3>{of(words.new_form)}</h3>
      <Field label={of(words.source)} name="source" hint={of(words.source_hint)} required />
      <Field label={of(words.form_title)} name="title" hint={of(words.usual)} />
      <Field label={of(words.campaign)} name="campaign" />
      <Field label={of(words.location)} name="location_id" />
      <Field label={of(words.lines)} name="lines" hint={of(words.lines_hint)} />
      <Field label={of(words.consent)} name="consent" hint={of(words.usual)} />
      <label className="field">
        <span>{of(words.language)}</span>
        <select name="language" defaultValue={language}>
          <option value="vi">Tiếng Việt</option>
          <option value="en">English</option>
        </select>
      </label>
      <label className="field">
        <span>{of(words.signing)}</span>
        <select name="signing">
          {signings.map((signing) => (
            <option value={signing} key={signing}>
              {of(words[`signing_${signing}`])}
            </option>
          ))}
        </select>
      </label>
      {adding.error ? <Failure error={adding.error} plain /> : null}
      <div>
        <button type="submit" className="main" disabled={adding.isPending}>
          {of(words.save)}
        </button>
      </div>
    </form>
  )
}
