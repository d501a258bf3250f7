import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { formatMoment, formatNumber } from '#core/format.ts'
import type { WaitingList, WorkRow } from '#core/work/answer.ts'
import type { WorkList } from '#core/work/lists.ts'
import { sessionQuery } from '../data/session.ts'
import { type HeardWork, workQuery } from '../data/work.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { newKey } from './clock.ts'
import type { LogDraft } from './log-form.tsx'
import { words } from './messages.ts'
import type { LogEntry, Snapshot } from './outbox.ts'
import { OutboxBar } from './outbox-bar.tsx'
import { Team, type Whose } from './team.tsx'
import { useOnline } from './use-online.ts'
import { useOutbox } from './use-outbox.ts'
import { useWall, wallNow } from './use-wall.ts'
import { WorkItem } from './work-item.tsx'

const personOf = (row: Pick<WorkRow, 'contact_id' | 'customer_id'>): string =>
  row.contact_id === null ? `customer:${row.customer_id}` : `contact:${row.contact_id}`

/** Logs that the list shown cannot know of yet. */
const ahead = ({ entries, sent, unseen }: Snapshot): readonly LogEntry[] => {
  const undone = new Set(entries.flatMap((entry) => (entry.kind === 'undo' ? [entry.target] : [])))
  const waiting = entries.filter((entry): entry is LogEntry => entry.kind === 'log' && entry.refused === undefined)
  return [...waiting, ...sent.filter(({ key }) => unseen.includes(key))].filter(({ key }) => !undone.has(key))
}

/** A log takes a person off the list where it will there too: requests stay open, the unhappy until reached. */
const isDone = (list: WorkList, row: WorkRow, logs: readonly LogEntry[]): boolean => {
  const own = logs.filter(({ person }) => person === personOf(row))
  if (list === 'requests') return false
  return list === 'detractors' ? own.some(({ body }) => body.reached) : own.length > 0
}

const News = ({ lists }: { readonly lists: readonly WaitingList[] }) => {
  const { of, language } = useSay()
  const contacts = lists.find(({ list }) => list === 'contacts')
  if (!contacts || contacts.total === null) return <h1>{of(words.title)}</h1>
  if (contacts.total === 0) return <h1>{of(words.news_none)}</h1>
  const number = (value: number): string => formatNumber(value, language)
  return (
    <h1>
      {of(words.news_contacts, { count: number(contacts.total) })}
      {contacts.late
        ? `, ${contacts.late >= contacts.total ? of(words.news_all_late) : of(words.news_late, { count: number(contacts.late) })}`
        : ''}
    </h1>
  )
}

const Lists = ({
  work,
  user,
  mayLog,
  showOwner,
  team,
}: {
  readonly work: HeardWork
  readonly user: string | null
  readonly mayLog: boolean
  readonly showOwner: boolean
  /** For who leads: whose work is shown. */
  readonly team: ReactNode
}) => {
  const { of, language } = useSay()
  const { outbox, state } = useOutbox(user)
  const [chosen, setChosen] = useState<WorkList>('contacts')
  const wall = useWall(work.as_of, work.heard)
  const online = useOnline()
  const logs = ahead(state)
  const rowsOf = ({ list, rows }: WaitingList): readonly WorkRow[] => rows.filter((row) => !isDone(list, row, logs))
  const left = (list: WaitingList): number | null =>
    list.total === null ? null : list.total - (list.rows.length - rowsOf(list).length)
  const lists = work.lists.map((list) => ({ ...list, total: left(list) }))
  const list = lists.find((each) => each.list === chosen) ?? lists[0]!
  const rows = rowsOf(list)
  const log = (row: WorkRow, draft: LogDraft): void => {
    const person = row.contact_id === null ? { customer_id: row.customer_id ?? '' } : { contact_id: row.contact_id }
    const body = { ...person, at: wallNow(work.as_of, work.heard), purpose: list.purpose, ...draft }
    const outcome = of(draft.reached ? words.reached : words.missed).toLowerCase()
    const label = `${row.name ?? of(words.nameless)} · ${outcome}`
    void outbox.add({ key: newKey(), user, label, person: personOf(row), body }).then(() => outbox.flush())
  }
  return (
    <>
      <News lists={lists} />
      <div className="work-lists" role="toolbar" aria-label={of(words.lists)}>
        {lists.map((each) => (
          <button
            type="button"
            key={each.list}
            aria-pressed={each.list === list.list}
            onClick={() => setChosen(each.list)}
          >
            <b>{each.total === null ? '–' : formatNumber(each.total, language)}</b> {of(words[each.list])}
          </button>
        ))}
      </div>
      {team}
      <section aria-labelledby="work-list-name">
        <h2 id="work-list-name">{list.name}</h2>
        {online ? null : <p className="soft">{of(words.old_clock, { time: formatMoment(work.as_of, language) })}</p>}
        {list.hidden ? <p className="soft">{list.hidden.detail}</p> : null}
        {rows.length === 0 && !list.hidden ? <p className="soft work-none">{of(words.none)}</p> : null}
        <ul>
          {rows.map((row) => (
            <WorkItem
              key={`${list.list} ${row.about_id ?? personOf(row)}`}
              row={row}
              list={list}
              work={work}
              wall={wall}
              showOwner={showOwner}
              onLog={mayLog ? log : undefined}
            />
          ))}
        </ul>
        {list.total !== null && list.total > rows.length ? (
          <p className="soft">{of(words.more, { count: formatNumber(list.total - rows.length, language) })}</p>
        ) : null}
      </section>
      {work.logged.length > 0 ? (
        <details className="work-logged">
          <summary>{of(words.logged_today, { count: work.logged.length })}</summary>
          <ul>
            {work.logged.map((each) => {
              const name = each.name ?? each.contact_id ?? each.customer_id ?? ''
              return (
                <li key={each.key}>
                  <span>
                    {each.at.slice(11, 16)} {name}
                    {each.reached === null ? '' : ` · ${of(each.reached ? words.reached : words.missed).toLowerCase()}`}
                  </span>
                  <button
                    type="button"
                    aria-label={of(words.undo_named, { name })}
                    onClick={() => void outbox.undo(each.key, name).then(() => outbox.flush())}
                  >
                    {of(words.undo)}
                  </button>
                </li>
              )
            })}
          </ul>
        </details>
      ) : null}
      <OutboxBar outbox={outbox} state={state} />
    </>
  )
}

/** What waits for the reader today, on a phone first. */
export const MyPage = () => {
  const { of, t, language } = useSay()
  const [whose, setWhose] = useState<Whose>(undefined)
  const session = useQuery(sessionQuery).data
  const { data, error, refetch } = useQuery(workQuery(language, whose))
  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  const leads = session?.may.includes('work.team') ?? false
  return (
    <div className="work">
      {data ? (
        <Lists
          work={data}
          user={session?.user?.id ?? null}
          mayLog={session?.may.includes('work.log') ?? false}
          showOwner={leads && whose === undefined}
          team={
            leads ? (
              <Team whose={whose} mayShare={session?.may.includes('work.assign') ?? false} onChoose={setWhose} />
            ) : null
          }
        />
      ) : error ? (
        <Failure error={error} again={() => void refetch()} />
      ) : (
        <p className="soft">{t('loading')} …</p>
      )}
    </div>
  )
}
