import type { Entry, Keeping } from './outbox.ts'

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
  })

const open = (): Promise<IDBDatabase> => {
  const request = indexedDB.open('nhip', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'key' })
  return asked(request)
}

/** A write counts once the browser says that it is on disk. */
const written = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'))
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'))
  })

/** Keeps entries in the browser’s own store. Where there is none (a private window), only as long as the page is open. */
export const browserKeeping = (): Keeping => {
  const database = open()
  database.catch(() => undefined)
  const writing = async (work: (store: IDBObjectStore) => void): Promise<void> => {
    const db = await database.catch(() => null)
    if (!db) return
    const transaction = db.transaction('outbox', 'readwrite', { durability: 'strict' })
    work(transaction.objectStore('outbox'))
    await written(transaction)
  }
  return {
    all: async () => {
      const db = await database.catch(() => null)
      if (!db) return []
      return (await asked(db.transaction('outbox').objectStore('outbox').getAll())) as readonly Entry[]
    },
    put: (entry) => writing((store) => void store.put(entry)),
    remove: (key) => writing((store) => void store.delete(key)),
  }
}
