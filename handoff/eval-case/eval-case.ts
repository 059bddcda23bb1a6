import type { Instant } from '../../platform/clock.js'
import type { Id } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { AgentId, MessageId, SessionId } from '../conversation/message.js'

export type EvalCaseId = Id<'evalcase'>

export const EVAL_SOURCES = ['desk', 'hit-test', 'gap'] as const
export type EvalSource = (typeof EVAL_SOURCES)[number]

/** What would have been right: an article, none of them, or a person at once. */
export const LABEL_KINDS = ['article', 'none', 'hand-over'] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

/** What kind of answer is asked for, as the suite of extracts tells them apart. */
export const ANSWER_KINDS = [
  'how-long',
  'how-much',
  'where',
  'who',
  'yes-no',
  'steps',
  'conditions',
  'exceptions',
] as const
export type AnswerKind = (typeof ANSWER_KINDS)[number]

/** What one person says. */
export interface EvalLabel {
  readonly kind: LabelKind
  /** Ids of every article that answers the question fully, the best first; empty for no article. */
  readonly gold: readonly string[]
  /** What a right answer says, each as wordings of which any one counts; may be empty. */
  readonly facts: readonly (readonly string[])[]
  /** `null` without facts. */
  readonly answerKind: AnswerKind | null
}

export interface GivenLabel extends EvalLabel {
  readonly agent: AgentId
  readonly agentName: string
  readonly at: Instant
}

/** Something that a customer asked, masked, with what people say would have been right. */
export interface EvalCase {
  readonly id: EvalCaseId
  readonly text: string
  readonly language: Language
  readonly source: EvalSource
  /** The turn of the bot that dealt with it; `null` where there was none. */
  readonly message: MessageId | null
  /** The visit whose words it has; `null` where nobody's. */
  readonly session: SessionId | null
  readonly createdAt: Instant
  /** At least one, the oldest first. */
  readonly labels: readonly GivenLabel[]
}

/** The label that most people gave; among as many, the newest. */
export function agreedLabel({ labels }: Pick<EvalCase, 'labels'>): GivenLabel | undefined {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(keyOf(label), (counts.get(keyOf(label)) ?? 0) + 1)
  return labels.toSorted(
    (a, b) => (counts.get(keyOf(b)) ?? 0) - (counts.get(keyOf(a)) ?? 0) || b.at - a.at,
  )[0]
}

/** Labels that say the same; which of several right articles comes first does not matter. */
function keyOf({ kind, gold }: EvalLabel): string {
  return kind === 'article' ? gold.toSorted().join(' ') : `<${kind}>`
}

export interface Agreement {
  /** Cases with more than one label. */
  readonly cases: number
  /** How often two people said the same of one case, 0 to 1. */
  readonly share: number
  /** The same beyond what their habits would give by chance; `null` when all say one thing. */
  readonly kappa: number | null
}

/**
 * How far people agree who labelled the same cases.
 *
 * @returns `null` when no case has two labels.
 *
 * Source: Fleiss, "Measuring nominal scale agreement among many raters", 1971; the number of people
 * may differ from case to case.
 */
export function agreementOf(cases: readonly Pick<EvalCase, 'labels'>[]): Agreement | null {
  const shared = cases.map(({ labels }) => labels.map(keyOf)).filter((keys) => keys.length > 1)
  if (shared.length === 0) return null
  const share =
    shared.reduce((sum, keys) => {
      const same = keys.reduce(
        (count, key, i) => count + keys.filter((other, j) => i !== j && other === key).length,
        0,
      )
      return sum + same / (keys.length * (keys.length - 1))
    }, 0) / shared.length
  const all = shared.flat()
  const byChance = [...new Set(all)].reduce(
    (sum, key) => sum + (all.filter((other) => other === key).length / all.length) ** 2,
    0,
  )
  const kappa = byChance === 1 ? null : (share - byChance) / (1 - byChance)
  return { cases: shared.length, share, kappa }
}
