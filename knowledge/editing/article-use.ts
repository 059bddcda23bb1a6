import type { Millis } from '../../platform/clock.js'

/** What customers did with an article in the last days. */
export interface ArticleUse {
  /** Turns that answered from it, or offered it among the choices. */
  readonly shown: number
  /** Turns that answered from it. */
  readonly answered: number
  /** Thumbs on those answers, as they stand. */
  readonly up: number
  readonly down: number
  /** Answers from it after which the same visit went to a person, with no other answer between. */
  readonly handedOver: number
}

export const NO_USE: ArticleUse = { shown: 0, answered: 0, up: 0, down: 0, handedOver: 0 }

/** By the article's id; one that nobody met is not in it. Conversations are not ours, so the root passes it in. */
export type UseOfArticles = (signal: AbortSignal) => Promise<ReadonlyMap<string, ArticleUse>>

/**
 * Counts at most once in `period`: the table is opened more often than its figures change.
 *
 * @param now Moments in milliseconds.
 */
export function keepUse(count: UseOfArticles, period: Millis, now: () => number): UseOfArticles {
  let kept: { readonly at: number; readonly use: ReturnType<UseOfArticles> } | undefined
  return (signal) => {
    if (kept && now() - kept.at < period) return kept.use
    // Whoever asked first may leave: others wait for the same figures.
    const use = count(new AbortController().signal)
    const fresh = { at: now(), use }
    kept = fresh
    use.catch(() => {
      if (kept === fresh) kept = undefined
    })
    signal.throwIfAborted()
    return use
  }
}
