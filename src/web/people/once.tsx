import { useState } from 'react'
import { useSay } from '../language.tsx'
import { words } from './messages.ts'

/** A secret that is shown this once, ready to be copied. */
export const Once = ({
  title,
  hint,
  secret,
}: {
  readonly title: string
  readonly hint: string
  readonly secret: string
}) => {
  const { of } = useSay()
  const [copied, setCopied] = useState(false)
  return (
    <div className="once" role="status">
      <strong>{title}</strong>
      <p className="soft">{hint}</p>
      <p>
        <input
          type="text"
          readOnly
          aria-label={title}
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
        />{' '}
        <button type="button" onClick={() => void navigator.clipboard?.writeText(secret).then(() => setCopied(true))}>
          {of(copied ? words.copied : words.copy)}
        </button>
      </p>
    </div>
  )
}
