import type { Score, Service } from '../case/case.js'
import { COMES_BACK_AT } from '../case/decide.js'
import type { SessionId, Side, SurveyId } from '../conversation/message.js'

/**
 * What is scored from 1 (very dissatisfied) to 5, by whom it is about. A bot has no attitude, and
 * fewer questions are answered more often. Source: H2.4, T12.
 */
export const QUESTIONS = {
  people: ['speed', 'attitude', 'solution'],
  bot: ['botSpeed', 'botSolution'],
} as const satisfies Record<Side, readonly string[]>

export type ScoreName = (typeof QUESTIONS)[Side][number]

/** The question that a visit is asked when it closes. */
export interface SurveyRequest {
  readonly id: SurveyId
  readonly session: SessionId
  readonly about: readonly Side[]
}

/** What a customer thought of it. Source: T12, T14. */
export interface SurveyAnswer {
  /** Of everyone who was asked about. */
  readonly scores: Readonly<Partial<Record<ScoreName, Score>>>
  /** The kind of service as the customer sees it; `null` where they did not say. */
  readonly service: Service | null
  /** Whether it is solved; `null` where they did not say. */
  readonly solved: boolean | null
  /** How likely they would recommend the shop, 0 to 10; `null` where they did not say. */
  readonly recommend: number | null
  readonly words: string
}

/** The lowest score of one side; `null` when it was not asked about. */
export function lowestOf({ scores }: Pick<SurveyAnswer, 'scores'>, side: Side): Score | null {
  const given = QUESTIONS[side].flatMap((name) => scores[name] ?? [])
  return given.length === 0 ? null : (Math.min(...given) as Score)
}

/**
 * Whether a person takes it up again (H5.2, P2.2): a low score, or that it is not solved. Where
 * people served, their scores decide: a bad bot whose customer a person then helped is a matter
 * for figures, not for one more call.
 */
export function comesBack(answer: Pick<SurveyAnswer, 'scores' | 'solved'>): boolean {
  const lowest = lowestOf(answer, 'people') ?? lowestOf(answer, 'bot')
  return answer.solved === false || (lowest !== null && lowest <= COMES_BACK_AT)
}
