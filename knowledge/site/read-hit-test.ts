import type { Context } from 'hono'
import { isLanguage, type Language } from '../../platform/language.js'
import type { Audience } from '../article/article.js'
import { detectLanguage } from '../search/question/detect-language.js'

/** What the hit test asks, kept in the address. */
export interface HitTest {
  /** Empty before anything is asked. */
  readonly question: string
  /** `null` where the question itself tells. */
  readonly language: Language | null
  readonly audience: Audience
}

/** What is not understood is left out: an address from elsewhere still shows the form. */
export function readHitTest(c: Context): HitTest {
  const language = c.req.query('in')
  return {
    question: (c.req.query('q') ?? '').trim(),
    language: isLanguage(language) ? language : null,
    audience: c.req.query('for') === 'agent' ? 'agent' : 'customer',
  }
}

/** As the chat does at the first message: the words tell, else the page's language. */
export function languageOf({ question, language }: HitTest, page: Language): Language {
  return language ?? detectLanguage(question, page)
}
