import { useMutation, useQuery } from '@tanstack/react-query'
import { sessionQuery, signOut } from '../data/session.ts'
import { useNewSession } from '../data/use-session.ts'
import { useSay } from '../language.tsx'
import { Menu } from '../parts/menu.tsx'

/** Who is signed in, and the way out. */
export const AccountMenu = () => {
  const { t } = useSay()
  const takeSession = useNewSession()
  const { data } = useQuery(sessionQuery)
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: takeSession,
  })
  if (!data?.user) return null
  return (
    <Menu label={data.user.name} title={t('account')}>
      {() => (
        <>
          <p className="menu-head">{data.user?.email}</p>
          <button type="button" className="quiet" onClick={() => leaving.mutate()}>
            {t('sign_out')}
          </button>
        </>
      )}
    </Menu>
  )
}
