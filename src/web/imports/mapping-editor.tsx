import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { entities } from '#core/entities.ts'
import { type EntityName, entity } from '#core/entity.ts'
import { entityWords, fieldWords, rowWords } from '#core/entity-words.ts'
import { type Brought, type LookedTable, lookQuery } from '../data/imports.ts'
import { Failure } from '../parts/states.tsx'
import { FormatFields } from './formats-form.tsx'
import { type Draft, draftFor, firstDraft, lackingIn, mappingOf, meaningsOf } from './mapping-draft.ts'
import { MappedRows, MappingFields, Meanings } from './mapping-fields.tsx'
import { useWords } from './use-words.ts'

/** Fields that are shown at once: needed ones, and those the first proposal found a column for. */
const firstFields = (draft: Draft): readonly string[] => {
  const of = entity(draft.entity)
  const needed = [...of.fields.filter(({ required }) => required).map(({ name }) => name), ...(of.oneOf ?? []).flat()]
  return [...new Set([...needed, ...Object.keys(draft.fields)])]
}

const KindPicker = ({
  draft,
  onKind,
}: {
  readonly draft: Draft | null
  readonly onKind: (kind: EntityName) => void
}) => {
  const { t, language } = useWords()
  return (
    <p className="kind">
      <label>
        {t('file_is')}{' '}
        <select value={draft?.entity ?? ''} onChange={(event) => onKind(event.currentTarget.value as EntityName)}>
          {draft === null ? <option value="">{t('choose_kind')}</option> : null}
          {entities.map(({ name }) => (
            <option key={name} value={name}>
              {entityWords[name][language]}
            </option>
          ))}
        </select>
      </label>{' '}
      {draft ? <span className="soft">{t('one_row_is', { row: rowWords[draft.entity][language] })}</span> : null}
    </p>
  )
}

const Editing = ({
  table,
  headerRow,
  onMap,
  onCancel,
}: {
  readonly table: LookedTable
  readonly headerRow: number | null
  readonly onMap: (map: string) => void
  readonly onCancel: () => void
}) => {
  const { t, of } = useWords()
  const [draft, setDraft] = useState<Draft | null>(() => firstDraft(table))
  const [first, setFirst] = useState<readonly string[]>(() => (draft ? firstFields(draft) : []))
  const choose = (kind: EntityName): void => {
    const next = draftFor(entity(kind), table, draft?.formats)
    setDraft(next)
    setFirst(firstFields(next))
  }
  const lacking = draft ? lackingIn(draft) : { fields: [], groups: [] }
  const named = (field: string): string => of(fieldWords(field))
  const missing = [
    ...lacking.fields.map(named),
    ...lacking.groups.map((group) => t('one_of', { fields: group.map(named).join(' / ') })),
  ]
  return (
    <>
      <KindPicker draft={draft} onKind={choose} />
      {draft ? (
        <>
          <MappingFields
            draft={draft}
            table={table}
            first={first}
            onField={(name, field) => {
              const { [name]: _before, ...others } = draft.fields
              const values =
                field?.from === 'column'
                  ? { ...draft.values, [name]: meaningsOf(entity(draft.entity), name, field.header, table) }
                  : draft.values
              setDraft({ ...draft, values, fields: field ? { ...others, [name]: field } : others })
            }}
          />
          <Meanings
            draft={draft}
            table={table}
            onValues={(field, values) => setDraft({ ...draft, values: { ...draft.values, [field]: values } })}
          />
          <FormatFields formats={draft.formats} onChange={(formats) => setDraft({ ...draft, formats })} />
          <MappedRows draft={draft} table={table} />
          <p className={missing.length > 0 ? 'warn' : 'fits'} role="status">
            {missing.length > 0 ? t('missing', { fields: missing.join(', ') }) : t('missing_none')}
          </p>
        </>
      ) : null}
      <p className="actions">
        <button
          type="button"
          className="main"
          disabled={draft === null || missing.length > 0}
          onClick={() => {
            if (draft) onMap(JSON.stringify(mappingOf(draft, table, headerRow)))
          }}
        >
          {t('use_mapping')}
        </button>
        <button type="button" className="quiet" onClick={onCancel}>
          {t('cancel')}
        </button>
      </p>
    </>
  )
}

/** Columns given to fields by hand, with what the first rows become beside it. */
export const MappingEditor = ({
  brought,
  file,
  onMap,
  onCancel,
}: {
  readonly brought: Brought
  readonly file: string
  readonly onMap: (map: string) => void
  readonly onCancel: () => void
}) => {
  const { t } = useWords()
  const [headerRow, setHeaderRow] = useState<number | null>(null)
  const [sheet, setSheet] = useState(0)
  const looked = useQuery(lookQuery(brought.upload, headerRow))
  const table = looked.data?.[sheet] ?? looked.data?.[0]
  return (
    <section className="mapping" aria-label={t('map_title', { file })}>
      <h3>{t('map_title', { file })}</h3>
      <p className="note">{t('map_hint')}</p>
      <div className="formats">
        {looked.data && looked.data.length > 1 ? (
          <label>
            {t('sheet')}{' '}
            <select value={sheet} onChange={(event) => setSheet(Number(event.currentTarget.value))}>
              {looked.data.map((each, i) => (
                <option key={each.sheet ?? i} value={i}>
                  {each.sheet ?? i + 1}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <label>
          {t('header_row')}{' '}
          <input
            type="number"
            min={1}
            max={1000}
            value={headerRow ?? table?.header_row ?? 1}
            onChange={({ currentTarget: { valueAsNumber } }) => {
              if (Number.isInteger(valueAsNumber) && valueAsNumber >= 1) setHeaderRow(valueAsNumber)
            }}
          />
        </label>
      </div>
      {looked.error ? <Failure error={looked.error} plain /> : null}
      {looked.isPending ? <p className="soft room">{t('checking')}</p> : null}
      {table ? (
        <Editing
          // Another header row is another set of columns: what was chosen for the old ones means nothing.
          key={`${sheet} ${table.header_row} ${table.headers.join('\u0000')}`}
          table={table}
          headerRow={headerRow}
          onMap={onMap}
          onCancel={onCancel}
        />
      ) : null}
    </section>
  )
}
