import type { Clock } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Append } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Side } from '../conversation/message.js'
import type { Session } from '../conversation/session.js'
import { writeMessage } from '../conversation/write-message.js'
import { askedOf, insertRequest, servedSince, unaskedCases } from './survey-table.js'

export interface AskSurveyDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  /** Stands before the form. */
  readonly words: (language: Language) => string
  /** Whether a visit that only ended in silence is asked about, though nothing was solved in it. */
  readonly onSilence: boolean
}

/** @param because What closed the visit. */
export type AskSurvey = (
  tx: Db,
  append: Append,
  session: Session,
  because: 'solved' | 'silence',
) => Promise<void>

/**
 * Asks what the customer thinks of a visit that closes, in the transaction that closes it. Nobody
 * is asked twice for one close, nor about what served nobody: a visit that is closed again asks
 * only about what came since.
 */
export function createAskSurvey(deps: AskSurveyDeps): AskSurvey {
  return async (tx, append, session, because) => {
    const { turns, through } = await askedOf(tx, session.id)
    if (turns.has(session.owner.turn)) return
    const cases = await unaskedCases(tx, session.id)
    if (because === 'silence' && !deps.onSilence && cases.length === 0) return
    const served = await servedSince(tx, session.id, through)
    // A case is the work of people, also where they solved it without a word.
    const about = (['people', 'bot'] as const satisfies readonly Side[]).filter(
      (side) => served.includes(side) || (side === 'people' && cases.length > 0),
    )
    if (about.length === 0) return

    const id = deps.newId('survey')
    const message = await writeMessage(tx, append, deps.newId, session, {
      speaker: { role: 'bot' },
      text: deps.words(session.language),
      language: session.language,
      extras: { survey: { id, about, service: cases.at(-1)?.service ?? null } },
    })
    const askedAt = deps.clock.now()
    const { number } = message
    const request = { id, session: session.id, about, ownerTurn: session.owner.turn }
    await insertRequest(tx, { ...request, through: number, askedAt }, cases)
  }
}
