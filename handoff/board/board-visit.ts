import type { Instant } from '../../platform/clock.js'
import type { Category } from '../case/case.js'
import type { CaseId, CustomerId, SessionId, Side } from '../conversation/message.js'
import type { Verdict } from '../conversation/trace-table.js'
import type { SatisfactionClass } from '../satisfaction/satisfaction-model.js'
import type { VisitSatisfaction } from '../satisfaction/satisfaction-table.js'
import { lowestOf, type SurveyAnswer } from '../survey/survey.js'

/** A visit as the board counts it. */
export interface BoardVisit {
  readonly session: SessionId
  readonly customer: CustomerId
  readonly openedAt: Instant
  /** `null` while it is open. */
  readonly closedAt: Instant | null
  /** What it was about (Y1): its case's, else by the article that the bot answered from. */
  readonly topic: Category | null
  /** Ids of the articles that the bot answered from. */
  readonly articles: readonly string[]
  /** The case that a person had to do with; `null` where the bot was alone. */
  readonly caseId: CaseId | null
  /** What the customer wrote first. */
  readonly firstWords: string
  /** Who answered the customer. */
  readonly served: readonly Side[]
  readonly satisfaction: VisitSatisfaction | null
  /** The latest thumb on an answer of the bot. */
  readonly thumb: Verdict | null
  /** Each time that it was asked how it was. */
  readonly surveys: readonly BoardSurvey[]
}

export interface BoardSurvey {
  readonly about: readonly Side[]
  readonly answer: SurveyAnswer | null
}

/** A customer is content with a side who gave it no score below this: the lowest decides (H5.2). */
const CONTENT_FROM = 4
const DISCONTENT_UP_TO = 2

/** What the scores of one side say; `null` where it was not scored. */
export function classOfAnswer(answer: SurveyAnswer, side: Side): SatisfactionClass | null {
  const lowest = lowestOf(answer, side)
  if (lowest === null) return null
  if (lowest >= CONTENT_FROM) return 'satisfied'
  return lowest <= DISCONTENT_UP_TO ? 'dissatisfied' : 'neutral'
}

/** What a visit's newest answered survey says of it: of the people, where they served. */
export function surveyClass({ surveys }: BoardVisit): SatisfactionClass | null {
  const answer = surveys.findLast((survey) => survey.answer !== null)?.answer
  if (!answer) return null
  return classOfAnswer(answer, 'people') ?? classOfAnswer(answer, 'bot')
}
