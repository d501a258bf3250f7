import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sessionQuery } from '../data/session.ts'
import { useSay } from '../language.tsx'
import { Accounts } from './accounts.tsx'
import { Journal } from './journal.tsx'
import { words } from './messages.ts'
import { Own } from './own.tsx'
import { Tokens } from './tokens.tsx'

/** One's own account; for an owner also everybody's, and the journal. */
export const PeoplePage = () => {
  const { of, t } = useSay()
  const session = useQuery(sessionQuery).data
  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  if (!session) return <p className="soft">{t('loading')} …</p>
  const may = (operation: string): boolean => session.may.includes(operation)
  return (
    <div className="people">
      <h1>{of(words.title)}</h1>
      <p className="sub">{of(words.intro)}</p>
      {may('users.list') ? (
        <Accounts />
      ) : (
        <section>
          <h2>{of(words.accounts)}</h2>
          <p className="soft">{of(words.accounts_owner)}</p>
        </section>
      )}
      <Own session={session} />
      {may('tokens.list') ? <Tokens /> : null}
      {may('journal.list') ? <Journal /> : null}
    </div>
  )
}
