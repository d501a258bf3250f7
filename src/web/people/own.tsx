import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { type Language, languages } from '#core/messages.ts'
import { Field } from '../account/field.tsx'
import { changePassword, chooseLanguage } from '../data/people.ts'
import type { Session } from '../data/session.ts'
import { useNewSession } from '../data/use-session.ts'
import { keepLanguage, useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'
import { roleWords } from './role-words.ts'
import { SecondStep } from './second-step.tsx'

const OwnLanguage = () => {
  const { of, language } = useSay()
  const navigate = useNavigate()
  const takeSession = useNewSession()
  const choosing = useMutation({ mutationFn: chooseLanguage })
  const choose = (next: Language): void =>
    choosing.mutate(next, {
      onSuccess: async (session) => {
        keepLanguage(next)
        await navigate({ to: '/people', search: (search) => ({ ...search, lang: next }) })
        takeSession(session)
      },
    })
  return (
    <>
      <label className="field">
        <span>{of(words.language)}</span>
        <select
          value={language}
          disabled={choosing.isPending}
          onChange={(event) => choose(event.target.value as Language)}
        >
          {languages.map((each) => (
            <option key={each} value={each}>
              {of(words[each])}
            </option>
          ))}
        </select>
      </label>
      {choosing.error ? <Failure error={choosing.error} plain /> : null}
    </>
  )
}

const Password = ({ email }: { readonly email: string }) => {
  const { of } = useSay()
  const takeSession = useNewSession()
  const changing = useMutation({ mutationFn: changePassword })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    changing.mutate(
      {
        password: String(given.get('password')),
        next: String(given.get('next')),
        revoke_tokens: given.get('tokens') === 'on',
      },
      {
        onSuccess: (session) => {
          form.reset()
          takeSession(session)
        },
      },
    )
  }
  return (
    <form className="person-form" onSubmit={submit}>
      <h3>{of(words.password)}</h3>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={of(words.password_now)} name="password" type="password" autoComplete="current-password" required />
      <Field
        label={of(words.password_next)}
        hint={of(words.password_hint)}
        name="next"
        type="password"
        autoComplete="new-password"
        minLength={10}
        maxLength={200}
        required
      />
      <label>
        <input type="checkbox" name="tokens" /> {of(words.revoke_tokens)}
      </label>
      {changing.error ? <Failure error={changing.error} plain /> : null}
      <div>
        <button type="submit" disabled={changing.isPending}>
          {of(words.password)}
        </button>{' '}
        <span className="soft" role="status">
          {changing.isSuccess ? of(words.password_done) : ''}
        </span>
      </div>
    </form>
  )
}

/** What everybody may change of themselves. */
export const Own = ({ session }: { readonly session: Session }) => {
  const { of } = useSay()
  const { user } = session
  return (
    <section aria-labelledby="own">
      <h2 id="own">{of(words.own)}</h2>
      {user ? (
        <>
          <p>
            {user.name} · {user.email} · {of(roleWords(session.role ?? ''))}
          </p>
          <div className="own">
            <div>
              <OwnLanguage />
              {user.password ? <SecondStep on={user.totp} /> : null}
            </div>
            {user.password ? (
              <Password email={user.email} />
            ) : (
              <p className="soft">{of(words.no_password, { provider: session.sso ?? '–' })}</p>
            )}
          </div>
        </>
      ) : (
        <p className="soft">{of(words.no_own)}</p>
      )}
    </section>
  )
}
