import type { InputHTMLAttributes } from 'react'

/** A labelled field of a form, with what it wants said under it. */
export const Field = ({
  label,
  hint,
  ...input
}: { readonly label: string; readonly hint?: string } & InputHTMLAttributes<HTMLInputElement>) => (
  <label className="field">
    <span>{label}</span>
    <input {...input} />
    {hint ? <small className="soft">{hint}</small> : null}
  </label>
)
