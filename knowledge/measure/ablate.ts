import { join } from 'node:path'
import type { Language } from '../../platform/language.js'
import type { Logger } from '../../platform/log.js'
import type { Article } from '../article/article.js'
import { bagsInMemory } from '../embed/bag-store.js'
import type { Embedder } from '../embed/embedder.js'
import { VectorStore } from '../embed/vector-store.js'
import type { Label } from '../label/label.js'
import { labelLessons } from '../label/label-lessons.js'
import { type Budgets, loadBudgets } from '../search/confidence/budgets.js'
import type { AnswerModel, Confidence } from '../search/confidence/confidence.js'
import { fitTrials } from '../search/confidence/fit-trials.js'
import { type FoldedTrial, foldTrials } from '../search/confidence/fold-trials.js'
import { GENERAL_CONFIDENCE } from '../search/confidence/general-confidence.js'
import { learnModels, type Models } from '../search/confidence/learn-confidence.js'
import { type Lesson, storedLessons, tryLessons } from '../search/confidence/lesson.js'
import {
  decideRanked,
  type Found,
  type RankedQuestion,
  rankQuestion,
} from '../search/find-answer.js'
import { loadGlossary, NO_GLOSSARY } from '../search/question/glossary.js'
import { isSameFamily } from '../search/question/language-family.js'
import { embedQuestion, type QuestionEmbedder } from '../search/question/question-vector.js'
import { type ReadingDeps, readQuestion } from '../search/question/read-question.js'
import { Sounds } from '../search/question/sounds.js'
import { loadSynonyms, NO_SYNONYMS } from '../search/question/synonyms.js'
import { foldText } from '../search/words/fold-text.js'
import { BLANK, GENERAL_RULES } from './fit-general.js'
import { corpusOf, type Setting } from './settings.js'
import { EVERYTHING, type Finding, VARIANTS, type Variant } from './variants.js'

export interface AblationQuestion {
  readonly text: string
  readonly language: Language
}

export interface AblateDeps {
  readonly articles: readonly Article[]
  readonly labels: readonly Label[]
  readonly mayAnswer: (article: Article) => boolean
  readonly contentFolder: string
  readonly dataFolder: string
  readonly embedder: Embedder
  readonly log: Logger
}

interface Asking extends Omit<AblateDeps, 'embedder'> {
  readonly embedder: QuestionEmbedder
}

/** What one variant found, in the order of the questions. */
export interface Ablated {
  readonly name: string
  /** Whether articles come in the same order as in the whole product. */
  readonly sameOrder: boolean
  readonly found: readonly Pick<Found, 'hits' | 'probability' | 'exact' | 'decision'>[]
}

/** The folder with its stored questions and without any, and what the editors keep beside it. */
interface Shop {
  readonly whole: Setting['corpus']
  readonly bare: Setting['corpus']
  readonly store: VectorStore
  readonly otherWords: OtherWords
  readonly budgets: Budgets
}

/** All that one way of finding finds; what is learned of it may differ. */
interface Tried {
  /** Of the folder with and without stored questions, for the model that learning starts from. */
  readonly general: ByLanguage
  /** Of the folder as it is. */
  readonly folder: ByLanguage
  readonly corpus: Setting['corpus']
  readonly ranked: readonly RankedQuestion[]
}

/** What a question may be said in beside its own words. */
type OtherWords = Pick<ReadingDeps, 'synonyms' | 'glossary'>

const NO_OTHER_WORDS: OtherWords = { synonyms: NO_SYNONYMS, glossary: NO_GLOSSARY }

type ByLanguage = Readonly<Record<keyof Models, readonly FoldedTrial[]>>

/**
 * Asks questions of the whole product, and then of it without each of its parts. All that is learned
 * is learned anew for each: the model from which the folder's own starts, that one, and the thresholds.
 */
