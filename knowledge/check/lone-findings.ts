import type { Article, Day } from '../article/article.js'
import type { Corpus } from '../search/corpus/corpus.js'
import { findBrokenAnchors } from './find-broken-anchors.js'
import { findExpiredPromises } from './find-expired-promises.js'
import { type Finding, placeIn, withKey } from './finding.js'

/** The first few are enough to choose from. */
const SHOWN_ANCHORS = 5

/** After every promise. */
const LAST_DAY: Day = '9999-12-31'

interface Lone {
  readonly links: readonly Finding[]
  /** All that an article promises until some day, which may not be over. */
  readonly promises: readonly { readonly day: Day; readonly finding: Finding }[]
}

/**
 * What is wrong with an article by itself or with where it links to. Kept until it changes, or one
 * that it looked for does.
 */
export class LoneFindings {
  readonly #corpus: Corpus
  readonly #found = new Map<string, Lone>()
  readonly #idOfFile = new Map<string, string>()
  readonly #fileOf = new Map<string, string>()
  /** What links of an article were looked up by, a file or an id, and the other way about. */
  readonly #lookups = new Map<string, ReadonlySet<string>>()
  readonly #lookedUpBy = new Map<string, Set<string>>()

  constructor(corpus: Corpus) {
    this.#corpus = corpus
  }

  /** @param changed Ids of articles that came, went, or are no longer what they were. */
  async update(changed: ReadonlySet<string>, rest: () => Promise<void>): Promise<void> {
    const keys = new Set<string>()
    for (const id of changed) {
      const before = this.#fileOf.get(id)
      const after = this.#corpus.articles.get(id)?.file
      if (before !== undefined) this.#idOfFile.delete(before)
      if (after === undefined) this.#fileOf.delete(id)
      else this.#fileOf.set(id, after)
      for (const file of [before, after]) if (file !== undefined) keys.add(byFile(file))
      keys.add(byId(id))
    }
    for (const id of changed) {
      const file = this.#fileOf.get(id)
      if (file !== undefined) this.#idOfFile.set(file, id)
    }
    const linking = [...keys].flatMap((key) => [...(this.#lookedUpBy.get(key) ?? [])])
    for (const id of new Set([...changed, ...linking])) {
      const isSame = !changed.has(id)
      const article = this.#corpus.articles.get(id)
      const promises = isSame ? this.#found.get(id)?.promises : article && this.#promisesOf(article)
      const links = article ? this.#linksOf(article) : this.#lookFor(id, new Set())
      if (links.length + (promises?.length ?? 0) === 0) this.#found.delete(id)
      else this.#found.set(id, { links, promises: promises ?? [] })
      await rest()
    }
  }

  findings(isInUse: (id: string) => boolean, today: Day): readonly Finding[] {
    return [...this.#found].flatMap(([id, { links, promises }]) => {
      if (!isInUse(id)) return []
      return [...links, ...promises.flatMap(({ day, finding }) => (day < today ? [finding] : []))]
    })
  }

  #linksOf(article: Article): readonly Finding[] {
    const keys = new Set<string>()
    const { articles } = this.#corpus
    const found = findBrokenAnchors(
      article,
      (file) => {
        keys.add(byFile(file))
        return articles.get(this.#idOfFile.get(file) ?? '')
      },
      (id) => {
        keys.add(byId(id))
        return articles.get(id)
      },
    )
    this.#lookFor(article.id, keys)
    return found.map(({ kind, line, url, target, anchors }) => {
      const facts = { url, target, anchors: anchors.slice(0, SHOWN_ANCHORS).join(', ') }
      return withKey({
        ...{ kind, level: 'error', at: placeIn(article)(line, url), other: null, facts },
      })
    })
  }

  #lookFor(id: string, keys: ReadonlySet<string>): readonly never[] {
    for (const key of this.#lookups.get(id) ?? []) {
      const ids = this.#lookedUpBy.get(key)
      ids?.delete(id)
      if (ids?.size === 0) this.#lookedUpBy.delete(key)
    }
    if (keys.size === 0) this.#lookups.delete(id)
    else this.#lookups.set(id, keys)
    for (const key of keys) {
      this.#lookedUpBy.set(key, (this.#lookedUpBy.get(key) ?? new Set()).add(id))
    }
    return []
  }

  #promisesOf(article: Article): Lone['promises'] {
    const sentences = this.#corpus.sentences.allOf(article)
    return findExpiredPromises(sentences, LAST_DAY).map(({ line, text, day }) => {
      const at = placeIn(article)(line, text)
      const finding = withKey({
        ...{ kind: 'expired-promise', level: 'advice', at, other: null, facts: { day } },
      })
      return { day, finding }
    })
  }
}

function byFile(file: string): string {
  return `file ${file}`
}

function byId(id: string): string {
  return `id ${id}`
}
