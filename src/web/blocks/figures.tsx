import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatPercent } from '#core/format.ts'
import type { FiguresBlock } from '#core/kpi-page.ts'
import type { Reading } from '#core/reading.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { useStretch } from '../app/use-stretch.ts'
import { Sparkline } from '../charts/sparkline.tsx'
import { Refusal } from '../data/ask.ts'
import { definitionsQuery, metricQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { ChangeCell } from '../parts/change-cell.tsx'
import { amountText, flagTexts, valueText } from '../shown.ts'
import { Panel } from './panel.tsx'
import { StretchNote } from './stretch-note.tsx'

const Line = ({ metric, also, days }: { readonly metric: string } & Pick<FiguresBlock, 'also' | 'days'>) => {
  const say = useSay()
  const { t, of, language } = say
  const { question, ready } = useApplicable(metric)
  const stretch = useStretch(days)
  const { data, error } = useQuery({
    ...metricQuery(metric, { ...question, period: stretch ?? question.period }),
    enabled: ready && (days === undefined || stretch !== undefined),
  })
  const name = useQuery(definitionsQuery).data?.get(metric)?.name
  const figure = also && data ? data.also?.[also.figure] : null
  const named = (
    <th scope="row">
      <Link to="." search={(search) => ({ ...search, metric })} hash="">
        {name ? of(name) : metric}
      </Link>
      {data ? <small className="soft under">{flagTexts(data.flags, say).join(' · ')}</small> : null}
    </th>
  )
  if (error)
    return (
      <tr>
        {named}
        <td className="missing" colSpan={3}>
          {error instanceof Refusal && error.code !== 'network' ? error.message : t('offline')}
        </td>
      </tr>
    )
  const beside = (reading: Reading): readonly string[] => [
    ...(typeof figure === 'number' && also ? [of(also.words, { value: formatPercent(figure, language, 0) })] : []),
    ...(reading.margin !== undefined ? [`± ${amountText(reading.margin, reading, language)}`] : []),
  ]
  return (
    <tr>
      {named}
      <td className={data?.value === null ? 'missing figure' : 'figure'}>
        {data ? valueText(data, data, language) : '\u00a0'}
        {data ? (
          <small className="soft">
            {beside(data).map((text) => (
              <span key={text}> {text}</span>
            ))}
          </small>
        ) : null}
      </td>
      <td className="small-line">{data ? <Sparkline reading={data} label={t('over_time')} /> : null}</td>
      <td>{data ? <ChangeCell reading={data} short /> : null}</td>
    </tr>
  )
}

/** Several numbers of one period, a line each. */
export const Figures = ({ block }: { readonly block: FiguresBlock }) => {
  const { t } = useSay()
  return (
    <Panel title={block.title} note={block.note} kind="figures">
      <StretchNote days={block.days} />
      <div className="wide">
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('value')}</th>
              <th scope="col">{t('over_time')}</th>
              <th scope="col">{t('change')}</th>
            </tr>
          </thead>
          <tbody>
            {block.metrics.map((metric) => (
              <Line key={metric} metric={metric} {...block} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
