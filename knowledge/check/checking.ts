import { join, resolve } from 'node:path'
import { reasonOf } from '../../platform/fault.js'
import { dayOf } from '../article/article.js'
import type { KnowledgeOptions } from '../knowledge.js'
import type { Corpus } from '../search/corpus/corpus.js'
import type { ContentCheck } from './content-check.js'
import type { Finding } from './finding.js'
import { type KeptStolen, keepStolen } from './keep-stolen.js'
import { readSeenAdvice, withSeen } from './seen-advice.js'

/** Runs the content check: one at a time, in the background after a change, and when it is asked. */
export class Checking implements AsyncDisposable {
  readonly #options: KnowledgeOptions
  readonly #corpus: Corpus
  readonly #kept: KeptStolen | null
  /** Read when first needed: a start does not wait for it. */
  #check: Promise<ContentCheck> | undefined
  readonly #stop = new AbortController()
  #work: Promise<unknown> = Promise.resolve()

  /** @param mayKeep Whether this process may write into the index's folder. */
  constructor(options: KnowledgeOptions, corpus: Corpus, mayKeep: boolean) {
    const { dataFolder, embedder, log } = options
    this.#options = options
    this.#corpus = corpus
    const report = (cause: unknown) =>
      log.warn({ reason: reasonOf(cause) }, 'questions are compared anew at the next start')
    const file = join(dataFolder, 'index', 'check.json')
    this.#kept = mayKeep && embedder ? keepStolen(file, embedder.fingerprint, report) : null
  }

  /** @throws {Fault} When `signal` is aborted first; the check goes on for others. */
  async findings(signal: AbortSignal): Promise<readonly Finding[]> {
    const { clock, contentFolder, shownArticles } = this.#options
    const check = await this.#update()
    signal.throwIfAborted()
    const use = (await shownArticles?.()) ?? null
    const found = await check.findings(dayOf(clock.now()), use, signal)
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

  #update(): Promise<ContentCheck> {
    const update = async () => {
      this.#check ??= import('./content-check.js').then(
        (each) => new each.ContentCheck(this.#corpus, this.#kept),
      )
      const check = await this.#check
      await check.update(dayOf(this.#options.clock.now()), this.#stop.signal)
      return check
    }
    const updated = this.#work.then(update, update)
    this.#work = updated
    return updated
  }
}
