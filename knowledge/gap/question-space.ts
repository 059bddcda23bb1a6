import type { Corpus } from '../search/corpus/corpus.js'
import type { Glossary } from '../search/question/glossary.js'
import type { LanguageFamily } from '../search/question/language-family.js'
import { learnEvenSpread, meanOf } from './even-spread.js'
import { dot } from './group-vectors.js'

/** How questions of one language lie to each other, by what the articles' own questions show. */
export interface QuestionSpace {
  /** What is embedded of a folded question: first its own words, then other ways of saying it. */
  wordings(folded: string): readonly string[]
  /**
   * Where a question lies, seen from the middle of all questions and evened out; length 1.
   *
   * @param vectors One for each of its wordings.
   */
  place(vectors: readonly Float32Array[]): Float32Array
  /** Cosine to the nearest title or stored question in this language; -1 where there is none. */
  nearest(vector: Float32Array): number
}

export interface QuestionSpaceDeps {
  readonly glossary: Glossary
  /** Awaited after each few milliseconds of work. */
  readonly pause: () => Promise<void>
}

/** So many neighbours are looked at until one is a question in the same language. */
const NEIGHBOURS = 20

/** So many questions show it: all choices were made with 700. */
const LEARNED_FROM = 2_000

/**
 * What all questions have in common, such as that they ask a shop something, is in every vector and
 * tells none from another, and so is what those of one article differ in. An English question lies
 * in the middle between its own words and their Chinese ones, which the built-in model knows better.
 * What each step is worth stands in `README.md`.
 */
export async function questionSpace(
  corpus: Corpus,
  family: LanguageFamily,
  { glossary, pause }: QuestionSpaceDeps,
): Promise<QuestionSpace> {
  const groups = storedQuestions(corpus, family)
  const middle = meanOf(groups.flat())
  const evenOut = await learnEvenSpread(groups, pause)
  return {
    wordings(folded) {
      const other = family === 'en' ? glossary.halfToChinese(folded) : folded
      return other === '' || other === folded ? [folded] : [folded, other]
    },
    place(vectors) {
      const own = meanOf(vectors)
      return toUnit(evenOut(toUnit(own).map((value, i) => value - (middle[i] ?? 0))))
    },
    nearest(vector) {
      const found = corpus.vectors
        .search(vector, NEIGHBOURS)
        .find(({ label }) => isQuestion(corpus, label, family))
      return found?.similarity ?? -1
    },
  }
}

/** The vectors of titles and questions by article; of many articles, some from all over. */
function storedQuestions(
  corpus: Corpus,
  family: LanguageFamily,
): readonly (readonly Float32Array[])[] {
  const labels = new Map<string, number[]>()
  let count = 0
  for (const id of [...corpus.articles.keys()].sort()) {
    const own = corpus.unitsOf(id).filter((label) => isQuestion(corpus, label, family))
    if (own.length === 0) continue
    const original = corpus.originalOf(id)
    labels.set(original, [...(labels.get(original) ?? []), ...own])
    count += own.length
  }
  const step = Math.ceil(count / LEARNED_FROM)
  return [...labels.values()]
    .filter((_, i) => i % step === 0)
    .map((own) => own.flatMap((label) => corpus.vectors.get(label) ?? []))
    .filter((vectors) => vectors.length > 0)
}

function isQuestion(corpus: Corpus, label: number, family: LanguageFamily): boolean {
  const unit = corpus.unit(label)
  return unit?.family === family && (unit.kind === 'question' || unit.kind === 'title')
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1
  return vector.map((value) => value / length)
}
