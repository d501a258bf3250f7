import { useQuery } from '@tanstack/react-query'
import { formatMoment, wallAt } from '#core/format.ts'
import { settingsQuery } from '../data/settings.ts'
import { useLanguage } from '../language.tsx'

/** Instants on the organisation's wall clock, as they are printed. */
export const useMoment = (): { readonly moment: (instant: string) => string } => {
  const language = useLanguage()
  const { data } = useQuery(settingsQuery(language))
  const zone = data?.find(({ name }) => name === 'time_zone')?.value
  return { moment: (instant) => (typeof zone === 'string' ? formatMoment(wallAt(instant, zone), language) : '') }
}
