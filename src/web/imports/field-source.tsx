import type { Field } from '#core/entity.ts'
import { choiceWords, fieldWords } from '#core/entity-words.ts'
import type { FieldDraft } from './mapping-draft.ts'
import { useWords } from './use-words.ts'

const special = { none: '', constant: '\u0000constant', joined: '\u0000joined', numbered: '\u0000numbered' } as const

const chosen = (draft: FieldDraft | undefined): string =>
  draft === undefined ? special.none : draft.from === 'column' ? draft.header : special[draft.from]

/** Where one field comes from: a column, one value for all rows, several columns joined, a number of its own. */
export const FieldSource = ({
  field,
  headers,
  draft,
  onChange,
}: {
  readonly field: Field
  readonly headers: readonly string[]
  readonly draft: FieldDraft | undefined
  readonly onChange: (draft: FieldDraft | undefined) => void
}) => {
  const { t, of, language } = useWords()
  const name = of(fieldWords(field.name))
  const choose = (value: string): void => {
    if (value === special.none) onChange(undefined)
    else if (value === special.constant) onChange({ from: 'constant', value: field.choices?.[0] ?? '' })
    else if (value === special.joined) onChange({ from: 'joined', headers: [] })
    else if (value === special.numbered) onChange({ from: 'numbered' })
    else onChange({ from: 'column', header: value })
  }
  return (
    <>
      <select
        aria-label={`${name}: ${t('taken_from')}`}
        value={chosen(draft)}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value={special.none}>{t('not_in_file')}</option>
        <optgroup label={t('columns_of_file')}>
          {[...new Set(headers)]
            .filter((header) => header.trim() !== '')
            .map((header) => (
              <option key={header} value={header}>
                {header}
              </option>
            ))}
        </optgroup>
        <option value={special.constant}>{t('same_for_all')}</option>
        {field.type === 'id' ? <option value={special.joined}>{t('joined_from')}</option> : null}
        {field.name === 'line_no' ? <option value={special.numbered}>{t('numbered_in')}</option> : null}
      </select>
      {draft?.from === 'constant' ? (
        field.choices || field.type === 'boolean' ? (
          <select
            aria-label={t('value_for_all', { field: name })}
            value={draft.value}
            onChange={(event) => onChange({ from: 'constant', value: event.currentTarget.value })}
          >
            {(field.choices ?? ['', 'true', 'false']).map((choice) => (
              <option key={choice} value={choice}>
                {choiceWords(field.name, choice)[language]}
              </option>
            ))}
          </select>
        ) : (
          <input
            type="text"
            aria-label={t('value_for_all', { field: name })}
            value={draft.value}
            onChange={(event) => onChange({ from: 'constant', value: event.currentTarget.value })}
          />
        )
      ) : null}
      {draft?.from === 'joined' ? (
        <fieldset className="joined">
          <legend className="unseen">{t('joined_from')}</legend>
          {headers.map((header) => (
            <label key={header}>
              <input
                type="checkbox"
                checked={draft.headers.includes(header)}
                onChange={(event) =>
                  onChange({
                    from: 'joined',
                    headers: event.currentTarget.checked
                      ? [...draft.headers, header]
                      : draft.headers.filter((each) => each !== header),
                  })
                }
              />{' '}
              {header}
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  )
}
