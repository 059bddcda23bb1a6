import type { BeforePublish } from '../editing/before-publish.js'
import { effectWords, sayFailure } from './effect-words.js'
import type { MeasureEffect } from './measure-effect.js'

/**
 * Lets nothing go live that fails an answer test of its article. Each reason names the question, in
 * its words, and says in the language of who publishes what is wrong with the answer.
 *
 * @param measure Need not ask what customers asked: only tests block.
 */
export function blockFailing(measure: MeasureEffect): BeforePublish {
  return async ({ file, after, language }) => {
    const words = effectWords(language)
    const { signal } = new AbortController()
    const { failing } = await measure([{ file, source: after }], signal)
    const reasons = failing.map(({ test: { question }, after: { failures } }) => {
      const why = failures.map((each) => sayFailure(each, words)).join(language === 'en' ? ' ' : '')
      return words('fails-question', { question, why })
    })
    return { kind: reasons.length > 0 ? 'blocks' : 'passes', reasons }
  }
}
