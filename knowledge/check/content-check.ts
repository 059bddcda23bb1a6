import { type Article, type Day, isExpired } from '../article/article.js'
import type { Corpus } from '../search/corpus/corpus.js'
import { isSameFamily } from '../search/rank-articles.js'
import { ClaimIndex, type KeptClaim } from './claim-index.js'
import { findBrokenAnchors } from './find-broken-anchors.js'
import { findContradictions } from './find-contradictions.js'
import { findExpiredPromises } from './find-expired-promises.js'
import { findNearDuplicates, SharedSentences } from './find-near-duplicates.js'
import { articlesAskedAlike, findStolenQuestions } from './find-stolen-questions.js'
import { findVersionDifferences } from './find-version-differences.js'
import { byImportance, type Finding, type FoundFinding, type Said, withKey } from './finding.js'
import { findUnread, type ShownArticles } from './shown-articles.js'

/** So long others wait while thousands of articles are checked. */
const SLICE_MS = 12

/**
 * What articles say against each other and against the calendar. It keeps what they claim, so that a
 * change costs the articles that changed, and each is compared with those that share its rare words.
 */
export class ContentCheck {
  readonly #corpus: Corpus
  readonly #claims: ClaimIndex
  readonly #sentences = new SharedSentences()
  readonly #digests = new Map<string, string>()
  /** Of pairs that are found from either side, by both ids. */
  readonly #pairs = new Map<string, readonly FoundFinding[]>()
  readonly #pairsOf = new Map<string, Set<string>>()
  /** Of questions, which only the article that has them tells. */
  readonly #stolen = new Map<string, readonly FoundFinding[]>()
  #day: Day = ''

  constructor(corpus: Corpus) {
    this.#corpus = corpus
    this.#claims = new ClaimIndex(() => corpus.words)
  }

