import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type JournalLine, journalQuery } from '../data/people.ts'
import { type Say, useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { useMoment } from '../parts/use-moment.ts'
import { words } from './messages.ts'

const actors = ['console', 'open', 'nobody'] as const

const actorText = ({ actor, actor_email }: JournalLine, { of }: Say): string => {
  const known = actors.find((each) => each === actor)
  return actor_email ?? (known ? of(words[known]) : actor)
}

const detailText = ({ detail, subject }: JournalLine): string =>
  [
    ...Object.entries(detail ?? {}).map(
      ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : value}`,
    ),
    ...(subject === null ? [] : [subject]),
  ].join(' · ')

/** Who changed what and when. */
export const Journal = () => {
  const say = useSay()
  const { of, t } = say
  const { moment } = useMoment()
  const [limit, setLimit] = useState(30)
  const { data, error, isPending } = useQuery(journalQuery(limit))
  return (
    <section aria-labelledby="journal">
      <h2 id="journal">{of(words.journal)}</h2>
      <p className="soft">{of(words.journal_hint)}</p>
      {error ? <Failure error={error} plain /> : null}
      {isPending ? <p className="soft">{t('loading')} …</p> : null}
      {data ? (
        <div className="wide">
          <table className="t journal">
            <thead>
              <tr>
                {(['when', 'who', 'what', 'detail'] as const).map((head) => (
                  <th scope="col" className="words" key={head}>
                    {of(words[head])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map((line) => (
                <tr key={line.sequence}>
                  <td className="words">{moment(line.at)}</td>
                  <td className="words">{actorText(line, say)}</td>
                  <td className="words">
                    <code>{line.action}</code>
                  </td>
                  <td className="words journal-detail">{detailText(line)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {data?.length === limit ? (
        <button type="button" onClick={() => setLimit(limit + 100)}>
          {of(words.more)}
        </button>
      ) : null}
    </section>
  )
}
