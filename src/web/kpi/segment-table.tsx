import { Link } from '@tanstack/react-router'
import type { Segment, WhyAnswer } from '#core/explain/answer.ts'
import { useSay } from '../language.tsx'
import { amountText, shareText, signedChange } from '../shown.ts'

type Shown = Omit<WhyAnswer, 'split'>

/** A segment as filters of the address. */
const filtersOf = (segment: Segment): readonly string[] =>
  Object.entries(segment.where).map(([dimension, member]) => `${dimension}=${member ?? ''}`)

/** Where the change lies: parts that do not overlap and add up to it, each a way into itself. */
export const SegmentTable = ({ why }: { readonly why: Shown }) => {
  const { t, language } = useSay()
  const value = (amount: number | null): string => (amount === null ? '' : amountText(amount, why, language))
  const heads = why.between ? why.between.labels : [t('now'), t('before')]
  return (
    <section className="panel">
      <h2>{t('where_it_lies')}</h2>
      <div className="wide">
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{t('part')}</th>
              <th scope="col">{t('contribution')}</th>
              <th scope="col">{t('share')}</th>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
              <th scope="col">{t('usual')}</th>
            </tr>
          </thead>
          <tbody>
            {why.segments.map((segment) => (
              <tr key={JSON.stringify(segment.where)}>
                <th scope="row">
                  <Link
                    to="."
                    search={(search) => ({
                      ...search,
                      where: [...new Set([...(search.where ?? []), ...filtersOf(segment)])],
                    })}
                  >
                    {Object.values(segment.labels).join(' · ')}
                  </Link>
                </th>
                <td>{signedChange(segment.effect, why, language)}</td>
                <td>{shareText(segment.share, language)}</td>
                <td>{value(segment.observed)}</td>
                <td>{value(segment.expected)}</td>
                <td>{value(segment.usual)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                {t('everything_else')}
                {why.rest.within_noise ? <small className="soft"> · {t('within_noise')}</small> : null}
              </th>
              <td>{signedChange(why.rest.effect, why, language)}</td>
              <td colSpan={4} />
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}
