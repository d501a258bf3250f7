import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { encode } from 'uqr'
import { Field } from '../account/field.tsx'
import { confirmTotp, offerTotp, removeTotp } from '../data/people.ts'
import { useNewSession } from '../data/use-session.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

/** A QR code as one path, dark on light in either theme: cameras read it so. */
const Picture = ({ text, title }: { readonly text: string; readonly title: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg className="qr" role="img" aria-label={title} viewBox={`0 0 ${size} ${size}`} width="196" height="196">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

/** Turning the second step on by an authenticator app, and off again. */
export const SecondStep = ({ on }: { readonly on: boolean }) => {
  const { of } = useSay()
  const takeSession = useNewSession()
  const offering = useMutation({ mutationFn: offerTotp })
  const confirming = useMutation({
    mutationFn: confirmTotp,
    onSuccess: (session) => {
      offering.reset()
      takeSession(session)
    },
  })
  const removing = useMutation({ mutationFn: removeTotp, onSuccess: takeSession })
  const field = (event: FormEvent<HTMLFormElement>, name: string): string => {
    event.preventDefault()
    return String(new FormData(event.currentTarget).get(name) ?? '')
  }
  const offered = offering.data
  if (offered && !on)
    return (
      <form className="person-form" onSubmit={(event) => confirming.mutate(field(event, 'code').trim())}>
        <h3>{of(words.totp)}</h3>
        <p className="soft">{of(words.totp_scan)}</p>
        <Picture text={offered.uri} title={of(words.totp_picture)} />
        <p>
          {of(words.totp_key)}: <code className="secret">{offered.secret.match(/.{1,4}/g)?.join(' ')}</code>
          <br />
          <a href={offered.uri}>{of(words.totp_open)}</a>
        </p>
        <Field
          label={of(words.code)}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\s*\d{3}\s*\d{3}\s*"
          required
        />
        {confirming.error ? <Failure error={confirming.error} plain /> : null}
        <div>
          <button type="submit" className="main" disabled={confirming.isPending}>
            {of(words.confirm)}
          </button>
        </div>
      </form>
    )
  const asking = on ? removing : offering
  return (
    <form className="person-form" onSubmit={(event) => asking.mutate(field(event, 'password'))}>
      <h3>{of(words.totp)}</h3>
      <p className="soft">{of(on ? words.totp_on : words.totp_off)}</p>
      <Field label={of(words.password_now)} name="password" type="password" autoComplete="current-password" required />
      {asking.error ? <Failure error={asking.error} plain /> : null}
      <div>
        <button type="submit" disabled={asking.isPending}>
          {of(on ? words.totp_remove : words.totp_begin)}
        </button>
      </div>
    </form>
  )
}
