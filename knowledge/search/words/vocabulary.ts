import SearchableMap from 'minisearch/SearchableMap'

/** A term that is written nearly like another one. */
export interface AlikeTerm {
  readonly number: number
  /** What it is worth beside the term itself, less than 1. */
  readonly likeness: number
}

/** Latin words of this length may have a typing mistake, where the word as typed is unknown. */
const TYPO_LENGTH = 5

/** One mistake for so many letters. */
const TYPO_SHARE = 0.2

/** What a term without the mistake is worth, less the more had to be changed. */
const TYPO_WEIGHT = 0.45

/** The terms of a folder by their numbers, with the number of articles that have each. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>()
  readonly #terms: string[]
  readonly #counts: number[]
  /** Latin terms, by their letters; built for the first mistake. */
  #latin: SearchableMap<number> | undefined

  constructor(terms: readonly string[] = [], counts: Iterable<number> = []) {
    this.#terms = [...terms]
    this.#counts = [...counts]
    this.#terms.forEach((term, number) => {
      this.#numbers.set(term, number)
    })
  }

  /** The term's number, given at its first use. */
  enter(term: string): number {
    const known = this.#numbers.get(term)
    if (known !== undefined) return known
    const number = this.#terms.push(term) - 1
    this.#counts.push(0)
    this.#numbers.set(term, number)
    if (this.#latin && isLatin(term)) this.#latin.set(term, number)
    return number
  }

  numberOf(term: string): number | undefined {
    return this.#numbers.get(term)
  }

  countOf(term: string): number {
    return this.#counts[this.#numbers.get(term) ?? -1] ?? 0
  }

  /** Counts one article more or less that has these terms. */
  count(terms: ReadonlySet<string>, sign: 1 | -1): void {
    for (const term of terms) {
      const number = this.enter(term)
      this.#counts[number] = Math.max(0, (this.#counts[number] ?? 0) + sign)
    }
  }

  /** Every term that an article has, with how many have it. */
  *terms(): Generator<readonly [term: string, count: number]> {
    for (const [number, term] of this.#terms.entries()) {
      const count = this.#counts[number] ?? 0
      if (count > 0) yield [term, count]
    }
  }

  /** Known Latin terms that differ from this one by a typing mistake or two. */
  alike(term: string): readonly AlikeTerm[] {
    if (term.length < TYPO_LENGTH || !/^[a-z]+$/.test(term)) return []
    this.#latin ??= SearchableMap.from(
      this.#terms.flatMap((each, number) => (isLatin(each) ? [[each, number] as const] : [])),
    )
    const found = this.#latin.fuzzyGet(term, Math.round(term.length * TYPO_SHARE))
    return [...found].flatMap(([other, [number, distance]]) => {
      const likeness = (TYPO_WEIGHT * other.length) / (other.length + distance)
      return distance > 0 ? [{ number, likeness }] : []
    })
  }

  store(): { readonly terms: readonly string[]; readonly counts: Uint32Array } {
    return { terms: [...this.#terms], counts: Uint32Array.from(this.#counts) }
  }
}

function isLatin(term: string): boolean {
  return /^[a-z\d]/.test(term)
}
