import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { mailSecurities } from '#core/mail.ts'
import type { ShownSending } from '#core/surveys/told.ts'
import { Field } from '../account/field.tsx'
import { mailQuery, setMail, setSending, testMail } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

/** Where links lead and how many go out a day. */
const SendingForm = ({ sending }: { readonly sending: ShownSending }) => {
  const { of } = useSay()
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: setSending,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['surveys'] }),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    saving.mutate({ url: textOf(form, 'url'), daily_cap: Number(textOf(form, 'daily_cap') || '0') })
  }
  return (
    <form className="person-form" onSubmit={submit} aria-label={of(words.url)}>
      <Field
        label={of(words.url)}
        hint={of(words.url_hint)}
        name="url"
        defaultValue={sending.url ?? ''}
        placeholder={sending.reached_at}
      />
      <Field
        label={of(words.daily_cap)}
        name="daily_cap"
        type="number"
        min="0"
        defaultValue={String(sending.daily_cap ?? 0)}
      />
      {saving.error ? <Failure error={saving.error} plain /> : null}
      {saving.data ? <p role="status">{of(words.saved)}</p> : null}
      <div>
        <button type="submit" className="main" disabled={saving.isPending}>
          {of(words.save)}
        </button>
      </div>
    </form>
  )
}

const MailForm = () => {
  const { of } = useSay()
  const queries = useQueryClient()
  const { data, isPending } = useQuery(mailQuery)
  const saving = useMutation({
    mutationFn: setMail,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['mail'] })
      await queries.invalidateQueries({ queryKey: ['surveys', 'sending'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = String(form.get('password') ?? '')
    const port = textOf(form, 'port')
    saving.mutate({
      host: textOf(form, 'host'),
      ...(port === '' ? {} : { port: Number(port) }),
      security: textOf(form, 'security'),
      user: textOf(form, 'user'),
      ...(password === '' ? {} : { password }),
      from_name: textOf(form, 'from_name'),
      from_address: textOf(form, 'from_address'),
    })
  }
  if (isPending) return null
  return (
    <form className="person-form" onSubmit={submit} aria-label={of(words.host)}>
      <Field label={of(words.host)} name="host" required defaultValue={data?.host ?? ''} placeholder="smtp.congty.vn" />
      <Field
        label={of(words.port)}
        name="port"
        type="number"
        min="1"
        max="65535"
        defaultValue={data ? String(data.port) : ''}
        placeholder="587"
      />
      <label className="field">
        <span>{of(words.security)}</span>
        <select name="security" defaultValue={data?.security ?? 'starttls'}>
          {mailSecurities.map((security) => (
            <option key={security}>{security}</option>
          ))}
        </select>
      </label>
      <Field label={of(words.user)} name="user" autoComplete="off" defaultValue={data?.user ?? ''} />
      <Field
        label={of(words.password)}
        name="password"
        type="password"
        autoComplete="new-password"
        {...(data?.has_password ? { hint: of(words.password_kept) } : {})}
      />
      <Field label={of(words.from_name)} name="from_name" defaultValue={data?.from_name ?? ''} maxLength={120} />
      <Field
        label={of(words.from_address)}
        name="from_address"
        type="email"
        required
        defaultValue={data?.from_address ?? ''}
      />
      {saving.error ? <Failure error={saving.error} plain /> : null}
      {saving.data ? <p role="status">{of(words.saved)}</p> : null}
      <div>
        <button type="submit" className="main" disabled={saving.isPending}>
          {of(words.save)}
        </button>
      </div>
    </form>
  )
}

const TestMail = () => {
  const { of } = useSay()
  const testing = useMutation({ mutationFn: testMail })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    testing.mutate(textOf(new FormData(event.currentTarget), 'email'))
  }
  return (
    <form className="line-actions" onSubmit={submit}>
      <input type="email" name="email" required aria-label={of(words.test_to)} placeholder={of(words.test_to)} />
      <button type="submit" disabled={testing.isPending}>
        {of(words.test)}
      </button>
      {testing.error ? <Failure error={testing.error} plain /> : null}
      {testing.data ? <p role="status">{of(words.tested, { response: testing.data.response })}</p> : null}
    </form>
  )
}

/** For the owner: the address customers reach, the number a day, and the mail server. */
export const Setup = ({ sending }: { readonly sending: ShownSending }) => {
  const { of } = useSay()
  return (
    <section aria-labelledby="survey-setup">
      <h2 id="survey-setup">{of(words.setup)}</h2>
      <div className="survey-setup">
        <SendingForm sending={sending} />
        <div>
          <MailForm />
          {sending.has_mail_server ? <TestMail /> : null}
        </div>
      </div>
    </section>
  )
}
