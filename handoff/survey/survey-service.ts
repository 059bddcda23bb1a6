import type { Clock } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append, Store } from '../../platform/events/store.js'
import { Fault } from '../../platform/fault.js'
import type { Language } from '../../platform/language.js'
import { type Case, type Score, SERVICES } from '../case/case.js'
import { saveCase } from '../case/case-table.js'
import { decide } from '../case/decide.js'
import { conversationById } from '../conversation/conversation-table.js'
import type { ConversationId, SurveyId } from '../conversation/message.js'
import type { Session } from '../conversation/session.js'
import { sessionById } from '../conversation/session-table.js'
import { writeMessage } from '../conversation/write-message.js'
import { bringBack } from './bring-back.js'
import { type OpenRecoveryDeps, openRecovery } from './open-recovery.js'
import {
  comesBack,
  lowestOf,
  QUESTIONS,
  type ScoreName,
  type SurveyAnswer,
  type SurveyRequest,
} from './survey.js'
import { casesAskedAbout, insertAnswer, requestById } from './survey-table.js'

/** An answer as a channel hands it in, not checked yet. */
export interface SurveySubmission {
  readonly survey: SurveyId
  readonly scores: Readonly<Partial<Record<ScoreName, number>>>
  readonly service?: string | undefined
  readonly solved?: boolean | undefined
  readonly recommend?: number | undefined
  readonly words: string
}

export type AnswerSurvey = (
  conversation: ConversationId,
  submission: SurveySubmission,
) => Promise<void>

export interface SurveyDeps extends Omit<OpenRecoveryDeps, 'sorry'> {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly words: {
    readonly thanks: (language: Language) => string
    readonly sorry: (language: Language) => string
  }
}

const WORDS_LIMIT = 2_000

/**
 * Takes the answer to a survey (T12, T13), on any channel of the customer who was asked. A bad one
 * brings the case back to the queue as urgent, or opens one where only the bot had served (H5.2);
 * else the cases of the visit are closed. Answering twice changes nothing.
 *
 * @returns Takes a submission; throws {Fault} `bad-input` for a score that is missing or not 1 to
 *   5, `not-found` when this customer was not asked that.
 */
export function createSurveyService(deps: SurveyDeps): AnswerSurvey {
  const { store, clock, newId } = deps
  const back: OpenRecoveryDeps = { ...deps, sorry: deps.words.sorry }

  return (conversation, submission) =>
    store.transact(async (tx, append) => {
      const { request, session } = await readRequest(tx, conversation, submission.survey)
      const answer = checkAnswer(request, submission)
      if (!(await insertAnswer(tx, request.id, answer, clock.now()))) return
      const cases = await casesAskedAbout(tx, request.id)
      const latest = cases.at(-1)
      await tellAnswered(append, session, request, answer, cases)
      // Of several cases the visit ended with the latest, and that is what was rated.
      const again = comesBack(answer) ? latest : undefined
      for (const each of cases) if (each !== again) await close(tx, append, each, answer)
      if (again) await bringBack(tx, append, again, back)
      // A case that moved on since is in somebody's hands, and needs no second one beside it.
      else if (comesBack(answer) && !request.about.includes('people')) {
        await openRecovery(tx, append, session.id, answer.service, back)
      } else {
        await writeMessage(tx, append, newId, session, {
          speaker: { role: 'system' },
          text: deps.words.thanks(session.language),
          language: session.language,
        })
      }
    })

  async function readRequest(tx: Db, conversation: ConversationId, id: SurveyId) {
    const request = await requestById(tx, id)
    const session = request && (await sessionById(tx, request.session))
    const [asked, answering] = await Promise.all([
      session && conversationById(tx, session.conversation),
      conversationById(tx, conversation),
    ])
    if (!request || !session || !answering || asked?.customer !== answering.customer) {
      throw new Fault('not-found', `There is no survey ${id} to answer in this conversation.`)
    }
    return { request, session }
  }

  async function close(tx: Db, append: Append, current: Case, answer: SurveyAnswer): Promise<void> {
    const lowest = lowestOf(answer, 'people')
    if (lowest === null) throw new Error(`Case ${current.id} was rated without a score.`)
    const decision = decide(current, { type: 'rate', lowest }, clock.now())
    if (!decision.ok) throw new Error(`Case ${current.id} refused its survey: ${decision.refusal}.`)
    await saveCase(tx, decision.next)
    await append({ topic: current.conversation, name: 'case-closed', data: { caseId: current.id } })
  }

  /** For each case, since its clocks listen; once without one where only the bot served. */
  async function tellAnswered(
    append: Append,
    session: Session,
    request: SurveyRequest,
    answer: SurveyAnswer,
    cases: readonly Case[],
  ): Promise<void> {
    const facts = {
      survey: request.id,
      lowest: lowestOf(answer, 'people'),
      lowestOfBot: lowestOf(answer, 'bot'),
      solved: answer.solved,
      recommend: answer.recommend,
    }
    const topic = session.conversation
    const told = cases.length === 0 ? [facts] : cases.map(({ id }) => ({ caseId: id, ...facts }))
    for (const data of told) await append({ topic, name: 'survey-answered', data })
  }
}

/** @throws {Fault} `bad-input` */
function checkAnswer({ about }: SurveyRequest, given: SurveySubmission): SurveyAnswer {
  const { words, recommend } = given
  if (words.length > WORDS_LIMIT) {
    throw new Fault(
      'bad-input',
      `The words have ${words.length} characters. Write at most ${WORDS_LIMIT}.`,
    )
  }
  if (recommend !== undefined && !(Number.isInteger(recommend) && isWithin(recommend, 0, 10))) {
    throw new Fault(
      'bad-input',
      `The recommendation is ${recommend}. Give a whole number from 0 to 10, or none.`,
    )
  }
  const names: readonly ScoreName[] = about.flatMap((side) => QUESTIONS[side])
  return {
    scores: Object.fromEntries(names.map((name) => [name, checkScore(name, given.scores[name])])),
    service: SERVICES.find((service) => service === given.service) ?? null,
    solved: given.solved ?? null,
    recommend: recommend ?? null,
    words,
  }
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}

function checkScore(name: string, value: number | undefined): Score {
  if (value === 1 || value === 2 || value === 3 || value === 4 || value === 5) return value
  const is = value === undefined ? 'missing' : String(value)
  throw new Fault('bad-input', `The score for ${name} is ${is}. Give a whole number from 1 to 5.`)
}
