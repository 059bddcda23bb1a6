import type { Language } from '../../platform/language.js'
import type { Embedder } from '../embed/embedder.js'
import { familyOf, type LanguageFamily } from '../search/question/language-family.js'
import { foldText } from '../search/words/fold-text.js'
import { type Cluster, dot, groupVectors } from './group-vectors.js'
import type { QuestionSpace } from './question-space.js'

/**
 * From which average cosine on questions ask the same. Chosen on the articles' stored questions, of
 * which those of one article are one group; `npm run evals -- gaps` judges it on others.
 */
export const SAME_QUESTION = 0.16

/** Small, since a customer's question may come in between. */
const EMBEDDED_AT_ONCE = 16

/** What is written in the place of what was masked; it says nothing of the question. */
const MASKED = /•+/g

/** A text by its place among questions. */
export interface QuestionPoint {
  readonly family: LanguageFamily
  /** Length 1. */
  readonly place: Float32Array
  /** Cosine to the nearest of the articles' own questions. */
  readonly nearest: number
}

export interface GroupDeps {
  readonly embed: Embedder['embed']
  readonly space: (language: Language) => Promise<QuestionSpace>
  readonly pause: () => Promise<void>
}

interface Asked {
  readonly family: LanguageFamily
  readonly lies: QuestionSpace
  readonly texts: readonly string[]
}

/** Where each text lies. In small batches, behind every question that a customer waits for. */
export async function placeQuestions(
  questions: readonly { readonly text: string; readonly language: Language }[],
  { embed, space, pause }: GroupDeps,
  signal: AbortSignal,
): Promise<readonly QuestionPoint[]> {
  const spaces = new Map<LanguageFamily, QuestionSpace>()
  const points: QuestionPoint[] = []
  for (let at = 0; at < questions.length; at += EMBEDDED_AT_ONCE) {
    const asked: Asked[] = []
    for (const { text, language } of questions.slice(at, at + EMBEDDED_AT_ONCE)) {
      const family = familyOf(language)
      const lies = spaces.get(family) ?? (await space(language))
      spaces.set(family, lies)
      asked.push({ family, lies, texts: lies.wordings(foldText(text.replaceAll(MASKED, ' '))) })
    }
    const all = asked.flatMap(({ texts }) => texts)
    const vectors = await embed(all, signal, 'passage')
    let next = 0
    for (const { family, lies, texts } of asked) {
      const own = vectors.slice(next, next + texts.length)
      next += texts.length
      const [first] = own
      if (!first) throw new Error('A question was given no vector.')
      points.push({ family, place: lies.place(own), nearest: lies.nearest(first) })
    }
    await pause()
  }
  return points
}

/**
 * Groups points, each language for itself.
 *
 * @param before Groups to begin with, by positions; what is in none of them begins alone.
 * @returns Positions, each once.
 */
export async function groupPoints(
  points: readonly Pick<QuestionPoint, 'family' | 'place'>[],
  before: readonly (readonly number[])[],
  pause: () => Promise<void>,
): Promise<readonly (readonly number[])[]> {
  const inGroup = new Set(before.flat())
  const alone = [...points.keys()].filter((i) => !inGroup.has(i)).map((i) => [i])
  const starts = [...before, ...alone]
  const groups: (readonly number[])[] = []
  for (const family of ['zh', 'en'] as const) {
    const own = starts.filter(([first]) => first !== undefined && points[first]?.family === family)
    const clusters = own.map((members) => clusterOf(members, points))
    const joined = await groupVectors(clusters, { threshold: SAME_QUESTION, pause })
    groups.push(...joined.map((places) => places.flatMap((place) => own[place] ?? [])))
  }
  return groups
}

/** The position in `members` of the point that is on average nearest to all of them. */
export function mostTypical(members: readonly Pick<QuestionPoint, 'place'>[]): number {
  const { sum } = clusterOf([...members.keys()], members)
  let best = 0
  let most = Number.NEGATIVE_INFINITY
  for (const [i, { place }] of members.entries()) {
    const similarity = dot(place, sum)
    if (similarity <= most) continue
    best = i
    most = similarity
  }
  return best
}

function clusterOf(
  members: readonly number[],
  points: readonly Pick<QuestionPoint, 'place'>[],
): Cluster {
  const sum = new Float32Array(points[members[0] ?? 0]?.place.length ?? 0)
  for (const member of members) {
    const vector = points[member]?.place
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector?.[i] ?? 0)
  }
  return { sum, size: members.length }
}
