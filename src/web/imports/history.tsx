import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { keyOfFile } from '#core/work/log-names.ts'
import { addressOf } from '../data/ask.ts'
import { importsQuery, type PastImport } from '../data/imports.ts'
import { sessionQuery } from '../data/session.ts'
import { Failure } from '../parts/states.tsx'
import { useMoment } from '../parts/use-moment.ts'
import { UndoButton } from './undo.tsx'
import { useSourceNames } from './use-sources.ts'
import { useWords } from './use-words.ts'

const shownAtFirst = 25

const PastLine = ({ past }: { readonly past: PastImport }) => {
  const { t, count } = useWords()
  const { moment } = useMoment()
  const nameOf = useSourceNames()
  const may = useQuery(sessionQuery).data?.may ?? []
  const by = past.by?.split(':')[0]
  const who =
    past.by_name ??
    (by === 'console' ? t('by_console') : by === 'open' ? t('by_open') : by === 'token' ? t('by_token') : '–')
  const undone = past.withdrawn_at !== null
  return (
    <tr className={undone ? 'undone' : undefined}>
      <th scope="row">
        <span className="file-name">{past.file}</span>
        <small className="soft">{moment(past.accepted_at)}</small>
      </th>
      <td className="words">{nameOf(past.source)}</td>
      <td>{count(past.loaded)}</td>
      <td>{count(past.updated)}</td>
      <td>
        {past.rejected > 0 && past.rejects_file !== null && may.includes('imports.rejects') ? (
          <a href={addressOf(`/imports/${past.import_id}/rejects`)} download>
            {count(past.rejected)}
            <span className="unseen"> {t('rejects_link')}</span>
          </a>
        ) : (
          count(past.rejected)
        )}
      </td>
      <td className="words">{who}</td>
      <td className="words">
        {past.withdrawn_at !== null ? (
          <span className="soft">{t('undone', { at: moment(past.withdrawn_at) })}</span>
        ) : may.includes('imports.undo') ? (
          <UndoButton of={past} />
        ) : null}
      </td>
    </tr>
  )
}

/** What was imported so far, newest first, each with the way back. */
export const History = () => {
  const { t, count } = useWords()
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQuery(importsQuery)
  if (error) return <Failure error={error} again={() => void refetch()} />
  // Of every call logged there is an import; files are what is looked for here.
  const shown = all ? data : data?.filter(({ file }) => keyOfFile(file) === null).slice(0, shownAtFirst)
  const more = (data?.length ?? 0) - (shown?.length ?? 0)
  return (
    <section className="panel history">
      <h2>{t('history')}</h2>
      {data?.length === 0 ? <p className="soft">{t('no_history')}</p> : null}
      {shown && shown.length > 0 ? (
        <div className="wide">
          <table className="t">
            <thead>
              <tr>
                <th scope="col">
                  {t('file')}, {t('when').toLowerCase()}
                </th>
                <th scope="col" className="words">
                  {t('recognised_as')}
                </th>
                <th scope="col">{t('loaded')}</th>
                <th scope="col">{t('updated')}</th>
                <th scope="col">{t('rejected')}</th>
                <th scope="col" className="words">
                  {t('who')}
                </th>
                <th scope="col" className="words">
                  {t('action')}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((past) => (
                <PastLine key={past.import_id} past={past} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {more > 0 ? (
        <button type="button" className="quiet" onClick={() => setAll(true)}>
          {t('more_imports', { count: count(more) })}
        </button>
      ) : null}
    </section>
  )
}
