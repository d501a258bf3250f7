import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { KpiPage, WorklistBlock } from '#core/kpi-page.ts'
import { keepAsked } from '../app/search.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { rowsQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { RowTable } from '../parts/row-table.tsx'
import { Panel } from './panel.tsx'

const shown = 8

/** The first of the work that waits, and the way to all of it. */
export const Worklist = ({ block, page }: { readonly block: WorklistBlock; readonly page: KpiPage }) => {
  const { t } = useSay()
  const { question, ready } = useApplicable(block.metric)
  const period = block.period ?? question.period
  const { data, error } = useQuery({
    ...rowsQuery(block.metric, { ...question, period, limit: shown }),
    enabled: ready,
  })
  return (
    <Panel title={block.title} note={block.note} kind="worklist" error={error} waiting={!data} lines={shown}>
      {data && data.length > 0 ? (
        <>
          <RowTable metric={block.metric} rows={data} columns={block.columns} period={period} />
          <p className="actions">
            <Link
              to="/kpi/$slug"
              params={{ slug: page.slug }}
              search={(search) => ({ ...keepAsked(search), period, metric: block.metric })}
              hash="rows"
            >
              {t('all_rows')}
            </Link>
          </p>
        </>
      ) : (
        <p className="soft">{t('nothing_to_do')}</p>
      )}
    </Panel>
  )
}
