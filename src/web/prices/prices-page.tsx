import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { formatDay, formatNumber } from '#core/format.ts'
import type { ListedPage } from '#core/prices/told.ts'
import { changePage, fetchPage, listingsQuery } from '../data/prices.ts'
import { sessionQuery } from '../data/session.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { AddPage } from './add-page.tsx'
import { words } from './messages.ts'
import { Review } from './review.tsx'
import { usePrice } from './use-price.ts'

const Row = ({ page, mayChange }: { readonly page: ListedPage; readonly mayChange: boolean }) => {
  const { of, language } = useSay()
  const price = usePrice()
  const queries = useQueryClient()
  const changing = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['prices'] }),
  })
  const { listing_id, state } = page
  const stopped = state === 'paused' || state === 'gone'
  const button = (label: string, work: () => Promise<unknown>) => (
    <button type="button" className="quiet" disabled={changing.isPending} onClick={() => changing.mutate(work)}>
      {label}
    </button>
  )
  const told =
    page.sentence ?? of(stopped ? words[state as 'paused' | 'gone'] : page.price === null ? words.not_yet : words.ok)
  return (
    <tr>
      <th scope="row">
        {page.product_name ?? page.product_id}
        <small className="under">
          <a href={page.url} target="_blank" rel="noopener noreferrer nofollow">
            {page.competitor}
          </a>
        </small>
      </th>
      <td>
        {page.price === null ? '–' : price(page.price, page.currency)}
        {page.availability === 'out' ? <small className="under">{of(words.out)}</small> : null}
      </td>
      <td>{page.seen_at === null ? '–' : formatDay(page.seen_at.slice(0, 10), language, false)}</td>
      <td className="words">
        {told}
        {changing.error ? <Failure error={changing.error} plain /> : null}
      </td>
      <td className="words">
        {mayChange ? (
          <>
            {button(of(words.fetch), () => fetchPage(listing_id))}{' '}
            {button(of(stopped ? words.resume : words.pause), () =>
              changePage(listing_id, stopped ? 'active' : 'paused'),
            )}{' '}
            {button(of(words.remove), () => changePage(listing_id, 'removed'))}
          </>
        ) : null}
      </td>
    </tr>
  )
}

/** Pages of competitors: add one, decide what waits, see what has become of each. */
export const PricesPage = () => {
  const { of, t, language } = useSay()
  const may = useQuery(sessionQuery).data?.may ?? []
  const { data, error } = useQuery(listingsQuery(language))
  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  const mayChange = may.includes('prices.change')
  return (
    <div className="people prices">
      <h1>{of(words.title)}</h1>
      <p className="sub">{of(words.intro)}</p>
      {may.includes('prices.add') ? <AddPage /> : null}
      <Review mayDecide={may.includes('prices.decide')} />
      <section aria-labelledby="watched-pages">
        <h2 id="watched-pages">{of(words.listings)}</h2>
        {error ? <Failure error={error} /> : data ? null : <p className="soft">{t('loading')} …</p>}
        {data ? (
          <p className="soft">
            {data.total === 0
              ? of(words.none)
              : of(
                  words.counts,
                  Object.fromEntries(Object.entries(data.counts).map(([name, n]) => [name, formatNumber(n, language)])),
                )}
          </p>
        ) : null}
        {data && data.listings.length > 0 ? (
          <div className="wide">
            <table className="t">
              <thead>
                <tr>
                  <th scope="col">{of(words.product)}</th>
                  <th scope="col">{of(words.price)}</th>
                  <th scope="col">{of(words.seen)}</th>
                  <th scope="col" className="words">
                    {of(words.state)}
                  </th>
                  <th scope="col" />
                </tr>
              </thead>
              <tbody>
                {data.listings.map((page) => (
                  <Row key={page.listing_id} page={page} mayChange={mayChange} />
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </section>
    </div>
  )
}
