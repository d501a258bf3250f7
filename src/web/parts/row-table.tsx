import { columnWords } from '#core/column-words.ts'
import { useNames } from '../app/use-names.ts'
import { useSay } from '../language.tsx'
import { cellText, isNumeric } from '../shown-cell.ts'

/** Rows as a table, with names in place of ids where there are any. */
export const RowTable = ({
  metric,
  rows,
  columns,
  period,
}: {
  readonly metric: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly columns?: readonly string[]
  /** Of the rows, where it is not the one looked at. */
  readonly period?: string | undefined
}) => {
  const say = useSay()
  const shown = columns ?? Object.keys(rows[0] ?? {})
  const names = useNames(metric, shown, period)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached and scrolled by keyboard
    <section className="wide" aria-label={say.t('rows_title')} tabIndex={0}>
      <table className="t rows-table">
        <thead>
          <tr>
            {shown.map((column) => (
              <th scope="col" key={column} className={isNumeric(rows[0]?.[column]) ? undefined : 'words'}>
                {say.of(columnWords(column))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {shown.map((column) => (
                <td
                  key={column}
                  className={isNumeric(row[column]) ? undefined : column === 'comment' ? 'words said-words' : 'words'}
                >
                  {cellText(column, row[column], say, names)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
