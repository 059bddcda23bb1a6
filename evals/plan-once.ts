import type { PlayDeps } from './play-turns.js'

type Plan<Planned> = (
  input: Parameters<PlayDeps['plan']>[0],
  signal: AbortSignal,
) => Promise<Planned>

/**
 * Plans each turn once, since several suites ask the same question of the same bot: `answer` and
 * `extracts`, `handoff` and `behaviour`. A plan follows from what the turn begins with alone, and
 * nothing of the product changes while it is asked; one that failed is planned again.
 */
export function planOnce<Planned>(plan: Plan<Planned>): Plan<Planned> {
  const planned = new Map<string, Promise<Planned>>()
  return (input, signal) => {
    const key = JSON.stringify([
      ...[input.texts, input.language, input.seed],
      input.circumstances?.value ?? 'ordinary',
      input.circumstances?.emergencies ?? [],
      Object.entries(input.memory).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ])
    const known = planned.get(key)
    if (known) return known
    const made = plan(input, signal)
    planned.set(key, made)
    made.catch(() => planned.delete(key))
    return made
  }
}
