import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['{platform,knowledge,handoff,bot,evals}/**/*.test.{ts,tsx}'],
    // Browser journeys and real processes need room; plain tests end far below it.
    testTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
