import type { Facts, FiredRule, TurnTrace } from '../../handoff/index.js'
import { type Found, helpUrl, standingOf } from '../../knowledge/index.js'

const TRACED_PASSAGES = 5

/** Keeps why the bot did what it did, for the desk, the editors and the evals. */
export function traceTurn(turn: {
  readonly text: string
  readonly facts: Facts
  readonly fired: readonly FiredRule[]
  readonly found: Found
  readonly decision: TurnTrace['decision']
}): TurnTrace {
  const { found } = turn
  const { signals, ...facts } = turn.facts
  return {
    question: turn.text,
    readings: found.readings,
    signals: signals.map(({ name, strength, cause }) => ({ name, strength, cause })),
    rules: turn.fired.map(({ id }) => id),
    facts,
    passages: found.hits.slice(0, TRACED_PASSAGES).map((hit) => {
      const contradiction = standingOf(hit, found.contradiction)
      return {
        article: hit.article.id,
        title: hit.article.title,
        url: helpUrl(hit, facts.language),
        probability: hit.probability,
        ...(contradiction && { contradiction }),
      }
    }),
    // Nothing was searched for.
    probability: found.reason === 'denied' ? null : found.probability,
    decision: turn.decision,
  }
}
