import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import { replaceFile } from '../../platform/replace-file.js'
import type { Account } from '../account/account.js'
import type { Case } from '../case/case.js'
import { caseById, casesOfSession } from '../case/case-table.js'
import { conversationById } from '../conversation/conversation-table.js'
import type { CaseId, MessageId, SessionId } from '../conversation/message.js'
import { messageById, messagesOfSessions } from '../conversation/message-table.js'
import { sessionById } from '../conversation/session-table.js'
import { tracesOfSessions } from '../conversation/trace-table.js'
import { familyOf, profilesByIds } from '../customer/customer-table.js'
import type { EvalCase, EvalCaseId, EvalLabel, EvalSource } from './eval-case.js'
import { EVAL_FILES, linesOf } from './eval-case-lines.js'
import {
  allEvalCases,
  deleteEvalCase,
  evalCaseById,
  evalCaseOfMessage,
  insertEvalCase,
  saveEvalLabel,
} from './eval-case-table.js'
import { maskWords } from './mask-words.js'

/** Where a case comes from: a turn of the bot, a case of the desk, or words that nobody wrote us. */
export type EvalOrigin =
  | { readonly from: 'desk' | 'gap'; readonly message: MessageId }
  | { readonly from: 'desk'; readonly case: CaseId }
  | { readonly from: 'hit-test' | 'gap'; readonly text: string; readonly language: Language }

/** A case before anybody labelled it. */
export interface EvalDraft {
  /** Masked; whoever labels it may mask more. */
  readonly text: string
  readonly language: Language
  readonly source: EvalSource
  readonly message: MessageId | null
  readonly session: SessionId | null
  /** Ids of the articles that the bot saw, best first. */
  readonly seen: readonly string[]
  /** The cases of its visit, by which is known who may read it. */
  readonly cases: readonly Case[]
  /** Whether it is a case already, so that this is one more label. */
  readonly known: EvalCaseId | null
}

export interface EvalCasesDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  /** Holds the files; made when the first is written. */
  readonly folder: string
}

/** Test cases from use. The tables are the truth; the files are written anew from them. */
export interface EvalCases {
  /** What would become a case; `undefined` when there are no words, or no longer any. */
  draft(origin: EvalOrigin): Promise<EvalDraft | undefined>
  /** Makes a case with its first label, or adds a label where it is one already. */
  create(
    origin: EvalOrigin,
    text: string,
    label: EvalLabel,
    by: Pick<Account, 'id' | 'name'>,
  ): Promise<EvalCaseId | undefined>
  /** @returns Whether there is such a case. */
  label(id: EvalCaseId, label: EvalLabel, by: Pick<Account, 'id' | 'name'>): Promise<boolean>
  remove(id: EvalCaseId): Promise<void>
  find(id: EvalCaseId): Promise<EvalCase | undefined>
  /** The newest first. */
  all(): Promise<readonly EvalCase[]>
  /** Makes the files say what the tables say; safe to repeat. */
  writeFiles(): Promise<void>
}

/** Longer than anything that is asked in one breath; what follows is cut. */
export const TEXT_LENGTH = 1_000

