import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDay, formatNumber, formatPercent } from '#core/format.ts'
import type { ListedRound } from '#core/pulse/round.ts'
import { keepAsked } from '../app/search.ts'
import { closeRound, handOutLinks, releaseRound, sendByMail } from '../data/pulse.ts'
import { useFreshNumbers } from '../data/use-fresh-numbers.ts'
import { type Say, useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'
import type { Handed } from './pulse-page.tsx'

/** Share of those asked who answered, as far as it is told. */
export const shareText = (share: number | null, { of, language }: Say): string =>
  share === null
    ? of(words.too_few)
    : of(share >= 0.95 ? words.most : words.about, { share: formatPercent(share, language, 0) })

const Line = ({ round, onLinks }: { readonly round: ListedRound; readonly onLinks: (handed: Handed) => void }) => {
  const say = useSay()
  const { of, language } = say
  const queries = useQueryClient()
  const freshNumbers = useFreshNumbers()
  const refresh = () => queries.invalidateQueries({ queryKey: ['pulse'] })
  const linking = useMutation({
    mutationFn: () => handOutLinks(round.id),
    onSuccess: async (links) => {
      onLinks({ round, links })
      await refresh()
    },
  })
  const mailing = useMutation({
    mutationFn: async () => {
      const { recipients, without_address, sample } = await sendByMail(round.id, true)
      const isWanted = window.confirm(of(words.by_mail_sure, { recipients, without: without_address, ...sample }))
      if (isWanted) await sendByMail(round.id, false)
    },
    onSuccess: refresh,
  })
  const closing = useMutation({ mutationFn: () => closeRound(round.id), onSuccess: refresh })
  const releasing = useMutation({ mutationFn: () => releaseRound(round.id), onSuccess: freshNumbers })
  const error = linking.error ?? mailing.error ?? closing.error ?? releasing.error
  const isBusy = linking.isPending || mailing.isPending || closing.isPending || releasing.isPending
  return (
    <tr>
      <th scope="row">
        {of(words.wave, { number: round.number, day: formatDay(round.opened_on, language) })}
        <small className="soft under">{of(words[round.kind]).replace(/ \(.*/, '')}</small>
      </th>
      <td className="words">
        {of(words[`state_${round.state}`])}
        {round.by_mail && round.state === 'open' ? <small className="soft under">{of(words.by_mail_on)}</small> : null}
        {round.links_given && round.state === 'open' ? (
          <small className="soft under">{of(words.links_given)}</small>
        ) : null}
      </td>
      <td className="words">
        <div className="line-actions">
          {round.state === 'open' ? (
            <>
              {round.by_mail ? null : (
                <button type="button" className="quiet" disabled={isBusy} onClick={() => mailing.mutate()}>
                  {of(words.by_mail)}
                </button>
              )}
              {round.links_given ? null : (
                <button type="button" className="quiet" disabled={isBusy} onClick={() => linking.mutate()}>
                  {of(words.links)}
                </button>
              )}
              <button
                type="button"
                className="quiet"
                disabled={isBusy}
                onClick={() => window.confirm(of(words.close_sure)) && closing.mutate()}
              >
                {of(words.close)}
              </button>
            </>
          ) : null}
          {round.state === 'closed' ? (
            <button
              type="button"
              className="quiet"
              disabled={isBusy}
              onClick={() => window.confirm(of(words.release_sure)) && releasing.mutate()}
            >
              {of(words.release)}
            </button>
          ) : null}
          {round.state === 'released' ? (
            <Link to="/kpi/$slug" params={{ slug: 'employee-satisfaction' }} search={keepAsked}>
              {of(words.to_results)}
            </Link>
          ) : null}
        </div>
        {error ? <Failure error={error} plain /> : null}
      </td>
      <td className="words">
        {round.state === 'released' ? shareText(round.participation, say) : of(words.after_close)}
      </td>
      <td>{formatDay(round.closes_on, language)}</td>
      <td>{formatNumber(round.plan.asked, language)}</td>
      <td>{formatNumber(round.questions.length, language)}</td>
    </tr>
  )
}

/** The rounds, newest first. */
export const RoundList = ({
  rounds,
  onLinks,
}: {
  readonly rounds: readonly ListedRound[]
  readonly onLinks: (handed: Handed) => void
}) => {
  const { of } = useSay()
  return (
    <div className="wide">
      <table className="t">
        <thead>
          <tr>
            <th scope="col">{of(words.opened)}</th>
            {(['state', 'actions', 'participation'] as const).map((head) => (
              <th scope="col" className="words" key={head}>
                {of(words[head])}
              </th>
            ))}
            <th scope="col">{of(words.closes)}</th>
            <th scope="col">{of(words.asked)}</th>
            <th scope="col">{of(words.questions)}</th>
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <Line key={round.id} round={round} onLinks={onLinks} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
