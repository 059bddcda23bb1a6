import { createHash } from 'node:crypto'
import { createRest } from '../../platform/rest.js'
import { type Article, type Day, isExpired } from '../article/article.js'
import type { Corpus } from '../search/corpus/corpus.js'
import { isSameFamily } from '../search/question/language-family.js'
import { ClaimIndex, type KeptClaim } from './claim-index.js'
import { findContradictions } from './find-contradictions.js'
import { findNearDuplicates, SharedSentences } from './find-near-duplicates.js'
import { articlesAskedAlike, findStolenQuestions } from './find-stolen-questions.js'
import { findVersionDifferences } from './find-version-differences.js'
import {
  type Finding,
  type FoundFinding,
  inOrderOfImportance,
  placeIn,
  type Said,
  withKey,
} from './finding.js'
import type { KeptStolen } from './keep-stolen.js'
import { LoneFindings } from './lone-findings.js'
import { findUnread, type ShownArticles } from './shown-articles.js'

/**
 * What articles say against each other and against the calendar. It keeps what they claim, so that a
 * change costs the articles that changed, and each is compared with those that share its rare words.
 */
export class ContentCheck {
  readonly #corpus: Corpus
  readonly #claims: ClaimIndex
  readonly #sentences = new SharedSentences()
  readonly #lone: LoneFindings
  readonly #digests = new Map<string, string>()
  /** Of pairs that are found from either side, by both ids. */
  readonly #pairs = new Map<string, readonly Finding[]>()
  readonly #pairsOf = new Map<string, Set<string>>()
  /** Of questions, which only the article that has them tells; without those that have none taken. */
  readonly #stolen = new Map<string, readonly Finding[]>()
  readonly #kept: KeptStolen | null

  /** @param kept Where the comparison of questions outlives a restart; compared anew when not given. */
  constructor(corpus: Corpus, kept: KeptStolen | null = null) {
    this.#corpus = corpus
    this.#kept = kept
    this.#lone = new LoneFindings(corpus)
    this.#claims = new ClaimIndex(() => corpus.words)
  }

