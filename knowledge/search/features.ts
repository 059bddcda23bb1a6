import type { Candidate, Query } from './rank-articles.js'

/**
 * What is known of one candidate beside its rivals, in the order of the model's weights. Each is
 * near 0 to 1, so that one set of weights serves folders of any size.
 */
export const FEATURES = [
  'cosine',
  'cosineMargin',
  'titleCosine',
  'spread',
  'words',
  'wordsMargin',
  'questionWords',
  'covered',
  'unknown',
  'agree',
  'length',
  'english',
  'foreign',
  'cosineEnglish',
  'cosineForeign',
] as const

export type Feature = (typeof FEATURES)[number]
export type Features = Readonly<Record<Feature, number>>

/**
 * @param index Which of `candidates` is looked at.
 * @param candidates Ranked, best first, of one question.
 */
export function featuresOf(
  query: Query,
  candidates: readonly Candidate[],
  index: number,
): Features {
  const candidate = candidates[index]
  const rivals = candidates.filter((_, i) => i !== index)
  const cosine = candidate?.cosine ?? 0
  const rivalCosines = rivals.map((rival) => rival.cosine ?? 0).sort((a, b) => b - a)
  const totalIdf = query.terms.reduce((sum, { idf }) => sum + idf, 0) || 1
  const coveredIdf = query.terms.reduce(
    (sum, { term, idf }) => sum + (candidate?.terms.has(term) ? idf : 0),
    0,
  )
  const unknownIdf = query.terms.reduce((sum, { idf, known }) => sum + (known ? 0 : idf), 0)
  const words = candidate?.words ?? 0
  const rivalWords = Math.max(0, ...rivals.map((rival) => rival.words))
  const english = query.language === 'en' ? 1 : 0
  const foreign = candidate?.sameLanguage === false ? 1 : 0
  return {
    cosine,
    cosineMargin: cosine - (rivalCosines[0] ?? 0),
    titleCosine: candidate?.titleCosine ?? 0,
    spread: cosine - mean(rivalCosines.slice(0, 8)),
    words: words / totalIdf / 10,
    wordsMargin: (words - rivalWords) / totalIdf / 10,
    questionWords: (candidate?.questionWords ?? 0) / totalIdf / 10,
    covered: coveredIdf / totalIdf,
    unknown: unknownIdf / totalIdf,
    agree: words > 0 && words >= rivalWords && cosine >= (rivalCosines[0] ?? 0) ? 1 : 0,
    length: Math.log(1 + query.terms.length) / 4,
    english,
    foreign,
    cosineEnglish: english * cosine,
    cosineForeign: foreign * cosine,
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
