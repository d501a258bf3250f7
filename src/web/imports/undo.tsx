import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { formatMoment } from '#core/format.ts'
import { forgetNumbers, takeBack } from '../data/imports.ts'
import { Failure } from '../parts/states.tsx'
import { useWords } from './use-words.ts'

/** What is known of an import that may be taken back. */
export type Undoable = {
  readonly import_id: string
  readonly file: string
  readonly loaded: number
  readonly updated: number
}

/** Takes an import back, after saying what that does. */
export const UndoButton = ({ of }: { readonly of: Undoable }) => {
  const { t, count, language } = useWords()
  const queries = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const undoing = useMutation({
    mutationFn: () => takeBack(of.import_id),
    onSuccess: async () => {
      dialog.current?.close()
      await forgetNumbers(queries)
    },
  })
  const at = undoing.data?.withdrawn_at
  if (at) return <span className="soft">{t('undone', { at: formatMoment(at, language) })}</span>
  return (
    <>
      <button type="button" className="quiet" onClick={() => dialog.current?.showModal()}>
        {t('undo')}
        <span className="unseen"> {of.file}</span>
      </button>
      <dialog ref={dialog} className="ask" aria-label={t('undo_title', { file: of.file })}>
        <h2>{t('undo_title', { file: of.file })}</h2>
        {of.loaded > 0 ? <p>{t('undo_loaded', { count: count(of.loaded) })}</p> : null}
        {of.updated > 0 ? <p>{t('undo_updated', { count: count(of.updated) })}</p> : null}
        <p>{t('undo_others')}</p>
        {undoing.error ? <Failure error={undoing.error} plain /> : null}
        <p className="actions">
          <button type="button" className="main" disabled={undoing.isPending} onClick={() => undoing.mutate()}>
            {t('undo_yes')}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t('undo_no')}
          </button>
        </p>
      </dialog>
    </>
  )
}
