const columns = ['n', 'name', 'val', 'trend', 'chg', 'tgt', 'why'] as const

/** Widths of the seven rows' columns, wherever the rows stand. */
export const Columns = () => (
  <colgroup>
    {columns.map((name) => (
      <col key={name} className={`c-${name}`} />
    ))}
  </colgroup>
)
