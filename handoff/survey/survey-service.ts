import type { Clock } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append, Store } from '../../platform/events/store.js'
import { Fault } from '../../platform/fault.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Case, Score } from '../case/case.js'
import { caseById, saveCase } from '../case/case-table.js'
import { COMES_BACK_AT, decide } from '../case/decide.js'
import { type QueueNoticeDeps, queueNotice } from '../case/queue-notice.js'
import type { ConversationDeps } from '../conversation/conversations.js'
import type { CaseId, ConversationId } from '../conversation/message.js'
import { openSession, sessionById, updateSession } from '../conversation/session-table.js'
import { writeMessage } from '../conversation/write-message.js'
import { insertSurvey, type SurveyAnswer } from './survey-table.js'

/** An answer as a channel hands it in, not checked yet. */
export interface SurveySubmission {
  readonly caseId: CaseId
  readonly speed: number
  readonly attitude: number
  readonly solution: number
  readonly words: string
}

export interface SurveyDeps {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly notice: QueueNoticeDeps
  readonly backToBot: ConversationDeps['backToBot']
  readonly words: {
    readonly thanks: (language: Language) => string
    readonly sorry: (language: Language) => string
  }
}

const WORDS_LIMIT = 2_000

/**
 * Takes the answer to a survey (T12, T13). A lowest score of 1 or 2 sends the case back to the
 * queue as urgent (H5.2); else the case is closed. Answering twice changes nothing.
 *
 * @returns Takes a submission; throws {Fault} `bad-input` for a score that is not 1 to 5,
 *   `not-found` when the case is not one of this conversation.
 */
export function createSurveyService(
  deps: SurveyDeps,
): (conversation: ConversationId, submission: SurveySubmission) => Promise<void> {
  const { store, clock, newId } = deps

  return async (conversation, submission) => {
    const answer = checkAnswer(submission)
    await store.transact(async (tx, append) => {
      const current = await caseById(tx, submission.caseId)
      if (current?.conversation !== conversation) {
        throw new Fault(
          'not-found',
          `There is no case ${submission.caseId} to rate in this conversation.`,
        )
      }
      if (current.status !== 'solved') return
      await insertSurvey(tx, current.id, current.reopened, answer, clock.now())
      await append({
        topic: conversation,
        name: 'survey-answered',
        data: { caseId: current.id, lowest: lowestOf(answer) },
      })
      if (lowestOf(answer) <= COMES_BACK_AT) await bringBack(tx, append, current, answer)
      else await close(tx, append, current, answer)
    })
  }

  async function close(tx: Db, append: Append, current: Case, answer: SurveyAnswer): Promise<void> {
    const session = await sessionById(tx, current.session)
    if (!session) throw new Error(`Case ${current.id} has lost its session.`)
    await rate(tx, current, answer, session.id)
    await writeMessage(tx, append, newId, session, {
      speaker: { role: 'system' },
      text: deps.words.thanks(session.language),
      language: session.language,
    })
    await append({ topic: current.conversation, name: 'case-closed', data: { caseId: current.id } })
  }

  async function bringBack(
    tx: Db,
    append: Append,
    current: Case,
    answer: SurveyAnswer,
  ): Promise<void> {
    // A visit that began meanwhile is where the customer is now; the case goes on there.
    const session =
      (await openSession(tx, current.conversation)) ?? (await sessionById(tx, current.session))
    if (!session) throw new Error(`Case ${current.id} has lost its session.`)
    // Someone already looks after that visit; a second owner must not come in between.
    const hasPerson = session.closedAt === null && session.owner.kind === 'agent'
    const notice = await queueNotice(tx, 'urgent', session.language, deps.notice)
    await rate(tx, current, answer, session.id, notice.promisedAt)
    if (!hasPerson) {
      const owner = { kind: 'queue', turn: session.owner.turn + 1 } as const
      const { number } = await append({
        topic: current.conversation,
        name: 'owner-changed',
        data: { session: session.id, owner: 'queue', turn: owner.turn },
      })
      // So that who waits again is told again that what they write is kept.
      await updateSession(tx, session.id, { owner, closedAt: null, answeredThrough: number })
    }
    await writeMessage(tx, append, newId, session, {
      speaker: { role: 'system' },
      text: `${deps.words.sorry(session.language)}\n\n${notice.text}`,
      language: session.language,
      ...(!hasPerson && { extras: { choices: [deps.backToBot(session.language)] } }),
    })
    await append({
      topic: current.conversation,
      name: 'case-reopened',
      data: { caseId: current.id, urgency: 'urgent', promisedAt: notice.promisedAt },
    })
  }

  async function rate(
    tx: Db,
    current: Case,
    answer: SurveyAnswer,
    session: Case['session'],
    promisedAt?: number,
  ): Promise<void> {
    const decision = decide(
      current,
      { type: 'rate', lowest: lowestOf(answer), session },
      clock.now(),
    )
    if (!decision.ok) throw new Error(`Case ${current.id} refused its survey: ${decision.refusal}.`)
    await saveCase(tx, { ...decision.next, promisedAt: promisedAt ?? decision.next.promisedAt })
  }
}

/** @throws {Fault} `bad-input` */
function checkAnswer({ speed, attitude, solution, words }: SurveySubmission): SurveyAnswer {
  if (words.length > WORDS_LIMIT) {
    throw new Fault(
      'bad-input',
      `The words have ${words.length} characters. Write at most ${WORDS_LIMIT}.`,
    )
  }
  return {
    speed: checkScore('speed', speed),
    attitude: checkScore('attitude', attitude),
    solution: checkScore('solution', solution),
    words,
  }
}

function checkScore(name: string, value: number): Score {
  if (value === 1 || value === 2 || value === 3 || value === 4 || value === 5) return value
  throw new Fault(
    'bad-input',
    `The score for ${name} is ${String(value)}. Give a whole number from 1 to 5.`,
  )
}

function lowestOf({ speed, attitude, solution }: SurveyAnswer): Score {
  return [speed, attitude, solution].reduce((low, score) => (score < low ? score : low))
}
