import type { Language } from '../../../platform/language.js'
import { type AskDeps, queryFor } from '../ask-corpus.js'
import type { Hit } from '../extract/choose-passage.js'
import type { Found } from '../find-answer.js'
import { inOtherWords } from './in-other-words.js'

/**
 * Who goes on asking has read what was said, so the same sentences are no answer: what else the
 * article says to it is, where it fits nearly as well.
 *
 * @param said Markdown of the answer before.
 */
export async function sayMore(
  found: Found,
  said: string,
  deps: AskDeps & { readonly language: Language },
  signal: AbortSignal,
): Promise<Found> {
  const { decision, question } = found
  const hit = decision.kind === 'ask-back' ? decision.choices[0] : found.hits[0]
  if (!hit || found.exact || !isSaid(hit, said)) return found
  const query = await queryFor(deps, question, deps.language, signal)
  return inOtherWords(deps, found, { ...query, said }, (more) => more)
}

function isSaid({ extract }: Hit, said: string): boolean {
  const { sentences } = extract
  return sentences.length > 0 && sentences.every(({ text }) => said.includes(text))
}
