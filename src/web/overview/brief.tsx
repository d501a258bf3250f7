import { useQuery } from '@tanstack/react-query'
import { formatDay, formatMoment, formatWeekday } from '#core/format.ts'
import { composeNews } from '#core/news.ts'
import { useQuestion } from '../app/use-seven.ts'
import type { Freshness, Seven } from '../data/queries.ts'
import { sessionQuery } from '../data/session.ts'
import { kpiPageOf, kpiPages } from '../kpi-pages.ts'
import { useSay } from '../language.tsx'
import { ToDoLine } from './to-do-line.tsx'

/** Up to when there are numbers, and which kinds of data are behind. */
const Freshly = ({ seven, fresh }: { readonly seven: Seven; readonly fresh: Freshness }) => {
  const { t, of, language } = useSay()
  const behind = fresh.entities.filter((each) => each.stale)
  const aimed = seven.kpis.filter((each) => each.target?.status)
  const good = aimed.filter((each) => each.target?.status === 'green').length
  return (
    <>
      {fresh.wall === null
        ? null
        : `${t('data_until', {
            weekday: formatWeekday(fresh.today, language),
            moment: formatMoment(fresh.wall, language),
          })}. `}
      {fresh.today === seven.period.to && seven.comparison ? `${t('whole_days_only')} ` : null}
      {aimed.length > 0 ? `${t('on_track', { good, all: aimed.length })} ` : null}
      {behind.length > 0
        ? `${t('behind_sources', {
            sources: behind.map((each) =>
              t('source_since', { source: of(each.name), day: formatDay(each.last_on, language, false) }),
            ),
          })}.`
        : null}
    </>
  )
}

/** The head of the overview: the news, how fresh it is, what waits to be done. */
export const Brief = ({
  seven,
  fresh,
  partial,
}: {
  readonly seven: Seven | undefined
  readonly fresh: Freshness | undefined
  readonly partial: boolean
}) => {
  const { t, language } = useSay()
  const question = useQuestion()
  const allowed = useQuery(sessionQuery).data?.kpis
  const news = seven
    ? composeNews(
        seven.kpis.map((reading) => ({ ...reading, subject: kpiPageOf(reading.slug)!.subject })),
        language,
        partial,
      )
    : '\u00a0'
  return (
    <section className="brief">
      <div>
        <h1 aria-live="polite">{news}</h1>
        <p className="sub">{seven && fresh ? <Freshly seven={seven} fresh={fresh} /> : '\u00a0'}</p>
      </div>
      <div className="todo">
        <h2>{t('to_do')}</h2>
        <ul>
          {kpiPages
            .filter((page) => allowed?.includes(page.number) ?? true)
            .flatMap((page) =>
              page.toDo.map((work) => (
                <ToDoLine key={work.metric} page={page} work={work} question={question} ready={seven !== undefined} />
              )),
            )}
        </ul>
      </div>
    </section>
  )
}
