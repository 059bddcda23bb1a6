import type { PlayedTurn } from '../suite.js'

/** What the bot did turn by turn, and by which rule: `answer → hand-over (anger)`. */
export function tellCourse(turns: readonly Pick<PlayedTurn, 'decision' | 'rule'>[]): string {
  return turns
    .map(({ decision, rule }) => (rule === null ? decision : `${decision} (${rule})`))
    .join(' → ')
}
