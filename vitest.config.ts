import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('test/crash/')
/** Large files, those of the browser among them, have begun by then. */
const after = 30

/** Largest files first, but the kills neither beside all that a browser does nor alone at the end. */
class KillsInTheMiddle extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const others = sorted.filter((file) => !isLong(file))
    return [...others.slice(0, after), ...sorted.filter(isLong), ...others.slice(after)]
  }
}

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // More than the two cores: a third of the time a test waits for the disk, a page or a clock.
    maxWorkers: 3,
    pool: 'forks',
    globalSetup: ['test/e2e/swept.ts'],
    sequence: { sequencer: KillsInTheMiddle },
    projects: [
      // What stands beside its source asks no other process than the engine's, and leaves nothing behind.
      { extends: true, test: { name: 'beside', include: ['src/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'] } },
    ],
  },
})
