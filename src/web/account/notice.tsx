import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../data/session.ts'
import { useSay } from '../language.tsx'

/** What is shown is invented, or has no owner yet: said once, above everything. */
export const Notice = () => {
  const { t } = useSay()
  const { data } = useQuery(sessionQuery)
  if (data?.demo) return <p className="notice">{t('invented')}</p>
  if (data?.setup_needed) return <p className="notice">{t('no_owner_yet')}</p>
  return null
}
