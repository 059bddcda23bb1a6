import type { BeforePublish } from '../editing/before-publish.js'
import { effectWords, sayFailure } from './effect-words.js'
import type { MeasureEffect } from './measure-effect.js'

/**
 * Lets nothing go live that fails an answer test of its article. Each reason names the question, in
 * its own language, which whoever publishes the article reads.
 *
 * @param measure Need not ask what customers asked: only tests block.
 */
export function blockFailing(measure: MeasureEffect): BeforePublish {
  return async ({ file, after }) => {
    const { signal } = new AbortController()
    const { failing } = await measure([{ file, source: after }], signal)
    const reasons = failing.map(({ test: { question, language }, after: { failures } }) => {
      const words = effectWords(language)
      const [open, close] = language === 'en' ? ['“', '”'] : ['「', '」']
      return `${open}${question}${close} ${failures.map((each) => sayFailure(each, words)).join(' ')}`
    })
    return { kind: reasons.length > 0 ? 'blocks' : 'passes', reasons }
  }
}
