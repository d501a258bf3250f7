import { entity, type Field } from '#core/entity.ts'
import { choiceWords, fieldWords } from '#core/entity-words.ts'
import type { Words } from '#core/messages.ts'
import type { LookedTable } from '../data/imports.ts'
import { FieldSource } from './field-source.tsx'
import { codedColumns, type Draft, type FieldDraft, previewRow } from './mapping-draft.ts'
import { useWords } from './use-words.ts'

const exampleRows = [0, 1, 2]

/** A code of ours in words; anything else as it is. */
const meant = ({ name, choices }: Field, text: string, of: (words: Words) => string): string =>
  choices?.includes(text) ? of(choiceWords(name, text)) : text

const FieldRows = ({
  fields,
  draft,
  table,
  onField,
}: {
  readonly fields: readonly Field[]
  readonly draft: Draft
  readonly table: LookedTable
  readonly onField: (name: string, field: FieldDraft | undefined) => void
}) => {
  const { t, of } = useWords()
  const shown = exampleRows.filter((row) => row < table.rows.length).map((row) => previewRow(draft, table, row))
  return (
    <div className="wide">
      <table className="t fields">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col" className="words">
              {t('taken_from')}
            </th>
            <th scope="col" className="words">
              {t('examples')}
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <th scope="row">
                {of(fieldWords(field.name))}
                <small>
                  {field.name}
                  {field.required ? ` · ${t('required')}` : ''}
                </small>
              </th>
              <td className="words">
                <FieldSource
                  field={field}
                  headers={table.headers}
                  draft={draft.fields[field.name]}
                  onChange={(next) => onField(field.name, next)}
                />
              </td>
              <td className="words cell">
                {[...new Set(shown.map((row) => meant(field, row[field.name] ?? '', of)))]
                  .filter((text) => text !== '')
                  .join(' · ') || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Every field of the kind of data chosen; those nobody needs and nothing was found for are folded away. */
export const MappingFields = ({
  draft,
  table,
  onField,
  first,
}: {
  readonly draft: Draft
  readonly table: LookedTable
  readonly onField: (name: string, field: FieldDraft | undefined) => void
  /** Names of the fields shown at once. */
  readonly first: readonly string[]
}) => {
  const { t, count } = useWords()
  const { fields } = entity(draft.entity)
  const [shown, rest] = [
    fields.filter(({ name }) => first.includes(name)),
    fields.filter(({ name }) => !first.includes(name)),
  ]
  return (
    <>
      <FieldRows fields={shown} draft={draft} table={table} onField={onField} />
      {rest.length > 0 ? (
        <details className="behind">
          <summary>{t('more_fields', { count: count(rest.length) })}</summary>
          <FieldRows fields={rest} draft={draft} table={table} onField={onField} />
        </details>
      ) : null}
    </>
  )
}

/** Where a column writes words for our codes, what each of them means. */
export const Meanings = ({
  draft,
  table,
  onValues,
}: {
  readonly draft: Draft
  readonly table: LookedTable
  readonly onValues: (field: string, values: Readonly<Record<string, string>>) => void
}) => {
  const { t, language } = useWords()
  return codedColumns(draft, table).map(({ field, header, values, choices }) => (
    <fieldset className="meanings" key={field}>
      <legend>{t('means', { column: header })}</legend>
      {values.map((value) => (
        <label key={value}>
          <span>{value}</span>
          <select
            value={draft.values[field]?.[value] ?? ''}
            onChange={(event) => onValues(field, { ...draft.values[field], [value]: event.currentTarget.value })}
          >
            <option value="">{t('as_written')}</option>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {choiceWords(field, choice)[language]}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  ))
}

/** What the first rows become, as the mapping stands. */
export const MappedRows = ({ draft, table }: { readonly draft: Draft; readonly table: LookedTable }) => {
  const { t, of, count } = useWords()
  const fields = entity(draft.entity).fields.filter(({ name }) => draft.fields[name] !== undefined)
  if (fields.length === 0 || table.rows.length === 0) return null
  return (
    <>
      <h3>{t('preview_rows')}</h3>
      <div className="wide">
        <table className="t mapped">
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              {fields.map(({ name }) => (
                <th scope="col" key={name} className="words">
                  {of(fieldWords(name))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, 6).map(({ line }, row) => {
              const cells = previewRow(draft, table, row)
              return (
                <tr key={line}>
                  <td>{count(line)}</td>
                  {fields.map((field) => (
                    <td key={field.name} className="words">
                      {meant(field, cells[field.name] ?? '', of) || '–'}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
