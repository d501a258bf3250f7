import { join } from 'node:path'
import { randomBelow, randomOf } from '#adapters/secrets.ts'
import type { Store } from '#core/store.ts'
import type { PulseDeps } from '#operations/pulse/dependencies.ts'
import { openPulseBoxes } from '#store/pulse-boxes.ts'

/** What asking employees needs. Boxes of open rounds lie in a folder of their own, which backups leave out. */
export const pulseFor = (store: Store, folder: string): Pick<PulseDeps, 'pulse' | 'boxes' | 'below'> => ({
  pulse: store.pulse,
  boxes: openPulseBoxes(join(folder, 'pulse'), randomOf),
  below: randomBelow,
})
