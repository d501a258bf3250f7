import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { formatNumber, formatPercent } from '#core/format.ts'
import type { ReadUrl } from '#core/prices/told.ts'
import { Field } from '../account/field.tsx'
import { addPage, addPages, readPage } from '../data/prices.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'
import { usePrice } from './use-price.ts'

/** What was read of a page, before anything is saved. */
const Read = ({ read, onChoose }: { readonly read: ReadUrl; readonly onChoose: (selector: string) => void }) => {
  const { of, language } = useSay()
  const price = usePrice()
  const others = read.choices.filter((choice) => choice.selector !== null && choice.price !== read.price)
  return (
    <div className="once price-read" role="status">
      {read.price === null ? null : (
        <p>
          <strong className="price-big">{price(read.price, read.currency)}</strong>{' '}
          {read.list_price !== null && read.list_price > read.price
            ? `${of(words.list_price, { price: price(read.list_price, read.currency) })} · `
            : ''}
          {read.promotion === null ? '' : `${of(words.off, { share: formatPercent(read.promotion, language) })} · `}
          {of(words[read.availability])}
        </p>
      )}
      <p>
        {read.name ? <strong>{read.name}. </strong> : null}
        {read.sentence}
      </p>
      {read.evidence.length > 0 ? (
        <p className="soft">
          {of(words.evidence)}: {read.evidence.map(({ text, place }) => `“${text}” (${place})`).join(' · ')}
        </p>
      ) : null}
      {others.length > 0 ? (
        <div>
          <small className="soft">{of(words.other_numbers)}</small>
          <ul className="price-choices">
            {others.map((choice) => (
              <li key={choice.choice}>
                <span>{choice.text}</span>{' '}
                <button type="button" className="quiet" onClick={() => onChoose(choice.selector!)}>
                  {of(words.use_this)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

const Many = () => {
  const { of, language } = useSay()
  const queries = useQueryClient()
  const adding = useMutation({
    mutationFn: addPages,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['prices'] }),
  })
  const count = (number: number): string => formatNumber(number, language)
  return (
    <div>
      <Field
        label={of(words.many)}
        hint={of(words.many_hint)}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) adding.mutate(file)
        }}
      />
      {adding.data ? (
        <p role="status">
          {of(words.many_done, {
            added: count(adding.data.added),
            known: count(adding.data.known),
            refused: count(adding.data.refused_total),
          })}
        </p>
      ) : null}
      {adding.data?.refused.slice(0, 5).map(({ line, sentence }) => (
        <p className="soft" key={line}>
          {of(words.line, { line: String(line), sentence })}
        </p>
      ))}
      {adding.error ? <Failure error={adding.error} plain /> : null}
    </div>
  )
}

/** Paste an address, see what is read, say what it is beside, watch it. */
export const AddPage = () => {
  const { of } = useSay()
  const queries = useQueryClient()
  const [url, setUrl] = useState('')
  const [rule, setRule] = useState('')
  const [product, setProduct] = useState('')
  const reading = useMutation({
    mutationFn: (given: { url: string; rule: string }) => readPage(given.url, given.rule),
    onSuccess: (read) => setProduct((before) => before || (read.matches[0]?.product_id ?? '')),
  })
  const saving = useMutation({
    mutationFn: addPage,
    onSuccess: async () => {
      setUrl('')
      setRule('')
      setProduct('')
      reading.reset()
      await queries.invalidateQueries({ queryKey: ['prices'] })
    },
  })
  const look = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    reading.mutate({ url, rule })
  }
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const competitor = String(new FormData(event.currentTarget).get('competitor') ?? '')
    saving.mutate({ url, product, competitor, ...(rule ? { rule } : {}) })
  }
  const read = reading.data
  return (
    <section aria-labelledby="add-page">
      <h2 id="add-page">{of(words.add)}</h2>
      <form className="person-form" onSubmit={look} aria-label={of(words.add)}>
        <Field
          label={of(words.url)}
          name="url"
          type="url"
          required
          value={url}
          placeholder="https://"
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Field
          label={of(words.rule)}
          name="rule"
          value={rule}
          onChange={(event) => setRule(event.currentTarget.value)}
        />
        <div>
          <button type="submit" disabled={reading.isPending}>
            {of(reading.isPending ? words.looking : words.look)}
          </button>
        </div>
      </form>
      {reading.error ? <Failure error={reading.error} plain /> : null}
      {read ? (
        <>
          <Read
            read={read}
            onChoose={(selector) => {
              setRule(selector)
              reading.mutate({ url, rule: selector })
            }}
          />
          <form className="person-form" onSubmit={save} aria-label={of(words.save)}>
            <Field
              label={of(words.product)}
              hint={read.matches[0] ? of(words.looks_like, { name: read.matches[0].name }) : of(words.product_hint)}
              name="product"
              required
              value={product}
              onChange={(event) => setProduct(event.currentTarget.value)}
            />
            <Field
              label={of(words.competitor)}
              name="competitor"
              required
              defaultValue={read.domain}
              key={read.domain}
            />
            <div>
              <button type="submit" className="main" disabled={saving.isPending}>
                {of(words.save)}
              </button>
            </div>
          </form>
        </>
      ) : null}
      {saving.error ? <Failure error={saving.error} plain /> : null}
      {saving.data ? <p role="status">{of(words.saved, { url: saving.data.url })}</p> : null}
      <Many />
    </section>
  )
}
