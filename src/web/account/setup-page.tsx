import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { checkLink, type Link, takeLink } from '../data/session.ts'
import { useNewSession } from '../data/use-session.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { Field } from './field.tsx'

const Form = ({ link, token }: { readonly link: Link; readonly token: string }) => {
  const { t, language } = useSay()
  const takeSession = useNewSession()
  const navigate = useNavigate()
  const taking = useMutation({
    mutationFn: takeLink,
    onSuccess: async (session) => {
      takeSession(session)
      await navigate({ to: '/', replace: true })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string): string => String(given.get(name) ?? '').trim()
    taking.mutate({
      token,
      password: String(given.get('password')),
      language,
      ...(link.kind === 'reset' ? {} : { name: text('name') }),
      ...(link.kind === 'setup' ? { email: text('email') } : {}),
    })
  }
  return (
    <form className="account" onSubmit={submit}>
      <h1>{t(`link_${link.kind}`)}</h1>
      <p className="soft">{t(`link_${link.kind}_hint`)}</p>
      {link.kind === 'reset' ? null : (
        <Field label={t('your_name')} name="name" defaultValue={link.name ?? ''} autoComplete="name" required />
      )}
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={link.email ?? ''}
        readOnly={link.kind !== 'setup'}
        required
      />
      <Field
        label={t('new_password')}
        hint={t('password_hint', { least: link.password.least })}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={link.password.least}
        maxLength={link.password.most}
        required
      />
      {taking.error ? <Failure error={taking.error} plain /> : null}
      <button type="submit" className="main" disabled={taking.isPending}>
        {t('continue')}
      </button>
    </form>
  )
}

/** Behind the link of the first start, of an invitation, of a lost password. Its secret never leaves the address bar. */
export const SetupPage = () => {
  const { t } = useSay()
  const [token] = useState(() => location.hash.replace(/^#/, ''))
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => checkLink(token),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (link.error) return <Failure error={link.error} plain />
  return link.data ? <Form link={link.data} token={token} /> : <p className="soft">{t('loading')} …</p>
}
