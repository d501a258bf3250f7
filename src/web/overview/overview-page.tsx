import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSeven } from '../app/use-seven.ts'
import { freshnessQuery } from '../data/queries.ts'
import { sessionQuery } from '../data/session.ts'
import { kpiPages } from '../kpi-pages.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { Brief } from './brief.tsx'
import { Columns } from './columns.tsx'
import { Empty } from './empty.tsx'
import { Row } from './row.tsx'

/** False until what was drawn first is on the screen. */
const usePainted = (drawn: boolean): boolean => {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    if (!drawn) return
    // The frame after the one that shows it.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => setPainted(true)))
    return () => cancelAnimationFrame(frame)
  }, [drawn])
  return painted
}

/** Monday morning: the week's news in a sentence, what needs doing, and the seven, one line each. */
export const OverviewPage = () => {
  const { t } = useSay()
  const seven = useSeven()
  const fresh = useQuery(freshnessQuery)
  const allowed = useQuery(sessionQuery).data?.kpis
  // The news is read first; the rows, which take longer to draw, follow into the room kept for them.
  const rows = usePainted(seven.data !== undefined) ? seven.data : undefined
  const title = `${t('overview')} · Nhịp`
  useEffect(() => {
    document.title = title
  }, [title])
  if (seven.error && !seven.data) return <Failure error={seven.error} again={() => void seven.refetch()} />
  if (fresh.data?.entities.length === 0) return <Empty />
  const partial = fresh.data !== undefined && seven.data?.period.to === fresh.data.today
  return (
    <div aria-busy={seven.isPlaceholderData || undefined} className={seven.isPlaceholderData ? 'waiting' : undefined}>
      <Brief seven={seven.data} fresh={fresh.data} partial={partial} />
      <table className="seven">
        <Columns />
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t('number')}
            </th>
            <th scope="col" className="right">
              {t('value')}
            </th>
            <th scope="col">{t('thirteen')}</th>
            <th scope="col">{t('change')}</th>
            <th scope="col">{t('target')}</th>
            <th scope="col">{t('why')}</th>
          </tr>
        </thead>
        <tbody>
          {kpiPages
            .filter((page) => allowed?.includes(page.number) ?? true)
            .map((page) => (
              <Row
                key={page.slug}
                page={page}
                reading={rows?.kpis.find((reading) => reading.slug === page.slug)}
                settled={!seven.isPlaceholderData}
              />
            ))}
        </tbody>
      </table>
    </div>
  )
}
