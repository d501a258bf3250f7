import { useMutation } from '@tanstack/react-query'
import { formatNumber } from '#core/format.ts'
import { mostSheetRows, type SheetCell, saveSheet } from '../data/sheet.ts'
import { useSay } from '../language.tsx'
import { Failure } from './states.tsx'

type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly SheetCell[])[] }

/** Keeps a table as a spreadsheet; one too long for that is sent to the CSV. */
export const SaveSheet = ({
  name,
  table,
}: {
  /** Of the file, without its ending. */
  readonly name: string
  readonly table: () => Table | Promise<Table>
}) => {
  const { t, language } = useSay()
  const saving = useMutation({
    mutationFn: async () => {
      const { head, rows } = await table()
      if (rows.length > mostSheetRows) return 'too_large'
      await saveSheet(name, head, rows)
      return 'saved'
    },
  })
  return (
    <>
      <button type="button" className="quiet" disabled={saving.isPending} onClick={() => saving.mutate()}>
        {t('download_xlsx')}
      </button>
      {saving.data === 'too_large' ? (
        <span role="status">{t('sheet_too_large', { most: formatNumber(mostSheetRows, language) })}</span>
      ) : null}
      {saving.error ? <Failure error={saving.error} plain /> : null}
    </>
  )
}
