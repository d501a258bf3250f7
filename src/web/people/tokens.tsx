import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type TokenUse, tokenUses } from '#core/access.ts'
import { Field } from '../account/field.tsx'
import { createToken, revokeToken, tokensQuery } from '../data/people.ts'
import { sessionQuery } from '../data/session.ts'
import { useFreshPeople } from '../data/use-fresh-people.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { useMoment } from '../parts/use-moment.ts'
import { words } from './messages.ts'
import { Once } from './once.tsx'

const Create = () => {
  const { of } = useSay()
  const refresh = useFreshPeople()
  const [uses, setUses] = useState<readonly TokenUse[]>(['read'])
  const creating = useMutation({ mutationFn: createToken, onSuccess: refresh })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    creating.mutate({ name: String(given.get('name')), uses, days: Number(given.get('days')) })
  }
  return (
    <>
      {creating.data ? (
        <Once
          key={creating.data.id}
          title={creating.data.name}
          hint={of(words.token_once)}
          secret={creating.data.token}
        />
      ) : null}
      <form className="person-form" onSubmit={submit} aria-label={of(words.create_token)}>
        <Field label={of(words.token_name)} name="name" autoComplete="off" required />
        <fieldset className="member-choices">
          <legend>{of(words.uses)}</legend>
          {tokenUses.map((use) => (
            <label key={use}>
              <input
                type="checkbox"
                checked={uses.includes(use)}
                onChange={(event) =>
                  setUses(event.target.checked ? [...uses, use] : uses.filter((other) => other !== use))
                }
              />{' '}
              {of(words[use])}
            </label>
          ))}
        </fieldset>
        <Field label={of(words.days)} name="days" type="number" min={1} max={730} defaultValue={365} required />
        {creating.error ? <Failure error={creating.error} plain /> : null}
        <div>
          <button type="submit" disabled={creating.isPending || uses.length === 0}>
            {of(words.create_token)}
          </button>
        </div>
      </form>
    </>
  )
}

/** Tokens of one's own, or of everybody for an owner. */
export const Tokens = () => {
  const { of } = useSay()
  const { moment } = useMoment()
  const refresh = useFreshPeople()
  const tokens = useQuery(tokensQuery)
  const isPerson = useQuery(sessionQuery).data?.user != null
  const revoking = useMutation({ mutationFn: revokeToken, onSuccess: refresh })
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">{of(words.tokens)}</h2>
      <p className="soft">{of(words.tokens_hint)}</p>
      {tokens.error ? <Failure error={tokens.error} plain /> : null}
      {revoking.error ? <Failure error={revoking.error} plain /> : null}
      {tokens.data?.length === 0 ? <p className="soft">{of(words.no_tokens)}</p> : null}
      {tokens.data && tokens.data.length > 0 ? (
        <div className="wide">
          <table className="t">
            <thead>
              <tr>
                {(['token_name', 'who', 'uses', 'until', 'state', 'actions'] as const).map((head) => (
                  <th scope="col" className="words" key={head}>
                    {of(words[head])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tokens.data.map((token) => (
                <tr key={token.id}>
                  <th scope="row">{token.name}</th>
                  <td className="words">{token.email}</td>
                  <td className="words">{token.uses.map((use) => of(words[use])).join(', ')}</td>
                  <td className="words">{token.expires_at === null ? '–' : moment(token.expires_at)}</td>
                  <td className="words">{of(words[token.status])}</td>
                  <td className="words">
                    {token.status === 'active' ? (
                      <button
                        type="button"
                        className="quiet"
                        disabled={revoking.isPending}
                        onClick={() => {
                          if (window.confirm(of(words.revoke_sure, { name: token.name }))) revoking.mutate(token.id)
                        }}
                      >
                        {of(words.revoke)}
                      </button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {isPerson ? <Create /> : null}
    </section>
  )
}
