import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { HandedLink, ListedRound } from '#core/pulse/round.ts'
import { employeesQuery, roundsQuery } from '../data/pulse.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { Employees } from './employees.tsx'
import { Links } from './links.tsx'
import { words } from './messages.ts'
import { OpenRound } from './open-round.tsx'
import { RoundList } from './round-list.tsx'

export type Handed = { readonly round: ListedRound; readonly links: readonly HandedLink[] }

/** For whoever keeps the people’s side: the list of people, the rounds, and what can be done with them. */
export const PulsePage = () => {
  const { of, t } = useSay()
  const rounds = useQuery(roundsQuery)
  const people = useQuery(employeesQuery)
  const [handed, setHanded] = useState<Handed | null>(null)
  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  const error = rounds.error ?? people.error
  const isFree = rounds.data?.every(({ state }) => state === 'released') ?? false
  return (
    <div className="people pulse">
      <h1>{of(words.title)}</h1>
      <p className="sub">{of(words.intro)}</p>
      {error ? <Failure error={error} /> : null}
      <section aria-labelledby="rounds">
        <h2 id="rounds">{of(words.rounds)}</h2>
        {rounds.isPending ? <p className="soft">{t('loading')} …</p> : null}
        {rounds.data?.length === 0 ? <p className="soft">{of(words.no_rounds)}</p> : null}
        {rounds.data && rounds.data.length > 0 ? <RoundList rounds={rounds.data} onLinks={setHanded} /> : null}
        {handed ? <Links handed={handed} onDone={() => setHanded(null)} /> : null}
        {isFree && people.data && people.data.length > 0 ? <OpenRound /> : null}
      </section>
      {people.data ? <Employees people={people.data} /> : null}
    </div>
  )
}