  /** Brings the check to the articles as they are; questions are compared where they have vectors. */
  async update(today: Day, signal: AbortSignal): Promise<void> {
    const { articles } = this.#corpus
    const rest = createRest(signal)
    const gone = [...this.#digests.keys()].filter((id) => !articles.has(id))
    const changed = new Set<string>()
    for (const article of articles.values()) {
      const digest = this.#digestOf(article)
      if (this.#digests.get(article.id) === digest) continue
      this.#digests.set(article.id, digest)
      changed.add(article.id)
      this.#claims.put(article, this.#corpus.sentences.allOf(article))
      this.#sentences.put(article.id, this.#claims.claimsOf(article.id))
      await rest()
    }
    // Another day may take articles out of use.
    const isNewDay = today !== this.#day
    const touched = isNewDay ? [] : [...gone, ...changed].flatMap((id) => this.#neighboursOf(id))
    for (const id of gone) this.#forget(id)
    this.#day = today
    if (!isNewDay && changed.size + gone.length === 0) return
    this.#claims.refresh()
    const compared = isNewDay ? new Set(articles.keys()) : changed
    for (const id of compared) this.#forgetPairs(id)
    for (const id of compared) {
      const article = articles.get(id)
      if (article && isInUse(article, today)) this.#compare(article, today)
      await rest()
    }
    for (const id of isNewDay ? articles.keys() : new Set([...changed, ...touched])) {
      const article = articles.get(id)
      const stolen = article && isInUse(article, today) ? this.#stolenOf(article, today) : []
      this.#stolen.set(id, stolen)
      await rest()
    }
  }

  /** Changes with the words of an article, and when it has all its vectors. */
  #digestOf({ id, digest }: Article): string {
    const { vectors } = this.#corpus
    const isWhole = this.#corpus.unitsOf(id).every((label) => vectors.has(label))
    return isWhole ? `${digest} with vectors` : digest
  }

  /** Articles whose questions this one may take, or has taken. */
  #neighboursOf(id: string): readonly string[] {
    const robbed = [...this.#stolen].flatMap(([robbed, findings]) =>
      findings.some(({ other }) => other?.article === id) ? [robbed] : [],
    )
    return [...robbed, ...articlesAskedAlike(this.#corpus, id)]
  }

  /** All that is found, as `update` left it. */
  findings(today: Day, use: ShownArticles | null): readonly Finding[] {
    const articles = [...this.#corpus.articles.values()].filter((each) => isInUse(each, today))
    return [
      ...[...this.#pairs.values()].flat(),
      ...toldOnce([...this.#stolen.values()].flat()),
      ...this.#alone(articles, today),
      ...(use ? findUnread(articles, use, today).map(unreadFinding(use)) : []),
    ]
      .map(withKey)
      .sort(byImportance)
  }

  #compare(article: Article, today: Day): void {
    const isOther = (id: string) => this.#isOther(article, id, today)
    const mayClash = (id: string) => {
      const other = this.#corpus.articles.get(id)
      return isOther(id) && other !== undefined && isSameFamily(other.language, article.language)
    }
    for (const clash of findContradictions(this.#claims, article.id, mayClash)) {
      const [at, other] = inOrder(this.#placeOf(clash.one), this.#placeOf(clash.other))
      const valuesOf = (claim: KeptClaim) => (claim.values.get(clash.unit) ?? []).join(', ')
      const [first, second] =
        at.article === clash.one.article ? [clash.one, clash.other] : [clash.other, clash.one]
      const facts =
        clash.kind === 'denial'
          ? {}
          : { unit: clash.unit, here: valuesOf(first), there: valuesOf(second) }
      this.#addPair(at, other, { kind: clash.kind, level: 'advice', at, other, facts })
    }
    for (const version of this.#corpus.versionsOf(article.id)) {
      const other = this.#corpus.articles.get(version)
      if (version === article.id || !other || other.language === article.language) continue
      if (!isInUse(other, today)) continue
      for (const each of findVersionDifferences(this.#claims, article.id, version)) {
        const [at, there] = inOrder(this.#placeOf(each.one), this.#placeOf(each.other))
        const isFirst = at.article === article.id
        const facts = {
          unit: each.unit,
          here: isFirst ? each.value : each.otherValue,
          there: isFirst ? each.otherValue : each.value,
        }
        this.#addPair(at, there, {
          kind: 'versions-differ',
          level: 'advice',
          at,
          other: there,
          facts,
        })
      }
    }
    for (const { other, likeness } of findNearDuplicates(
      this.#corpus,
      this.#sentences,
      article.id,
      isOther,
    )) {
      const twin = this.#corpus.articles.get(other)
      if (!twin) continue
      const [at, there] = inOrder(titleOf(article), titleOf(twin))
      const facts = { percent: Math.round(100 * likeness) }
      this.#addPair(at, there, { kind: 'near-duplicate', level: 'advice', at, other: there, facts })
    }
  }

  #stolenOf(article: Article, today: Day): readonly FoundFinding[] {
    const mayTake = (id: string) => this.#isOther(article, id, today)
    return findStolenQuestions(this.#corpus, article, mayTake).flatMap((stolen) => {
      const thief = this.#corpus.articles.get(stolen.by)
      if (!thief) return []
      const at = questionOf(article, article.questions[stolen.question] ?? '')
      const other = questionOf(thief, stolen.text)
      const { more } = stolen
      return [{ kind: 'stolen-question', level: 'advice', at, other, facts: { more } } as const]
    })
  }

  #alone(articles: readonly Article[], today: Day): readonly FoundFinding[] {
    const all = this.#corpus.articles
    const byFile = new Map([...all.values()].map((article) => [article.file, article]))
    return articles.flatMap((article): readonly FoundFinding[] => {
      const place = placeIn(article)
      const anchors = article.links.some(({ url }) => url.includes('#') || url.startsWith('/help/'))
        ? findBrokenAnchors(
            article,
            (file) => byFile.get(file),
            (id) => all.get(id),
          )
        : []
      const links = anchors.map(({ kind, line, url, target, anchors }): FoundFinding => {
        const facts = { url, target, anchors: anchors.slice(0, SHOWN_ANCHORS).join(', ') }
        return { kind, level: 'error', at: place(line, url), other: null, facts }
      })
      const promises = findExpiredPromises(this.#corpus.sentences.allOf(article), today).map(
        ({ line, text, day }): FoundFinding => ({
          kind: 'expired-promise',
          level: 'advice',
          at: place(line, text),
          other: null,
          facts: { day },
        }),
      )
      return [...links, ...promises]
    })
  }

  /** Whether what another article says must be told apart from this one's. */
  #isOther(article: Article, id: string, today: Day): boolean {
    const other = this.#corpus.articles.get(id)
    return (
      other !== undefined &&
      id !== article.id &&
      isInUse(other, today) &&
      this.#corpus.originalOf(id) !== this.#corpus.originalOf(article.id)
    )
  }

  #placeOf({ article: id, line, text }: KeptClaim): Said {
    const article = this.#corpus.articles.get(id)
    return article ? placeIn(article)(line, text) : { article: id, title: id, file: '', line, text }
  }

  #addPair(at: Said, other: Said, finding: FoundFinding): void {
    const pair = [at.article, other.article].sort().join(' ')
    const key = `${finding.kind} ${finding.facts.unit ?? ''} ${finding.facts.here ?? ''} ${finding.facts.there ?? ''}`
    const known = this.#pairs.get(pair) ?? []
    const isKnown = known.some(({ kind, facts }) => {
      return key === `${kind} ${facts.unit ?? ''} ${facts.here ?? ''} ${facts.there ?? ''}`
    })
    if (!isKnown) this.#pairs.set(pair, [...known, finding])
    for (const id of [at.article, other.article]) {
      const pairs = this.#pairsOf.get(id) ?? new Set()
      this.#pairsOf.set(id, pairs.add(pair))
    }
  }

  #forget(id: string): void {
    this.#forgetPairs(id)
    this.#digests.delete(id)
    this.#claims.remove(id)
    this.#sentences.remove(id)
    this.#stolen.delete(id)
  }

  #forgetPairs(id: string): void {
    for (const pair of this.#pairsOf.get(id) ?? []) this.#pairs.delete(pair)
    this.#pairsOf.delete(id)
  }
}

/** The first few are enough to choose from. */
const SHOWN_ANCHORS = 5

/** Drafts too: what they contradict is better known before they are published. */
function isInUse(article: Article, today: Day): boolean {
  return article.state !== 'archived' && !isExpired(article, today)
}

function placeIn({ id, title, file }: Article): (line: number, text: string) => Said {
  return (line, text) => ({ article: id, title, file, line, text })
}

function titleOf(article: Article): Said {
  return placeIn(article)(1, article.title)
}

function questionOf(article: Article, text: string): Said {
  const at = article.source.indexOf(text)
  const line = at === -1 ? 1 : article.source.slice(0, at).split('\n').length
  return placeIn(article)(line, text)
}

/** Two questions that take each other are told of the first file's article. */
function toldOnce(stolen: readonly FoundFinding[]): readonly FoundFinding[] {
  const told = new Set<string>()
  return stolen
    .toSorted((a, b) => (a.at.file < b.at.file ? -1 : 1))
    .filter(({ at, other }) => {
      const key = [`${at.article} ${at.text}`, `${other?.article} ${other?.text}`].sort().join('\n')
      return !told.has(key) && told.add(key)
    })
}

/** The same pair is told once, whichever of the two was looked at. */
function inOrder(one: Said, other: Said): readonly [Said, Said] {
  return one.file <= other.file ? [one, other] : [other, one]
}

function unreadFinding({ since }: ShownArticles): (article: Article) => FoundFinding {
  return (article) => ({
    kind: 'unread',
    level: 'advice',
    at: titleOf(article),
    other: null,
    facts: { since },
  })
}

/** Lets others have their turn now and then. */
function createRest(signal: AbortSignal): () => Promise<void> {
  let start = performance.now()
  return async () => {
    if (performance.now() - start < SLICE_MS) return
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
    start = performance.now()
  }
}
