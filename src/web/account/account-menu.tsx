import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keepAsked } from '../app/search.ts'
import { sessionQuery, signOut } from '../data/session.ts'
import { useNewSession } from '../data/use-session.ts'
import { useSay } from '../language.tsx'
import { Menu } from '../parts/menu.tsx'

/** Pages of the menu, as far as who is signed in may do something there. */
const pagesFor = (may: readonly string[]) => [
  ...(['settings', 'people'] as const),
  ...(may.includes('surveys.list') ? (['surveys'] as const) : []),
  ...(may.includes('prices.list') ? (['prices'] as const) : []),
  ...(may.includes('leads.forms') ? (['leads'] as const) : []),
  ...(may.includes('pulse.rounds') ? (['pulse'] as const) : []),
]

/** Who is signed in, settings and people, and the way out. */
export const AccountMenu = () => {
  const { t } = useSay()
  const takeSession = useNewSession()
  const { data } = useQuery(sessionQuery)
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: takeSession,
  })
  // Who need not sign in has no account, but settings all the same.
  if (!data || data.via === null) return null
  const { user } = data
  return (
    <Menu label={user?.name ?? t('settings')} title={t(user ? 'account' : 'settings')}>
      {(close) => (
        <>
          {user ? <p className="menu-head">{user.email}</p> : null}
          <ul className="choices">
            {pagesFor(data.may).map((page) => (
              <li key={page}>
                <Link to={`/${page}`} search={keepAsked} onClick={close}>
                  {t(page)}
                </Link>
              </li>
            ))}
          </ul>
          {user ? (
            <button type="button" className="quiet" onClick={() => leaving.mutate()}>
              {t('sign_out')}
            </button>
          ) : null}
        </>
      )}
    </Menu>
  )
}
