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
export const SAME_QUESTION = 0.2

/** Small, since a customer's question may come in between. */
const EMBEDDED_AT_ONCE = 16

/** What is written in the place of what was masked; it says nothing of the question. */
const MASKED = /•+/g

/** A text with its vectors, raw and as seen from the middle of all questions. */
export interface QuestionPoint {
  readonly family: LanguageFamily
  readonly centred: Float32Array
  /** Cosine to the nearest of the articles' own questions. */
  readonly nearest: number
}

export interface GroupDeps {
  readonly embed: Embedder['embed']
  readonly space: (language: Language) => QuestionSpace
  readonly pause: () => Promise<void>
}

/** Where each text lies. In small batches, behind every question that a customer waits for. */
export async function placeQuestions(
  questions: readonly { readonly text: string; readonly language: Language }[],
  { embed, space, pause }: GroupDeps,
  signal: AbortSignal,
): Promise<readonly QuestionPoint[]> {
  const points: QuestionPoint[] = []
  for (let at = 0; at < questions.length; at += EMBEDDED_AT_ONCE) {
    const batch = questions.slice(at, at + EMBEDDED_AT_ONCE)
    const texts = batch.map(({ text }) => foldText(text.replaceAll(MASKED, ' ')))
    const vectors = await embed(texts, signal, 'passage')
    for (const [i, { language }] of batch.entries()) {
      const vector = vectors[i]
      if (!vector) throw new Error('A question was given no vector.')
      const lies = space(language)
      const family = familyOf(language)
      points.push({ family, centred: lies.centre(vector), nearest: lies.nearest(vector) })
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
  points: readonly Pick<QuestionPoint, 'family' | 'centred'>[],
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
export function mostTypical(members: readonly Pick<QuestionPoint, 'centred'>[]): number {
  const { sum } = clusterOf([...members.keys()], members)
  let best = 0
  let most = Number.NEGATIVE_INFINITY
  for (const [i, { centred }] of members.entries()) {
    const similarity = dot(centred, sum)
    if (similarity <= most) continue
    best = i
    most = similarity
  }
  return best
}

function clusterOf(
  members: readonly number[],
  points: readonly Pick<QuestionPoint, 'centred'>[],
): Cluster {
  const sum = new Float32Array(points[members[0] ?? 0]?.centred.length ?? 0)
  for (const member of members) {
    const vector = points[member]?.centred
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector?.[i] ?? 0)
  }
  return { sum, size: members.length }
}
