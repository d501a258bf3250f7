import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { entities } from '#core/entities.ts'
import type { EntityName } from '#core/entity.ts'
import { entityWords, rowWords } from '#core/entity-words.ts'
import { saveFile } from '../charts/save-image.ts'
import { askTemplate, sourcesQuery } from '../data/imports.ts'
import { Failure } from '../parts/states.tsx'
import { useWords } from './use-words.ts'

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))

/** An empty file with the right header, for data that come from no known tool. */
export const Templates = () => {
  const { t, language } = useWords()
  const [kind, setKind] = useState<EntityName>('order_line')
  const fetching = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') => askTemplate(kind, format),
    onSuccess: ({ content, content_base64 }, format) => {
      if (content !== undefined) saveFile(new Blob([content], { type: 'text/csv' }), `${kind}.${format}`)
      else if (content_base64 !== undefined)
        saveFile(new Blob([bytesOf(content_base64)], { type: sheetType }), `${kind}.${format}`)
    },
  })
  return (
    <section className="panel templates">
      <h2>{t('templates')}</h2>
      <p className="note">{t('templates_hint')}</p>
      <p className="formats">
        <label>
          {t('template_of')}{' '}
          <select value={kind} onChange={(event) => setKind(event.currentTarget.value as EntityName)}>
            {entities.map(({ name }) => (
              <option key={name} value={name}>
                {entityWords[name][language]}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => fetching.mutate('csv')}>
          {t('download_csv')}
        </button>
        <button type="button" onClick={() => fetching.mutate('xlsx')}>
          {t('download_xlsx')}
        </button>
      </p>
      <p className="soft">{t('one_row_is', { row: rowWords[kind][language] })}</p>
      {fetching.error ? <Failure error={fetching.error} plain /> : null}
    </section>
  )
}

/** Files that need nothing, each with the columns it is known by. */
export const KnownFiles = () => {
  const { t, language } = useWords()
  const { data } = useQuery(sourcesQuery(language))
  const known = data?.filter(({ slug }) => !entities.some(({ name }) => name === slug)) ?? []
  return (
    <section className="panel known">
      <h2>{t('known_files')}</h2>
      <p className="note">{t('known_hint')}</p>
      <ul>
        {known.map(({ slug, name, entities: fed, recognised_by }) => (
          <li key={slug}>
            <details>
              <summary>{name}</summary>
              <p className="note">
                {fed.map((entity) => entityWords[entity][language]).join(', ')}
                <br />
                {recognised_by.map(([first]) => first).join(' · ')}
              </p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
