import { Link } from '@tanstack/react-router'
import type { KpiPage } from '#core/kpi-page.ts'
import { keepAsked } from '../app/search.ts'
import { useSay } from '../language.tsx'

/** An installation without data: what to do first, for the whole or for one number. */
export const Empty = ({ of: page }: { readonly of?: KpiPage }) => {
  const { t, of } = useSay()
  return (
    <section className="empty">
      <h1>{page ? t('empty_number', { name: of(page.name) }) : t('empty_title')}</h1>
      <p>{t('empty_text')}</p>
      <p>
        <Link to="/data" search={keepAsked} className="button">
          {t('import_files')}
        </Link>
      </p>
    </section>
  )
}
