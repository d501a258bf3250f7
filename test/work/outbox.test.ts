import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Entry, type Keeping, type LogEntry, openOutbox } from '../../src/web/work/outbox.ts'

class Dropped extends Error {}
class Refused extends Error {}

/** The browser’s store: what was put there is there for the next page. */
const disk = (): Keeping & { readonly kept: Map<string, Entry> } => {
  const kept = new Map<string, Entry>()
  return {
    kept,
    all: async () => [...kept.values()],
    put: async (entry) => void kept.set(entry.key, structuredClone(entry)),
    remove: async (key) => void kept.delete(key),
  }
}

/** The server as the contact log is: a key counts once, and once taken back stays so. */
const server = () => {
  const logs = new Map<string, 'logged' | 'undone'>()
  return {
    logs,
    log: (key: string) => {
      if (!logs.has(key)) logs.set(key, 'logged')
    },
    undo: (key: string) => {
      if (logs.has(key)) logs.set(key, 'undone')
    },
  }
}

const judge = (error: unknown) => ({ passing: error instanceof Dropped, sentence: String(error) })
const body = { at: '2026-11-18T11:40:00', method: 'telesales', purpose: 'selling', reached: true }
const entry = (key: string, user: string | null = 'lan'): Omit<LogEntry, 'kind' | 'order'> => ({
  key,
  user,
  label: key,
  person: `contact:${key}`,
  body: { ...body, contact_id: key },
})

type Step =
  | { readonly do: 'log' }
  | { readonly do: 'undo'; readonly which: number }
  | { readonly do: 'flush' }
  | { readonly do: 'reload' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'log' }) },
  { weight: 2, arbitrary: fc.nat(9).map((which): Step => ({ do: 'undo', which })) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'flush' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'reload' }) },
)
/** What the line does with each request: lets it through, loses it, loses the answer, or does the work twice. */
const fate = fc.constantFrom('through', 'through', 'lost', 'unheard', 'twice')

describe('logs on their way', () => {
  test('whatever is lost, repeated, taken back or closed: each stands once or was taken back, as the person last said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.array(fate, { maxLength: 200 }), async (steps, fates) => {
        const [keeping, there, next] = [disk(), server(), fates.values()]
        let broken = true
        const carry = async (work: () => void): Promise<void> => {
          const what = broken ? (next.next().value ?? 'through') : 'through'
          if (what !== 'lost') work()
          if (what === 'twice') work()
          if (what === 'lost' || what === 'unheard') throw new Dropped()
        }
        const open = () => {
          const outbox = openOutbox(keeping, {
            log: ({ key }) => carry(() => there.log(key)),
            undo: (key) => carry(() => there.undo(key)),
            judge,
            later: () => undefined,
          })
          outbox.setUser('lan')
          return outbox
        }
        let outbox = open()
        const meant = new Map<string, 'logged' | 'undone'>()
        for (const each of steps) {
          const [keys, { sent, entries }] = [[...meant.keys()], outbox.snapshot()]
          if (each.do === 'log') {
            const key = `log-${meant.size}`
            meant.set(key, 'logged')
            await outbox.add(entry(key))
          } else if (each.do === 'undo') {
            const key = keys[each.which]
            // The page offers to take back what it shows as waiting or sent.
            if (!key || ![...sent, ...entries].some((one) => one.key === key)) continue
            meant.set(key, 'undone')
            await outbox.undo(key, key)
          } else if (each.do === 'flush') await outbox.flush()
          else outbox = open()
        }
        broken = false
        await outbox.flush()
        expect([...keeping.kept.keys()]).toEqual([])
        for (const [key, state] of meant) expect([key, there.logs.get(key) ?? 'undone']).toEqual([key, state])
        expect([...there.logs.keys()].filter((key) => !meant.has(key))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('what the server refuses is kept with its sentence, holds nothing up, and goes when it is discarded', async () => {
    const keeping = disk()
    const outbox = openOutbox(keeping, {
      log: async ({ key }) => {
        if (key === 'bad') throw new Refused('not yours')
      },
      undo: async () => undefined,
      judge,
      later: () => undefined,
    })
    outbox.setUser('lan')
    for (const key of ['bad', 'good']) await outbox.add(entry(key))
    await outbox.flush()
    expect(outbox.snapshot().entries.map(({ key, refused }) => [key, refused])).toEqual([['bad', 'Error: not yours']])
    expect(outbox.snapshot().sent.map(({ key }) => key)).toEqual(['good'])
    await outbox.discard('bad')
    expect(keeping.kept.size).toBe(0)
  })

  test('one account never sends what another wrote, nor loses it', async () => {
    const [keeping, went] = [disk(), [] as string[]]
    const outbox = openOutbox(keeping, {
      log: async ({ key }) => void went.push(key),
      undo: async () => undefined,
      judge,
      later: () => undefined,
    })
    await outbox.add(entry('of-lan', 'lan'))
    await outbox.add(entry('of-minh', 'minh'))
    outbox.setUser('minh')
    await outbox.flush()
    expect(went).toEqual(['of-minh'])
    expect(outbox.snapshot().sent.map(({ key }) => key)).toEqual(['of-minh'])
    outbox.setUser('lan')
    expect(outbox.snapshot().sent).toEqual([])
    await outbox.flush()
    expect(went).toEqual(['of-minh', 'of-lan'])
  })

  test('while there is no line it tries again, first soon, then once a minute', async () => {
    const waits: number[] = []
    const outbox = openOutbox(disk(), {
      log: async () => {
        throw new Dropped()
      },
      undo: async () => undefined,
      judge,
      later: (milliseconds) => void waits.push(milliseconds),
    })
    outbox.setUser('lan')
    await outbox.add(entry('waiting'))
    for (let i = 0; i < 6; i++) await outbox.flush()
    expect(waits).toEqual([2_000, 5_000, 15_000, 60_000, 60_000, 60_000])
  })
})
