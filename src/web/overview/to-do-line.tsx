import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { KpiPage, ToDo } from '#core/kpi-page.ts'
import { dimensionOf, keepAsked } from '../app/search.ts'
import { definitionsQuery, metricQuery, type Question } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { valueText } from '../shown.ts'

/** How much of one kind of work waits, with the way to it. */
export const ToDoLine = ({
  page,
  work,
  question,
  ready,
}: {
  readonly page: KpiPage
  readonly work: ToDo
  readonly question: Question
  /** The numbers themselves come first. */
  readonly ready: boolean
}) => {
  const { of, language } = useSay()
  const definitions = useQuery({ ...definitionsQuery, enabled: question.where !== undefined })
  const definition = definitions.data?.get(work.metric)
  const where = question.where?.filter((each) => definition?.dimensions.some((name) => name === dimensionOf(each)))
  const { data } = useQuery({
    ...metricQuery(work.metric, {
      ...question,
      compare: 'none',
      period: work.period ?? 'today',
      where: where?.length ? where : undefined,
    }),
    enabled: ready && (question.where === undefined || definition !== undefined),
  })
  return (
    <li>
      <Link
        to="/kpi/$slug"
        params={{ slug: page.slug }}
        search={(search) => ({
          ...keepAsked(search),
          ...(work.period ? { period: work.period } : {}),
          metric: work.metric,
        })}
        hash="rows"
      >
        <b>{data ? valueText(data, data, language) : '\u00a0'}</b>
        <span>{of(work.words)}</span>
      </Link>
    </li>
  )
}
