import { type Article, exactKey, foldText, toLanguageScript } from '../../knowledge/index.js'
import { chosenByPlace } from '../place-in-list.js'
import type { TurnInput } from './plan-turn.js'

const YES =
  /^(?:是|是的|对|對|对的|對的|嗯|恩|没错|沒錯|就是这个|就是這個|yes|yep|yeah|right|correct|exactly|that'?s (?:it|right)|yes,? please)[.。!,，]*$/

/**
 * The article that a customer chooses of those that the bot has just offered: by its place, by its
 * title, or by a yes where it offered one.
 *
 * @param articles All there are.
 */
export function chosenOffer(
  { texts, memory, language }: Pick<TurnInput, 'texts' | 'memory' | 'language'>,
  articles: readonly Article[],
): Article | undefined {
  const [text, ...more] = texts
  if (text === undefined || more.length > 0) return undefined
  const offered = memory.offered.flatMap(
    (id) => articles.find((article) => article.id === id) ?? [],
  )
  const folded = foldText(text)
  const [only, ...others] = offered
  if (only && others.length === 0 && YES.test(folded)) return only
  const key = exactKey(text)
  // As it was shown: not every word is the same again on its way to traditional Chinese and back.
  const isTitle = ({ title }: Article) => exactKey(toLanguageScript(title, language)) === key
  return chosenByPlace(folded, offered) ?? offered.find(isTitle)
}
