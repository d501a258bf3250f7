import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { columnWords } from '#core/column-words.ts'
import { formatNumber } from '#core/format.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { addressOf, askRows, Refusal } from '../data/ask.ts'
import { rowsQuery } from '../data/queries.ts'
import { mostSheetRows, type SheetCell } from '../data/sheet.ts'
import { useSay } from '../language.tsx'
import { RowTable } from '../parts/row-table.tsx'
import { SaveSheet } from '../parts/save-sheet.tsx'
import { Failure } from '../parts/states.tsx'

const firstRows = 50

/** The rows behind the number, asked for when they are come to, and all of them as a file. */
export const Rows = ({ metric }: { readonly metric: string }) => {
  const { t, of, language } = useSay()
  const { question, ready } = useApplicable(metric)
  const wanted = useLocation({ select: (location) => location.hash === 'rows' })
  const [near, setNear] = useState(false)
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    const box = place.current
    if (!box) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setNear(true)
    })
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  const rows = useQuery({
    ...rowsQuery(metric, { ...question, limit: firstRows }),
    enabled: ready && (near || wanted),
  })
  useEffect(() => {
    if (wanted && rows.data) place.current?.scrollIntoView()
  }, [wanted, rows.data])
  const { period, where, lang } = question
  const hidden = rows.error instanceof Refusal && rows.error.code === 'rows.hidden_for_anonymity'
  return (
    <section className="panel rows" id="rows" ref={place}>
      <div className="panel-head">
        <h2>{t('rows_title')}</h2>
        <span className="actions" hidden={hidden}>
          <a
            href={addressOf(`/metrics/${metric}/rows`, { period, where, lang, format: 'csv' })}
            download={`${metric}.csv`}
          >
            {t('download_csv')}
          </a>
          <SaveSheet
            name={metric}
            table={async () => {
              const all = await askRows(`/metrics/${metric}/rows`, { period, where, lang, limit: mostSheetRows + 1 })
              const columns = Object.keys(all[0] ?? {})
              return {
                head: columns.map((column) => of(columnWords(column))),
                rows: all.map((row) => columns.map((column) => row[column] as SheetCell)),
              }
            }}
          />
        </span>
      </div>
      {hidden ? <p className="soft">{t('rows_hidden')}</p> : rows.error ? <Failure error={rows.error} /> : null}
      {rows.data ? (
        rows.data.length === 0 ? (
          <p className="soft">{t('no_rows')}</p>
        ) : (
          <>
            {rows.data.length === firstRows ? (
              <p className="note">{t('rows_first', { count: formatNumber(firstRows, language) })}</p>
            ) : null}
            <RowTable metric={metric} rows={rows.data} />
          </>
        )
      ) : rows.isLoading ? (
        <p className="soft">{t('loading')} …</p>
      ) : null}
    </section>
  )
}
