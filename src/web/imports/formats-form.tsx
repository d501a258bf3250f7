import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Formats } from '#core/mapping.ts'
import { type Brought, lookQuery } from '../data/imports.ts'
import { withFormats } from './mapping-draft.ts'
import { useWords } from './use-words.ts'

/** Which order dates are written in, and which mark begins the decimals. */
export const FormatFields = ({
  formats,
  onChange,
}: {
  readonly formats: Formats
  readonly onChange: (formats: Formats) => void
}) => {
  const { t } = useWords()
  const { date_order: _order, ...withoutOrder } = formats
  const { decimal: _decimal, group: _group, ...withoutMarks } = formats
  return (
    <div className="formats">
      <label>
        {t('date_order')}{' '}
        <select
          value={formats.date_order ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange(value === 'dmy' || value === 'mdy' ? { ...formats, date_order: value } : withoutOrder)
          }
        >
          <option value="">{t('by_itself')}</option>
          <option value="dmy">{t('dmy')}</option>
          <option value="mdy">{t('mdy')}</option>
        </select>
      </label>
      <label>
        {t('decimal')}{' '}
        <select
          value={formats.decimal ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange(
              value === ','
                ? { ...formats, decimal: ',', group: '.' }
                : value === '.'
                  ? { ...formats, decimal: '.', group: ',' }
                  : withoutMarks,
            )
          }
        >
          <option value="">{t('by_itself')}</option>
          <option value=",">{t('decimal_comma')}</option>
          <option value=".">{t('decimal_point')}</option>
        </select>
      </label>
    </div>
  )
}

/** A file that was recognised, but does not say by itself how its dates or numbers are meant. */
export const FormatsForm = ({
  brought,
  onMap,
}: {
  readonly brought: Brought
  readonly onMap: (map: string) => void
}) => {
  const { t } = useWords()
  const [formats, setFormats] = useState<Formats>({})
  const tables = useQuery(lookQuery(brought.upload, null)).data
  const given = brought.map === null ? null : (JSON.parse(brought.map) as object)
  const mappings =
    given === null ? (tables?.flatMap((table) => table.mappings) ?? []) : Array.isArray(given) ? given : [given]
  if (mappings.length === 0) return null
  return (
    <form
      className="formats-form"
      onSubmit={(event) => {
        event.preventDefault()
        onMap(JSON.stringify(withFormats(mappings, formats)))
      }}
    >
      <p>{t('how_written')}</p>
      <FormatFields formats={formats} onChange={setFormats} />
      <button type="submit" disabled={Object.keys(formats).length === 0}>
        {t('use_mapping')}
      </button>
    </form>
  )
}