export async function* ablate(
  questions: readonly AblationQuestion[],
  deps: AblateDeps,
  signal: AbortSignal,
  variants: readonly Variant[] = VARIANTS,
): AsyncGenerator<Ablated> {
  const shop = await openShop(deps, signal)
  const asking = { ...deps, embedder: remembering(deps.embedder) }
  const whole = await tryFinding(EVERYTHING.finding, questions, shop, asking, signal)
  for (const variant of [EVERYTHING, ...variants]) {
    const { name, finding } = variant
    const sameOrder = finding === EVERYTHING.finding
    const tried = sameOrder ? whole : await tryFinding(finding, questions, shop, asking, signal)
    const search = {
      corpus: tried.corpus,
      confidence: confidenceOf(await learn(variant, tried, shop.budgets)),
      budgets: shop.budgets,
      sentenceVector: (sentence: string) => shop.store.get(sentence),
    }
    yield { name, sameOrder, found: tried.ranked.map((ranked) => decideRanked(search, ranked)) }
  }
}

/** The same questions are asked for each way of finding, and somebody waits. */
function remembering(embedder: Embedder): Asking['embedder'] {
  const { tokens } = embedder
  return {
    embed: rememberingEach((...asked) => embedder.embed(...asked)),
    ...(tokens && {
      tokens: { ...tokens, embed: rememberingEach((...asked) => tokens.embed(...asked)) },
    }),
  }
}

function rememberingEach<T extends object>(
  embed: (texts: readonly string[], signal: AbortSignal) => Promise<readonly T[]>,
): typeof embed {
  const known = new Map<string, T>()
  return async (texts, signal) => {
    const fresh = texts.filter((text) => !known.has(text))
    const embedded = fresh.length === 0 ? [] : await embed(fresh, signal)
    fresh.forEach((text, i) => {
      const one = embedded[i]
      if (one) known.set(text, one)
    })
    return texts.flatMap((text) => known.get(text) ?? [])
  }
}

async function openShop(
  { articles, embedder, contentFolder, dataFolder, log }: AblateDeps,
  signal: AbortSignal,
): Promise<Shop> {
  const { fingerprint, dimensions } = embedder
  const file = join(dataFolder, 'index', 'vectors.bin')
  const store = await VectorStore.open({ file, fingerprint, dimensions, mayWrite: false }, log)
  const bags = embedder.tokens ? bagsInMemory(embedder.tokens.dimensions) : null
  const parts = { embedder, store, bags, onProgress: () => {} }
  const plain = articles.map((article) => ({ ...article, questions: [] }))
  return {
    whole: await corpusOf(articles, parts, signal),
    bare: await corpusOf(plain, parts, signal),
    store,
    otherWords: {
      synonyms: await loadSynonyms(contentFolder),
      glossary: await loadGlossary(),
    },
    budgets: await loadBudgets(contentFolder),
  }
}

/** Asks the lessons and the questions. */
async function tryFinding(
  finding: Finding,
  questions: readonly AblationQuestion[],
  shop: Shop,
  deps: Asking,
  signal: AbortSignal,
): Promise<Tried> {
  const { whole, bare } = shop
  const { synonyms, glossary } = shop.otherWords
  const otherWords = {
    synonyms: finding.synonyms ? synonyms : NO_SYNONYMS,
    glossary: finding.gloss ? glossary : NO_GLOSSARY,
  }
  const tokens = deps.embedder.tokens ?? null
  const stored = await storedLessons(whole, deps.mayAnswer, tokens, signal)
  const corpus = finding.stored ? whole : bare
  const place = {
    corpus,
    lessons: [
      ...(await labelledOf(corpus, otherWords, deps, signal)),
      ...(finding.stored ? stored : []),
    ],
  }
  const plain = {
    corpus: bare,
    lessons: [
      ...(await labelledOf(
        bare,
        { ...NO_OTHER_WORDS, glossary: otherWords.glossary },
        deps,
        signal,
      )),
      ...stored.map(({ leftOut: _, ...lesson }) => lesson),
    ],
  }
  const inFolder = await trialsOf(place, finding, shop, deps, signal)
  const inPlain = await trialsOf(plain, finding, shop, deps, signal)
  return {
    corpus,
    folder: inFolder,
    general: {
      chinese: [...inFolder.chinese, ...inPlain.chinese],
      english: [...inFolder.english, ...inPlain.english],
    },
    ranked: await rankAll(questions, finding, corpus, otherWords, deps, signal),
  }
}

