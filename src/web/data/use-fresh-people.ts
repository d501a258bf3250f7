import { useQueryClient } from '@tanstack/react-query'

/** Accounts, tokens and the journal are asked for again. */
export const useFreshPeople = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['people'] })
}
