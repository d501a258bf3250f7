import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EntityName } from '#core/entity.ts'
import { keepAsked } from '../app/search.ts'
import type { Brought, FileAnswer } from '../data/imports.ts'
import { freshnessQuery } from '../data/queries.ts'
import { sessionQuery } from '../data/session.ts'
import { Failure } from '../parts/states.tsx'
import { Checks, Notes, Rejects } from './found.tsx'
import { pagesTouchedBy, periodOf } from './touched.ts'
import { UndoButton } from './undo.tsx'
import { useWords } from './use-words.ts'

export type Done = {
  readonly name: string
  readonly brought: Brought
  readonly answer: FileAnswer | null
  readonly error: Error | null
}

const sum = (done: readonly Done[], name: 'loaded' | 'updated' | 'rejected'): number =>
  done.reduce((total, { answer }) => total + (answer?.[name] ?? 0), 0)

const DoneFile = ({ done }: { readonly done: Done }) => {
  const { t, count } = useWords()
  const { answer, error } = done
  return (
    <article className="file-card" aria-label={done.name}>
      <header>
        <h2>{done.name}</h2>
        {answer?.import_id ? <UndoButton of={{ ...answer, import_id: answer.import_id }} /> : null}
      </header>
      {error ? <Failure error={error} plain /> : null}
      {answer ? (
        <>
          <p>
            {t('result_file', {
              loaded: count(answer.loaded),
              updated: count(answer.updated),
              unchanged: count(answer.unchanged),
              skipped: count(answer.skipped),
              rejected: count(answer.rejected),
            })}
          </p>
          {answer.import_id === null ? <p className="warn">{t('result_nothing')}</p> : null}
          <Checks checks={answer.checks} />
          <Notes answer={answer} />
          <Rejects answer={answer} brought={done.brought} />
        </>
      ) : null}
    </article>
  )
}

/** What was loaded, where it shows, and the way back. */
export const Result = ({ done, onMore }: { readonly done: readonly Done[]; readonly onMore: () => void }) => {
  const { t, of, count } = useWords()
  const allowed = useQuery(sessionQuery).data?.kpis
  const fresh = useQuery(freshnessQuery).data
  const loaded = done.flatMap(({ answer }) => (answer?.import_id ? [answer] : []))
  const entities = [...new Set(loaded.flatMap(({ by_entity }) => Object.keys(by_entity) as EntityName[]))]
  const pages = pagesTouchedBy(entities, allowed)
  const period = periodOf(entities, fresh)
  return (
    <section className="wizard">
      <h2 className="result-head" role="status">
        {t('result_head', {
          loaded: count(sum(done, 'loaded')),
          updated: count(sum(done, 'updated')),
          rejected: count(sum(done, 'rejected')),
        })}
      </h2>
      {pages.length > 0 ? (
        <nav className="touched" aria-label={t('see_numbers')}>
          <span className="soft">{t('see_numbers')}:</span>
          {pages.map((page) => (
            <Link
              key={page.slug}
              to="/kpi/$slug"
              params={{ slug: page.slug }}
              search={(search) => ({ ...keepAsked(search), ...(period ? { period } : {}) })}
            >
              {of(page.name)}
            </Link>
          ))}
        </nav>
      ) : null}
      {done.map((each, i) => (
        <DoneFile key={`${each.name} ${i}`} done={each} />
      ))}
      <p className="actions">
        <button type="button" className="main" onClick={onMore}>
          {t('more_files')}
        </button>
      </p>
    </section>
  )
}
