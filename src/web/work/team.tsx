import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { formatNumber } from '#core/format.ts'
import { workLists } from '#core/work/lists.ts'
import { teamQuery } from '../data/work.ts'
import { useSay } from '../language.tsx'
import { words } from './messages.ts'
import { ShareOut } from './share-out.tsx'

/** Of whom the work is shown: `undefined` everybody’s, `null` nobody’s. */
export type Whose = string | null | undefined

/** Whose work is shown, and how much waits for whom; what nobody was given is always in sight. */
export const Team = ({
  whose,
  mayShare,
  onChoose,
}: {
  readonly whose: Whose
  readonly mayShare: boolean
  readonly onChoose: (whose: Whose) => void
}) => {
  const { of, language } = useSay()
  const box = useRef<HTMLDetailsElement>(null)
  const { data } = useQuery(teamQuery(language))
  if (!data) return <div className="work-team" />
  const number = (value: number): string => formatNumber(value, language)
  const choose = (next: Whose): void => {
    if (box.current) box.current.open = false
    onChoose(next)
  }
  const chosen = data.owners.find(({ owner }) => owner === whose)?.owner_name ?? of(words.everybody)
  const unassigned = data.owners.find(({ owner }) => owner === null)?.lists.contacts.total ?? 0
  return (
    <details className="work-team" ref={box}>
      <summary>
        {of(words.whose)}: {chosen}
        <span className={unassigned > 0 ? 'late' : 'soft'}>{of(words.unassigned, { count: number(unassigned) })}</span>
      </summary>
      <ul>
        <li>
          <button type="button" aria-pressed={whose === undefined} onClick={() => choose(undefined)}>
            <strong>{of(words.everybody)}</strong>
          </button>
        </li>
        {data.owners.map(({ owner, owner_name, lists }) => (
          <li key={owner ?? ''}>
            <button type="button" aria-pressed={whose === owner} onClick={() => choose(owner)}>
              <strong>{owner_name}</strong>{' '}
              {lists.contacts.late > 0 ? (
                <span className="late">{of(words.team_late, { count: number(lists.contacts.late) })}</span>
              ) : null}
              <span className="soft">
                {of(
                  words.team_line,
                  Object.fromEntries(workLists.map((list) => [list, number(lists[list].total)] as const)),
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {mayShare ? <ShareOut none={unassigned === 0} /> : null}
    </details>
  )
}
