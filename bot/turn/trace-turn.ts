import { type Facts, type FiredRule, type TurnTrace, WORTH_TELLING } from '../../handoff/index.js'
import { articleHref, type Found, helpUrl, standingOf } from '../../knowledge/index.js'

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
    passages: found.hits.slice(0, TRACED_PASSAGES).map((hit, i) => {
      const contradiction = standingOf(hit, found.contradiction())
      // To find where in an article it stands, all its sentences are held against the question.
      const isShown = i === 0 || contradiction || hit.probability >= WORTH_TELLING
      return {
        article: hit.article.id,
        title: hit.article.title,
        url: isShown ? helpUrl(hit, facts.language) : articleHref(hit.article, facts.language),
        probability: hit.probability,
        ...(contradiction && { contradiction }),
      }
    }),
    // Nothing was searched for.
    probability: found.reason === 'denied' ? null : found.probability,
    decision: turn.decision,
  }
}
