import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, so that none of them is left running alone at the end. */
const long = ['test/crash/', 'test/why/demo', 'test/e2e/', 'test/accounts/scope', 'test/durability/', 'test/explain/']
const rank = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((part) => moduleId.includes(part))
  return place === -1 ? long.length : place
}

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
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
    sequence: { sequencer: LongFirst },
    projects: [
      // What stands beside its source asks no other process than the engine's, and leaves nothing behind.
      { extends: true, test: { name: 'beside', include: ['src/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'] } },
    ],
  },
})
