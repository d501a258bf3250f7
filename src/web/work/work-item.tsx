import { useState } from 'react'
import { formatNumber } from '#core/format.ts'
import { memberWords } from '#core/member-words.ts'
import type { WaitingList, WorkRow } from '#core/work/answer.ts'
import { businessMinutesNow } from '#core/work/running-clock.ts'
import type { HeardWork } from '../data/work.ts'
import { useSay } from '../language.tsx'
import { browserTime } from './clock.ts'
import { type LogDraft, LogForm } from './log-form.tsx'
import { words } from './messages.ts'

/** `tel:` takes digits and a plus. */
const dialled = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`

/** One person who waits: why, for how long, and the two taps that say it was done. */
export const WorkItem = ({
  row,
  list,
  work,
  wall,
  showOwner,
  onLog,
}: {
  readonly row: WorkRow
  readonly list: WaitingList
  readonly work: HeardWork
  readonly wall: string
  readonly showOwner: boolean
  /** Left out where the reader may only look. */
  readonly onLog?: ((row: WorkRow, draft: LogDraft) => void) | undefined
}) => {
  const { of, language } = useSay()
  const [open, setOpen] = useState<boolean | null>(null)
  const [called, setCalled] = useState<number | null>(null)
  const name = row.name ?? of(words.nameless)
  const waited =
    row.business_minutes === null ? null : businessMinutesNow(row.business_minutes, work.as_of, wall, work.business_day)
  const late = row.late || (waited !== null && waited > work.limit_minutes)
  const source = row.source === null ? null : (memberWords[`source.${row.source}`]?.[language] ?? row.source)
  const about = [source, row.topic, row.product_line, row.location, showOwner ? row.owner_name : null]
  return (
    <li className="work-item">
      <h3>{name}</h3>
      <p className="soft">{about.filter((part) => part !== null && part !== '').join(' · ')}</p>
      {waited === null ? (
        <p>{row.sentence}</p>
      ) : (
        <p className={late ? 'late' : ''}>
          {waited < 90
            ? of(words.waited_minutes, { count: waited })
            : of(words.waited_hours, { count: formatNumber(waited / 60, language, waited < 600 ? 1 : 0) })}
          {late ? ` · ${of(words.late)}` : ''}
        </p>
      )}
      {onLog === undefined ? null : open === null ? (
        <div className="work-actions">
          {row.phone ? (
            <a
              className="button main"
              href={dialled(row.phone)}
              aria-label={of(words.call_named, { name })}
              onClick={() => setCalled(browserTime())}
            >
              {of(words.call)}
            </a>
          ) : (
            <span className="button none">{of(words.no_phone)}</span>
          )}
          <button type="button" aria-label={of(words.log_reached, { name })} onClick={() => setOpen(true)}>
            {of(words.reached)}
          </button>
          <button type="button" aria-label={of(words.log_missed, { name })} onClick={() => setOpen(false)}>
            {of(words.missed)}
          </button>
        </div>
      ) : (
        <LogForm
          name={name}
          reached={open}
          spoken={called === null ? null : Math.max(1, Math.round((browserTime() - called) / 60_000))}
          today={wall.slice(0, 10)}
          asksResearch={list.purpose === 'selling'}
          onSave={(draft) => {
            setOpen(null)
            onLog(row, draft)
          }}
          onCancel={() => setOpen(null)}
        />
      )}
    </li>
  )
}
