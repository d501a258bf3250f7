import { type FormEvent, useRef } from 'react'
import { useWords } from './use-words.ts'

/** Rows copied from a spreadsheet or a mail, taken as a file like any other. */
export const PasteRows = ({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) => {
  const { t } = useWords()
  const place = useRef<HTMLDetailsElement>(null)
  const take = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const text = String(new FormData(form).get('rows') ?? '')
    if (text.trim() === '') return
    // Cells copied from a spreadsheet have tabs between them.
    const end = text.split('\n')[0]!.includes('\t') ? 'tsv' : 'csv'
    onFiles([new File([text], `${t('pasted_name')}.${end}`, { type: `text/${end}` })])
    form.reset()
    if (place.current) place.current.open = false
  }
  return (
    <details className="paste-rows" ref={place}>
      <summary>{t('paste')}</summary>
      <form onSubmit={take}>
        <label className="field">
          <span>{t('paste_hint')}</span>
          <textarea name="rows" rows={8} spellCheck={false} required />
        </label>
        <button type="submit">{t('paste_take')}</button>
      </form>
    </details>
  )
}
