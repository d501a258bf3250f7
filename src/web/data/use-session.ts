import { useQueryClient } from '@tanstack/react-query'
import { type Session, sessionQuery } from './session.ts'

/** Takes another session: who asks is known first, and nothing of what the one before saw is kept. */
export const useNewSession = () => {
  const queries = useQueryClient()
  return (session: Session): void => {
    queries.setQueryData(sessionQuery.queryKey, session)
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionQuery.queryKey[0] })
  }
}
