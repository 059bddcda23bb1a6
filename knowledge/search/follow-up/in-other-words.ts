import { lazy } from '../../../platform/lazy.js'
import type { Query } from '../candidate.js'
import type { Decision } from '../decide-hits.js'
import { type Hit, hitOf, type SentenceDeps } from '../extract/choose-passage.js'
import type { Found } from '../find-answer.js'

/**
 * The same articles, the first one's sentences perhaps chosen for other words than it was found by;
 * to read another one's for nothing takes half a millisecond.
 *
 * @param query The question in those words.
 * @param choose Which of the two says it better.
 */
export function inOtherWords(
  deps: SentenceDeps,
  found: Found,
  query: Query,
  choose: (own: Hit, other: Hit) => Hit,
): Found {
  const [first] = found.hits
  if (!first) return found
  const chosen = choose(hitOf(deps, first.article, first.probability, query), first)
  const other = (hit: Hit) => (hit === first ? chosen : hit)
  return {
    ...found,
    hits: found.hits.map(other),
    decision: withOther(found.decision, other),
    contradiction: lazy(() => {
      const contradiction = found.contradiction()
      if (!contradiction) return null
      const [one, another] = contradiction.between
      const { newer } = contradiction
      return { between: [other(one), other(another)], newer: newer && other(newer) }
    }),
  }
}

function withOther(decision: Decision, other: (hit: Hit) => Hit): Decision {
  switch (decision.kind) {
    case 'answer':
      return { kind: 'answer', hit: other(decision.hit) }
    case 'ask-back':
      return { kind: 'ask-back', choices: decision.choices.map(other) }
    case 'hand-over':
      return decision
  }
}
