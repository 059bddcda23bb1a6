import type { Article } from '../article/article.js'
import { isAsking } from '../search/extract/answer-kind.js'
import { sentenceTerms } from '../search/extract/asked-terms.js'
import type { ArticleSentences } from '../search/extract/read-sentences.js'
import { type Claim, claimsOf } from './claims.js'

/** A claim as it is compared: its terms are numbers in order, so that 200,000 of them have room. */
export interface KeptClaim extends Omit<Claim, 'article' | 'terms' | 'around'> {
  readonly article: string
  readonly terms: Uint32Array
  readonly around: Uint32Array
  /** Of its article's title, without the words that ask. */
  readonly title: Uint32Array
}

/** A claim's rarest terms find those that may say the same of the same. */
const LOOKED_UP = 6

/** A term of more claims than this finds nothing, and costs most. */
const MOST_CLAIMS = 400

/** All claims of all articles, found by what they count or deny and their rarest terms. */
export class ClaimIndex {
  readonly #numbers = new Map<string, number>()
  readonly #terms: string[] = []
  readonly #of = new Map<string, readonly KeptClaim[]>()
  /** Those that count, by the unit and a term; all others by a term, and those that deny by it. */
  readonly #counting = new Map<string, Set<KeptClaim>>()
  readonly #saying = new Map<string, Set<KeptClaim>>()
  readonly #denying = new Map<string, Set<KeptClaim>>()
  readonly #countOf: (term: string) => number
  readonly #size: () => number
  #weights: number[] = []

  /** @param words Tells how rare a term is. */
  constructor(words: () => { readonly size: number; countOf(term: string): number }) {
    this.#countOf = (term) => words().countOf(term)
    this.#size = () => words().size
  }

  put(article: Article, sentences: ArticleSentences): void {
    this.remove(article.id)
    const title = this.#numbered(sentenceTerms(article.title).filter((term) => !isAsking(term)))
    const around = new Map<ReadonlySet<string>, Uint32Array>()
    const kept = claimsOf(article, sentences).map((claim): KeptClaim => {
      const whole = around.get(claim.around) ?? this.#numbered(claim.around)
      around.set(claim.around, whole)
      const { line, text, clause, values, denied } = claim
      const terms = this.#numbered(claim.terms)
      return {
        article: article.id,
        line,
        text,
        clause,
        values,
        terms,
        around: whole,
        title,
        denied,
      }
    })
    this.#of.set(article.id, kept)
    for (const claim of kept) this.#eachKey(claim, (keys, key) => enter(keys, key, claim))
  }

  remove(id: string): void {
    for (const claim of this.#of.get(id) ?? []) {
      this.#eachKey(claim, (keys, key) => leave(keys, key, claim))
    }
    this.#of.delete(id)
  }

  /** Weighs terms anew, after articles came or went. */
  refresh(): void {
    this.#weights = []
  }

  claimsOf(id: string): readonly KeptClaim[] {
    return this.#of.get(id) ?? []
  }

  /** Claims that count the same and share a rare term, from all articles. */
  countingLike(claim: KeptClaim): ReadonlySet<KeptClaim> {
    const rare = this.#rarest(claim.terms)
    const keys = [...claim.values.keys()].flatMap((unit) => rare.map((term) => `${unit} ${term}`))
    return among(this.#counting, keys)
  }

  /** Claims that may be the opposite: those that deny of one that does not, and the other way. */
  opposedTo(claim: KeptClaim): ReadonlySet<KeptClaim> {
    const keys = this.#rarest(claim.terms).map(String)
    return among(claim.denied.length > 0 ? this.#saying : this.#denying, keys)
  }

  /** Share of all terms, by what they tell, that both have: 0 to 1. */
  likeness(these: Uint32Array, those: Uint32Array): number {
    let both = 0
    let all = 0
    for (let i = 0, j = 0; i < these.length || j < those.length; ) {
      const [a = Number.POSITIVE_INFINITY, b = Number.POSITIVE_INFINITY] = [these[i], those[j]]
      const weight = this.#weight(Math.min(a, b))
      all += weight
      if (a === b) both += weight
      if (a <= b) i++
      if (b <= a) j++
    }
    return all === 0 ? 0 : both / all
  }

  #weight(term: number): number {
    const known = this.#weights[term]
    if (known !== undefined) return known
    const count = this.#countOf(this.#terms[term] ?? '')
    const weight = Math.log(1 + this.#size() / (1 + count))
    this.#weights[term] = weight
    return weight
  }

  #rarest(terms: Uint32Array): readonly number[] {
    return [...terms].sort((a, b) => this.#weight(b) - this.#weight(a)).slice(0, LOOKED_UP)
  }

  #numbered(terms: Iterable<string>): Uint32Array {
    const numbers = new Set<number>()
    for (const term of terms) {
      const number = this.#numbers.get(term) ?? this.#terms.push(term) - 1
      this.#numbers.set(term, number)
      numbers.add(number)
    }
    return Uint32Array.from(numbers).sort()
  }

  #eachKey(
    claim: KeptClaim,
    visit: (keys: Map<string, Set<KeptClaim>>, key: string) => void,
  ): void {
    for (const term of claim.terms) {
      for (const unit of claim.values.keys()) visit(this.#counting, `${unit} ${term}`)
      visit(claim.denied.length > 0 ? this.#denying : this.#saying, String(term))
    }
  }
}

function enter(keys: Map<string, Set<KeptClaim>>, key: string, claim: KeptClaim): void {
  const claims = keys.get(key)
  if (claims) claims.add(claim)
  else keys.set(key, new Set([claim]))
}

function leave(keys: Map<string, Set<KeptClaim>>, key: string, claim: KeptClaim): void {
  const claims = keys.get(key)
  claims?.delete(claim)
  if (claims?.size === 0) keys.delete(key)
}

function among(
  claims: ReadonlyMap<string, ReadonlySet<KeptClaim>>,
  keys: readonly string[],
): ReadonlySet<KeptClaim> {
  const found = new Set<KeptClaim>()
  for (const key of keys) {
    const those = claims.get(key)
    if (those && those.size <= MOST_CLAIMS) for (const claim of those) found.add(claim)
  }
  return found
}
