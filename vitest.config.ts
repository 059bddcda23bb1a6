import { defineConfig } from 'vitest/config'

const JOURNEYS = '{knowledge,bot,evals}/tests/**/*.test.ts'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    // Browser journeys and real processes need room; plain tests end far below it.
    testTimeout: 30_000,
    // A busy machine may take a second for what an idle one does at once.
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Files share what is loaded: to load it anew for each takes a seventh of all time.
          isolate: false,
          include: ['{platform,knowledge,handoff,bot,evals}/**/*.test.{ts,tsx}'],
          exclude: [JOURNEYS],
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: [JOURNEYS],
          // Its one index serves all services of a run; it is built beside the unit tests.
          globalSetup: 'bot/tests/build-test-index.ts',
          setupFiles: 'bot/tests/await-test-index.ts',
          benchmark: { include: [] },
          // On a busy machine a start alone takes half a minute.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // After the unit tests, so that no more than two workers ever run at once.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
