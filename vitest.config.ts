import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // More than the two cores: a third of the time a test waits for the disk, a page or a clock.
    maxWorkers: 3,
    pool: 'forks',
    globalSetup: ['test/e2e/swept.ts'],
  },
})
