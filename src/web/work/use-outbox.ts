import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Refusal } from '../data/ask.ts'
import { useFreshNumbers } from '../data/use-fresh-numbers.ts'
import { sendLog, sendUndo } from '../data/work.ts'
import { browserKeeping } from './keeping.ts'
import { type Outbox, openOutbox, type Snapshot } from './outbox.ts'

/** What may go better another time: no line, a server that stops or is busy, a session that has ended. */
const isPassing = ({ code, status }: Refusal): boolean =>
  code === 'network' || status >= 500 || status === 401 || status === 429 || code === 'data.in_use'

let opened: Outbox | null = null

const outboxOfBrowser = (): Outbox => {
  opened ??= openOutbox(browserKeeping(), {
    log: ({ key, body }) => sendLog(key, body),
    undo: (target) =>
      sendUndo(target).catch((error: unknown) => {
        // A log the server never had need not be taken back.
        if (!(error instanceof Refusal && error.code === 'work.log_unknown')) throw error
      }),
    judge: (error) =>
      error instanceof Refusal
        ? { passing: isPassing(error), sentence: error.message }
        : { passing: true, sentence: String(error) },
    later: (milliseconds, work) => void setTimeout(work, milliseconds),
  })
  return opened
}

/** The browser’s outbox, sending for this account while the page is open and whenever the line comes back. */
export const useOutbox = (user: string | null): { readonly outbox: Outbox; readonly state: Snapshot } => {
  const refresh = useFreshNumbers()
  const reading = useRef(0)
  const outbox = outboxOfBrowser()
  const state = useSyncExternalStore(outbox.subscribe, outbox.snapshot)
  useEffect(() => {
    outbox.setUser(user)
    const send = (): void => void outbox.flush()
    send()
    const seen = (): void => {
      if (document.visibilityState === 'visible') send()
    }
    window.addEventListener('online', send)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.removeEventListener('online', send)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [outbox, user])
  const unseen = state.unseen.join()
  useEffect(() => {
    if (unseen === '' || state.sending) return
    reading.current += 1
    const own = reading.current
    // Read again meanwhile, an earlier answer is given up before it has come.
    void refresh().then(() => {
      if (own === reading.current) outbox.settle(unseen.split(','))
    })
  }, [unseen, state.sending, outbox])
  return { outbox, state }
}
