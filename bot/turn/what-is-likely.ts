import type { BotMemory } from '../../handoff/index.js'
import { type Decision, type Found, type Hit, isSameFamily } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'

/** From here on a question that went to a person, or was asked back, had its subject found. */
const SUBJECT = 0.2

/** What was most likely meant by a question that has no answer: what was said of it, if anything. */
export function likelyOf(
  decision: Decision | null,
  { hits }: Pick<Found, 'hits'>,
  quoted: Hit | undefined,
): Hit | undefined {
  if (decision === null || decision.kind === 'answer') return undefined
  if (quoted) return quoted
  const meant = decision.kind === 'ask-back' ? decision.choices : hits
  const [likeliest] = meant.toSorted((a, b) => b.probability - a.probability)
  return likeliest && likeliest.probability >= SUBJECT ? likeliest : undefined
}

/** A choice without another is said when it is so much less likely: to ask which one is no question. */
const ONLY = 0.2

/**
 * Of what was offered before, one that is this much likelier than the next is as good as chosen,
 * unless something new is as much likelier than it.
 */
const CLEARLY = 2

/**
 * What a question back says beside its choices: what the first one answers, where that is likely,
 * or the one of those offered before that is left, alone or clearly the likeliest, and not clearly
 * less likely than what is new.
 */
export function quotedOf(
  decision: Decision | null,
  { limits, reason }: Pick<Found, 'limits' | 'reason'>,
  memory: BotMemory,
): Hit | undefined {
  const chosen = chosenOf(decision, { limits, reason }, memory)
  return chosen && withOpening(chosen, memory.lastSaid)
}

function chosenOf(
  decision: Decision | null,
  { limits, reason }: Pick<Found, 'limits' | 'reason'>,
  { offered }: BotMemory,
): Hit | undefined {
  const choices = decision?.kind === 'ask-back' ? decision.choices : []
  const [first, ...others] = choices
  if (reason === 'contradiction' || !first) return undefined
  const [left, next] = choices.filter(({ article }) => offered.includes(article.id))
  if (offered.length > 1 && left) {
    const isClear = left.probability >= CLEARLY * (next?.probability ?? 0)
    if (isClear && CLEARLY * left.probability >= first.probability) return left
  }
  return first.probability >= limits.quote - (others.length === 0 ? ONLY : 0) ? first : undefined
}

/**
 * Of what is not surely meant, the article's first sentences are said as well: they hold the rule,
 * where what seems nearest to the question may be an exception to it.
 *
 * @param said What the customer has read already.
 */
function withOpening(hit: Hit, said = ''): Hit {
  const { article, passage, probability, opening, extract } = hit
  const isSaid = opening.sentences.some(({ text }) => `${said}${extract.markdown}`.includes(text))
  if (isSaid || opening.sentences.length === 0) return hit
  return {
    ...{ article, passage, probability, opening },
    extract: {
      sentences: [...opening.sentences, ...extract.sentences],
      markdown: `${opening.markdown}\n\n${extract.markdown}`,
    },
  }
}

/** No more links than one looks at while waiting. */
const MOST_NEAR = 2

/** Articles in the customer's language that may say it after all. */
export function nearest({ hits }: Pick<Found, 'hits'>, language: Language): readonly Hit[] {
  const near = hits.slice(0, MOST_NEAR).filter(({ probability }) => probability >= SUBJECT)
  return near.filter(({ article }) => isSameFamily(article.language, language))
}
