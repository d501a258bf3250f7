import { useQuery } from '@tanstack/react-query'
import { daysIn } from '#core/calendar/day.ts'
import { formatDay } from '#core/format.ts'
import { freshnessQuery } from '../data/queries.ts'
import { useWords } from './use-words.ts'

/** Up to which day there is data of each kind. */
export const FreshnessTable = () => {
  const { t, of, language, count } = useWords()
  const { data } = useQuery(freshnessQuery)
  return (
    <section className="freshness">
      <h2>{t('freshness')}</h2>
      {data?.entities.length === 0 ? <p className="soft">{t('no_fresh')}</p> : null}
      {data && data.entities.length > 0 ? (
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('last_day')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {data.entities.map(({ entity, name, last_on, stale }) => (
              <tr key={entity}>
                <th scope="row">{of(name)}</th>
                <td>{formatDay(last_on, language)}</td>
                <td className={stale ? 'warn' : 'fits'}>
                  {stale
                    ? t('is_stale', { days: count(daysIn({ from: last_on, to: data.today }) - 1) })
                    : t('is_fresh')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
