import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { columnWords } from '#core/column-words.ts'
import type { DimensionName } from '#core/dimension.ts'
import { dimensionWords } from '#core/dimension-words.ts'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { formatInterval, formatNumber } from '#core/format.ts'
import type { KpiPage } from '#core/kpi-page.ts'
import { composeHeadline } from '#core/news.ts'
import type { Reading } from '#core/reading.ts'
import { definitionsQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { ChangeCell } from '../parts/change-cell.tsx'
import { TargetCell } from '../parts/target-cell.tsx'
import { amountText, flagTexts } from '../shown.ts'

/** Which of the KPI's numbers is looked at. */
const MetricPicker = ({ page, metric }: { readonly page: KpiPage; readonly metric: string }) => {
  const { t, of } = useSay()
  const navigate = useNavigate()
  const { data } = useQuery(definitionsQuery)
  return (
    <label className="metric-picker">
      <span className="unseen">{t('metric')}</span>
      <select
        value={metric}
        onChange={(event) =>
          void navigate({
            to: '.',
            search: (search) => ({
              ...search,
              metric: event.target.value === page.headline ? undefined : event.target.value,
              by: undefined,
              by2: undefined,
            }),
          })
        }
      >
        {page.metrics.map((id) => (
          <option key={id} value={id}>
            {data?.get(id) ? of(data.get(id)!.name) : id}
          </option>
        ))}
      </select>
    </label>
  )
}

const CopyLink = () => {
  const { t } = useSay()
  const [copied, setCopied] = useState(false)
  return (
    <button
      type="button"
      className="quiet"
      onClick={() => void navigator.clipboard?.writeText(location.href).then(() => setCopied(true))}
      onBlur={() => setCopied(false)}
    >
      {t(copied ? 'copied' : 'permalink')}
    </button>
  )
}

const Facts = ({ reading, why }: { readonly reading: Reading; readonly why: WhyAnswer | undefined }) => {
  const { t, language } = useSay()
  const options = { language, ...(reading.currency ? { currency: reading.currency } : {}) }
  const { forecast = null, forecast_interval: range = null } =
    reading.target && reading.target.time_progress < 1 ? reading.target : {}
  return (
    <dl className="facts">
      <dt>{t('change')}</dt>
      <dd>
        <ChangeCell reading={reading} verdict={why?.verdict} />
      </dd>
      <dt>{t('target')}</dt>
      <dd>
        <TargetCell reading={reading} />
      </dd>
      {forecast === null ? null : (
        <>
          <dt>{t('forecast')}</dt>
          <dd>
            {amountText(forecast, reading, language)}
            {range ? <small> {formatInterval(range, reading.unit, options)}</small> : null}
          </dd>
        </>
      )}
      {reading.margin !== undefined ? (
        <>
          <dt>{t('margin')}</dt>
          <dd>± {amountText(reading.margin, reading, language)}</dd>
        </>
      ) : reading.interval ? (
        <>
          <dt>{t('interval')}</dt>
          <dd>{formatInterval(reading.interval, reading.unit, options)}</dd>
        </>
      ) : null}
    </dl>
  )
}

/** The head of a KPI's page: its news in a sentence, how the number is made, and how far to trust it. */
export const Head = ({
  page,
  metric,
  reading,
  why,
  ignored,
}: {
  readonly page: KpiPage
  readonly metric: string
  readonly reading: Reading | undefined
  readonly why: WhyAnswer | undefined
  readonly ignored: readonly DimensionName[]
}) => {
  const say = useSay()
  const { t, of, language } = say
  const subject = metric === page.headline ? page.subject : reading?.name
  const shownReading = reading?.metric === metric ? reading : undefined
  const rows = shownReading?.provenance.rows ?? null
  const notes = [
    ...flagTexts(shownReading?.flags, say),
    ...(ignored.length > 0 ? [t('not_filtered', { dimensions: ignored.map((name) => of(dimensionWords[name])) })] : []),
  ]
  return (
    <section className="brief kpi-head">
      <div>
        <MetricPicker page={page} metric={metric} />
        <h1 aria-live="polite">
          {shownReading && subject ? composeHeadline({ ...shownReading, subject }, language) : '\u00a0'}
        </h1>
        <p className="sub formula">
          {shownReading ? (
            <>
              {of(shownReading.provenance.formula)}. {t('counted_by')} {of(columnWords(shownReading.provenance.date))}.{' '}
              {!rows ? null : <a href="#rows">{t('rows_behind', { count: formatNumber(rows, language) })}</a>}
            </>
          ) : (
            '\u00a0'
          )}
        </p>
        {notes.length > 0 ? <p className="sub flags">{notes.join(' · ')}</p> : null}
        <p className="actions">
          <CopyLink />
          <button type="button" className="quiet" onClick={() => print()}>
            {t('print')}
          </button>
        </p>
      </div>
      {shownReading ? <Facts reading={shownReading} why={why} /> : <div />}
    </section>
  )
}
