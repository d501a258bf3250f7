import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ShownForm } from '#core/leads/lead.ts'
import { Field } from '../account/field.tsx'
import { closeLeadForm, type HookSecret, setLeadSecret } from '../data/leads.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

const Copied = ({ label, text }: { readonly label: string; readonly text: string }) => {
  const { of } = useSay()
  const [done, setDone] = useState(false)
  return (
    <p className="lead-address">
      <span className="soft">{label}</span>
      <code>{text}</code>
      <button
        type="button"
        className="quiet"
        aria-label={`${of(words.copy)} · ${label}`}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setDone(true))}
      >
        {of(done ? words.copied : words.copy)}
      </button>
    </p>
  )
}

const Told = ({ told }: { readonly told: HookSecret }) => {
  const { of } = useSay()
  return (
    <div className="once" role="status">
      {told.secret === undefined ? <p>{of(words.secret_kept)}</p> : null}
      {told.secret === undefined ? null : <p>{of(words.secret_once, { secret: told.secret })}</p>}
      {told.verify_token === undefined ? null : <p>{of(words.verify, { token: told.verify_token })}</p>}
    </div>
  )
}

const Secret = ({ form }: { readonly form: ShownForm }) => {
  const { of } = useSay()
  const setting = useMutation({ mutationFn: setLeadSecret })
  const own = form.signing === 'nhip'
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setting.mutate({ id: form.id, secret: String(new FormData(event.currentTarget).get('secret') ?? '') })
  }
  return (
    <form className="lead-secret" onSubmit={submit}>
      {own ? null : (
        <Field
          label={of(words.secret_given, { signing: of(words[`signing_${form.signing}`]) })}
          name="secret"
          type="password"
          autoComplete="off"
          required
        />
      )}
      <button type="submit" className="quiet" disabled={setting.isPending}>
        {of(own ? words.secret_own : words.secret)}
      </button>
      {setting.data ? <Told told={setting.data} /> : null}
      {setting.error ? <Failure error={setting.error} plain /> : null}
    </form>
  )
}

/** One form: its addresses, what its messages are signed with, and closing it. */
export const FormCard = ({ form, mayChange }: { readonly form: ShownForm; readonly mayChange: boolean }) => {
  const { of } = useSay()
  const queries = useQueryClient()
  const closing = useMutation({
    mutationFn: closeLeadForm,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['leads'] }),
  })
  const isClosed = form.closed_at !== null
  return (
    <li className="lead-form">
      <h3>
        {form.title}
        {isClosed ? <small className="soft"> · {of(words.closed)}</small> : null}
      </h3>
      <p className="soft">
        {[form.source, form.campaign, form.location_id, form.product_lines.join(', ')].filter(Boolean).join(' · ')}
      </p>
      {isClosed ? null : (
        <>
          <p className="lead-address">
            <span className="soft">{of(words.page)}</span>
            <a href={form.page} target="_blank" rel="noreferrer">
              {form.page}
            </a>
          </p>
          <Copied label={of(words.embed)} text={form.embed} />
          <Copied label={of(words.hook)} text={form.hook} />
        </>
      )}
      {mayChange ? (
        <>
          {isClosed ? null : <Secret form={form} />}
          <button
            type="button"
            className="quiet"
            disabled={closing.isPending}
            onClick={() => closing.mutate({ id: form.id, verb: isClosed ? 'open' : 'close' })}
          >
            {of(isClosed ? words.open : words.close)}
          </button>
        </>
      ) : null}
      {closing.error ? <Failure error={closing.error} plain /> : null}
    </li>
  )
}
