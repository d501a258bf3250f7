import { addDays } from '#core/calendar/day.ts'
import { useSeven } from './use-seven.ts'

/** So many days up to the end of the period looked at, as a period of their own; undefined until that end is known. */
export const useStretch = (days: number | undefined): string | undefined => {
  const until = useSeven().data?.period.to
  return days === undefined || until === undefined ? undefined : `${addDays(until, 1 - days)}..${until}`
}
