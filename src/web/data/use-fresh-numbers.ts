import { useQueryClient } from '@tanstack/react-query'
import { sessionQuery } from './session.ts'

/** Everything but who is signed in may read otherwise once something was changed. */
export const useFreshNumbers = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
}
