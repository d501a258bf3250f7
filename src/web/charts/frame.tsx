import { type ReactNode, useId, useRef } from 'react'
import { useSay } from '../language.tsx'
import { saveImage } from './save-image.ts'

/** A chart with its title, what to read it by, the table behind it, and a way to keep it. */
export const Frame = ({
  title,
  note,
  name,
  table,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  /** Of the file it is saved as. */
  readonly name: string
  readonly table?: ReactNode
  readonly children: ReactNode
}) => {
  const { t } = useSay()
  const drawing = useRef<HTMLDivElement>(null)
  const heading = useId()
  return (
    <section className="panel" aria-labelledby={heading}>
      <div className="panel-head">
        <h2 id={heading}>{title}</h2>
        <button
          type="button"
          className="quiet actions"
          onClick={() => {
            const svg = drawing.current?.querySelector('svg')
            if (svg) void saveImage(svg, title, name)
          }}
        >
          PNG
          <span className="unseen">
            : {t('save_png')}, {title}
          </span>
        </button>
      </div>
      {note ? <p className="note">{note}</p> : null}
      <div ref={drawing}>{children}</div>
      {table ? (
        <details className="behind">
          <summary>{t('as_table')}</summary>
          {table}
        </details>
      ) : null}
    </section>
  )
}
