import { rmSync } from 'node:fs'
import { placeOf } from './prepared.ts'

/** Takes away, once all tests have run, what files of tests have shared. */
export default (): (() => void) => () => {
  for (const path of [placeOf(process.pid), `${placeOf(process.pid)}.building`])
    rmSync(path, { recursive: true, force: true })
}
