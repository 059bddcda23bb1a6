import type { MessageExtras } from './message.js'
import type { TurnTrace } from './turn-trace.js'

/**
 * The article that answered the question a turn's trace is of; `undefined` where none did. A reply
 * to two questions at once cites others before it, of which the trace does not tell.
 */
export function answeredArticle(
  { decision, passages }: Pick<TurnTrace, 'decision' | 'passages'>,
  { citations = [] }: Pick<MessageExtras, 'citations'>,
): string | undefined {
  if (decision !== 'answer') return undefined
  const cited = new Set(citations.map(({ url }) => url))
  return passages.find(({ url }) => cited.has(url))?.article
}
