import { Link } from '@tanstack/react-router'
import { keepAsked } from '../app/search.ts'
import { useSay } from '../language.tsx'

/** An installation without data: what to do first. */
export const Empty = () => {
  const { t } = useSay()
  return (
    <section className="empty">
      <h1>{t('empty_title')}</h1>
      <p>{t('empty_text')}</p>
      <p>
        <Link to="/data" search={keepAsked} className="button">
          {t('import_files')}
        </Link>
      </p>
    </section>
  )
}
