import { Fault } from '../../platform/fault.js'
import type { Article, Day } from '../article/article.js'
import { type PlainFiles, parseArticle } from '../article/parse-article.js'
import { problemText } from '../article/problem.js'
import { type Bags, bagsInMemory } from '../embed/bag-store.js'
import { embedBags } from '../embed/embed-bags.js'
import { embedMissing } from '../embed/embed-missing.js'
import { embedSentences } from '../embed/embed-sentences.js'
import type { KeptVectors } from '../embed/vector-store.js'
import { type AskDeps, askCorpus } from '../search/ask-corpus.js'
import { Corpus } from '../search/corpus/corpus.js'
import { ExactVectorIndex } from '../search/corpus/vector-index.js'
import { SentenceReader } from '../search/extract/read-sentences.js'
import { Sounds } from '../search/question/sounds.js'
import type { Edit, EditedKnowledge } from './edit.js'
import { VectorsBeside } from './vectors-beside.js'

export interface EditedDeps extends AskDeps {
  /** Vectors of the articles in use; `null` without a model. */
  readonly store: KeptVectors | null
  readonly plain: PlainFiles
  readonly today: Day
}

/** Builds the edited articles' index beside the live one, which stays as it is. */
export async function openEdited(
  edits: readonly Edit[],
  deps: EditedDeps,
  signal: AbortSignal,
): Promise<EditedKnowledge> {
  const { corpus: live, embedder, log } = deps
  const changes = edits.map((edit) => readEdit(edit, live, deps))
  const store = deps.store && new VectorsBeside(deps.store)
  const bags = live.bags && bagsBeside(live.bags)
  const corpus = copyOf(live, new ExactVectorIndex(store?.slab), bags)
  store && corpus.recallVectors(store)
  for (const { before, after } of changes) {
    if (before && before !== after?.id) corpus.remove(before)
    if (after) corpus.put(after)
  }
  if (embedder && store) {
    const done = () => {}
    if (embedder.tokens && bags) await embedBags(corpus, embedder.tokens, bags, store, done, signal)
    await embedMissing(corpus, embedder, store, done, signal)
    await embedSentences(corpus, embedder, store, signal)
  }
  let sounds: Sounds | undefined
  const asking: AskDeps = {
    ...deps,
    corpus,
    log,
    sentenceVector: (text) => store?.get(text),
    reading: {
      ...deps.reading,
      corpus,
      sounds: () => {
        sounds ??= new Sounds(corpus.words)
        return sounds
      },
    },
  }
  return {
    ask: (question, { language, audience }, stop) =>
      askCorpus(asking, question, language, audience, stop),
    article: (id) => corpus.articles.get(id),
    touched: [
      ...new Set(changes.flatMap(({ before, after }) => [before, after?.id]).filter(isGiven)),
    ],
  }
}

/** Of one edit: the id of the article that goes, and the one that comes. */
interface Change {
  readonly before: string | undefined
  readonly after: Article | undefined
}

/** @throws {Fault} `bad-input` with all that is wrong with the file. */
function readEdit(edit: Edit, live: Corpus, { plain, today }: EditedDeps): Change {
  const { file, source } = edit
  const before = [...live.articles.values()].find((article) => article.file === file)?.id
  if (source === null) return { before, after: undefined }
  const parsed = parseArticle(file, Buffer.from(source), plain)
  if (!parsed.ok) throw new Fault('bad-input', parsed.problems.map(problemText).join('\n'))
  const { article } = parsed
  const other = live.articles.get(article.id)
  if (other && other.file !== file) {
    throw new Fault(
      'bad-input',
      `The id ${article.id} is also that of ${other.file}. Give this article another id.`,
    )
  }
  return { before, after: asPublished(article, today) }
}

/** What is asked is what changes once it is in force, whatever state it is in. */
function asPublished(article: Article, today: Day): Article {
  const { state, validFrom } = article
  return {
    ...article,
    state: state === 'archived' ? state : 'published',
    validFrom: validFrom !== null && validFrom > today ? today : validFrom,
  }
}

function copyOf(live: Corpus, vectors: ExactVectorIndex, bags: Bags | null): Corpus {
  const articles = [...live.articles.values()]
  const keys = new Map(articles.map(({ id }) => [id, live.keysOf(id)]))
  const sentences = new SentenceReader((article) =>
    live.articles.get(article.id)?.digest === article.digest
      ? live.sentences.allOf(article)
      : undefined,
  )
  return new Corpus(vectors, articles, { words: live.words.store(), keys }, sentences, bags)
}

function bagsBeside(live: Bags): Bags {
  const own = bagsInMemory(live.dimensions)
  return {
    dimensions: live.dimensions,
    has: (key) => own.has(key) || live.has(key),
    get: (key) => own.get(key) ?? live.get(key),
    add: (key, bag) => own.add(key, bag),
  }
}

function isGiven(id: string | undefined): id is string {
  return id !== undefined
}
