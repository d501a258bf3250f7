import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatDay, formatNumber, formatPercent } from '#core/format.ts'
import type { PricesBlock } from '#core/kpi-page.ts'
import type { MatrixCell, MatrixRow } from '#core/prices/told.ts'
import { keepAsked } from '../app/search.ts'
import { Panel } from '../blocks/panel.tsx'
import { listingsQuery, matrixQuery, priceHistoryQuery, promotionsQuery } from '../data/prices.ts'
import { sessionQuery } from '../data/session.ts'
import { useSay } from '../language.tsx'
import { HistoryChart } from './history-chart.tsx'
import { words } from './messages.ts'
import { usePrice } from './use-price.ts'

const shownRows = 12

const Cell = ({ cell }: { readonly cell: MatrixCell | undefined }) => {
  const { of, language } = useSay()
  const price = usePrice()
  if (!cell) return <td>–</td>
  const gap = cell.gap === null ? null : `${cell.gap > 0 ? '+' : ''}${formatPercent(cell.gap, language)}`
  return (
    <td className="price-gap">
      {price(cell.price)}
      <small className="under">
        {cell.availability === 'out' ? of(words.out) : (gap ?? '')}
        {cell.list_price === null
          ? ''
          : ` · ${of(words.off, { share: formatPercent(1 - cell.price / cell.list_price, language) })}`}
      </small>
    </td>
  )
}

const Matrix = ({
  rows,
  competitors,
  chosen,
  onChoose,
}: {
  readonly rows: readonly MatrixRow[]
  readonly competitors: readonly string[]
  readonly chosen: string | undefined
  readonly onChoose: (product: string) => void
}) => {
  const { of } = useSay()
  const price = usePrice()
  return (
    <div className="wide">
      <table className="t">
        <thead>
          <tr>
            <th scope="col">{of(words.product)}</th>
            <th scope="col">{of(words.ours)}</th>
            {competitors.map((competitor) => (
              <th scope="col" key={competitor}>
                {competitor}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.product_id}>
              <th scope="row">
                <button
                  type="button"
                  className="quiet"
                  aria-pressed={row.product_id === chosen}
                  onClick={() => onChoose(row.product_id)}
                >
                  {row.product_name ?? row.product_id}
                </button>
              </th>
              <td className="price-gap">{row.our_price === null ? '–' : price(row.our_price)}</td>
              {competitors.map((competitor) => (
                <Cell key={competitor} cell={row.cells.find((cell) => cell.competitor === competitor)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const History = ({ product }: { readonly product: string }) => {
  const { of, language } = useSay()
  const price = usePrice()
  const { data } = useQuery(priceHistoryQuery(product))
  if (!data) return null
  return (
    <>
      <h3>{of(words.history, { product: data.product_name ?? product })}</h3>
      <HistoryChart history={data} />
      {data.events.length === 0 ? (
        <p className="soft">{of(words.no_events)}</p>
      ) : (
        <div className="wide">
          <table className="t">
            <caption>{of(words.events)}</caption>
            <thead>
              <tr>
                <th scope="col">{of(words.when)}</th>
                <th scope="col" className="words">
                  {of(words.competitor)}
                </th>
                <th scope="col" className="words">
                  {of(words.events)}
                </th>
                <th scope="col">{of(words.price)}</th>
              </tr>
            </thead>
            <tbody>
              {data.events.slice(0, 12).map((event) => (
                <tr key={`${event.competitor} ${event.type} ${event.by_on}`}>
                  <th scope="row">{formatDay(event.by_on, language, false)}</th>
                  <td className="words">{event.competitor}</td>
                  <td className="words">{of(words[event.type as 'price_raised'])}</td>
                  <td>{price(event.price)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

const Calendar = () => {
  const { of, language } = useSay()
  const { data } = useQuery(promotionsQuery)
  if (!data) return null
  // Of one rival on the same days one line: a campaign is more than a product.
  const lines = [
    ...Map.groupBy(data.promotions, ({ competitor, from_on, open }) => `${competitor}\n${from_on}\n${open}`).values(),
  ]
  return (
    <>
      <h3>{of(words.calendar)}</h3>
      {lines.length === 0 ? (
        <p className="soft">{of(words.no_promotions)}</p>
      ) : (
        <div className="wide">
          <table className="t">
            <thead>
              <tr>
                <th scope="col">{of(words.from)}</th>
                <th scope="col">{of(words.until)}</th>
                <th scope="col" className="words">
                  {of(words.competitor)}
                </th>
                <th scope="col">{of(words.depth)}</th>
                <th scope="col">{of(words.products)}</th>
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, 20).map((of_) => {
                const [one] = of_
                const until = of_
                  .map((each) => each.until_on)
                  .sort()
                  .at(-1)!
                return (
                  <tr key={`${one!.competitor} ${one!.from_on} ${one!.open}`}>
                    <th scope="row">{formatDay(one!.from_on, language, false)}</th>
                    <td>{one!.open ? of(words.running) : formatDay(until, language, false)}</td>
                    <td className="words">{one!.competitor}</td>
                    <td>{formatPercent(Math.max(...of_.map(({ depth }) => depth)), language, 0)}</td>
                    <td>{formatNumber(of_.length, language)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

/** Position by product and rival, prices over time, promotions, and how the watched pages stand. */
export const Prices = ({ block }: { readonly block: PricesBlock }) => {
  const { of, language } = useSay()
  const may = useQuery(sessionQuery).data?.may ?? []
  const allowed = may.includes('prices.matrix')
  const { data, error } = useQuery({ ...matrixQuery, enabled: allowed })
  const listings = useQuery({ ...listingsQuery(language), enabled: allowed }).data
  const [asked, choose] = useState<string | undefined>()
  const [whole, setWhole] = useState(false)
  if (!allowed) return null
  const product = asked ?? data?.rows[0]?.product_id
  return (
    <Panel title={block.title} note={words.matrix_note} kind="prices" error={error} waiting={!data} lines={12}>
      <p>
        {listings && listings.total > 0
          ? `${of(
              words.counts,
              Object.fromEntries(Object.entries(listings.counts).map(([name, n]) => [name, formatNumber(n, language)])),
            )} `
          : ''}
        <Link to="/prices" search={keepAsked}>
          {of(words.open_page)}
        </Link>
      </p>
      {data && data.rows.length > 0 ? (
        <Matrix
          rows={whole ? data.rows : data.rows.slice(0, shownRows)}
          competitors={data.competitors}
          chosen={product}
          onChoose={choose}
        />
      ) : null}
      {data && !whole && data.rows.length > shownRows ? (
        <button type="button" className="quiet" onClick={() => setWhole(true)}>
          {of(words.more_rows, { count: formatNumber(data.rows.length, language) })}
        </button>
      ) : null}
      {product ? <History product={product} /> : null}
      <Calendar />
    </Panel>
  )
}
