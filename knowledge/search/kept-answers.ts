import type { Found } from './find-answer.js'

/** Half of what customers ask was asked before, most of it in few ways. */
const MOST_KEPT = 256

/** What a search hangs on besides its question, in a fixed order; compared one by one. */
export type Basis = readonly unknown[]

/** Remembers what was found for the latest questions, for as long as nothing that counts changes. */
export class KeptAnswers {
  readonly #kept = new Map<string, Found>()
  readonly #most: number
  #basis: Basis = []

  constructor(most = MOST_KEPT) {
    this.#most = most
  }

  /** @returns `undefined` for a question that is new, or new on this basis. */
  recall(key: string, basis: Basis): Found | undefined {
    this.#stand(basis)
    const found = this.#kept.get(key)
    if (found) this.#put(key, found)
    return found
  }

  /** @param basis As it was before the search. */
  keep(key: string, basis: Basis, found: Found): void {
    if (!isSameBasis(basis, this.#basis)) return
    this.#put(key, found)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break
      this.#kept.delete(oldest)
    }
  }

  forget(): void {
    this.#kept.clear()
  }

  #stand(basis: Basis): void {
    if (isSameBasis(basis, this.#basis)) return
    this.#kept.clear()
    this.#basis = basis
  }

  #put(key: string, found: Found): void {
    this.#kept.delete(key)
    this.#kept.set(key, found)
  }
}

/** Whether nothing that counts has changed. */
export function isSameBasis(one: Basis, other: Basis): boolean {
  return one.length === other.length && one.every((value, i) => Object.is(value, other[i]))
}
