import type { GapSource, SolvedAnswer, UnansweredQuestion } from '../../knowledge/index.js'
import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import { isId } from '../../platform/id.js'
import { asksSomething } from '../conversation/asks-something.js'
import type { MessageId, SessionId } from '../conversation/message.js'
import { messagesOfSessions } from '../conversation/message-table.js'
import { maskPersonal } from '../handbook/mask-personal.js'
import { readVisits } from '../label/visit-queries.js'
import { unansweredIn } from './unanswered.js'
import {
  identitiesOf,
  markedVisits,
  type SolvedCaseRow,
  solvedCaseById,
  solvedCasesAfter,
} from './unanswered-queries.js'

/** Small, since others wait for the database meanwhile. */
const VISITS_AT_ONCE = 100
const MARKS_AT_ONCE = 1_000

/** Newest first; a question holds only so many values. */
const MOST_IDS = 500

/** More than an editor reads. */
const MOST_SOLVED = 5

const MASK = '•••'

/** Shorter ones, such as a single letter, are in too many words. */
const SHORTEST_IDENTITY = 2

/**
 * The questions without a good answer in the record of conversations. A visit is read again only when
 * something happened in it; what is erased from the record is not found the next time.
 */
export function createUnansweredReader(db: Db): GapSource {
  const kept = new Map<SessionId, { mark: string; questions: readonly UnansweredQuestion[] }>()

  async function readInto(sessions: readonly { id: SessionId; mark: string }[]): Promise<void> {
    for (let at = 0; at < sessions.length; at += VISITS_AT_ONCE) {
      const page = sessions.slice(at, at + VISITS_AT_ONCE)
      const ids = page.map(({ id }) => id)
      const [visits, identities] = await Promise.all([readVisits(db, ids), identitiesOf(db, ids)])
      for (const [i, { id, mark }] of page.entries()) {
        const visit = visits[i]
        const hide = maskWith(identities.get(id) ?? [])
        const questions = visit ? unansweredIn(visit) : []
        kept.set(id, { mark, questions: questions.map((q) => ({ ...q, text: hide(q.text) })) })
      }
    }
  }

  async function solvedAnswers(cases: readonly SolvedCaseRow[]): Promise<readonly SolvedAnswer[]> {
    const sessions = [...new Set(cases.map(({ session }) => session))]
    if (sessions.length === 0) return []
    const [messages, identities] = await Promise.all([
      messagesOfSessions(db, sessions),
      identitiesOf(db, sessions),
    ])
    return cases.flatMap((solved): SolvedAnswer[] => {
      const hide = maskWith(identities.get(solved.session) ?? [])
      const own = messages.filter(({ session }) => session === solved.session)
      const byAgents = own.filter(({ speaker }) => speaker.role === 'agent')
      const said = own.filter(({ speaker }) => speaker.role === 'customer')
      const first = byAgents[0]?.number ?? 0
      // What was asked before somebody answered; a mere wish for a person asks nothing.
      const asked = said.filter(({ number, text }) => number < first && asksSomething(text))
      const questions = [solved.subject, ...asked.map(({ text }) => text)].filter(asksSomething)
      const language = said.at(-1)?.language ?? byAgents[0]?.language
      const sentences = byAgents.map(({ text }) => hide(text)).filter((text) => text !== '')
      if (sentences.length === 0 || language === undefined) return []
      return [
        {
          caseId: solved.id,
          at: solved.at,
          questions: [...new Set(questions.map(hide))],
          sentences,
          articles: [...new Set(byAgents.flatMap(({ extras }) => extras.articles ?? []))],
          language,
        },
      ]
    })
  }

  return {
    async questions(since: Instant, limit: number) {
      const seen = new Set<SessionId>()
      const found: UnansweredQuestion[] = []
      let before: { readonly id: SessionId; readonly at: Instant } | undefined
      while (found.length < limit) {
        const page = await markedVisits(db, since, before, MARKS_AT_ONCE)
        await readInto(page.filter(({ id, mark }) => kept.get(id)?.mark !== mark))
        for (const { id } of page) {
          seen.add(id)
          found.push(...(kept.get(id)?.questions.filter(({ at }) => at >= since) ?? []))
        }
        before = page.at(-1)
        if (page.length < MARKS_AT_ONCE) break
      }
      for (const id of kept.keys()) if (!seen.has(id)) kept.delete(id)
      return found.sort((a, b) => b.at - a.at).slice(0, limit)
    },
    async solvedAfter(questions) {
      const messages = questions
        .filter((id): id is MessageId => isId('message', id))
        .slice(0, MOST_IDS)
      return solvedAnswers(await solvedCasesAfter(db, messages, MOST_SOLVED))
    },
    async solvedCase(id) {
      const solved = isId('case', id) ? await solvedCaseById(db, id) : undefined
      return (solved && (await solvedAnswers([solved]))[0]) ?? null
    },
    forget: () => kept.clear(),
  }
}

/** Masks personal data, and whatever the customer's own file says of who they are (H8.1). */
function maskWith(identity: readonly string[]): (text: string) => string {
  const known = identity
    .filter((text) => text.length >= SHORTEST_IDENTITY)
    .toSorted((a, b) => b.length - a.length)
  return (text) =>
    maskPersonal(known.reduce((masked, word) => masked.replaceAll(word, MASK), text)).trim()
}
