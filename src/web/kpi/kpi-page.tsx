import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Block, KpiPage } from '#core/kpi-page.ts'
import { type KpiAsked, keepAsked } from '../app/search.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { BlockView } from '../blocks/block-view.tsx'
import { freshnessQuery, metricQuery, whyQuery } from '../data/queries.ts'
import { sessionQuery } from '../data/session.ts'
import { kpiPageOf, kpiPages } from '../kpi-pages.ts'
import { useSay } from '../language.tsx'
import { Empty } from '../overview/empty.tsx'
import { Failure, NoPage } from '../parts/states.tsx'
import { Breakdown } from './breakdown.tsx'
import { Head } from './head.tsx'
import { Rows } from './rows.tsx'
import { TrendPanel } from './trend-panel.tsx'
import { WhyBeside, WhyPanels } from './why-panels.tsx'

const isHalf = (block: Block | undefined): boolean =>
  block?.kind === 'figures' || block?.kind === 'parts' || block?.kind === 'difference'

/** A view half as wide as the page with no other beside it takes the whole width. */
const standsAlone = (blocks: readonly Block[], at: number): boolean => {
  let first = at
  while (isHalf(blocks[first - 1])) first--
  return isHalf(blocks[at]) && (at - first) % 2 === 0 && !isHalf(blocks[at + 1])
}

const SevenTabs = ({ here }: { readonly here: KpiPage }) => {
  const { t, of } = useSay()
  const allowed = useQuery(sessionQuery).data?.kpis
  const row = useRef<HTMLElement>(null)
  // On a phone the tabs do not fit beside each other: the one looked at is brought into sight.
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>(`[href*="/kpi/${here.slug}"]`)
    if (row.current && tab) row.current.scrollLeft = tab.offsetLeft - (row.current.clientWidth - tab.offsetWidth) / 2
  }, [here])
  return (
    <nav className="tabs" aria-label={t('seven')} ref={row}>
      {kpiPages
        .filter((page) => allowed?.includes(page.number) ?? true)
        .map((page) => (
          <Link
            key={page.slug}
            to="/kpi/$slug"
            params={{ slug: page.slug }}
            search={keepAsked}
            {...(page === here ? { 'aria-current': 'page' as const } : {})}
          >
            <span>{page.number}</span> {of(page.short)}
          </Link>
        ))}
    </nav>
  )
}

const Shown = ({ page, metric }: { readonly page: KpiPage; readonly metric: string }) => {
  const { of } = useSay()
  const { question, ignored, ready } = useApplicable(metric)
  const reading = useQuery({ ...metricQuery(metric, question), enabled: ready })
  const known = reading.data !== undefined && !reading.isPlaceholderData
  const why = useQuery({
    ...whyQuery(metric, question),
    enabled: ready && known && reading.data.comparison !== null && reading.data.value !== null,
  })
  const title = `${of(page.name)} · Nhịp`
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      <SevenTabs here={page} />
      {reading.error && !reading.data ? (
        <Failure error={reading.error} again={() => void reading.refetch()} />
      ) : (
        <div
          className={reading.isPlaceholderData ? 'waiting' : undefined}
          aria-busy={reading.isPlaceholderData || undefined}
        >
          <Head page={page} metric={metric} reading={reading.data} why={why.data} ignored={ignored} />
          <div className="grid">
            <div>
              <WhyPanels reading={reading.data} why={why.data} error={why.error} waiting={why.isFetching} />
            </div>
            <div>
              <TrendPanel reading={reading.data} why={why.data} />
              {why.data ? <WhyBeside why={why.data} /> : null}
            </div>
          </div>
        </div>
      )}
      {metric === page.headline ? (
        <div className="blocks">
          {page.blocks.map((block, i) => (
            <div key={block.title.en} className={standsAlone(page.blocks, i) ? 'alone' : 'placed'}>
              <BlockView block={block} page={page} />
            </div>
          ))}
        </div>
      ) : null}
      <Breakdown metric={metric} />
      <Rows metric={metric} />
    </>
  )
}

/** Without any data a number's page says what it would hold and what to do first. */
const EmptyKpi = ({ page }: { readonly page: KpiPage }) => {
  const { of } = useSay()
  const title = `${of(page.name)} · Nhịp`
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      <SevenTabs here={page} />
      <Empty of={page} />
    </>
  )
}

/** A page per KPI: the news, how the number is made, why it moved, its own views, and the rows behind it. */
export const KpiRoute = () => {
  const { slug } = useParams({ from: '/kpi/$slug' })
  const asked = useSearch({ strict: false }) as KpiAsked
  const page = kpiPageOf(slug)
  const fresh = useQuery(freshnessQuery).data
  if (!page) return <NoPage />
  if (fresh?.entities.length === 0) return <EmptyKpi page={page} />
  const metric = asked.metric && page.metrics.includes(asked.metric) ? asked.metric : page.headline
  return <Shown page={page} metric={metric} />
}
