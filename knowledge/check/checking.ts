import { resolve } from 'node:path'
import { reasonOf } from '../../platform/fault.js'
import { dayOf } from '../article/article.js'
import type { KnowledgeOptions } from '../knowledge.js'
import type { Corpus } from '../search/corpus.js'
import { ContentCheck } from './content-check.js'
import type { Finding } from './finding.js'
import { readSeenAdvice, withSeen } from './seen-advice.js'

/** Runs the content check: one at a time, in the background after a change, and when it is asked. */
export class Checking implements AsyncDisposable {
  readonly #options: KnowledgeOptions
  readonly #check: ContentCheck
  readonly #stop = new AbortController()
  #work: Promise<void> = Promise.resolve()

  constructor(options: KnowledgeOptions, corpus: Corpus) {
    this.#options = options
    this.#check = new ContentCheck(corpus)
  }

  /** @throws {Fault} When `signal` is aborted first; the check goes on for others. */
  async findings(signal: AbortSignal): Promise<readonly Finding[]> {
    const { clock, contentFolder, shownArticles } = this.#options
    await this.#update()
    signal.throwIfAborted()
    const use = (await shownArticles?.()) ?? null
    const found = this.#check.findings(dayOf(clock.now()), use)
    return withSeen(found, await readSeenAdvice(resolve(contentFolder)))
  }

  /** Checks when `ready` has settled, so that the next who asks need not wait. */
  soon(ready: Promise<unknown>): void {
    const { log } = this.#options
    ready
      .then(() => this.findings(this.#stop.signal))
      .then((findings) => {
        const errors = findings.filter(({ level }) => level === 'error').length
        const advice = findings.filter(({ level, seen }) => level === 'advice' && !seen).length
        log.info({ errors, advice }, 'the articles were checked')
      })
      .catch((cause: unknown) => {
        if (this.#stop.signal.aborted) return
        log.error({ reason: reasonOf(cause) }, 'the articles could not be checked')
      })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#work.catch(() => {})
  }

  #update(): Promise<void> {
    const today = dayOf(this.#options.clock.now())
    const update = () => this.#check.update(today, this.#stop.signal)
    this.#work = this.#work.then(update, update)
    return this.#work
  }
}
