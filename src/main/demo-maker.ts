/** Makes the demo company's files in a thread of its own, and says each file's path once the file is whole. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { makeDemo } from '#demo/make.ts'
import type { DemoEntity } from '#demo/write.ts'

const { now, folder } = workerData as { readonly now: string; readonly folder: string }
const fileOf = (entity: DemoEntity): string => join(folder, `${entity}.csv`)

makeDemo(
  now,
  (entity, text) => appendFileSync(fileOf(entity), text),
  (entity) => parentPort!.postMessage(fileOf(entity)),
)