  /** Brings the check to the articles as they are; questions are compared where they have vectors. */
  async update(today: Day, signal: AbortSignal): Promise<void> {
    const { articles } = this.#corpus
    const rest = createRest(signal)
    const isFirst = this.#digests.size === 0
    const changed = new Set([...this.#digests.keys()].filter((id) => !articles.has(id)))
    for (const article of articles.values()) {
      await rest()
      const digest = this.#digestOf(article, today)
      if (this.#digests.get(article.id) === digest) continue
      this.#digests.set(article.id, digest)
      changed.add(article.id)
      this.#claims.put(article, this.#corpus.sentences.allOf(article))
      this.#sentences.put(article.id, this.#claims.claimsOf(article.id))
    }
    if (changed.size === 0) return
    const compared = new Set(changed)
    const asked = new Set(changed)
    if (!isFirst) {
      for (const id of changed) {
        // Whatever an article was told beside may be told beside the next likeliest.
        for (const other of this.#partnersOf(id)) compared.add(other)
        for (const other of await this.#neighboursOf(id, rest)) asked.add(other)
      }
    }
    for (const id of changed) {
      this.#forgetPairs(id)
      if (!articles.has(id)) this.#forget(id)
    }
    this.#claims.refresh()
    await this.#lone.update(changed, rest)
    for (const id of compared) await this.#compare(id, today, rest)
    const key = this.#key()
    const before = isFirst ? await this.#kept?.read(key) : undefined
    if (before) {
      for (const [id, findings] of before) this.#stolen.set(id, findings)
      return
    }
    for (const id of asked) await this.#lookForStolen(id, today, rest)
    await this.#kept?.write(key, this.#stolen)
  }

  /** Names what questions are compared by: another article, vector or day of use is another key. */
  #key(): string {
    const lines = [...this.#digests].map(([id, digest]) => `${id} ${digest}`).sort()
    return createHash('sha256').update(lines.join('\n')).digest('base64url')
  }

  /** Changes with the words of an article, when it has all its vectors, and when a day ends its use. */
  #digestOf(article: Article, today: Day): string {
    const { vectors } = this.#corpus
    const isWhole = this.#corpus.unitsOf(article.id).every((label) => vectors.has(label))
    return `${article.digest} ${isWhole ? 'vectors' : ''} ${isInUse(article, today)}`
  }

  #partnersOf(id: string): readonly string[] {
    return [...(this.#pairsOf.get(id) ?? [])].flatMap((pair) =>
      pair.split('\n').filter((each) => each !== id),
    )
  }

  /** Articles whose questions this one may take, or has taken. */
  async #neighboursOf(id: string, rest: () => Promise<void>): Promise<readonly string[]> {
    const robbed = [...this.#stolen].flatMap(([robbed, findings]) =>
      findings.some(({ other }) => other?.article === id) ? [robbed] : [],
    )
    return [...robbed, ...(await articlesAskedAlike(this.#corpus, id, rest))]
  }

  /** All that is found, as `update` left it, errors first. */
  async findings(
    today: Day,
    use: ShownArticles | null,
    signal: AbortSignal,
  ): Promise<readonly Finding[]> {
    const { articles } = this.#corpus
    const inUse = (id: string) => {
      const article = articles.get(id)
      return article !== undefined && isInUse(article, today)
    }
    const unread = use
      ? findUnread(
          [...articles.values()].filter(({ id }) => inUse(id)),
          use,
          today,
        )
      : []
    const found = [
      ...[...this.#pairs.values()].flat(),
      ...toldOnce([...this.#stolen.values()].flat()),
      ...this.#lone.findings(inUse, today),
      ...(use ? unread.map(unreadFinding(use)).map(withKey) : []),
    ]
    return inOrderOfImportance(found, createRest(signal))
  }

  async #compare(id: string, today: Day, rest: () => Promise<void>): Promise<void> {
    const article = this.#corpus.articles.get(id)
    if (!article || !isInUse(article, today)) return
    await rest()
    const isOther = (id: string) => this.#isOther(article, id, today)
    const mayClash = (id: string) => {
      const other = this.#corpus.articles.get(id)
      return isOther(id) && other !== undefined && isSameFamily(other.language, article.language)
    }
    for (const clash of await findContradictions(this.#claims, article.id, mayClash, rest)) {
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

  async #lookForStolen(id: string, today: Day, rest: () => Promise<void>): Promise<void> {
    const article = this.#corpus.articles.get(id)
    this.#stolen.delete(id)
    if (!article || !isInUse(article, today)) return
    const mayTake = (other: string) => this.#isOther(article, other, today)
    const stolen = await findStolenQuestions(this.#corpus, article, mayTake, rest)
    const findings = stolen.flatMap(({ by, question, text, more }) => {
      const thief = this.#corpus.articles.get(by)
      if (!thief) return []
      const at = questionOf(article, article.questions[question] ?? '')
      const other = questionOf(thief, text)
      return [withKey({ kind: 'stolen-question', level: 'advice', at, other, facts: { more } })]
    })
    if (findings.length > 0) this.#stolen.set(id, findings)
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
    const pair = [at.article, other.article].sort().join('\n')
    const key = `${finding.kind} ${finding.facts.unit ?? ''} ${finding.facts.here ?? ''} ${finding.facts.there ?? ''}`
    const known = this.#pairs.get(pair) ?? []
    const isKnown = known.some(({ kind, facts }) => {
      return key === `${kind} ${facts.unit ?? ''} ${facts.here ?? ''} ${facts.there ?? ''}`
    })
    if (!isKnown) this.#pairs.set(pair, [...known, withKey(finding)])
    for (const id of [at.article, other.article]) {
      const pairs = this.#pairsOf.get(id) ?? new Set()
      this.#pairsOf.set(id, pairs.add(pair))
    }
  }

  #forget(id: string): void {
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

/** Drafts too: what they contradict is better known before they are published. */
function isInUse(article: Article, today: Day): boolean {
  return article.state !== 'archived' && !isExpired(article, today)
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
function toldOnce(stolen: readonly Finding[]): readonly Finding[] {
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
