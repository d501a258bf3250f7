import { useMutation } from '@tanstack/react-query'
import { formatNumber } from '#core/format.ts'
import { useFreshNumbers } from '../data/use-fresh-numbers.ts'
import { shareOut } from '../data/work.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

/** Shares out what nobody has: first who would get how many, then, once that is agreed to, for good. */
export const ShareOut = ({ none }: { readonly none: boolean }) => {
  const { of, language } = useSay()
  const refresh = useFreshNumbers()
  const trial = useMutation({ mutationFn: () => shareOut(true) })
  const giving = useMutation({
    mutationFn: () => shareOut(false),
    onSuccess: async () => {
      trial.reset()
      await refresh()
    },
  })
  const number = (value: number): string => formatNumber(value, language)
  const said = trial.data
  return (
    <div className="share-out" aria-live="polite">
      {said ? (
        <>
          <p>{of(words.share_said, { given: number(said.given), left: number(said.left) })}</p>
          <ul>
            {said.by_owner.map(({ owner, owner_name, count }) => (
              <li key={owner}>
                {owner_name}: {number(count)}
              </li>
            ))}
            {said.by_reason
              .filter(({ reason }) => reason !== 'given')
              .map(({ reason, sentence, count }) => (
                <li key={reason} className="soft">
                  {number(count)}: {sentence}
                </li>
              ))}
          </ul>
          <div className="log-actions">
            <button
              type="button"
              className="main"
              disabled={said.given === 0 || giving.isPending}
              onClick={() => giving.mutate()}
            >
              {of(words.share_now, { given: number(said.given) })}
            </button>
            <button type="button" onClick={() => trial.reset()}>
              {of(words.cancel)}
            </button>
          </div>
        </>
      ) : none ? null : (
        <button type="button" disabled={trial.isPending} onClick={() => trial.mutate()}>
          {of(words.share)}
        </button>
      )}
      {giving.data && !said ? <p>{of(words.shared, { given: number(giving.data.given) })}</p> : null}
      {(trial.error ?? giving.error) ? <Failure error={trial.error ?? giving.error} plain /> : null}
    </div>
  )
}
