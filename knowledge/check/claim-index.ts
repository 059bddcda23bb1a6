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
  /** What of the title it names itself. */
  readonly subject: Uint32Array
}

/** A claim's rarest terms find those that may say the same of the same. */
const LOOKED_UP = 6

/** A term of more claims than this finds nothing, and costs most. */
const MOST_CLAIMS = 200

/** A list that has grown so long is not kept any longer: what is so common stays so. */
const LONGEST_LIST = 4 * MOST_CLAIMS

/** Of the terms that are looked up, a claim about the same has at least so many, if there are as many. */
const FEWEST_SHARED = 2

/** All claims of all articles, found by what they count or deny and their rarest terms. */
export class ClaimIndex {
  readonly #numbers = new Map<string, number>()
  readonly #terms: string[] = []
  readonly #of = new Map<string, readonly KeptClaim[]>()
  /** By their numbers in the lists; those of an article follow each other. */
  #claims: (KeptClaim | undefined)[] = []
  readonly #firstOf = new Map<string, number>()
  #gone = 0
  /** Those that count, by the unit and a term; all others by a term, and those that deny by it. */
  readonly #counting: Lists = new Map()
  readonly #saying: Lists = new Map()
  readonly #denying: Lists = new Map()
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
    const sentence = new Map<ReadonlySet<string>, Pick<KeptClaim, 'around' | 'subject'>>()
    const kept = claimsOf(article, sentences).map((claim): KeptClaim => {
      const known = sentence.get(claim.around) ?? this.#sentenceOf(claim.around, title)
      sentence.set(claim.around, known)
      const { line, text, clause } = claim
      // Most count and deny nothing.
      const values = claim.values.size > 0 ? claim.values : NO_VALUES
      const denied = claim.denied.length > 0 ? claim.denied : NOTHING
      const terms = this.#numbered(claim.terms)
      return { article: article.id, line, text, clause, values, terms, title, denied, ...known }
    })
    this.#of.set(article.id, kept)
    this.#number(article.id, kept)
  }

  remove(id: string): void {
    const count = this.#of.get(id)?.length ?? 0
    const first = this.#firstOf.get(id) ?? 0
    // Lists name what is gone until they are made anew, as one change is small beside all.
    this.#claims.fill(undefined, first, first + count)
    this.#of.delete(id)
    this.#firstOf.delete(id)
    this.#gone += count
    if (this.#gone > this.#claims.length / 2) this.#numberAnew()
  }

  /** Weighs terms anew, after articles came or went. */
  refresh(): void {
    this.#weights = []
  }

  claimsOf(id: string): readonly KeptClaim[] {
    return this.#of.get(id) ?? []
  }

  /** Claims that count the same and share rare terms, from all articles. */
  countingLike(claim: KeptClaim): Iterable<KeptClaim> {
    const rare = this.#rarest(claim.terms)
    const keys = [...claim.values.keys()].flatMap((unit) => rare.map((term) => `${unit} ${term}`))
    return this.#among(this.#counting, keys)
  }

  /** Claims that may be the opposite: those that deny of one that does not, and the other way. */
  opposedTo(claim: KeptClaim): Iterable<KeptClaim> {
    const keys = this.#rarest(claim.terms).map(String)
    return this.#among(claim.denied.length > 0 ? this.#saying : this.#denying, keys)
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

  #sentenceOf(
    terms: ReadonlySet<string>,
    title: Uint32Array,
  ): Pick<KeptClaim, 'around' | 'subject'> {
    const around = this.#numbered(terms)
    return { around, subject: title.filter((term) => around.includes(term)) }
  }

  #number(id: string, claims: readonly KeptClaim[]): void {
    this.#firstOf.set(id, this.#claims.length)
    for (const claim of claims) this.#enter(claim, this.#claims.push(claim) - 1)
  }

  #numberAnew(): void {
    for (const lists of [this.#counting, this.#saying, this.#denying]) lists.clear()
    this.#claims = []
    this.#gone = 0
    for (const [id, claims] of this.#of) this.#number(id, claims)
  }

  #enter(claim: KeptClaim, number: number): void {
    for (const term of claim.terms) {
      for (const unit of claim.values.keys()) enter(this.#counting, `${unit} ${term}`, number)
      enter(claim.denied.length > 0 ? this.#denying : this.#saying, String(term), number)
    }
  }

  #among(lists: Lists, keys: readonly string[]): Iterable<KeptClaim> {
    const short = keys.flatMap((key) => {
      const list = lists.get(key)
      return list && list.length <= MOST_CLAIMS ? [list] : []
    })
    const shared = new Map<number, number>()
    for (const list of short) {
      for (const number of list) shared.set(number, (shared.get(number) ?? 0) + 1)
    }
    const fewest = Math.min(FEWEST_SHARED, short.length)
    return [...shared].flatMap(([number, count]) => {
      const claim = this.#claims[number]
      return claim && count >= fewest ? [claim] : []
    })
  }
}

/** Numbers of claims, by what finds them; `null` where they are too many. */
type Lists = Map<string, number[] | null>

const NO_VALUES: KeptClaim['values'] = new Map()
const NOTHING: KeptClaim['denied'] = []

function enter(lists: Lists, key: string, number: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [number])
  else if (list && list.length < LONGEST_LIST) list.push(number)
  else lists.set(key, null)
}
