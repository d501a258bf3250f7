import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { entityWords } from '#core/entity-words.ts'
import { Refusal } from '../data/ask.ts'
import { type Brought, type FileAnswer, lookQuery } from '../data/imports.ts'
import { Failure } from '../parts/states.tsx'
import { FormatsForm } from './formats-form.tsx'
import { Checks, CountsTable, Notes, Rejects } from './found.tsx'
import { MappingEditor } from './mapping-editor.tsx'
import { UploadLine } from './upload-line.tsx'
import { useSourceNames } from './use-sources.ts'
import type { Item, Uploads } from './use-uploads.ts'
import { useWords } from './use-words.ts'

/** Refusals a mapping by hand answers. */
const isMappable = (code: string): boolean =>
  /^(file\.(unrecognised|field_column|header)|mapping\.|source\.)/.test(code)
const isAboutWriting = (code: string): boolean => /^(date|number)\./.test(code)

const TakenFor = ({ answer, brought }: { readonly answer: FileAnswer; readonly brought: Brought }) => {
  const { t, language } = useWords()
  const nameOf = useSourceNames()
  const tables = useQuery(lookQuery(brought.upload, null)).data
  const known = tables?.find(({ source }) => source !== null)
  const entities = Object.keys(answer.by_entity)
    .map((entity) => entityWords[entity as keyof typeof entityWords][language])
    .join(', ')
  const byHand = answer.source === 'mapping'
  const remembered = byHand && brought.map === null
  return (
    <p className="taken">
      <strong>
        {byHand
          ? t(remembered ? 'taken_remembered' : 'taken_by_hand', { entities })
          : t('taken_for', { source: nameOf(answer.source) })}
      </strong>{' '}
      {known && !byHand ? (
        <span className="soft">
          {t('known_by', { headers: known.recognised_by.slice(0, 6).join(' · ') })}
          {known.recognised_by.length > 6 ? ' …' : ''}
        </span>
      ) : null}
    </p>
  )
}

const Refused = ({
  error,
  brought,
  onMap,
  onEdit,
}: {
  readonly error: Error
  readonly brought: Brought
  readonly onMap: (map: string) => void
  readonly onEdit: () => void
}) => {
  const { t } = useWords()
  const nameOf = useSourceNames()
  const code = error instanceof Refusal ? error.code : ''
  const { source, columns } = error instanceof Refusal ? error.params : {}
  const nearest = typeof source === 'string' && Array.isArray(columns) ? { source: nameOf(source), columns } : null
  const isUnknown = /^file\.unrecognised/.test(code)
  return (
    <div className="refused">
      <p>
        <strong>{t(isUnknown ? 'not_recognised' : 'refused_whole')}</strong>
      </p>
      {isUnknown ? <p>{nearest ? t('near', nearest) : t('not_near')}</p> : <Failure error={error} plain />}
      {isAboutWriting(code) ? <FormatsForm brought={brought} onMap={onMap} /> : null}
      {isMappable(code) || isAboutWriting(code) ? (
        <p className="actions">
          <button type="button" onClick={onEdit}>
            {t('as_other')}
          </button>
        </p>
      ) : null}
    </div>
  )
}

/** One file from the moment it is chosen until it is imported: on its way, looked at, mapped where need be. */
export const FileCard = ({
  item,
  uploads,
  brought,
  preview,
  editing,
  onEdit,
  onMap,
}: {
  readonly item: Item
  readonly uploads: Uploads
  readonly brought: Brought | null
  readonly preview: UseQueryResult<FileAnswer> | undefined
  readonly editing: boolean
  readonly onEdit: (open: boolean) => void
  readonly onMap: (map: string) => void
}) => {
  const { t, bytes } = useWords()
  const answer = preview?.data
  return (
    <article className="file-card" aria-label={item.file.name}>
      <header>
        <h2>{item.file.name}</h2>
        <span className="soft">{bytes(item.file.size)}</span>
        {brought ? (
          <button type="button" className="quiet" onClick={() => uploads.remove(item.key)}>
            {t('remove')}
          </button>
        ) : null}
      </header>
      {item.state === 'refused' ? (
        <p className="failure" role="alert">
          {item.refusal}
        </p>
      ) : null}
      {brought === null && item.state !== 'refused' ? <UploadLine item={item} uploads={uploads} /> : null}
      {brought && preview?.isPending ? (
        <p className="soft room" role="status">
          {t('checking')}
        </p>
      ) : null}
      {brought && editing ? (
        <MappingEditor brought={brought} file={item.file.name} onMap={onMap} onCancel={() => onEdit(false)} />
      ) : null}
      {brought && preview?.error && !editing ? (
        <Refused error={preview.error} brought={brought} onMap={onMap} onEdit={() => onEdit(true)} />
      ) : null}
      {brought && answer && !editing ? (
        <>
          <TakenFor answer={answer} brought={brought} />
          {answer.loaded + answer.updated === 0 && answer.rejected === 0 ? (
            <p className="soft">{t('nothing_new')}</p>
          ) : null}
          <CountsTable answer={answer} />
          <Checks checks={answer.checks} />
          <Notes answer={answer} />
          <Rejects answer={answer} brought={brought} />
          <p className="actions">
            <button type="button" className="quiet" onClick={() => onEdit(true)}>
              {t('as_other')}
            </button>
          </p>
        </>
      ) : null}
    </article>
  )
}
