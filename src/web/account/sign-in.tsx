import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Refusal } from '../data/ask.ts'
import { sessionQuery, signIn } from '../data/session.ts'
import { useNewSession } from '../data/use-session.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { CodeField } from './code-field.tsx'
import { Field } from './field.tsx'
import { words } from './messages.ts'
import { SignOn } from './sign-on.tsx'

/** E-mail, password, and the second step where the account has one. */
export const SignIn = () => {
  const { t, of } = useSay()
  const here = useQuery(sessionQuery).data
  const takeSession = useNewSession()
  const [asksCode, setAsksCode] = useState(false)
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: takeSession,
    onError: (error) => {
      if (error instanceof Refusal && error.code === 'session.code_needed') setAsksCode(true)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const code = String(given.get('code') ?? '').trim()
    entering.mutate({
      email: String(given.get('email')),
      password: String(given.get('password')),
      ...(code === '' ? {} : { code }),
    })
  }
  const refused = entering.error instanceof Refusal && entering.error.code !== 'session.code_needed'
  return (
    <form className="account" onSubmit={submit}>
      <h1>{t('sign_in')}</h1>
      {here?.organisation ? <p>{of(words.of_organisation, { organisation: here.organisation })}</p> : null}
      {here?.sso ? <SignOn provider={here.sso} /> : null}
      <Field label={t('email')} name="email" type="email" autoComplete="username" required />
      <Field label={t('password')} name="password" type="password" autoComplete="current-password" required />
      {asksCode ? <CodeField /> : null}
      {refused ? <Failure error={entering.error} plain /> : null}
      <button type="submit" className="main" disabled={entering.isPending}>
        {t('sign_in')}
      </button>
      <p className="soft">{t('lost_password')}</p>
    </form>
  )
}
