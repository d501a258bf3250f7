import { useQuery } from '@tanstack/react-query'
import { reasonWords } from '#core/format.ts'
import type { MultiplesBlock } from '#core/kpi-page.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { Sparkline } from '../charts/sparkline.tsx'
import { metricQuery, type Question } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { ChangeCell } from '../parts/change-cell.tsx'
import { valueText } from '../shown.ts'
import { Panel } from './panel.tsx'

const mostShown = 8

const One = ({
  metric,
  filter,
  label,
  question,
}: {
  readonly metric: string
  readonly filter: string
  readonly label: string
  readonly question: Question
}) => {
  const { language } = useSay()
  const { data } = useQuery(metricQuery(metric, { ...question, where: [...(question.where ?? []), filter] }))
  return (
    <figure className="multiple">
      <figcaption>{label}</figcaption>
      {data ? <Sparkline reading={data} label={label} /> : <svg width="132" height="36" aria-hidden="true" />}
      <p>
        <b>{data ? valueText(data, data, language) : '\u00a0'}</b> {data ? <ChangeCell reading={data} short /> : null}
      </p>
    </figure>
  )
}

/** One small trend for each member, largest first. */
export const Multiples = ({ block }: { readonly block: MultiplesBlock }) => {
  const { language } = useSay()
  const { question, ready } = useApplicable(block.metric)
  const { data, error } = useQuery({ ...metricQuery(block.metric, { ...question, by: block.by }), enabled: ready })
  const members = (data?.by ?? []).flatMap((group) => {
    const id = group.members[block.by]
    return id === null || id === undefined ? [] : [{ id: String(id), label: group.labels[block.by] ?? String(id) }]
  })
  return (
    <Panel title={block.title} note={block.note} kind="multiples" error={error} waiting={!data} lines={5}>
      {members.length === 0 ? <p className="soft">{reasonWords('no_data', language)}</p> : null}
      <div className="multiples">
        {members.slice(0, mostShown).map(({ id, label }) => (
          <One key={id} metric={block.metric} filter={`${block.by}=${id}`} label={label} question={question} />
        ))}
      </div>
    </Panel>
  )
}
