import type { Corpus } from '../search/corpus/corpus.js'
import type { ClaimIndex } from './claim-index.js'

/** Two articles of which one would do. */
export interface NearDuplicate {
  readonly other: string
  /** 0 to 1. */
  readonly likeness: number
}

/**
 * As a cosine of their beginnings: of the sample shop's pairs of articles, which are all about
 * different things, the nearest has .938.
 */
const BEGINNINGS_ALIKE = 0.96

/** Share of the shorter one's sentences that stand in the other word for word. */
const SENTENCES_SHARED = 0.6

/** Fewer sentences may well be shared, such as how to reach a person. */
const FEWEST_SENTENCES = 4

const NEIGHBOURS = 8

/**
 * Finds articles that say nearly the same. Beginnings are compared where they have vectors, and
 * sentences always.
 *
 * @param mayBe Whether two articles may be told of: not versions of one, and both in use.
 */
export function findNearDuplicates(
  corpus: Corpus,
  sentences: SharedSentences,
  id: string,
  mayBe: (other: string) => boolean,
): readonly NearDuplicate[] {
  const found = new Map<string, number>()
  const add = (other: string, likeness: number) => {
    if (other === id || !mayBe(other)) return
    found.set(other, Math.max(found.get(other) ?? 0, likeness))
  }
  const lead = leadOf(corpus, id)
  const vector = lead === undefined ? undefined : corpus.vectors.get(lead)
  if (vector) {
    for (const { label, similarity } of corpus.vectors.search(vector, NEIGHBOURS)) {
      const unit = corpus.unit(label)
      if (!unit || similarity < BEGINNINGS_ALIKE || label !== leadOf(corpus, unit.article)) continue
      add(unit.article, similarity)
    }
  }
  for (const [other, share] of sentences.sharedWith(id)) {
    if (share >= SENTENCES_SHARED) add(other, share)
  }
  return [...found].map(([other, likeness]) => ({ other, likeness }))
}

/** With one passage, it is the beginning as well. */
function leadOf(corpus: Corpus, id: string): number | undefined {
  return corpus.unitsOf(id).findLast((label) => {
    const kind = corpus.unit(label)?.kind
    return kind === 'lead' || kind === 'passage'
  })
}

/** A sentence of more articles than this is a phrase that all of them end with. */
const MOST_ARTICLES = 20

/** Which articles have which sentences, by their words alone. */
export class SharedSentences {
  readonly #articles = new Map<string, Set<string>>()
  readonly #of = new Map<string, ReadonlySet<string>>()

  put(id: string, claims: ReturnType<ClaimIndex['claimsOf']>): void {
    this.remove(id)
    const texts = new Set(claims.map(({ text }) => text))
    this.#of.set(id, texts)
    for (const text of texts) {
      const articles = this.#articles.get(text) ?? new Set()
      this.#articles.set(text, articles.add(id))
    }
  }

  remove(id: string): void {
    for (const text of this.#of.get(id) ?? []) {
      const articles = this.#articles.get(text)
      articles?.delete(id)
      if (articles?.size === 0) this.#articles.delete(text)
    }
    this.#of.delete(id)
  }

  /** @returns By article, the share of the shorter one's sentences that both have. */
  sharedWith(id: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    const own = this.#of.get(id) ?? new Set()
    for (const text of own) {
      const articles = this.#articles.get(text) ?? new Set()
      if (articles.size > MOST_ARTICLES) continue
      for (const other of articles) counts.set(other, (counts.get(other) ?? 0) + 1)
    }
    const shares = [...counts].flatMap(([other, count]) => {
      const shorter = Math.min(own.size, this.#of.get(other)?.size ?? 0)
      return shorter < FEWEST_SENTENCES ? [] : [[other, count / shorter] as const]
    })
    return new Map(shares)
  }
}
