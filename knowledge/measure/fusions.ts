import { type Fuse, fuseScores, nearnessOf } from '../search/fuse-scores.js'

/** Softens the first places. Source: Cormack, Clarke and Büttcher, SIGIR 2009. */
const RANK_OFFSET = 60

/** Merges the order by words and the order by vectors by their places alone. */
export const reciprocalRanks: Fuse = (list, language) => {
  const byWords = placesOf(list.map(({ words }) => words))
  const byVectors = placesOf(list.map(({ near }) => nearnessOf(near, language)))
  return list.map((_, i) => reciprocal(byWords[i]) + reciprocal(byVectors[i]))
}

/** The order of words alone; the vectors are still known to the probability. */
export const wordsOrder: Fuse = (list) => {
  const most = Math.max(0, ...list.map(({ words }) => words)) || 1
  return list.map(({ words }) => words / most)
}

/** The order of vectors alone, with what another language costs; the words are still known. */
export const vectorsOrder: Fuse = (list, language) =>
  fuseScores(
    list.map((each) => ({ ...each, words: 0, questionWords: 0, joinedWords: 0 })),
    language,
  )

/** From 1, best first; `undefined` for what the list does not have. */
function placesOf(values: readonly number[]): readonly (number | undefined)[] {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => b - a)
  return values.map((value) => (value > 0 ? sorted.indexOf(value) + 1 : undefined))
}

function reciprocal(place: number | undefined): number {
  return place === undefined ? 0 : 1 / (RANK_OFFSET + place)
}
