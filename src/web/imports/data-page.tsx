import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { formatDay } from '#core/format.ts'
import { importsQuery } from '../data/imports.ts'
import { freshnessQuery } from '../data/queries.ts'
import { sessionQuery } from '../data/session.ts'
import { DropZone } from './drop-zone.tsx'
import { FreshnessTable } from './freshness.tsx'
import { History } from './history.tsx'
import type { ImportKey } from './messages.ts'
import { PasteRows } from './paste-rows.tsx'
import { KnownFiles, Templates } from './templates.tsx'
import { useUploads } from './use-uploads.ts'
import { useWords } from './use-words.ts'
import { Wizard } from './wizard.tsx'

/** The page's news: there is nothing yet, something has not come, or all is here. */
const useHeadline = (mayList: boolean): string => {
  const { t, of, language } = useWords()
  const fresh = useQuery(freshnessQuery).data
  const imports = useQuery({ ...importsQuery, enabled: mayList }).data
  if (!fresh) return t('title')
  if (fresh.entities.length === 0)
    return imports?.some(({ withdrawn_at }) => withdrawn_at === null) ? t('title') : t('empty_head')
  const stale = fresh.entities.filter((each) => each.stale)
  if (stale.length > 0)
    return t('head_stale', {
      sources: stale.map((each) =>
        t('since', { source: of(each.name), day: formatDay(each.last_on, language, false) }),
      ),
    })
  const last = fresh.entities.map(({ last_on }) => last_on).sort()
  return t('head_fresh', { day: formatDay(last.at(-1)!, language) })
}

/** What data there are, how fresh, from which files; more files begin here. */
export const DataPage = () => {
  const { t } = useWords()
  const session = useQuery(sessionQuery).data
  const uploads = useUploads()
  const may = session?.may ?? []
  const [mayImport, mayList] = [may.includes('imports.create'), may.includes('imports.list')]
  const headline = useHeadline(mayList)
  const role = session?.role ? t(`role_${session.role}` as ImportKey) : ''
  const fresh = useQuery(freshnessQuery)
  const imports = useQuery({ ...importsQuery, enabled: mayList })
  // What stands on the page comes all at once, so that nothing moves.
  const isHere = !fresh.isPending && (!mayList || !imports.isPending)
  const isEmpty = fresh.data?.entities.length === 0
  const title = `${t('title')} · Nhịp`
  useEffect(() => {
    document.title = title
  }, [title])
  const isBringing = uploads.items.length > 0
  return (
    <div className="data-page">
      <h1>{isBringing ? t('head_bringing') : headline}</h1>
      {isHere || isBringing ? null : <p className="soft">{t('loading')}</p>}
      {isBringing || !isHere ? null : (
        <div className="bringing">
          <div>
            {mayImport ? (
              <>
                <DropZone onFiles={uploads.add} />
                <PasteRows onFiles={uploads.add} />
              </>
            ) : (
              <p className="notice-box">{t('may_not', { role })}</p>
            )}
            {mayImport && session?.role === 'marketing' ? <p className="note">{t('only_spend')}</p> : null}
            {isEmpty && mayImport ? <p className="first-steps">{t('empty_steps')}</p> : null}
          </div>
          <FreshnessTable />
        </div>
      )}
      {isBringing ? <Wizard uploads={uploads} /> : null}
      {isBringing || !isHere ? null : (
        <>
          {mayList ? <History /> : null}
          {mayImport ? (
            <div className="grid">
              <Templates />
              <KnownFiles />
            </div>
          ) : null}
        </>
      )}
    </div>
  )
}
