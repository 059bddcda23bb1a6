import type { Corpus } from '../search/corpus/corpus.js'
import type { LanguageFamily } from '../search/question/language-family.js'
import { dot } from './group-vectors.js'

/** How questions of one language lie to each other, by what the articles' own questions show. */
export interface QuestionSpace {
  /** A question's vector as seen from the middle of all questions; length 1. */
  centre(vector: Float32Array): Float32Array
  /** Cosine to the nearest title or stored question in this language; -1 where there is none. */
  nearest(vector: Float32Array): number
}

/** So many neighbours are looked at until one is a question in the same language. */
const NEIGHBOURS = 20

/**
 * What all questions have in common, such as that they ask a shop something, is in every vector and
 * tells none from another. Taking it out raised the agreement of groups with articles more than any
 * other step (`README.md`).
 */
export function questionSpace(corpus: Corpus, family: LanguageFamily): QuestionSpace {
  let mean: Float32Array | undefined
  let count = 0
  for (const id of corpus.articles.keys()) {
    for (const label of corpus.unitsOf(id)) {
      if (!isQuestion(corpus, label, family)) continue
      const vector = corpus.vectors.get(label)
      if (!vector) continue
      mean ??= new Float32Array(vector.length)
      for (let i = 0; i < vector.length; i++) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0)
      count++
    }
  }
  const middle = mean?.map((value) => value / count)
  return {
    centre: (vector) =>
      toUnit(middle ? vector.map((value, i) => value - (middle[i] ?? 0)) : vector),
    nearest(vector) {
      const found = corpus.vectors
        .search(vector, NEIGHBOURS)
        .find(({ label }) => isQuestion(corpus, label, family))
      return found?.similarity ?? -1
    },
  }
}

function isQuestion(corpus: Corpus, label: number, family: LanguageFamily): boolean {
  const unit = corpus.unit(label)
  return unit?.family === family && (unit.kind === 'question' || unit.kind === 'title')
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1
  return vector.map((value) => value / length)
}
