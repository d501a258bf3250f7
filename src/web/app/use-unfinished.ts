import { useQuery } from '@tanstack/react-query'
import { freshnessQuery } from '../data/queries.ts'
import { useSeven } from './use-seven.ts'

/** Whether the period looked at ends with today, a day that is not over. */
export const useUnfinished = (): boolean => {
  const today = useQuery(freshnessQuery).data?.today
  const until = useSeven().data?.period.to
  return today !== undefined && today === until
}
