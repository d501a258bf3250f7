import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Waiting } from '#core/prices/told.ts'
import { decideOn, pointAt, waitingQuery } from '../data/prices.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'
import { usePrice } from './use-price.ts'

const Item = ({ waiting, mayDecide }: { readonly waiting: Waiting; readonly mayDecide: boolean }) => {
  const { of } = useSay()
  const price = usePrice()
  const queries = useQueryClient()
  const deciding = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['prices'] }),
  })
  const { listing_id, currency, choices, held_price } = waiting
  const button = (label: string, work: () => Promise<unknown>, key?: string) => (
    <button type="button" key={key ?? label} disabled={deciding.isPending} onClick={() => deciding.mutate(work)}>
      {label}
    </button>
  )
  return (
    <li>
      <p>
        <strong>{waiting.product_name ?? waiting.product_id}</strong> · {waiting.competitor} ·{' '}
        <a href={waiting.url} target="_blank" rel="noopener noreferrer nofollow">
          {waiting.url}
        </a>
      </p>
      <p>
        {waiting.sentence} {waiting.price === null ? '' : of(words.now, { price: price(waiting.price, currency) })}
      </p>
      {mayDecide ? (
        <div className="line-actions">
          {held_price === null
            ? null
            : button(of(words.accept, { price: price(held_price, currency) }), () => decideOn(listing_id, 'accept'))}
          {waiting.reason === 'product_mismatch'
            ? button(of(words.accept_page), () => decideOn(listing_id, 'accept'))
            : null}
          {choices
            .filter((choice) => choice.can_point)
            .slice(0, 4)
            .map((choice) =>
              button(
                of(words.point, { price: price(choice.price, currency) }),
                () => pointAt(listing_id, choice.choice),
                String(choice.choice),
              ),
            )}
          {button(of(words.refuse), () => decideOn(listing_id, 'refuse'))}
        </div>
      ) : null}
      {deciding.error ? <Failure error={deciding.error} plain /> : null}
    </li>
  )
}

/** Readings held back and pages whose price is not sure. */
export const Review = ({ mayDecide }: { readonly mayDecide: boolean }) => {
  const { of, t, language } = useSay()
  const { data, error } = useQuery(waitingQuery(language))
  return (
    <section aria-labelledby="price-review">
      <h2 id="price-review">{of(words.review)}</h2>
      {error ? <Failure error={error} /> : data ? null : <p className="soft">{t('loading')} …</p>}
      {data?.length === 0 ? <p className="soft">{of(words.nothing_waits)}</p> : null}
      <ul className="price-review">
        {data?.slice(0, 50).map((waiting) => (
          <Item key={waiting.listing_id} waiting={waiting} mayDecide={mayDecide} />
        ))}
      </ul>
    </section>
  )
}
