import { parentPort } from 'node:worker_threads'
import type { PageToRead } from '#core/prices/page-reader.ts'
import { readPageBytes } from './page-reading.ts'

parentPort!.on('message', (page: PageToRead) => {
  try {
    parentPort!.postMessage({ read: readPageBytes(page) })
  } catch (error) {
    parentPort!.postMessage({ failed: String(error) })
  }
})
parentPort!.postMessage({ ready: true })