export function createEvalCases(deps: EvalCasesDeps): EvalCases {
  const { store, clock, newId, folder } = deps
  let writing: Promise<void> = Promise.resolve()

  /** One at a time, so that an older state never overwrites a newer one. */
  function writeFiles(): Promise<void> {
    const next = writing.catch(() => {}).then(writeAll)
    writing = next
    return next
  }

  async function writeAll(): Promise<void> {
    const cases = await allEvalCases(store.db)
    for (const name of EVAL_FILES) {
      const path = join(folder, `${name}.jsonl`)
      const lines = linesOf(name, cases)
      if (lines === '') {
        await rm(path, { force: true })
        continue
      }
      await replaceFile(path, lines)
    }
  }

  async function draft(origin: EvalOrigin, db: Db = store.db): Promise<EvalDraft | undefined> {
    if ('text' in origin) {
      const text = maskWords(origin.text.trim().slice(0, TEXT_LENGTH), [])
      const { language, from: source } = origin
      return text === ''
        ? undefined
        : { text, language, source, message: null, session: null, seen: [], cases: [], known: null }
    }
    const turn = 'message' in origin ? await turnOf(db, origin.message) : undefined
    const found = turn ?? ('case' in origin ? await wordsOfCase(db, origin.case) : undefined)
    if (!found || found.words.trim() === '') return undefined
    const known = found.message && (await evalCaseOfMessage(db, found.message))
    const people = await peopleOf(db, found.session)
    return {
      text: known?.text ?? maskWords(found.words.trim().slice(0, TEXT_LENGTH), people),
      language: found.language,
      source: origin.from,
      message: found.message,
      session: found.session,
      seen: found.seen,
      cases: await casesOfSession(db, found.session),
      known: known?.id ?? null,
    }
  }

  async function save(
    db: Db,
    id: EvalCaseId,
    label: EvalLabel,
    { id: agent, name: agentName }: Pick<Account, 'id' | 'name'>,
  ): Promise<void> {
    await saveEvalLabel(db, id, { ...label, agent, agentName, at: clock.now() })
  }

  return {
    draft,

    async create(origin, text, label, by) {
      const id = await store.transact(async (tx) => {
        const from = await draft(origin, tx)
        if (!from) return undefined
        const { seen, cases, known, ...facts } = from
        const made = known ?? newId('evalcase')
        if (known === null) {
          const people = from.session === null ? [] : await peopleOf(tx, from.session)
          const masked = maskWords(text.trim().slice(0, TEXT_LENGTH), people) || from.text
          await insertEvalCase(tx, { ...facts, text: masked, id: made, createdAt: clock.now() })
        }
        await save(tx, made, label, by)
        return made
      })
      if (id !== undefined) await writeFiles()
      return id
    },

    async label(id, label, by) {
      const isThere = await store.transact(async (tx) => {
        if (!(await evalCaseById(tx, id))) return false
        await save(tx, id, label, by)
        return true
      })
      if (isThere) await writeFiles()
      return isThere
    },

    async remove(id) {
      await store.transact((tx) => deleteEvalCase(tx, id))
      await writeFiles()
    },

    find: (id) => evalCaseById(store.db, id),
    all: () => allEvalCases(store.db),
    writeFiles,
  }
}

interface FoundWords {
  readonly words: string
  readonly language: Language
  readonly message: MessageId | null
  readonly session: SessionId
  readonly seen: readonly string[]
}

/** What a turn of the bot dealt with. */
async function turnOf(db: Db, id: MessageId): Promise<FoundWords | undefined> {
  const message = await messageById(db, id)
  if (!message) return undefined
  const trace = (await tracesOfSessions(db, [message.session])).get(id)
  if (!trace) return undefined
  return {
    words: trace.question,
    language: message.language,
    message: id,
    session: message.session,
    seen: [...new Set(trace.passages.map(({ article }) => article))],
  }
}

/** The last turn before the case that was about something; without one, what the case is about. */
async function wordsOfCase(db: Db, id: CaseId): Promise<FoundWords | undefined> {
  const current = await caseById(db, id)
  if (!current) return undefined
  const traces = await tracesOfSessions(db, [current.session])
  const turns = (await messagesOfSessions(db, [current.session])).filter((message) => {
    const decision = traces.get(message.id)?.decision
    return decision !== undefined && decision !== 'greet' && decision !== 'acknowledge'
  })
  const asked = turns.findLast(({ id: turn }) => (traces.get(turn)?.passages.length ?? 0) > 0)
  const last = asked ?? turns.at(-1)
  if (last) return turnOf(db, last.id)
  const { subject: words, language, session } = current
  return { words, language, message: null, session, seen: [] }
}

/** Whoever wrote in this visit, with the files that have gone up in theirs. */
async function peopleOf(db: Db, session: SessionId) {
  const visit = await sessionById(db, session)
  const conversation = visit && (await conversationById(db, visit.conversation))
  if (!conversation) return []
  return profilesByIds(db, await familyOf(db, conversation.customer))
}
