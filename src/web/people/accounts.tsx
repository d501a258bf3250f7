import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Field } from '../account/field.tsx'
import {
  addUser,
  changeUser,
  type GivenRole,
  type ListedUser,
  resetUser,
  switchUser,
  usersQuery,
  type WithLink,
} from '../data/people.ts'
import { useFreshPeople } from '../data/use-fresh-people.ts'
import { type Say, useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { useMoment } from '../parts/use-moment.ts'
import { words } from './messages.ts'
import { Once } from './once.tsx'
import { RoleFields } from './role-fields.tsx'
import { roleWords } from './role-words.ts'

const seesOf = ({ role, scope }: ListedUser, { of }: Say): string =>
  role === 'rep'
    ? of(words.own_rows, { rep: scope.rep ?? '–' })
    : [...scope.locations, ...scope.teams].join(', ') || of(words.everything)

const blank: GivenRole = { role: 'manager', location: [], team: [] }

/** A new account: who, in which role, and of which part. */
const Add = ({ onLink }: { readonly onLink: (made: WithLink) => void }) => {
  const { of, language } = useSay()
  const refresh = useFreshPeople()
  const [role, setRole] = useState(blank)
  const adding = useMutation({ mutationFn: addUser })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const name = String(given.get('name') ?? '').trim()
    adding.mutate(
      { ...role, email: String(given.get('email')), language, ...(name === '' ? {} : { name }) },
      {
        onSuccess: async (made) => {
          form.reset()
          setRole(blank)
          onLink(made)
          await refresh()
        },
      },
    )
  }
  return (
    <form className="person-form" onSubmit={submit} aria-label={of(words.add)}>
      <h3>{of(words.add)}</h3>
      <Field label={of(words.name)} name="name" autoComplete="off" />
      <Field label={of(words.email)} name="email" type="email" autoComplete="off" required />
      <RoleFields value={role} onChange={setRole} />
      {adding.error ? <Failure error={adding.error} plain /> : null}
      <div>
        <button type="submit" className="main" disabled={adding.isPending}>
          {of(words.add_and_link)}
        </button>
      </div>
    </form>
  )
}

const Change = ({ user, onDone }: { readonly user: ListedUser; readonly onDone: () => void }) => {
  const { of } = useSay()
  const refresh = useFreshPeople()
  const { locations, teams, rep } = user.scope
  const [role, setRole] = useState<GivenRole>({
    role: user.role,
    location: locations,
    team: teams,
    ...(rep === null ? {} : { rep }),
  })
  const saving = useMutation({
    mutationFn: () =>
      changeUser({ id: user.id, ...role, everywhere: role.location.length + role.team.length === 0 && !role.rep }),
    onSuccess: async () => {
      await refresh()
      onDone()
    },
  })
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate()
      }}
    >
      <RoleFields value={role} onChange={setRole} />
      {saving.error ? <Failure error={saving.error} plain /> : null}
      <div className="setting-actions">
        <button type="submit" className="main" disabled={saving.isPending}>
          {of(words.save)}
        </button>
        <button type="button" onClick={onDone}>
          {of(words.cancel)}
        </button>
      </div>
    </form>
  )
}

const Line = ({ user, onLink }: { readonly user: ListedUser; readonly onLink: (made: WithLink) => void }) => {
  const say = useSay()
  const { of } = say
  const refresh = useFreshPeople()
  const [changing, setChanging] = useState(false)
  const switching = useMutation({ mutationFn: switchUser, onSuccess: refresh })
  const resetting = useMutation({
    mutationFn: resetUser,
    onSuccess: async (made) => {
      onLink(made)
      await refresh()
    },
  })
  const error = switching.error ?? resetting.error
  const isOff = user.status === 'disabled'
  return (
    <>
      <tr>
        <th scope="row">
          {user.name}
          <small className="soft under">{user.email}</small>
        </th>
        <td className="words">{of(roleWords(user.role))}</td>
        <td className="words">{seesOf(user, say)}</td>
        <td className="words">
          {of(words[user.status])}
          {user.totp ? <small className="soft under">{of(words.with_totp)}</small> : null}
          {user.sso ? <small className="soft under">{of(words.with_sso)}</small> : null}
        </td>
        <td className="words">
          <div className="line-actions">
            <button type="button" className="quiet" onClick={() => setChanging(!changing)} aria-expanded={changing}>
              {of(words.change)}
            </button>
            <button
              type="button"
              className="quiet"
              disabled={switching.isPending}
              onClick={() => switching.mutate({ id: user.id, verb: isOff ? 'enable' : 'disable' })}
            >
              {of(isOff ? words.enable : words.disable)}
            </button>
            {isOff ? null : (
              <button
                type="button"
                className="quiet"
                disabled={resetting.isPending}
                onClick={() =>
                  resetting.mutate({
                    id: user.id,
                    totp: user.totp && window.confirm(of(words.reset_totp, { name: user.name })),
                  })
                }
              >
                {of(words.reset)}
              </button>
            )}
          </div>
          {error ? <Failure error={error} plain /> : null}
        </td>
      </tr>
      {changing ? (
        <tr>
          <td colSpan={5} className="words">
            <Change user={user} onDone={() => setChanging(false)} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

/** Who has an account, and the ways to add, change and shut one out. */
export const Accounts = () => {
  const { of, t } = useSay()
  const { moment } = useMoment()
  const users = useQuery(usersQuery)
  const [made, setMade] = useState<WithLink | null>(null)
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{of(words.accounts)}</h2>
      {made ? (
        <Once
          key={made.link.path}
          title={of(words.link_for, { name: made.user.name })}
          hint={of(words.link_hint, { until: moment(made.link.expires_at) })}
          // The address this page was reached by is the one others on the same network know, too.
          secret={`${window.location.origin}${made.link.path}`}
        />
      ) : null}
      {users.error ? <Failure error={users.error} plain /> : null}
      {users.data?.length === 0 ? <p className="soft">{of(words.no_accounts)}</p> : null}
      {users.isPending ? <p className="soft">{t('loading')} …</p> : null}
      {users.data && users.data.length > 0 ? (
        <div className="wide">
          <table className="t">
            <thead>
              <tr>
                {(['name', 'role', 'sees', 'state', 'actions'] as const).map((head) => (
                  <th scope="col" className="words" key={head}>
                    {of(words[head])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {users.data.map((user) => (
                <Line key={user.id} user={user} onLink={setMade} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Add onLink={setMade} />
    </section>
  )
}
