import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect } from 'react'
import { keepAsked } from '../app/search.ts'
import { Refusal } from '../data/ask.ts'
import { openedWith } from '../data/opened-with.ts'
import { codeSignOn, finishSignOn, type SignedOn, sessionQuery } from '../data/session.ts'
import { useNewSession } from '../data/use-session.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { CodeField } from './code-field.tsx'
import { words } from './messages.ts'

const needsCode = (error: unknown): boolean => error instanceof Refusal && error.code === 'session.code_needed'

/** Where the provider sends people back to: confirms what they bring, asks for their own second step where need be. */
export const SignOnPage = () => {
  const { of, t } = useSay()
  const takeSession = useNewSession()
  const navigate = useNavigate()
  const provider = useQuery(sessionQuery).data?.sso ?? ''
  const onSuccess = async ({ to, ...session }: SignedOn): Promise<void> => {
    takeSession(session)
    await navigate({ href: to, replace: true })
  }
  const coming = useMutation({ mutationFn: finishSignOn, onSuccess })
  const proving = useMutation({ mutationFn: codeSignOn, onSuccess })
  const { mutate } = coming
  useEffect(() => mutate(openedWith), [mutate])
  const asksCode = needsCode(coming.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    proving.mutate(String(new FormData(event.currentTarget).get('code') ?? '').trim())
  }
  const error = asksCode ? (needsCode(proving.error) ? null : proving.error) : coming.error
  return (
    <form className="account" onSubmit={submit}>
      <h1>{t('sign_in')}</h1>
      {coming.error ? null : <p className="soft">{of(words.sso_coming, { provider })}</p>}
      {asksCode ? <CodeField /> : null}
      {error ? <Failure error={error} plain /> : null}
      {asksCode ? (
        <button type="submit" className="main" disabled={proving.isPending}>
          {t('sign_in')}
        </button>
      ) : null}
      {error ? (
        <p>
          <Link to="/" search={keepAsked}>
            {of(words.sso_again)}
          </Link>
        </p>
      ) : null}
    </form>
  )
}