function labelledOf(
  corpus: Setting['corpus'],
  otherWords: OtherWords,
  { labels, embedder }: Asking,
  signal: AbortSignal,
): Promise<readonly Lesson[]> {
  const sounds = new Sounds(corpus.words)
  const reading = { corpus, sounds: () => sounds, ...otherWords }
  return labelLessons(labels, { ...reading, embedder }, signal)
}

async function trialsOf(
  { corpus, lessons }: Omit<Setting, 'name'>,
  finding: Finding,
  { whole }: Shop,
  { mayAnswer }: Asking,
  signal: AbortSignal,
): Promise<ByLanguage> {
  const worded = finding.words ? lessons : lessons.map(withoutWords)
  const asked = finding.tokens ? worded : worded.map(withoutTokens)
  const trials = async (language: Language) => {
    const own = asked.filter((lesson) => isSameFamily(lesson.language, language))
    const { vectors, fuse } = finding
    return foldTrials(whole, await tryLessons(corpus, own, vectors, mayAnswer, signal, fuse))
  }
  return { chinese: await trials('zh-Hans'), english: await trials('en') }
}

function withoutWords(lesson: Lesson): Lesson {
  return { ...lesson, sought: { ...lesson.sought, maybe: '', synonyms: [] } }
}

function withoutTokens(lesson: Lesson): Lesson {
  return { ...lesson, vector: lesson.vector && { ...lesson.vector, tokens: null } }
}

async function rankAll(
  questions: readonly AblationQuestion[],
  { words, vectors, tokens, fuse }: Finding,
  corpus: Setting['corpus'],
  otherWords: OtherWords,
  { embedder, mayAnswer }: Asking,
  signal: AbortSignal,
): Promise<readonly RankedQuestion[]> {
  const sounds = new Sounds(corpus.words)
  const ranked: RankedQuestion[] = []
  for (const { text, language } of questions) {
    const reading = { corpus, sounds: () => sounds, ...otherWords }
    const read = readQuestion(foldText(text), language, reading)
    const vector = vectors
      ? await embedQuestion(read.text, embedder, read, 'question', signal)
      : null
    const sought = words ? read : { ...read, maybe: '', synonyms: [] }
    const seen = tokens ? vector : vector && { ...vector, tokens: null }
    ranked.push(rankQuestion({ corpus, fuse }, sought, language, seen, mayAnswer))
  }
  return ranked
}

async function learn(
  { leftOut }: Variant,
  { general, folder }: Tried,
  budgets: Budgets,
): Promise<Models> {
  const rules = { ...GENERAL_RULES, leftOut }
  const start = async (trials: readonly FoldedTrial[], { thresholds }: AnswerModel) => ({
    ...(await fitTrials(trials, BLANK, rules)),
    thresholds,
  })
  const prior = {
    chinese: await start(general.chinese, GENERAL_CONFIDENCE.chinese.withVectors),
    english: await start(general.english, GENERAL_CONFIDENCE.english.withVectors),
  }
  return learnModels(folder, budgets, prior, { leftOut })
}

/** The same models with and without vectors, since a variant has one of the two. */
function confidenceOf({ chinese, english }: Models): Confidence {
  return {
    questions: 0,
    chinese: { withVectors: chinese, wordsOnly: chinese },
    english: { withVectors: english, wordsOnly: english },
  }
}
