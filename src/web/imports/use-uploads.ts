import { useEffect, useReducer, useRef } from 'react'
import { bringFile, type Uploading } from '../data/upload.ts'

/** A file on its way, or here. */
export type Item = {
  readonly key: number
  readonly file: File
  readonly state: 'queued' | 'sending' | 'dropped' | 'paused' | 'here' | 'refused'
  readonly sent: number
  /** Id of the upload, once it is whole. */
  readonly upload: string | null
  readonly refusal: string | null
}

type Act =
  | { readonly do: 'add'; readonly items: readonly Item[] }
  | { readonly do: 'change'; readonly key: number; readonly to: Partial<Omit<Item, 'key' | 'file'>> }
  | { readonly do: 'remove'; readonly key: number }
  | { readonly do: 'clear' }

const step = (items: readonly Item[], act: Act): readonly Item[] => {
  if (act.do === 'add') return [...items, ...act.items]
  if (act.do === 'remove') return items.filter(({ key }) => key !== act.key)
  if (act.do === 'clear') return []
  return items.map((item) => (item.key === act.key ? { ...item, ...act.to } : item))
}

/** Files chosen on the page, sent one after another; one that is paused lets the next go first. */
export const useUploads = () => {
  const [items, act] = useReducer(step, [])
  const sending = useRef(new Map<number, Uploading>())
  const next = useRef(0)
  const change = (key: number, to: Partial<Omit<Item, 'key' | 'file'>>): void => act({ do: 'change', key, to })

  useEffect(() => {
    if (items.some(({ state }) => state === 'sending' || state === 'dropped')) return
    const item = items.find(({ state }) => state === 'queued')
    if (!item || sending.current.has(item.key)) return
    const { key } = item
    change(key, { state: 'sending' })
    const started = bringFile(item.file, {
      onSent: (sent) => change(key, { state: 'sending', sent }),
      onDropped: () => change(key, { state: 'dropped' }),
      onDone: (upload) => change(key, { state: 'here', sent: item.file.size, upload }),
      onRefused: ({ sentence }) => change(key, { state: 'refused', refusal: sentence }),
    })
    sending.current.set(key, started)
  })

  const isOnItsWay = items.some(({ state }) => state === 'sending' || state === 'dropped')
  useEffect(() => {
    if (!isOnItsWay) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isOnItsWay])

  useEffect(() => {
    const all = sending.current
    // What has come of a file is kept on the server for a day, so that it goes on when chosen again.
    return () => {
      for (const each of all.values()) each.pause()
    }
  }, [])

  return {
    items,
    add: (files: readonly File[]): void =>
      act({
        do: 'add',
        items: files.map((file) => ({
          key: next.current++,
          file,
          state: 'queued' as const,
          sent: 0,
          upload: null,
          refusal: null,
        })),
      }),
    pause: (key: number): void => {
      sending.current.get(key)?.pause()
      change(key, { state: 'paused' })
    },
    goOn: (key: number): void => {
      change(key, { state: 'sending' })
      sending.current.get(key)?.goOn()
    },
    remove: (key: number): void => {
      sending.current.get(key)?.stop()
      act({ do: 'remove', key })
    },
    /** Forgets all of them, here and on the server. */
    clear: (): void => {
      for (const each of sending.current.values()) each.stop()
      act({ do: 'clear' })
    },
  }
}

export type Uploads = ReturnType<typeof useUploads>
