import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { keepAsked } from '../app/search.ts'
import { Refusal } from '../data/ask.ts'
import { useSay } from '../language.tsx'

/** What went wrong, in the server's own sentence, and a way to try again. */
export const Failure = ({
  error,
  again,
  plain = false,
}: {
  readonly error: unknown
  readonly again?: () => void
  /** The sentence alone, beside what was tried. */
  readonly plain?: boolean
}) => {
  const { t } = useSay()
  const refusal = error instanceof Refusal ? error : null
  return (
    <div className="failure" role="alert">
      <p>
        {plain ? null : <strong>{t('failed')} </strong>}
        {refusal?.code === 'network' ? t('offline') : (refusal?.message ?? '')}
      </p>
      {again ? (
        <button type="button" onClick={again}>
          {t('try_again')}
        </button>
      ) : null}
    </div>
  )
}

/** A page that broke: the rest of the application stays. */
export const Trouble = ({ error }: { readonly error: unknown }) => {
  const router = useRouter()
  const queries = useQueryClient()
  return (
    <Failure
      error={error}
      again={() => {
        queries.clear()
        void router.invalidate()
      }}
    />
  )
}

export const NoPage = () => {
  const { t } = useSay()
  return (
    <div className="failure">
      <h1>{t('no_page')}</h1>
      <p>
        <Link to="/" search={keepAsked}>
          {t('to_overview')}
        </Link>
      </p>
    </div>
  )
}
