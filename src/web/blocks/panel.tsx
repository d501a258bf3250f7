import { type ReactNode, useId } from 'react'
import type { Words } from '#core/messages.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'

/** A titled view; as high while it loads as it will be, so that what follows it does not jump. */
export const Panel = ({
  title,
  note,
  kind,
  error,
  waiting,
  lines = 4,
  children,
}: {
  readonly title: Words
  readonly note?: Words | undefined
  readonly kind: string
  readonly error?: unknown
  readonly waiting?: boolean
  /** Expected, of its table. */
  readonly lines?: number
  readonly children?: ReactNode
}) => {
  const { of, t } = useSay()
  const heading = useId()
  return (
    <section className={`panel block block-${kind}`} aria-labelledby={heading}>
      <h2 id={heading}>{of(title)}</h2>
      {note ? <p className="note">{of(note)}</p> : null}
      {error ? (
        <Failure error={error} />
      ) : waiting ? (
        <div className={`soft room-${Math.min(12, lines)}`}>{t('loading')} …</div>
      ) : (
        children
      )}
    </section>
  )
}
