/**
 * Logs on their way to the server. Each is kept in the browser before it is sent and until the server has said what
 * became of it; what is sent again is known there by its key, so nothing counts twice and nothing is lost.
 */

export type LogBody = {
  readonly contact_id?: string
  readonly customer_id?: string
  readonly at: string
  readonly method: string
  readonly purpose: string
  readonly reached: boolean
  readonly minutes?: number
  readonly researched?: boolean
  readonly next_step?: string
  readonly next_on?: string
}

type Kept = {
  readonly key: string
  /** Account that wrote it; null while nobody has to sign in. Sent by no other. */
  readonly user: string | null
  readonly order: number
  /** Whom it is about, as the page names them. */
  readonly label: string
  /** Set once it may have reached the server, whatever was heard of that. */
  readonly tried?: true
  /** The server’s own sentence, where it said no. */
  readonly refused?: string
}

export type LogEntry = Kept & { readonly kind: 'log'; readonly person: string; readonly body: LogBody }
export type UndoEntry = Kept & { readonly kind: 'undo'; readonly target: string }
export type Entry = LogEntry | UndoEntry

/** Where entries outlive the page. */
export type Keeping = {
  readonly all: () => Promise<readonly Entry[]>
  readonly put: (entry: Entry) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

export type Line = {
  readonly log: (entry: LogEntry) => Promise<unknown>
  readonly undo: (target: string) => Promise<unknown>
  /** Whether it may go better another time, and what the server said where it will not. */
  readonly judge: (error: unknown) => { readonly passing: boolean; readonly sentence: string }
  /** Tries again after so many milliseconds. */
  readonly later: (milliseconds: number, work: () => void) => void
}

export type Outbox = {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => Snapshot
  readonly add: (entry: Omit<LogEntry, 'kind' | 'order'>) => Promise<void>
  readonly undo: (key: string, label: string) => Promise<void>
  /** Forgets one the server refused. */
  readonly discard: (key: string) => Promise<void>
  /** Sends what waits for this account; returns once nothing more can be sent now. */
  readonly flush: () => Promise<void>
  /** Whose entries may be sent. */
  readonly setUser: (user: string | null) => void
  /** The list has been read again since these were sent. */
  readonly settle: (keys: readonly string[]) => void
}

export type Snapshot = {
  readonly entries: readonly Entry[]
  /** Sent while this page is open, the last one last. */
  readonly sent: readonly LogEntry[]
  /** Sent or taken back, and not yet seen in the list. */
  readonly unseen: readonly string[]
  readonly sending: boolean
  readonly user: string | null
}

const waits = [2_000, 5_000, 15_000, 60_000] as const

export const openOutbox = (keeping: Keeping, line: Line): Outbox => {
  let state: Snapshot = { entries: [], sent: [], unseen: [], sending: false, user: null }
  const listeners = new Set<() => void>()
  const become = (next: Partial<Snapshot>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const put = async (entry: Entry): Promise<void> => {
    await keeping.put(entry)
    become({
      entries: [...state.entries.filter(({ key }) => key !== entry.key), entry].sort((a, b) => a.order - b.order),
    })
  }
  const drop = async (key: string): Promise<void> => {
    await keeping.remove(key)
    become({ entries: state.entries.filter((entry) => entry.key !== key) })
  }
  const loaded = keeping.all().then((entries) => become({ entries: [...entries].sort((a, b) => a.order - b.order) }))
  const nextOrder = (): number => Math.max(0, ...state.entries.map(({ order }) => order)) + 1

  const done = async (entry: Entry): Promise<void> => {
    await drop(entry.key)
    become(
      entry.kind === 'log'
        ? { sent: [...state.sent, entry], unseen: [...state.unseen, entry.key] }
        : { sent: state.sent.filter(({ key }) => key !== entry.target), unseen: [...state.unseen, entry.key] },
    )
  }
  const sendOne = async (entry: Entry): Promise<boolean> => {
    const tried = { ...entry, tried: true as const }
    await put(tried)
    try {
      await (tried.kind === 'log' ? line.log(tried) : line.undo(tried.target))
      await done(tried)
      return true
    } catch (error) {
      const { passing, sentence } = line.judge(error)
      if (passing) return false
      await put({ ...tried, refused: sentence })
      return true
    }
  }

  let round: Promise<void> | null = null
  let failures = 0
  const flush = async (): Promise<void> => {
    await loaded
    if (round) return round
    const work = async (): Promise<void> => {
      become({ sending: true })
      try {
        for (;;) {
          const next = state.entries.find((entry) => entry.refused === undefined && entry.user === state.user)
          if (!next) {
            failures = 0
            return
          }
          if (await sendOne(next)) continue
          line.later(waits[Math.min(failures, waits.length - 1)]!, () => void flush())
          failures += 1
          return
        }
      } finally {
        become({ sending: false })
      }
    }
    round = work().finally(() => {
      round = null
    })
    return round
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => state,
    add: async (entry) => {
      await loaded
      await put({ ...entry, kind: 'log', order: nextOrder() })
    },
    undo: async (key, label) => {
      await loaded
      const entry = state.entries.find((each) => each.key === key)
      // What never left this browser need not be taken back anywhere; what may have left is sent, then taken back.
      if (entry && (entry.tried === undefined || entry.refused !== undefined)) return drop(key)
      if (state.entries.some((each) => each.kind === 'undo' && each.target === key)) return
      await put({ kind: 'undo', key: `undo-${key}`, target: key, user: state.user, order: nextOrder(), label })
    },
    discard: async (key) => {
      await loaded
      await drop(key)
    },
    flush,
    setUser: (user) => {
      if (user !== state.user) become({ user, sent: [] })
    },
    settle: (keys) => become({ unseen: state.unseen.filter((key) => !keys.includes(key)) }),
  }
}
