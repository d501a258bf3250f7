import { useMutation } from '@tanstack/react-query'
import { beginSignOn } from '../data/session.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

/** The way in by an account of elsewhere, where one is set up. */
export const SignOn = ({ provider }: { readonly provider: string }) => {
  const { of } = useSay()
  const leaving = useMutation({
    // Back to this page afterwards; its own address never holds a secret.
    mutationFn: () => beginSignOn(`${location.pathname}${location.search}`),
    onSuccess: (there) => location.assign(there.location),
  })
  return (
    <>
      <button
        type="button"
        className="main"
        disabled={leaving.isPending || leaving.isSuccess}
        onClick={() => leaving.mutate()}
      >
        {of(words.sso, { provider })}
      </button>
      {leaving.error ? <Failure error={leaving.error} plain /> : null}
      <p className="soft">{of(words.sso_or)}</p>
    </>
  )
}
