import { useSay } from '../language.tsx'
import { words } from './messages.ts'
import type { Outbox, Snapshot } from './outbox.ts'
import { useOnline } from './use-online.ts'

/** What was just logged with a way back, what waits for the line, and what the server refused. */
export const OutboxBar = ({ outbox, state }: { readonly outbox: Outbox; readonly state: Snapshot }) => {
  const { of } = useSay()
  const online = useOnline()
  const own = state.entries.filter((entry) => entry.user === state.user)
  const others = state.entries.length - own.length
  const waiting = own.filter(({ refused }) => refused === undefined)
  const refused = own.filter((entry) => entry.refused !== undefined)
  const undone = new Set(own.flatMap((entry) => (entry.kind === 'undo' ? [entry.target] : [])))
  const last = [...state.sent, ...waiting].findLast((entry) => entry.kind === 'log' && !undone.has(entry.key))
  const isSent = last !== undefined && state.sent.includes(last as (typeof state.sent)[number])
  const undo = (key: string, label: string): void => void outbox.undo(key, label).then(() => outbox.flush())
  return (
    <div className="outbox" role="status">
      {online ? null : <p className="outbox-line">{of(words.waiting_line)}</p>}
      {others > 0 ? <p>{of(words.waiting_other, { count: others })}</p> : null}
      {refused.map((entry) => (
        <p key={entry.key} className="outbox-refused">
          <span>
            <strong>{of(words.refused)}: </strong>
            {entry.label}. {entry.refused}
          </span>
          <button type="button" onClick={() => void outbox.discard(entry.key)}>
            {of(words.discard)}
          </button>
        </p>
      ))}
      {waiting.length > 0 ? (
        <details className="outbox-waiting">
          <summary>
            {of(words.waiting, { count: waiting.length })}
            {state.sending ? ` · ${of(words.sending)}` : ''}
          </summary>
          <ul>
            {waiting.map((entry) => (
              <li key={entry.key}>
                {entry.label}
                {entry.kind === 'undo' ? ` (${of(words.undoing)})` : ''}
              </li>
            ))}
          </ul>
          <button type="button" disabled={state.sending} onClick={() => void outbox.flush()}>
            {of(words.send_now)}
          </button>
        </details>
      ) : null}
      {last ? (
        <p className="outbox-last">
          <span>{of(isSent ? words.saved : words.kept, { name: last.label })}</span>
          <button
            type="button"
            aria-label={of(words.undo_named, { name: last.label })}
            onClick={() => undo(last.key, last.label)}
          >
            {of(words.undo)}
          </button>
        </p>
      ) : null}
    </div>
  )
}
