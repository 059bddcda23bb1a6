import { foldText } from '../../knowledge/index.js'
import type { Embed } from '../signal/embed-sentences.js'

/**
 * From this likeness on (the cosine of both vectors, -1 to 1) two questions ask the same.
 *
 * `npm run handoff -- rephrased` measures it on the articles' own questions: of 10,000 pairs of
 * two articles of one category 10 pass at 0.8 and 1 at 0.85; of pairs of one article, most of
 * which ask different things of it, 167 and 37.
 */
export const SAME_QUESTION = 0.8

/** Shorter ones, such as "多久" or "how long", ask something else after each answer. */
const SHORTEST = 4

/**
 * Tells whether two questions ask the same in other words. When the model cannot be reached they
 * are taken to be different: the same words are noticed without it.
 */
export function createAsksTheSame(
  embed: Embed,
): (a: string, b: string, signal: AbortSignal) => Promise<boolean> {
  return async (a, b, signal) => {
    const both = [a, b].map((text) => foldText(text))
    if (both.some((text) => [...text].length < SHORTEST)) return false
    try {
      const [one, other] = await embed([a, b], signal, 'question')
      return one !== undefined && other !== undefined && likeness(one, other) >= SAME_QUESTION
    } catch {
      signal.throwIfAborted()
      return false
    }
  }
}

/** The cosine of two vectors of length 1. */
export function likeness(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
